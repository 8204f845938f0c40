"""References into the record."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.dispatch import Reference, read_reference
from onrecord.dispatch.reference import read_time
from onrecord.errors import Unreadable


@pytest.mark.parametrize(
    ("text", "ms"),
    [
        ("0:18.300", 18_300),
        ("1:02:03.5", 3_723_500),
        ("75:10", 4_510_000),
        ("62.25", 62_250),
        ("7", 7_000),
        ("1:60", None),
        ("1:2:3:4", None),
        ("-1", None),
        ("\u06f1", None),
        ("", None),
    ],
)
def test_times(text: str, ms: int | None) -> None:
    assert read_time(text) == ms


@pytest.mark.parametrize(
    ("address", "reference"),
    [
        ("quote:r1@0:04-0:07.5", Reference(kind="quote", release="r1", start_ms=4_000, end_ms=7_500)),
        ("quote:r1@4-7.5?lang=fa", Reference(kind="quote", release="r1", start_ms=4_000, end_ms=7_500, language="fa")),
        ("clip:a@b@4\N{EN DASH}5", Reference(kind="clip", release="a@b", start_ms=4_000, end_ms=5_000)),
        ("quote:two%20words@1-2", Reference(kind="quote", release="two words", start_ms=1_000, end_ms=2_000)),
        ("release:r1", Reference(kind="release", release="r1")),
        ("strip:r1", Reference(kind="strip", release="r1")),
        ("https://selan.example/quote:1", None),
        ("quote", None),
    ],
)
def test_references(address: str, reference: Reference | None) -> None:
    assert read_reference(address, "d.md, line 3") == reference


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("quote:r1", "names no span of time"),
        ("quote:r1@7-4", "ends before it begins"),
        ("quote:@1-2", "names no release"),
        ("release:", "names no release"),
        ("quote:r1@1-2?lang=", "ends in something else"),
        ("clip:r1@1-2?lang=en", "ends in something else"),
    ],
)
def test_what_is_no_reference_is_refused_with_its_line(address: str, said: str) -> None:
    with pytest.raises(Unreadable, match=rf"d\.md, line 3: .*{said}"):
        read_reference(address, "d.md, line 3")


@given(st.text())
def test_no_address_breaks_the_reader(rest: str) -> None:
    try:
        reference = read_reference(f"quote:{rest}", "d.md")
    except Unreadable:
        return
    assert reference is not None
    assert reference.start_ms is not None
    assert reference.end_ms is not None
    assert reference.start_ms < reference.end_ms


def test_a_span_holds_what_lies_inside_it() -> None:
    whole, part = Reference(kind="release", release="a"), Reference(kind="clip", release="a", start_ms=5, end_ms=9)
    inside = Reference(kind="quote", release="a", start_ms=5, end_ms=7)
    assert whole.holds(inside)
    assert part.holds(inside)
    assert not inside.holds(part)
    assert not part.holds(whole)
    assert not whole.holds(Reference(kind="quote", release="b", start_ms=5, end_ms=7))
