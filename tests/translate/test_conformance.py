"""What holds for every translator."""

import pickle

import pytest

from onrecord.engine import announced, build
from onrecord.records import Cue, Transcript
from onrecord.translate import Translator, translate
from tests.translate.conftest import Release

SPOKEN = Transcript(
    cues=(Cue(text="سلام", start_ms=0, end_ms=1000), Cue(text="خوش آمدید", start_ms=1000, end_ms=2000)), language="fa"
)
EN = "WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n\n00:01.000 --> 00:02.000\nWelcome\n"


@pytest.fixture(params=[point.name for point in announced("translate")])
def engine(request: pytest.FixtureRequest) -> Translator:
    built: Translator = build("translate", request.param)
    return built


@pytest.mark.parametrize("captions", [{}, {"talk.en.vtt": EN}, {"talk.fa.vtt": EN}, {"talk.en.txt": "Hello."}])
@pytest.mark.parametrize("transcript", [SPOKEN, Transcript(reason="nothing was said")])
def test_every_translation_has_lines_or_a_reason(
    captions: dict[str, str], transcript: Transcript, engine: Translator, release: Release
) -> None:
    capture, bench = release(captions, language="fa")
    translation = translate(engine, capture, transcript, "en", bench)
    assert bool(translation.lines) != bool(translation.reason)
    assert pickle.loads(pickle.dumps(translation)) == translation  # noqa: S301  # our own bytes
    assert all(0 <= at < len(transcript.cues) for line in translation.lines for at in line.cues)


def test_the_same_release_gives_the_same_translation(engine: Translator, release: Release) -> None:
    capture, bench = release({"talk.en.vtt": EN}, language="fa")
    assert translate(engine, capture, SPOKEN, "en", bench) == translate(engine, capture, SPOKEN, "en", bench)


def test_an_engine_says_whether_it_is_ready(engine: Translator) -> None:
    assert engine.missing() is None
    assert engine.version
