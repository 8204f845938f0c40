"""What every announced checker must do, and what the built-in one said at each of its versions."""

import dataclasses
import pickle

import pytest

from onrecord.check import Archive, Checker, check, check_body
from onrecord.engine import announced, build, identity
from onrecord.errors import TooLarge
from onrecord.records import Asked

NAMES = sorted(point.name for point in announced("check"))


@pytest.fixture(params=NAMES)
def engine(request: pytest.FixtureRequest) -> Checker:
    """Each announced checker."""
    built: Checker = build("check", request.param)
    return built


def test_the_built_in_checker_is_announced() -> None:
    assert "alignment" in NAMES


def test_it_is_a_frozen_dataclass_that_survives_pickling(engine: Checker) -> None:
    assert dataclasses.is_dataclass(engine)
    assert pickle.loads(pickle.dumps(engine)) == engine  # noqa: S301  # our own bytes


def test_an_exact_quotation_is_verbatim_and_has_its_source(engine: Checker, archive: Archive) -> None:
    found = check(engine, Asked(text="the reservoir is half empty today", id="q1"), archive)
    assert (found.id, found.verdict, found.edits) == ("q1", "verbatim", ())
    assert found.sources[0].release == "r-valley"
    assert found.sources[0].text == "the reservoir is half empty today"


def test_a_changed_quotation_is_not_verbatim(engine: Checker, archive: Archive) -> None:
    found = check(engine, Asked(text="the reservoir is not half empty today"), archive)
    assert found.verdict not in {"verbatim", "elided", "bracketed"}


@pytest.mark.parametrize("text", ["", "\u2026", "\x00", "\ud800", "]", "zzz", "\u200f\u200f", "\u4e00" * 50])
def test_what_is_not_there_is_not_found(engine: Checker, archive: Archive, text: str) -> None:
    found = check(engine, Asked(text=text), archive)
    assert (found.verdict, found.sources) == ("not found", ())


def test_answers_survive_pickling(engine: Checker, archive: Archive) -> None:
    found = check(engine, Asked(text="the reservoir is half full today"), archive)
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301  # our own bytes


def test_the_same_question_has_the_same_answer(engine: Checker, archive: Archive) -> None:
    asked = Asked(text="three plans for the new canal last spring")
    assert check(engine, asked, archive) == check(engine, asked, archive)


def test_a_text_without_end_is_refused_with_a_sentence(engine: Checker, archive: Archive) -> None:
    with pytest.raises(TooLarge, match="in pieces"):
        check(engine, Asked(text="la " * 1_000_000), archive)


def test_five_thousand_words_are_answered(engine: Checker, archive: Archive) -> None:
    assert check(engine, Asked(text="the harbour of Merrow " * 1_250), archive).verdict != "verbatim"


def test_a_headline_without_a_likeness_in_its_body_has_none(engine: Checker) -> None:
    assert check_body(engine, Asked(text="penguins ride bicycles"), ["the reservoir is half empty today"]) is None
    assert check_body(engine, Asked(text="penguins"), []) is None


GOLDEN = {
    "alignment@3": [
        ("The reservoir is HALF empty", "verbatim", [("r-valley", 78, 105)], []),
        ("three plans for the canal \u2026 nine years to dig", "elided", [("r-valley", 132, 220)], []),
        ("the cheapest of [these] would take nine years", "bracketed", [("r-valley", 171, 213)], []),
        (
            "the reservoir is half empty today we asked them for patience",
            "stitched",
            [("r-valley", 78, 111), ("r-harbour", 277, 303)],
            [],
        ),
        (
            "the cheapest of them would take six years to dig",
            "altered",
            [("r-valley", 171, 220)],
            [("replaced", "six", "nine")],
        ),
        ("the dearest of us should give up", "not found", [], []),
        (
            "Some engineers drew [several] plans for the canal last year",
            "altered",
            [("r-valley", 113, 169)],
            [("replaced", "Some", "Our"), ("replaced", "year", "spring")],
        ),
        (
            "never asked the islands for any money \u2026 a source of honor for all of this province and its people",
            "altered",
            [("r-harbour", 242, 363)],
            [("added", "any", ""), ("added", "all of this province and its people", "")],
        ),
    ]
}


def test_golden(engine: Checker, archive: Archive) -> None:
    """A rule that changes an answer must raise the engine's version."""
    for text, verdict, spans, edits in GOLDEN.get(identity(engine), []):
        found = check(engine, Asked(text=text), archive)
        assert found.verdict == verdict, text
        assert [(source.release, source.start, source.end) for source in found.sources] == spans, text
        assert [(edit.kind, edit.quoted, edit.said) for edit in found.edits] == edits, text


def test_the_built_in_checker_has_golden_answers() -> None:
    assert identity(build("check", "alignment")) in GOLDEN
