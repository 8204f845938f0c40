"""The published page as readers have it: opened as a file in a real browser."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.dispatch import scene
from tests.dispatch.conftest import published

pytestmark = pytest.mark.browser

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=no-user-gesture-required",
)
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PLAYS = "id => { const it = document.querySelector(`#${id} video, #${id} audio`); return !it.paused && it.currentTime }"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("needs chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def folders(video: Path, sound: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    base = tmp_path_factory.mktemp("published")
    texts = {
        "english": (scene.DISPATCH, video),
        "persian": (scene.PERSIAN_DISPATCH, video),
        "hebrew": (scene.DISPATCH.replace("language: en", "language: he"), video),
        "sound": (scene.SOUND_DISPATCH, sound),
    }
    for name, (text, media) in texts.items():
        published(text, media, base / name)
    return {name: base / name for name in texts}


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def opened(page: Page, folder: Path) -> Page:
    page.goto((folder / "index.html").as_uri())
    return page


def media(page: Page, what: str, player: str = "player-1") -> Any:  # noqa: ANN401  # whatever the script says
    return page.evaluate(f"document.querySelector('#{player} video, #{player} audio').{what}")


def test_asks_no_host_for_anything_and_breaks_no_rule_of_its_own(page: Page, folders: dict[str, Path]) -> None:
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    opened(page, folders["english"]).get_by_role("link", name="Play 0:04 to 0:11").click()
    page.wait_for_function(PLAYS, arg="player-1")
    assert {address.partition(":")[0] for address in asked} <= {"file", "data"}
    assert said == []


def test_the_video_plays(page: Page, folders: dict[str, Path]) -> None:
    opened(page, folders["english"])
    page.evaluate("document.querySelector('video').play()")
    page.wait_for_function(PLAYS, arg="player-1")
    assert media(page, "videoWidth") == 480
    assert media(page, "error") is None


@pytest.mark.parametrize(
    "name", ["not walls that have kept this port, but your hands", "Play 0:04 to 0:11"], ids=["words", "button"]
)
def test_a_click_on_a_quotation_plays_it(page: Page, folders: dict[str, Path], name: str) -> None:
    opened(page, folders["english"]).get_by_role("link", name=name).first.click()
    page.wait_for_function(PLAYS, arg="player-1")
    assert 4 <= media(page, "currentTime") < 5.5


def test_a_quotation_plays_from_the_keyboard_and_stops_at_its_end(page: Page, folders: dict[str, Path]) -> None:
    opened(page, folders["english"]).get_by_role("link", name="not walls that have kept").focus()
    page.keyboard.press("Enter")
    page.wait_for_function(PLAYS, arg="player-1")
    page.evaluate("document.querySelector('video').currentTime = 7.2")
    page.wait_for_function("() => document.querySelector('video').paused")
    assert 7.5 <= media(page, "currentTime") < 8.1


def test_the_persian_subtitle_shows(page: Page, folders: dict[str, Path]) -> None:
    opened(page, folders["english"]).get_by_role("button", name="فارسی").first.click()
    page.get_by_role("link", name="not walls that have kept").click()
    page.wait_for_function("() => document.querySelector('video').textTracks[0].activeCues?.length")
    shown = page.evaluate("document.querySelector('video').textTracks[0].activeCues[0].getCueAsHTML().textContent")
    assert scene.PERSIAN[1].removesuffix(".") in shown
    expect(page.get_by_role("button", name="فارسی").first).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("button", name="English").first).to_have_attribute("aria-pressed", "false")


def test_the_transcript_follows_and_leads(page: Page, folders: dict[str, Path]) -> None:
    opened(page, folders["english"])
    current = page.locator("#player-1 .lines [aria-current]")
    page.locator("#player-1 .lines").get_by_text(scene.ENGLISH[2]).click()
    expect(current).to_contain_text(scene.PERSIAN[2])
    assert 8 <= media(page, "currentTime") < 9.5
    page.locator("#player-1 .lines").get_by_role("link", name="0:04").click()
    expect(current).to_contain_text(scene.ENGLISH[1])
    assert page.locator("#player-1 .lines [dir=rtl]").first.get_attribute("lang") == "fa"


def test_the_transcript_says_that_it_scrolls(page: Page, folders: dict[str, Path]) -> None:
    pane = opened(page, folders["english"]).get_by_label("Transcript of Words kept for a quarter of a century, scrolls")
    pane.first.focus()
    expect(pane.first).to_be_focused()
    assert "local" in pane.first.evaluate("it => getComputedStyle(it).backgroundAttachment")


def test_the_strip_seeks_and_follows(page: Page, folders: dict[str, Path]) -> None:
    opened(page, folders["english"])
    page.locator(".timeline rect.undecidable").click()
    page.wait_for_function(PLAYS, arg="player-1")
    assert 9 <= media(page, "currentTime") < 10.5
    page.wait_for_function("() => Number(document.querySelector('.playhead').getAttribute('x')) > 740")


def test_a_player_out_of_view_stays_with_the_reader_and_can_be_closed(page: Page, folders: dict[str, Path]) -> None:
    opened(page, folders["english"])
    play = page.get_by_role("link", name="Play 0:04 to 0:11")
    play.scroll_into_view_if_needed()
    page.mouse.wheel(0, 500)
    page.wait_for_timeout(200)
    play.click()
    expect(page.locator("#player-1 video")).to_be_in_viewport()
    page.get_by_role("button", name="Close the small player").click()
    expect(page.locator("#player-1 video")).not_to_be_in_viewport()
    assert media(page, "paused")
    expect(play).to_be_focused()


def test_one_recording_plays_at_a_time(page: Page, folders: dict[str, Path]) -> None:
    opened(page, folders["english"]).get_by_role("link", name="Play 0:04 to 0:11").click()
    page.wait_for_function(PLAYS, arg="player-1")
    page.evaluate("document.querySelector('#player-2 video').play()")
    page.wait_for_function("() => document.querySelector('#player-1 video').paused")


def test_sound_alone_plays(page: Page, folders: dict[str, Path]) -> None:
    opened(page, folders["sound"]).get_by_role("link", name="Play 0:04 to 0:07").click()
    page.wait_for_function(PLAYS, arg="player-1")
    assert page.locator("video").count() == 0
    expect(page.locator("#player-1 .lines [aria-current]")).to_contain_text(scene.ENGLISH[1])


def test_a_right_to_left_page_is_laid_out_from_the_right(page: Page, folders: dict[str, Path]) -> None:
    opened(page, folders["persian"])
    title, text = page.locator("h1").bounding_box(), page.locator("#text").bounding_box()
    assert title is not None
    assert text is not None
    assert abs(title["x"] + title["width"] - text["x"] - text["width"]) < 1
    clock, words = page.locator(".lines .clock").nth(1), page.locator(".lines li p").first
    clock_box, words_box = clock.bounding_box(), words.bounding_box()
    assert clock_box is not None
    assert words_box is not None
    assert clock_box["x"] > words_box["x"]
    expect(clock).to_have_text("\N{EXTENDED ARABIC-INDIC DIGIT ZERO}:\u06f0\u06f4")


def test_without_script_every_time_is_a_link_to_its_second(browser: Browser, folders: dict[str, Path]) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = opened(context.new_page(), folders["english"])
    link = page.get_by_role("link", name="Play 0:04 to 0:11")
    assert link.get_attribute("href") == "media/speech.mp4#t=4,11"
    expect(page.locator("video track")).to_have_count(4)
    context.close()


@pytest.mark.parametrize("name", ["english", "persian", "hebrew", "sound"])
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_axe_finds_nothing(browser: Browser, folders: dict[str, Path], name: str, scheme: Any, width: int) -> None:  # noqa: ANN401  # Playwright names the two
    context = browser.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme)
    page = opened(context.new_page(), folders[name])
    results = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]})
    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()


def test_prints_the_words_without_the_machinery(page: Page, folders: dict[str, Path]) -> None:
    opened(page, folders["english"]).emulate_media(media="print")
    expect(page.locator("#player-1 video")).to_be_hidden()
    expect(page.locator("#sources")).to_be_visible()
    expect(page.locator(".lines").first).to_contain_text(scene.ENGLISH[2])
