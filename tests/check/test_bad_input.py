"""Whatever is asked is answered, in time that grows with its length alone."""

import random
import time

import pytest

from onrecord.check import ShelvedArchive, check
from onrecord.check.engines.alignment import AlignmentChecker
from onrecord.records import Asked
from onrecord.words import folded_words
from tests.check.conftest import HARBOUR, VALLEY, archive_of, spoken

SECONDS = 20  # of processor time; what is slow would take minutes
_WORDS = folded_words("harbour of the quay a stone we sell boat tide fish net rope sea wind sand salt and brick")
_DRAWN = random.Random(7)  # noqa: S311  # any words will do, as long as they are the same each time


def drawn(count: int) -> str:
    """So many common words in no order."""
    return " ".join(_DRAWN.choice(_WORDS) for _ in range(count))


@pytest.fixture(scope="module")
def quays() -> ShelvedArchive:
    """Two speeches, and thirty texts of the same few words."""
    return archive_of(
        spoken("h", HARBOUR), spoken("v", VALLEY), *(spoken(str(number), [drawn(800)]) for number in range(30))
    )


@pytest.mark.parametrize(
    "text",
    [
        drawn(5_000),
        drawn(10_000),
        "the harbour of Merrow was built " * 800,
        "the " * 5_000,
        "[" * 100_000,
        "[the harbour " * 5_000,
        "[]" * 50_000,
        "][" * 50_000,
        "[" * 400 + "harbour" + "]" * 400,
        "\u2026" * 100_000,
        ". " * 100_000,
        "." * 200_000,
        "the \u2026 " * 4_000,
        "[\u2026] (\u2026) . . . " * 5_000,
        "a'" * 50_000,
        "a" + "\u0301" * 100_000,
        "\u200f" * 100_000,
        "\u6e2f" * 3_000,
        "\u16a0\u16a2 " * 5_000,
        "?!.,;:\u2014\u2026\u201e\u201c\u00bb" * 500,
        "\x00" * 100_000,
        "\ud800" * 1_000,
    ],
    ids=range(22),
)
def test_no_quotation_is_slow(checker: AlignmentChecker, quays: ShelvedArchive, text: str) -> None:
    start = time.process_time()
    assert check(checker, Asked(text=text), quays).text == text
    assert time.process_time() - start < SECONDS


def test_a_long_quotation_is_laid_as_a_whole(checker: AlignmentChecker) -> None:
    words = [f"{_DRAWN.choice(_WORDS)}{number % 977}" for number in range(3_000)]
    record = archive_of(spoken("long", [" ".join(words)]), spoken("v", VALLEY))
    changed = ["zeppelin" if number % 50 == 20 else word for number, word in enumerate(words)]
    for quoted, verdict, edits in (
        (words, "verbatim", 0),
        (changed, "altered", 60),
        ([*words[:1_400], "\u2026", *words[1_420:]], "elided", 0),
    ):
        found = check(checker, Asked(text=" ".join(quoted)), record)
        assert (found.verdict, [source.release for source in found.sources]) == (verdict, ["r-long"])
        assert len(found.edits) == edits


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("breakwater", "verbatim"),
        ("marmalade", "not found"),
        ("...", "not found"),
        ("[...]", "not found"),
        ("[the harbour of Merrow]", "verbatim"),
        ("[applause]", "not found"),
        ("\uff3bthe harbour\uff3d of Merrow was built", "verbatim"),
        ("the har\u200fbour of\u202e Merrow\u202c was built by", "verbatim"),
        ("the har\x00bour of Merrow was\x00 built by", "verbatim"),
        ("the harbour \ud800 of Merrow \udfff was built by", "verbatim"),
        ("the harbour [of [the] town] of Merrow was built by your grandparents", "altered"),
        ("the harbour of Merrow ] was built [ by your grandparents", "verbatim"),
        ("\u2026 the harbour of Merrow was built \u2026", "verbatim"),
        ("the harbour \u2026 \u2026 \u2026 built by your grandparents", "elided"),
    ],
)
def test_odd_quotations(checker: AlignmentChecker, quays: ShelvedArchive, text: str, verdict: str) -> None:
    assert check(checker, Asked(text=text), quays).verdict == verdict
