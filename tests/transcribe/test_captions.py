"""The words that came with a release."""

# ruff: noqa: RUF001  # captions in several scripts are what is tried

import pytest

from onrecord.captions import read, write
from onrecord.errors import InputError, Unreadable
from onrecord.records import Cue, Transcript
from onrecord.transcribe import apply, corrections, transcribe
from onrecord.transcribe.engines.captions import CaptionsTranscriber
from tests.transcribe.conftest import Release

FA = "WEBVTT\n\n00:00.000 --> 00:01.000\nسلام\n\n00:01.000 --> 00:02.000\n<v مریم>خوش آمدید\n"
EN = "WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n"
ENGINE = CaptionsTranscriber()


def test_golden_output_of_version_1(release: Release) -> None:
    assert ENGINE.version == "1"
    got = transcribe(ENGINE, *release({"talk.fa.vtt": FA}, language="fa", speaker="Dara"))
    assert got == Transcript(
        cues=(
            Cue(text="سلام", start_ms=0, end_ms=1000, speaker="Dara"),
            Cue(text="خوش آمدید", start_ms=1000, end_ms=2000, speaker="مریم"),
        ),
        language="fa",
        speaker="Dara",
        written_by="captions talk.fa.vtt",
    )


@pytest.mark.parametrize(
    ("names", "language", "taken"),
    [
        (["talk.en.vtt", "talk.fa.vtt"], "fa-IR", "talk.fa.vtt"),
        (["talk.en.vtt", "talk.vtt"], "fa", "talk.vtt"),
        (["talk.en.vtt", "talk.vtt"], None, "talk.vtt"),
        (["talk.en.vtt"], None, "talk.en.vtt"),
        (["talk.en.vtt", "talk.fa-orig.vtt"], None, "talk.fa-orig.vtt"),
        (["talk.fa.vtt", "talk.fa-AF.vtt"], "fa-AF", "talk.fa-AF.vtt"),
        (["talk.en.vtt", "talk.en-GB.vtt"], None, "talk.en.vtt"),
    ],
)
def test_which_captions_are_the_original(names: list[str], language: str | None, taken: str, release: Release) -> None:
    got = transcribe(ENGINE, *release(dict.fromkeys(names, FA), language=language))
    assert got.written_by == f"captions {taken}"


@pytest.mark.parametrize(
    ("names", "language", "reason"),
    [
        ([], None, "no captions came with this release, and the engine captions reads nothing else"),
        (
            ["talk.en.vtt", "talk.fa.vtt"],
            None,
            "captions came in English (en), Persian (fa), and nothing says which of them is spoken: give --language",
        ),
        (["talk.en.vtt"], "fa", "the release is in Persian, and captions came in English (en) only"),
    ],
)
def test_why_there_is_no_transcript(names: list[str], language: str | None, reason: str, release: Release) -> None:
    got = transcribe(ENGINE, *release(dict.fromkeys(names, EN), language=language))
    assert got == Transcript(language=language, reason=reason)


def test_other_captions_in_the_language_are_named(release: Release) -> None:
    got = transcribe(ENGINE, *release({"talk.en.vtt": EN, "talk.en-GB.vtt": EN}, language="en"))
    assert got.notes == ("talk.en-GB.vtt is in the same language and was not taken",)


def test_a_transcript_is_its_own_words(release: Release) -> None:
    text = "  I said: stay.\r\nAnd they stayed.\n"
    got = transcribe(ENGINE, *release({}, text, kind="transcript", name="speech.en.txt", speaker="Dara"))
    assert got.text == text
    assert (got.language, got.speaker, got.written_by) == ("en", "Dara", "captions speech.en.txt")


def test_a_caption_file_that_is_none_is_refused(release: Release) -> None:
    with pytest.raises(Unreadable, match=r"talk\.vtt"):
        transcribe(ENGINE, *release({"talk.vtt": "not captions"}))


def test_a_line_of_many_transcripts_is_not_read_again(release: Release) -> None:
    with pytest.raises(InputError, match="line 4"):
        transcribe(ENGINE, *release({}, kind="transcript", line=3))


def test_corrections_of_a_person_are_found_and_applied(release: Release) -> None:
    transcript = transcribe(ENGINE, *release({"talk.fa.vtt": FA}, speaker="Dara"))
    edited = read(write(transcript.cues, "vtt", "fa").replace("سلام", "درود").encode(), "edited.vtt")
    changes = corrections(transcript, edited)
    assert [(change.at, change.text) for change in changes] == [(0, "درود")]
    after = apply(transcript, changes)
    assert [cue.text for cue in after.cues] == ["درود", "خوش آمدید"]
    assert after.cues[0].speaker == "Dara"


def test_an_inserted_line_is_said_by_whom_its_file_names_else_by_the_releases_speaker() -> None:
    transcript = Transcript(cues=(Cue(text="Good evening", start_ms=0, end_ms=900, speaker="Ann"),), speaker="Dara")
    file = (
        "WEBVTT\n\n00:00.000 --> 00:00.900\n<v Carol>Good evening\n\n00:01.000 --> 00:01.900\n<v Zed>Welcome\n\n"
        "00:02.000 --> 00:02.900\nThe harbour is open\n"
    )
    after = apply(transcript, corrections(transcript, read(file.encode(), "edited.vtt")))
    assert [(cue.speaker, cue.text) for cue in after.cues] == [
        ("Carol", "Good evening"),
        ("Zed", "Welcome"),
        ("Dara", "The harbour is open"),
    ]
