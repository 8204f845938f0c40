"""One speech that the archive has several times is one source, whatever was done to the quotation."""

from dataclasses import replace

import pytest

from onrecord.check import Spoken, check
from onrecord.check.engines.alignment import AlignmentChecker
from onrecord.records import Asked
from tests.check.conftest import HARBOUR, PERSIAN_IN_ENGLISH, VALLEY, archive_of, cues, spoken

RETYPED = tuple(line.replace("patience", "patients").replace("honor", "honour") for line in HARBOUR)
MINUTES = tuple(
    f"And then the {name} committee read us the minutes of the {name} quay, from first page to last, before lunch."
    for name in ("northern", "southern", "eastern", "western", "upper", "lower", "inner", "outer")
)


@pytest.mark.parametrize(
    ("quoted", "verdict"),
    [
        ("we asked them for patience, and we consider their patience", "verbatim"),
        ("We never asked the islands … we asked them for patience", "elided"),
        ("We never asked the islands … and we consider their patience to be a source of honor", "elided"),
        ("the council [of Merrow] voted eleven times on the breakwater", "bracketed"),
        ("we asked them for patience, and we think their patience a source of honor", "altered"),
        ("we asked them for silence, and all of the town thinks their patience to be a curse", "altered"),
        ("nobody has laid a brick … the harbour of Merrow was built by your grandparents", "stitched"),
    ],
)
def test_every_copy_is_named_and_none_is_a_source_of_its_own(
    checker: AlignmentChecker, quoted: str, verdict: str
) -> None:
    copies = [spoken(str(number), RETYPED if number == 3 else HARBOUR) for number in range(5)]
    found = check(checker, Asked(text=quoted), archive_of(*copies, spoken("v", VALLEY)))
    assert found.verdict == verdict
    for source in found.sources:
        assert source.release == "r-0"
        assert set(source.copies) == {"r-1", "r-2", "r-3", "r-4"}
    assert len(found.sources) == (2 if verdict == "stitched" else 1)


def test_parts_that_stand_in_one_speech_are_not_stitched_of_its_copies(checker: AlignmentChecker) -> None:
    speech = (HARBOUR[0], *MINUTES, VALLEY[0])
    slips = (HARBOUR[0], *MINUTES, VALLEY[0].replace("half empty", "half emptied"))
    record = archive_of(*(spoken(str(number), speech if number == 4 else slips) for number in range(6)))
    quoted = "the harbour of Merrow was built by your grandparents … the reservoir is half empty today"
    found = check(checker, Asked(text=quoted), record)
    assert (found.verdict, [source.release for source in found.sources]) == ("elided", ["r-4"])
    assert set(found.sources[0].copies) == {"r-0", "r-1", "r-2", "r-3", "r-5"}


def test_two_parts_of_one_speech_are_shown_in_one_copy(checker: AlignmentChecker) -> None:
    first, second = (
        (HARBOUR[0].replace("Friends", "My friends"), *(MINUTES * 4), VALLEY[0]),
        (HARBOUR[0].replace("grandparents", "grand parents"), *(MINUTES * 4), VALLEY[0]),
    )
    record = archive_of(spoken("a", second), spoken("b", first), spoken("c", second))
    quoted = "the harbour of Merrow was built by your grandparents … the reservoir is half empty today"
    found = check(checker, Asked(text=quoted), record)
    assert found.verdict == "stitched"
    assert [source.release for source in found.sources] == ["r-b", "r-b"]
    assert [set(source.copies) for source in found.sources] == [{"r-a", "r-c"}] * 2


def test_common_words_are_found_in_the_speech_that_the_rest_is_from(checker: AlignmentChecker) -> None:
    ending = "And that is all that I have to say."
    lines = (*VALLEY, *HARBOUR[1:], *PERSIAN_IN_ENGLISH)
    others = [spoken(f"o{number}", [line, ending]) for number, line in enumerate(lines)]
    home = spoken("home", [HARBOUR[0], *MINUTES, *MINUTES, *MINUTES, *MINUTES, ending])
    quoted = "the harbour of Merrow was built by your grandparents … that is all that I have to say"
    found = check(checker, Asked(text=quoted), archive_of(*others, home))
    assert found.verdict == "stitched"
    assert [source.release for source in found.sources] == ["r-home", "r-home"]


def test_the_copy_of_the_one_who_is_quoted_is_shown_and_an_original_before_a_translation(
    checker: AlignmentChecker,
) -> None:
    read_out = spoken("a", HARBOUR, "Bram Keswick")
    carried = replace(spoken("b", HARBOUR, "Talia Orrin"), against="translation")
    said = spoken("c", HARBOUR, "Talia Orrin")
    for quoted in ("we asked them for patience", "we asked them for gold, and we consider their patience"):
        found = check(checker, Asked(text=quoted, speaker="Orrin"), archive_of(read_out, carried, said))
        (source,) = found.sources
        assert (source.release, source.against, found.attribution) == ("r-c", "original", "same")
        assert set(source.copies) == {"r-a", "r-b"}


def test_the_best_passage_of_an_altered_quotation_comes_first(checker: AlignmentChecker) -> None:
    record = archive_of(spoken("one", HARBOUR), spoken("two", VALLEY))
    quoted = (
        "the cheapest of them would take so I tell you with all my heart and as clearly as I ever can"
        " we never asked the islands for money; we asked them for patience, and we consider their patience"
    )
    found = check(checker, Asked(text=quoted), record)
    assert (found.verdict, found.sources[0].release) == ("altered", "r-one")


def test_the_original_lines_are_those_of_all_that_a_translated_line_carries_over(checker: AlignmentChecker) -> None:
    translated = Spoken(
        item="t",
        release="r-t",
        segments=cues(["We built this port for years and sell none of its stones.", "Their patience is an honour."]),
        against="translation",
        translator="Ines Tamar",
        original=("erste Zeile", "zweite Zeile", "dritte Zeile"),
        original_language="de",
        behind=((0, 1), (2,)),
    )
    (source,) = check(checker, Asked(text="none of its stones"), archive_of(translated)).sources
    assert source.original is not None
    assert source.original.text == "erste Zeile\nzweite Zeile"
    (source,) = check(checker, Asked(text="none of its stones. Their patience"), archive_of(translated)).sources
    assert source.original is not None
    assert source.original.text == "erste Zeile\nzweite Zeile\ndritte Zeile"
