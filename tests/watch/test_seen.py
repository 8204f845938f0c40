"""Which items were offered before."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.watch.seen import KEPT, remembered, short_id


@given(st.lists(st.text(max_size=3)), st.lists(st.text(max_size=3)))
def test_nothing_is_forgotten_while_there_is_room(listed: list[str], earlier: list[str]) -> None:
    kept = remembered(listed, earlier)
    assert set(kept) == {*listed, *earlier}
    assert len(set(kept)) == len(kept)


def test_what_is_listed_is_kept_before_what_was() -> None:
    listed = [f"new {number}" for number in range(KEPT - 1)]
    assert remembered(listed, ("latest", "older")) == (*listed, "latest")
    longer = [*listed, "a", "b", "c"]
    assert remembered(longer, ("latest",)) == tuple(longer)


@given(st.text(st.characters()))
def test_an_id_stays_short_and_tells_apart(said: str) -> None:
    assert len(short_id(said)) <= 200
    assert short_id(said + "x" * 201) != short_id(said + "y" * 201)
