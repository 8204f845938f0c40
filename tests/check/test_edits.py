"""What was changed is told as a person would tell it, and a mark excuses what stands at it."""

# ruff: noqa: RUF001  # Persian letters are what is tested

import pytest

from onrecord.check import ShelvedArchive, check
from onrecord.check.engines.alignment import AlignmentChecker
from onrecord.records import Asked
from tests.check.conftest import archive_of, spoken

LINES = (
    (
        "Few of our boats sail as late as they did before the war. Some do. One custom is kept to this day, and that is"
        " the lantern left burning for whoever comes last."
    ),
    "They have paid 12,500 crowns for the eastern light and will not ask the town for another lantern.",
)


@pytest.fixture(scope="module")
def quays() -> ShelvedArchive:
    """One speech, with enough besides that its words are rare."""
    return archive_of(spoken("quays", LINES, "Talia Orrin"))


@pytest.mark.parametrize(
    ("quoted", "edits", "said"),
    [
        (
            "Two customs are kept to this day, and that is the lantern left burning",
            [("replaced", "Two customs are", "One custom is")],
            "One custom is kept to this day, and that is the lantern left burning",
        ),
        (
            "One custom is kept to this day, and that is the lantern left shining",
            [("replaced", "shining", "burning")],
            "One custom is kept to this day, and that is the lantern left burning",
        ),
        (
            "sail as they did before the war. One custom is kept to this day",
            [("dropped", "", "as late"), ("dropped", "", "Some do")],
            "sail as late as they did before the war. Some do. One custom is kept to this day",
        ),
        (
            "kept to this day, and that is the lantern left burning while every other window grows dark",
            [("added", "while every other window grows dark", "")],
            "kept to this day, and that is the lantern left burning",
        ),
        (
            "will never ask the town even for another lantern",
            [("replaced", "never", "not"), ("added", "even", "")],
            "will not ask the town for another lantern",
        ),
        (
            "Every morning before the rain the eastern light and will not ask the town for another lantern",
            [("added", "Every morning before the rain", "")],
            "the eastern light and will not ask the town for another lantern",
        ),
    ],
)
def test_edits_keep_to_their_sentence_and_to_what_is_near(
    quays: ShelvedArchive, checker: AlignmentChecker, quoted: str, edits: list[tuple[str, str, str]], said: str
) -> None:
    found = check(checker, Asked(text=quoted), quays)
    assert found.verdict == "altered"
    assert [(edit.kind, edit.quoted, edit.said) for edit in found.edits] == edits
    assert found.sources[0].text == said


@pytest.mark.parametrize(
    ("quoted", "verdict"),
    [
        ("[They] paid 12,500 crowns for the eastern light", "bracketed"),
        ("[T]hey paid 12,500 crowns for the eastern light", "altered"),
        ("They have paid [a fortune] for the eastern light and will not ask the town", "bracketed"),
        ("They have paid 12,500 crowns for the eastern light [sic] and will not ask the town", "bracketed"),
        ("They have paid 12,500 crowns for the eastern light and will (sic) ask the town", "altered"),
        ("They have paid 12,500 crowns for the eastern light and will (applause) ask the town", "altered"),
        ("They have paid [a fortune] for the eastern light and will ask the town", "altered"),
        ("They have paid 12,500 crowns for the light[house] and will not ask the town", "altered"),
        ("They have paid 12,500 crowns for the eastern light[house] and will not ask the town", "bracketed"),
        ("They have paid 12,500 crowns … and will not ask the village for another lantern", "altered"),
        ("They have paid twelve … and will not ask the town for another lantern", "altered"),
        ("They have paid 12500 crowns for the eastern light", "verbatim"),
        ("They have paid 12 500 crowns for the eastern light", "verbatim"),
        ("They have paid 1,250 crowns for the eastern light", "altered"),
        ("They have paid 125 00 crowns for the eastern light", "altered"),
    ],
)
def test_a_mark_excuses_what_stands_at_it(
    quays: ShelvedArchive, checker: AlignmentChecker, quoted: str, verdict: str
) -> None:
    assert check(checker, Asked(text=quoted), quays).verdict == verdict


def test_a_word_that_was_dropped_once_is_moved_once(checker: AlignmentChecker) -> None:
    record = archive_of(spoken("x", ["The ferrymen slowly rowed the brass lantern over to the northern quay at dusk."]))
    found = check(
        checker, Asked(text="the ferrymen rowed the brass slowly lantern over slowly to the northern quay"), record
    )
    assert [(edit.kind, edit.quoted, edit.said) for edit in found.edits] == [
        ("moved", "slowly", "slowly"),
        ("added", "slowly", ""),
    ]


@pytest.mark.parametrize(
    ("quoted", "verdict"),
    [
        ("کشتی‌ها پیش از زمستان بازمی‌گردند", "verbatim"),
        ("کشتیها پیش از زمستان باز می گردند", "verbatim"),
        ("کشتی‌ها پیش … زمستان بازمی‌گردند", "elided"),
        ("پیش از زمستان بازمی‌گردند و [همه] نامه‌های مردم", "bracketed"),
        ("کشتیهای پیش از زمستان بازمی‌گردند و نامه ها", "altered"),
    ],
)
def test_spaces_inside_persian_words_do_not_count_wherever_they_stand(
    checker: AlignmentChecker, quoted: str, verdict: str
) -> None:
    line = "کشتی ها پیش از زمستان بازمی‌گردند و نامه های مردم را بلند می‌خوانیم."
    assert check(checker, Asked(text=quoted), archive_of(spoken("x", [line]))).verdict == verdict


@pytest.mark.parametrize("mark", ["'", "\u2019"])
def test_a_capital_before_an_apostrophe_is_no_change(checker: AlignmentChecker, mark: str) -> None:
    record = archive_of(spoken("x", ["Well, i'm glad that the ferrymen came home."]))
    found = check(checker, Asked(text=f"[I]{mark}m glad that the ferrymen came"), record)
    assert (found.verdict, found.sources[0].text) == ("verbatim", "i'm glad that the ferrymen came")


LOST = (
    "For many decades we made other harbours rich, while the wealth, strength and confidence of our ferrymen was spent"
    " beyond the horizon. One by one, the boatyards shuttered and left our shores, and the lamps went out behind them."
)
OTHERS = "And our harbour and our quay and the boats of our town and all of the lamps and our nets are ours. " * 40


@pytest.mark.parametrize(
    ("quoted", "edits"),
    [
        (
            "we made other harbours rich … and our boatyards left our shores, and the lamps went out",
            [("added", "and our", ""), ("dropped", "", "shuttered and")],
        ),
        ("harbours rich … the boatyards … left our shores, and the lamps went out", []),
        (
            "harbours rich … strength of our ferrymen was spent beyond the horizon",
            [("dropped", "", "and confidence")],
        ),
    ],
)
def test_what_was_left_out_beside_an_ellipsis_was_left_out_at_it(
    checker: AlignmentChecker, quoted: str, edits: list[tuple[str, str, str]]
) -> None:
    found = check(checker, Asked(text=quoted), archive_of(spoken("x", [LOST]), spoken("others", [OTHERS])))
    assert found.verdict == ("altered" if edits else "elided")
    assert [(edit.kind, edit.quoted, edit.said) for edit in found.edits] == edits


@pytest.mark.parametrize(("opened", "closed"), [('"', '"'), ("\u201c", "\u201d"), ("\u00ab", "\u00bb")])
def test_who_said_it_in_the_midst_of_a_source_is_dropped_and_no_chance(
    checker: AlignmentChecker, opened: str, closed: str
) -> None:
    line = f"{opened}We're not going anywhere,{closed} she said. {opened}We are here to keep the lamps burning.{closed}"
    others = "They are going here, and we were anywhere but here, and here we are, not going anywhere again. " * 300
    record = archive_of(spoken("x", [line]), spoken("others", [others]))
    found = check(checker, Asked(text="We're not going anywhere. We are here to keep the lamps"), record)
    told = check(checker, Asked(text="We're not going anywhere we are here to keep the lamps"), record)
    assert (found.verdict, found.chance) == ("altered", told.chance)
    assert [(edit.kind, edit.said) for edit in found.edits] == [("dropped", "she said")]
