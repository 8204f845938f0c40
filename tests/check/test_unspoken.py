"""Notes and labels of a transcript are nobody's words; and the labels say whose the others are."""

# ruff: noqa: RUF001  # Persian letters are what is tested

import time

import pytest

from onrecord.check import ShelvedArchive, check
from onrecord.check.engines.alignment import AlignmentChecker
from onrecord.check.labels import label_before, labels_in
from onrecord.notes import is_note
from onrecord.records import Asked, Checked
from tests.check.conftest import HARBOUR, VALLEY, archive_of, spoken

PROMISE = "Tonight the harbour keeps the promises we've made. {} We are as determined as our grandparents were."
QUESTIONS = (
    "PRIME MINISTER: Good morning. The breakwater will be rebuilt before the winter storms arrive in the bay.",
    "JOURNALIST: Will the ferries to the outer islands be paid for by the fishing families again?",
    "PRIME MINISTER: The ferries will be paid for by the lighthouse fund, as they always were.",
    "Mr Quill: Nobody on the eastern quay believes a single word of that promise anymore.",
    "THE PRESIDENT: They should read the ledger that hangs beside the customs gate.",
)


def held(*lines: str) -> ShelvedArchive:
    return archive_of(spoken("one", lines, "Talia Orrin"), spoken("valley", VALLEY, "Bram Keswick"))


def ask(checker: AlignmentChecker, quoted: str, *lines: str, speaker: str = "Talia Orrin") -> Checked:
    return check(checker, Asked(text=quoted, speaker=speaker), held(*lines))


@pytest.mark.parametrize(
    "note",
    [
        "(Applause.)",
        "[laughter]",
        "(Laughter and applause)",
        "(inaudible)",
        "[Crosstalk.]",
        "(speaks Spanish)",
        "(笑声)",
    ],
)
@pytest.mark.parametrize(
    "quoted",
    [
        "the promises we've made. We are as determined as our grandparents",
        "Tonight the harbour keeps the promises we've made. We are",
        "the promises we've made … We are as determined as our grandparents",
    ],
)
def test_a_note_that_is_left_out_is_no_change(checker: AlignmentChecker, note: str, quoted: str) -> None:
    found = ask(checker, quoted, PROMISE.format(note))
    assert (found.verdict, found.edits, found.flags) == ("verbatim", (), ())


def test_a_note_excuses_nothing_beside_it(checker: AlignmentChecker) -> None:
    found = ask(checker, "keeps the promises we've made. We are determined as our", PROMISE.format("(Applause.)"))
    assert [(edit.kind, edit.said) for edit in found.edits] == [("dropped", "as")]
    found = ask(checker, "keeps the promises. We are as determined as our", PROMISE.format("(Applause.)"))
    assert [(edit.kind, edit.said) for edit in found.edits] == [("dropped", "we've made")]


@pytest.mark.parametrize(
    "inside", ["old", "the old harbour", "crowd", "and", "we laugh at the tide", "Applause Road 7"]
)
def test_what_somebody_says_in_parentheses_is_no_note(checker: AlignmentChecker, inside: str) -> None:
    assert not is_note(inside)
    found = ask(checker, "promises we've made. We are as determined", PROMISE.format(f"({inside})"))
    assert [(edit.kind, edit.said) for edit in found.edits] == [("dropped", inside)]


@pytest.mark.parametrize("joined", ["\n", " "])
@pytest.mark.parametrize(
    ("quoted", "speaker", "attribution"),
    [
        ("The breakwater will be rebuilt before the winter storms", "Talia Orrin", "same"),
        ("Will the ferries to the outer islands be paid for by the fishing families", "JOURNALIST", "other"),
        ("The ferries will be paid for by the lighthouse fund", "Talia Orrin", "same"),
        ("They should read the ledger that hangs beside", "Talia Orrin", "same"),
    ],
)
def test_the_label_before_a_passage_says_who_speaks(
    checker: AlignmentChecker, joined: str, quoted: str, speaker: str, attribution: str
) -> None:
    found = ask(checker, quoted, joined.join(QUESTIONS))
    assert (found.verdict, found.attribution, found.sources[0].speaker) == ("verbatim", attribution, speaker)
    assert not found.flags


def test_a_name_on_a_label_is_the_speaker(checker: AlignmentChecker) -> None:
    found = ask(checker, "Nobody on the eastern quay believes a single word", *QUESTIONS, speaker="Anna Quill")
    assert (found.attribution, found.sources[0].speaker) == ("same", "Mr Quill")


def test_two_speakers_in_one_passage(checker: AlignmentChecker) -> None:
    quoted = "paid for by the fishing families again? The ferries will be paid for by the lighthouse fund"
    found = ask(checker, quoted, *QUESTIONS)
    assert (found.verdict, found.edits, found.attribution) == ("verbatim", (), "other")
    assert [(flag.kind, flag.text) for flag in found.flags] == [
        ("speaker changes inside", "JOURNALIST, PRIME MINISTER")
    ]


def test_a_label_again_is_no_other_speaker(checker: AlignmentChecker) -> None:
    lines = ("THE MAYOR: The quay stays open all winter.", "THE MAYOR: The lamps stay lit until the last boat is in.")
    found = ask(checker, "stays open all winter. The lamps stay lit until the last boat", *lines)
    assert (found.verdict, found.edits, found.flags) == ("verbatim", (), ())


def test_of_two_releases_the_one_comes_first_in_which_the_one_who_is_quoted_says_it(checker: AlignmentChecker) -> None:
    words = "the ferries to the outer islands are paid for by the fishing families"
    record = archive_of(
        spoken("a", [*HARBOUR, f"JOURNALIST: Is it so that {words}?", "ORRIN: No."], "Talia Orrin"),
        spoken("b", [f"We know, after all these years, that {words}."], "Talia Orrin"),
        spoken("valley", VALLEY, "Bram Keswick"),
    )
    found = check(checker, Asked(text=words, speaker="Talia Orrin"), record)
    assert [(one.release, one.speaker) for one in found.sources] == [("r-b", "Talia Orrin"), ("r-a", "JOURNALIST")]
    assert found.attribution == "same"


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Q: Why? A: Because.", ["Q", "A"]),
        ("AUDIENCE MEMBERS: Four more boats!", ["AUDIENCE MEMBERS"]),
        ("UNIDENTIFIED SPEAKER 2: Yes.\nQUESTION 3 (off mic): No.", ["UNIDENTIFIED SPEAKER 2", "QUESTION 3"]),
        ("VELIN: One.\nORRIN: Two.\nVELIN: Three.\nORRIN: Four.", ["VELIN", "ORRIN", "VELIN", "ORRIN"]),
        ("خبرنگار: چرا؟\nپاسخ: چون.", ["خبرنگار", "پاسخ"]),
        ("KEY POINTS: the quay.\nSUBJECTS: the bay; SUBJECTS: the lamps", []),
        ("We said this: no. At 10:30 it was clear: never.", []),
        ("The answer is plain. Journalist: that is a trade.", []),
    ],
)
def test_what_is_a_label(text: str, labels: list[str]) -> None:
    assert [label.name for label in labels_in(text, 0, len(text))] == labels


def test_a_text_of_colons_takes_no_time() -> None:
    text = "Ab Cd: . " * 100_000
    began = time.process_time()
    label_before(text, len(text))
    list(labels_in(text, 0, len(text)))
    assert time.process_time() - began < 1  # some hundredths of a second
