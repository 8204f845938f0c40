"""What holds for any text: fragments are verbatim, changed ones never are, and spans point to what they claim."""

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.check import check
from onrecord.check.engines.alignment import AlignmentChecker
from onrecord.records import Asked, Edit
from onrecord.words import folded_words
from tests.check.conftest import archive_of, spoken

WORDS = st.sampled_from(
    folded_words(
        "the a of and harbour winter stone council reservoir canal promise island patience fleet orchard lantern quay"
        " \u0628\u0646\u062f\u0631 \u0635\u0628\u0631 \u0645\u0631\u062f\u0645"
    )
)
TEXTS = st.lists(WORDS, min_size=3, max_size=60)
CHECKER = AlignmentChecker()


@st.composite
def fragments(draw: st.DrawFn) -> tuple[list[str], int, int]:
    text = draw(TEXTS)
    start = draw(st.integers(0, len(text) - 1))
    return text, start, draw(st.integers(start + 1, len(text)))


@given(fragments(), st.sampled_from([" ", ", ", "\n", " \u2014 ", ". "]))
@settings(deadline=None)
def test_any_fragment_is_verbatim(fragment: tuple[list[str], int, int], between: str) -> None:
    text, start, end = fragment
    archive = archive_of(spoken("x", [between.join(text)]))
    found = check(CHECKER, Asked(text=" ".join(text[start:end]).upper()), archive)
    assert found.verdict == "verbatim"
    whole = archive.spoken("x").text
    for source in found.sources:
        assert whole[source.start : source.end] == source.text
        assert folded_words(source.text) == folded_words(" ".join(text[start:end]))


@given(fragments(), st.data())
@settings(deadline=None)
def test_a_fragment_with_a_word_replaced_is_never_verbatim(
    fragment: tuple[list[str], int, int], data: st.DataObject
) -> None:
    text, start, end = fragment
    quoted = text[start:end]
    quoted[data.draw(st.integers(0, len(quoted) - 1))] = "zeppelin"
    found = check(CHECKER, Asked(text=" ".join(quoted)), archive_of(spoken("x", [" ".join(text)])))
    assert found.verdict not in {"verbatim", "elided", "bracketed"}


@given(
    st.lists(TEXTS, min_size=1, max_size=4), st.lists(st.one_of(WORDS, st.sampled_from(["\u2026", "[", "]", "new"])))
)
@settings(deadline=None)
def test_whatever_is_asked_is_answered_and_every_span_is_true(texts: list[list[str]], quoted: list[str]) -> None:
    archive = archive_of(*(spoken(str(number), [" ".join(text)]) for number, text in enumerate(texts)))
    found = check(CHECKER, Asked(text=" ".join(quoted)), archive)
    assert (found.verdict == "not found") == (not found.sources)
    for source in found.sources:
        assert archive.spoken(source.release.removeprefix("r-")).text[source.start : source.end] == source.text
    if found.verdict == "verbatim":
        assert folded_words(found.sources[0].text) == folded_words(found.text)


@given(st.text(max_size=200))
@settings(deadline=None)
def test_any_text_can_be_asked(text: str) -> None:
    found = check(CHECKER, Asked(text=text), archive_of(spoken("x", ["the harbour of Merrow"])))
    assert found.text == text


def explained(said: Sequence[str], quoted: Sequence[str], edits: Sequence[Edit]) -> bool:
    """Whether applying these edits, in their order, to what was said gives what is quoted."""
    if edits:
        old, new = folded_words(edits[0].said), folded_words(edits[0].quoted)
        fits = list(said[: len(old)]) == old and list(quoted[: len(new)]) == new
        if fits and explained(said[len(old) :], quoted[len(new) :], edits[1:]):
            return True
    elif not said and not quoted:
        return True
    return bool(said and quoted and said[0] == quoted[0]) and explained(said[1:], quoted[1:], edits)


SPEECH = folded_words(
    "the lantern keepers of the northern quay voted eleven times against the canal and nobody in the council read their"
    " letters aloud before the winter when the reservoir was half empty and the orchards of the upper valley stood dry"
)


@given(st.data())
@settings(deadline=None)
def test_the_edits_of_one_passage_are_all_that_was_changed_in_it(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, 10))
    quoted = SPEECH[start : data.draw(st.integers(start + 12, len(SPEECH)))]
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(quoted) - 1))
        change = data.draw(st.sampled_from([["zeppelin"], ["new", "brass"], [], [quoted[at], "again"]]))
        quoted[at : at + 1] = change
    found = check(CHECKER, Asked(text=" ".join(quoted)), archive_of(spoken("x", [" ".join(SPEECH)])))
    if found.verdict == "verbatim":
        assert " ".join(quoted) in " ".join(SPEECH)
    elif len(found.sources) == 1 and all(edit.kind != "moved" for edit in found.edits):
        assert explained(folded_words(found.sources[0].text), quoted, found.edits)
