"""An invented release, what is known of it, and texts about it."""

import math
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

from onrecord.dispatch import Evidence, Material, Recording, Reference
from onrecord.dispatch.draft import Draft
from onrecord.records import (
    ArchiveSummary,
    Capture,
    Card,
    Checked,
    Cue,
    Dated,
    Edit,
    Fact,
    Flag,
    Line,
    Match,
    Matching,
    Mention,
    Pick,
    PickedLine,
    Segment,
    Transcript,
    Translation,
    Worded,
)

SECONDS = 12
RATE = 8000

PERSIAN = (
    "دوستان، امروز در این تالار سخن کوتاهی دارم.",
    "این بندر را نه دیوارها، که دست‌های شما نگه داشته است.",
    "هر شب چراغ اسکله را شما روشن کرده‌اید.",
)
ENGLISH = (
    "Friends, I have only a few words to say in this hall today.",
    "It is not walls that have kept this port, but your hands.",
    "Every night it is you who have lit the lamp of the quay.",
)

DISPATCH = """\
---
title: A speech comes back with its missing half
subtitle: The harbour office's video joins a passage broadcast before to one that is not in this archive
language: en
author: Leyan Marrod
date: 2024-03-24
about: [speech]
---

On 20 March 2024 the Harbour Office released [a video](release:speech). In it Bahram Sarandi tells the delegates that
it is [not walls that have kept this port, but your hands](quote:speech@0:04.000-0:07.500?lang=en). A headline made of
this that it is [walls that have kept this port](quote:speech@4-7.5?lang=en), which he did not say.

> [](quote:speech@0:04.000-0:11.000)

## What is new

Bahram Sarandi speaks of the *Harbour Office* twice; see [its gazette](https://selan.example/gazette?a=1&b=2).

![The lamp of the quay](clip:speech@0:08.000-0:11.000)

- A second camera
- <b>Raw HTML</b> is text

> Words that are not on the record.
"""

PERSIAN_DISPATCH = """\
---
title: نیمهٔ گمشدهٔ یک سخنرانی بازگشت
subtitle: فیلم دفتر بندر، بخشی پخش‌شده را به بخشی پیوند می‌زند که در این بایگانی نیست
language: fa
author: لیان مارود
date: 2024-03-24
about: [speech]
---

دفتر بندر در ۲۰ مارس ۲۰۲۴ [فیلمی](release:speech) منتشر کرد. بهرام سارندی در آن می‌گوید که این بندر را [نه دیوارها، که
دست‌های شما نگه داشته است](quote:speech@0:04.000-0:07.500).

> [](quote:speech@0:04.000-0:11.000)

## آنچه تازه است

نام این فیلم Words kept است و بهرام سارندی در آن از چراغ اسکله می‌گوید.
"""

SOUND_DISPATCH = """\
---
title: One sentence, in sound only
language: en
date: 2024-03-24
about: speech
---

> [](quote:speech@0:04.000-0:07.500?lang=en)
"""

ARCHIVE = ArchiveSummary(
    generation=41, releases=212, hours=96.5, earliest_published="2009-05-02", earliest_captured="2021-02-11T08:00:00Z"
)


def video(path: Path) -> Path:
    """A small H.264 video: a sun that goes over a harbour, with a tone."""
    with av.open(path, "w") as container:
        stream = container.add_stream("libx264", rate=8, options={"preset": "ultrafast", "crf": "30"})
        stream.width, stream.height, stream.pix_fmt = 480, 270, "yuv420p"
        tone = container.add_stream("aac", rate=RATE)
        for picture in _pictures():
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        container.mux(stream.encode())
        _sound(container, tone)
    return path


def sound(path: Path) -> Path:
    """The tone alone."""
    with av.open(path, "w") as container:
        _sound(container, container.add_stream("aac", rate=RATE))
    return path


def _pictures() -> Iterator[np.ndarray]:
    rows, columns = np.mgrid[0:270, 0:480]
    for number in range(SECONDS * 8):
        sky = np.stack([190 - rows * 0.25, 150 + rows * 0.1, 130 + rows * 0.4], axis=-1)
        sky[rows > 180] = (24, 62, 84)
        at = 40 + 400 * number / (SECONDS * 8)
        sky[(columns - at) ** 2 + (rows - 120 + 60 * math.sin(at / 150)) ** 2 < 900] = (250, 214, 140)
        sky[(rows > 180) & ((columns + rows * 3 + number * 2) % 60 < 4)] = (60, 110, 134)
        yield sky.clip(0, 255).astype(np.uint8)


def _sound(container: av.container.OutputContainer, stream: av.AudioStream) -> None:
    for start in range(0, SECONDS * RATE, 1024):
        wave = np.sin(2 * np.pi * 220 * np.arange(start, start + 1024) / RATE).astype(np.float32) * 0.1
        frame = av.AudioFrame.from_ndarray(wave[np.newaxis], format="fltp", layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = RATE, start, Fraction(1, RATE)
        container.mux(stream.encode(frame))
    container.mux(stream.encode())


def evidence() -> Evidence:
    times = ((0, 3_500), (4_000, 7_500), (8_000, 11_000))
    return Evidence(
        capture=Capture(
            release="speech",
            kind="media",
            address="https://harbour.example/videos/17",
            name="speech.mp4",
            blob="5f" * 32,
            size=1_234_567,
            media_type="video/mp4",
            captured="2024-03-21T07:40:00Z",
            title="Words kept for a quarter of a century",
            source="Harbour Office",
            published=Dated(value="2024-03-20", read_from="info.json upload_date"),
            happened=Dated(value="1999-03-14", read_from="given"),
            language="fa",
        ),
        transcript=Transcript(
            cues=tuple(
                Cue(text=text, start_ms=start, end_ms=end, speaker="بهرام سارندی")
                for text, (start, end) in zip(PERSIAN, times, strict=True)
            ),
            language="fa",
            written_by="speech.fa.vtt",
        ),
        translations=(
            Translation(
                language="en",
                lines=tuple(
                    Line(text=text, start_ms=start, end_ms=end, cues=(number,))
                    for number, (text, (start, end)) in enumerate(zip(ENGLISH, times, strict=True))
                ),
                translator="Leyan Marrod",
                machine=True,
            ),
        ),
        matching=Matching(
            duration_ms=SECONDS * 1000,
            archive=ARCHIVE,
            segments=(
                Segment(
                    start_ms=0,
                    end_ms=3_800,
                    verdict="seen",
                    matches=(
                        Match(
                            release="old",
                            title="Assembly of 1999",
                            published="2009-05-02",
                            start_ms=61_000,
                            end_ms=64_800,
                            by="both",
                            score=0.93,
                            chance=1e-6,
                            mirrored=True,
                        ),
                    ),
                ),
                Segment(start_ms=3_800, end_ms=9_000, verdict="not in this archive"),
                Segment(start_ms=9_000, end_ms=12_000, verdict="undecidable", reason="the picture is nearly black"),
            ),
        ),
    )


def cards() -> tuple[Card, ...]:
    return (
        Card(
            id="bahram-sarandi",
            kind="person",
            names=(
                Worded(text="Bahram Sarandi", language="en"),
                Worded(text="بهرام سارندی", language="fa"),
            ),
            facts=(
                Fact(
                    texts=(
                        Worded(text="Chair of the assembly", language="en"),
                        Worded(text="رئیس گردهمایی", language="fa"),
                    ),
                    since="1996-05-12",
                    source="https://selan.example/minutes/31",
                ),
            ),
            links=("https://selan.example/sarandi",),
        ),
        Card(
            id="harbour-office",
            kind="organisation",
            names=(Worded(text="Harbour Office"),),
            facts=(
                Fact(texts=(Worded(text="Keeps the port's recordings"),), until="2030", source="Port ordinance 12"),
            ),
        ),
    )


def names(draft: Draft) -> dict[str, tuple[Mention, ...]]:
    found: dict[str, tuple[Mention, ...]] = {}
    for text in draft.prose:
        places = [
            Mention(card=card.id, start=at, end=at + len(name.text))
            for card in cards()
            for name in card.names
            if (at := text.find(name.text)) >= 0
        ]
        found[text] = tuple(sorted(places, key=lambda mention: mention.start))
    return found


def pick(reference: Reference) -> Pick:
    assert reference.start_ms is not None
    assert reference.end_ms is not None
    lines = range(1, 3) if reference.end_ms > 8_000 else range(1, 2)
    original, translation = ("\n".join(texts[line] for line in lines) for texts in (PERSIAN, ENGLISH))
    return Pick(
        release=reference.release,
        start_ms=reference.start_ms,
        end_ms=reference.end_ms,
        speaker="بهرام سارندی",
        original=PickedLine(language="fa", text=original, start=0, end=len(original)),
        translations=(
            PickedLine(
                language="en", text=translation, start=0, end=len(translation), translator="Leyan Marrod", machine=True
            ),
        ),
    )


def material(draft: Draft, media: Path, *, poster: Path | None = None) -> Material:
    kind, media_type = ("audio", "audio/mp4") if media.suffix == ".m4a" else ("video", "video/mp4")
    whole = Recording(path=media, kind=kind, media_type=media_type, duration_ms=SECONDS * 1000, poster=poster)  # type: ignore[arg-type]  # one of the two
    checked = {}
    for placed in draft.placed:
        if placed.reference.kind == "quote" and placed.words:
            faithful = placed.words.startswith(("not", "نه"))
            checked[placed] = Checked(
                text=placed.words,
                verdict="verbatim" if faithful else "altered",
                edits=() if faithful else (Edit(kind="dropped", quoted="", said="not"),),
                flags=() if faithful else (Flag(kind="cut negation", text="It is not"),),
            )
    return Material(
        desk="The Sarand Desk",
        published_at="2024-03-25T09:30:00Z",
        archive=ARCHIVE,
        releases={"speech": evidence()},
        media={
            player: whole
            if player.start_ms is None
            else replace(whole, duration_ms=(player.end_ms or 0) - player.start_ms)
            for player in draft.players
        },
        quotes={reference: pick(reference) for reference in draft.references if reference.kind == "quote"},
        verdicts=checked,
        cards=cards(),
        names=names(draft),
    )
