"use strict";

// Without this script every time on the page is a link to its second of the file; with it, the page plays in place.
const ms = (element, name) => Number(element.dataset[name]);

class Player {
  constructor(figure) {
    this.figure = figure;
    this.media = figure.querySelector("video, audio");
    this.stage = figure.querySelector(".stage");
    this.close = figure.querySelector(".close");
    this.box = figure.querySelector(".lines");
    this.lines = [...figure.querySelectorAll(".lines li")];
    this.strips = [...document.querySelectorAll(`.strip[data-player="${figure.id}"]`)];
    this.offset = ms(this.media, "offset");
    this.until = null;
    this.trigger = null;
    this.wanted = false;
    this.seen = true;
    this.media.addEventListener("timeupdate", () => this.follow());
    this.media.addEventListener("seeking", () => this.follow());
    this.media.addEventListener("play", () => { for (const other of players.values()) if (other !== this) other.rest(); });
    this.media.addEventListener("pause", () => this.mark(false));
    this.close.addEventListener("click", () => { this.rest(); this.dock(false); this.trigger?.focus(); });
    this.lines.forEach((line) => line.addEventListener("click", (event) => this.pick(event, line)));
    new IntersectionObserver(([entry]) => { this.seen = entry.isIntersecting; this.settle(); }, { threshold: 0.15 }).observe(this.stage);
    this.chooseSubtitles();
  }

  play(start, end, trigger) {
    this.mark(false);
    this.until = end;
    this.trigger = trigger;
    this.wanted = true;
    // Assigning before the length is known is kept by the browser as where to begin.
    this.media.currentTime = start / 1000;
    this.settle();
    this.mark(true);
    this.media.play().catch(() => this.mark(false));
  }

  rest() {
    this.media.pause();
    this.wanted = false;
    this.until = null;
  }

  pick(event, line) {
    if (event.target.closest("a") || !getSelection().isCollapsed) return;
    this.play(ms(line, "start"), null, line.querySelector("a"));
  }

  follow() {
    const now = this.media.currentTime * 1000;
    if (this.until !== null && now >= this.until) {
      this.media.pause();
      this.until = null;
    }
    const current = this.lines.findLast((line) => ms(line, "start") <= now + 1 && now < ms(line, "end"));
    for (const line of this.lines) line.toggleAttribute("aria-current", line === current);
    current?.setAttribute("aria-current", "true");
    if (current && current !== this.current) this.reveal(current);
    this.current = current;
    for (const strip of this.strips) this.point(strip, now + this.offset);
  }

  // Scrolls the box and never the page, which the reader holds.
  reveal(line) {
    if (this.box.matches(":hover")) return;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.box.scrollTo({ top: line.offsetTop - this.box.clientHeight / 3, behavior: calm ? "auto" : "smooth" });
  }

  point(strip, at) {
    const whole = Number(strip.dataset.duration);
    strip.querySelector(".playhead").setAttribute("x", String((1000 * at) / whole - 1.5));
  }

  mark(on) {
    this.trigger?.classList.toggle("playing", on);
  }

  settle() {
    this.dock(this.wanted && !this.seen);
  }

  dock(on) {
    if (on === this.stage.classList.contains("docked")) return;
    if (on) this.stage.style.blockSize = `${this.stage.offsetHeight}px`;
    this.stage.classList.toggle("docked", on);
    if (!on) this.stage.style.blockSize = "";
    this.close.hidden = !on;
  }

  chooseSubtitles() {
    const choice = this.figure.querySelector(".choose");
    if (!choice) return;
    const buttons = [...choice.querySelectorAll("button")];
    const tracks = this.media.textTracks;
    const show = (index) => [...tracks].forEach((track, at) => { track.mode = at === index ? "showing" : "disabled"; });
    const tell = () => {
      const shown = [...tracks].findIndex((track) => track.mode === "showing");
      for (const button of buttons) button.setAttribute("aria-pressed", String(ms(button, "track") === shown));
    };
    for (const button of buttons) button.addEventListener("click", () => show(ms(button, "track")));
    tracks.addEventListener("change", tell);
    choice.hidden = false;
    tell();
  }
}

const players = new Map();
for (const figure of document.querySelectorAll(".player")) players.set(figure.id, new Player(figure));

for (const link of document.querySelectorAll("a[data-player]")) {
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    players.get(link.dataset.player).play(ms(link, "start"), "end" in link.dataset ? ms(link, "end") : null, link);
  });
}

for (const stretch of document.querySelectorAll(".strip[data-player] rect[data-start]")) {
  const player = players.get(stretch.closest(".strip").dataset.player);
  stretch.addEventListener("click", () => player.play(Math.max(0, ms(stretch, "start") - player.offset), null, null));
}
