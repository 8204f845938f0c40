"""What holds for every transcriber."""

# ruff: noqa: RUF001  # captions in several scripts are what is tried

import pickle

import pytest

from onrecord.engine import announced, build
from onrecord.records import Transcript
from onrecord.transcribe import Transcriber, transcribe
from tests.transcribe.conftest import Release

VTT = "WEBVTT\n\n00:02.000 --> 00:03.000\nدوم\n\n00:00.000 --> 00:01.000\nسلام\n"


@pytest.fixture(params=[point.name for point in announced("transcribe")])
def engine(request: pytest.FixtureRequest) -> Transcriber:
    built: Transcriber = build("transcribe", request.param)
    return built


def _check(transcript: Transcript) -> None:
    assert bool(transcript.cues) != bool(transcript.reason)
    assert pickle.loads(pickle.dumps(transcript)) == transcript  # noqa: S301  # our own bytes
    times = [(cue.start_ms, cue.end_ms) for cue in transcript.cues if cue.start_ms is not None]
    assert times == sorted(times, key=lambda time: time[0] or 0)
    assert all(0 <= (start or 0) <= (end or 0) for start, end in times)


def test_every_release_has_cues_or_a_reason(engine: Transcriber, release: Release) -> None:
    for captions in ({}, {"talk.fa.vtt": VTT}, {"talk.en.vtt": VTT, "talk.fa.vtt": VTT}):
        _check(transcribe(engine, *release(captions)))


def test_the_same_release_gives_the_same_transcript(engine: Transcriber, release: Release) -> None:
    capture, bench = release({"talk.fa.vtt": VTT})
    assert transcribe(engine, capture, bench) == transcribe(engine, capture, bench)


def test_an_engine_says_whether_it_is_ready(engine: Transcriber) -> None:
    assert engine.missing() is None
    assert engine.version
