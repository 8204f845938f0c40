"""An edited copy held against the lines that it was made from."""

import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.captions import Captions, Form, read, write
from onrecord.captions.correction import LineChange, changed_lines, with_changes
from onrecord.errors import TooLarge
from onrecord.records import Cue

WORDS = [
    "the harbour opens",
    "every ship may enter",
    "nobody is turned away",
    "we said so",
    "and we meant it",
    "good night",
]
LINES = tuple(Cue(text=text, start_ms=1000 * n, end_ms=1000 * n + 900, speaker="Dara") for n, text in enumerate(WORDS))


FOUR = tuple(
    Cue(text=text, start_ms=1000 * n, end_ms=1000 * n + 900, speaker=speaker)
    for n, (speaker, text) in enumerate(
        [("Ann", "One alpha"), ("Bob", "Two beta"), ("Cat", "Three gamma"), ("Dan", "Four delta")], start=1
    )
)
INSERTED = Cue(text="Inserted by Zed", start_ms=2100, end_ms=2900, speaker="Zed")


def _line(change: LineChange, before: Cue | None) -> Cue:
    speaker = before.speaker if before else None
    return Cue(
        text=change.text or "", start_ms=change.start_ms, end_ms=change.end_ms, speaker=change.speaker or speaker
    )


def _edited(*cues: Cue) -> Captions:
    return Captions(cues=cues)


def _moved(cue: Cue, ms: int) -> Cue:
    return Cue(text=cue.text, start_ms=(cue.start_ms or 0) + ms, end_ms=(cue.end_ms or 0) + ms, speaker=cue.speaker)


def test_nothing_changed() -> None:
    for form in ("vtt", "srt", "ttml", "txt"):
        assert changed_lines(LINES, read(write(LINES, form, "en").encode(), f"x.{form}")) == ()


def test_a_line_changed() -> None:
    edited = _edited(LINES[0], Cue(text="every boat may enter", start_ms=1100, end_ms=1900), *LINES[2:])
    assert changed_lines(LINES, edited) == (LineChange(at=1, text="every boat may enter", start_ms=1100, end_ms=1900),)


def test_a_line_removed_and_lines_inserted() -> None:
    new = Cue(text="listen", start_ms=4500, end_ms=4600)
    edited = _edited(*LINES[:2], *LINES[3:5], new, Cue(text="all of you", start_ms=4700, end_ms=4800), LINES[5])
    assert changed_lines(LINES, edited) == (
        LineChange(at=2, text=None),
        LineChange(at=5, text="listen", start_ms=4500, end_ms=4600, inserted=True),
        LineChange(at=5, text="all of you", start_ms=4700, end_ms=4800, inserted=True),
    )


def test_everything_moved_and_one_line_inserted() -> None:
    moved = [_moved(cue, 350) for cue in LINES]
    new = Cue(text="listen", start_ms=3300, end_ms=3340)
    changes = changed_lines(LINES, _edited(*moved[:3], new, *moved[3:]))
    assert [change.at for change in changes if change.inserted] == [3]
    assert [change.at for change in changes if not change.inserted] == [0, 1, 2, 3, 4, 5]


def test_a_line_reworded_beside_one_removed() -> None:
    changes = changed_lines(LINES, _edited(LINES[0], _reworded(LINES[1]), *LINES[3:]))
    assert changes == (
        LineChange(at=1, text="every boat may enter here", start_ms=1000, end_ms=1900),
        LineChange(at=2, text=None),
    )


def _reworded(cue: Cue) -> Cue:
    return Cue(text="every boat may enter here", start_ms=cue.start_ms, end_ms=cue.end_ms)


def test_a_plain_text_changes_words_and_no_times() -> None:
    text = "\n".join(WORDS).replace("ship", "boat")
    assert changed_lines(LINES, _edited(Cue(text=text))) == (
        LineChange(at=1, text="every boat may enter", start_ms=1000, end_ms=1900),
    )


def test_a_text_without_times_is_one_line() -> None:
    assert changed_lines([Cue(text="a\nb\n")], _edited(Cue(text="a\nb"))) == ()
    assert changed_lines([Cue(text="a\nb")], _edited(Cue(text="a\nc"))) == (LineChange(at=0, text="a\nc"),)


def test_lines_that_no_file_has_in_this_way_are_not_taken_for_changed() -> None:
    lines = (
        Cue(text="second  line ", start_ms=5, end_ms=6),
        Cue(text=" ", start_ms=2, end_ms=3),
        Cue(text="first", start_ms=0, end_ms=1),
    )
    assert changed_lines(lines, read(write(lines, "vtt", None).encode(), "x.vtt")) == ()
    (change,) = changed_lines(
        lines, _edited(Cue(text="first", start_ms=0, end_ms=1), Cue(text="2nd", start_ms=5, end_ms=6))
    )
    assert (change.at, change.text) == (0, "2nd")


_EDITS = st.lists(
    st.tuples(st.sampled_from(["keep", "drop", "word", "move", "insert"]), st.sampled_from(WORDS)), max_size=8
)


@given(_EDITS)
def test_the_changes_make_the_edited_copy(edits: list[tuple[str, str]]) -> None:
    lines = [Cue(text=f"{word} {n}", start_ms=1000 * n, end_ms=1000 * n + 900) for n, (_, word) in enumerate(edits)]
    edited: list[Cue] = []
    for cue, (edit, word) in zip(lines, edits, strict=True):
        new = Cue(text=f"{word}!", start_ms=cue.start_ms, end_ms=cue.end_ms)
        edited += {
            "keep": [cue],
            "drop": [],
            "word": [new],
            "move": [_moved(cue, 40)],
            "insert": [cue, _moved(new, 50)],
        }[edit]
    if not edited:
        return
    changes = changed_lines(lines, _edited(*edited))
    assert list(with_changes(lines, changes, _line)) == edited


def test_as_many_lines_as_before_are_still_held_against_their_own() -> None:
    edited = (FOUR[0], INSERTED, FOUR[1], FOUR[3])
    assert with_changes(FOUR, changed_lines(FOUR, _edited(*edited)), _line) == edited


def test_as_many_lines_of_plain_text_as_before_are_still_held_against_their_own() -> None:
    changes = changed_lines(FOUR, _edited(Cue(text="One alpha\nInserted by Zed\nTwo beta\nFour delta")))
    assert [(change.at, change.text, change.inserted) for change in changes] == [
        (1, "Inserted by Zed", True),
        (2, None, False),
    ]


def test_a_line_of_plain_text_that_is_written_anew_keeps_its_place() -> None:
    (change,) = changed_lines(FOUR, _edited(Cue(text="One alpha\nTwo beta\nxyz\nFour delta")))
    assert change == LineChange(at=2, text="xyz", start_ms=3000, end_ms=3900)


def test_another_speaker_alone_is_a_change() -> None:
    (change,) = changed_lines(FOUR, _edited(replace(FOUR[0], speaker="Carol"), *FOUR[1:]))
    assert change == LineChange(at=0, text="One alpha", start_ms=1000, end_ms=1900, speaker="Carol")
    assert with_changes(FOUR, [change], _line)[0].speaker == "Carol"


@pytest.mark.parametrize("form", ["srt", "txt"])
def test_a_form_without_speakers_changes_none(form: Form) -> None:
    text = write(FOUR, form, "en").replace("Two", "Too")
    changes = changed_lines(FOUR, read(text.encode(), f"x.{form}"))
    assert with_changes(FOUR, changes, _line) == (FOUR[0], replace(FOUR[1], text="Too beta"), *FOUR[2:])


def test_of_equal_words_the_time_says_whose_they_are() -> None:
    lines = [
        Cue(text=text, start_ms=5000 * n, end_ms=5000 * n + 900, speaker=speaker)
        for n, (text, speaker) in enumerate([("Yes.", "Ann"), ("Yes.", "Bob"), ("No.", "Cat")])
    ]
    kept = read(write(lines[1:], "srt", "en").encode(), "x.srt")
    assert changed_lines(lines, kept) == (LineChange(at=0, text=None),)


def test_a_long_edited_transcript_is_aligned_in_time() -> None:
    lines = [Cue(text=f"line {n}", start_ms=1000 * n, end_ms=1000 * n + 900) for n in range(20_000)]
    edited = [cue for n, cue in enumerate(lines) if n % 1000]
    began = time.process_time()
    assert [change.at for change in changed_lines(lines, _edited(*edited))] == list(range(0, 20_000, 1000))
    assert time.process_time() - began < 20


@pytest.mark.parametrize(
    "edit",
    [
        lambda _, cue: replace(cue, text=cue.text.upper() + "!"),
        lambda _, cue: replace(cue, text=cue.text[::-1]),
        lambda _, cue: _moved(cue, 350),
        lambda _, cue: replace(_moved(cue, 350), text=cue.text.upper() + "."),
        lambda n, cue: replace(cue, text=cue.text + " indeed") if n % 2 else cue,
    ],
    ids=["punctuated", "written anew", "moved", "moved and punctuated", "every second line changed"],
)
def test_a_hundred_thousand_lines_are_aligned_in_time(edit: Callable[[int, Cue], Cue]) -> None:
    lines = [Cue(text=f"line {n} {n * n}", start_ms=1000 * n, end_ms=1000 * n + 900) for n in range(100_000)]
    edited = [edit(n, cue) for n, cue in enumerate(lines)]
    began = time.process_time()
    assert with_changes(lines, changed_lines(lines, _edited(*edited)), _line) == tuple(edited)
    assert time.process_time() - began < 40


def test_too_much_rewritten_at_once_is_refused() -> None:
    lines = [Cue(text=f"line {n}", start_ms=n, end_ms=n + 1) for n in range(5000)]
    edited = [Cue(text=f"other {n}", start_ms=n, end_ms=n + 2) for n in range(4999)]
    with pytest.raises(TooLarge):
        changed_lines(lines, _edited(*edited))


def test_applied_changes_keep_the_speaker() -> None:
    changes = [
        LineChange(at=0, text="x", start_ms=1, end_ms=2),
        LineChange(at=1, text=None),
        LineChange(at=6, text="end", start_ms=7000, end_ms=7500, inserted=True, speaker="Dara"),
    ]
    after = with_changes(LINES, changes, _line)
    assert after == (
        Cue(text="x", start_ms=1, end_ms=2, speaker="Dara"),
        *LINES[2:],
        Cue(text="end", start_ms=7000, end_ms=7500, speaker="Dara"),
    )
