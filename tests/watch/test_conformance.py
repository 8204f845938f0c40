"""What every engine of the room keeps to, built-in or third-party."""

import dataclasses
import os
import pickle
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from onrecord.engine import Engine, announced, build
from onrecord.errors import InputError
from onrecord.limits import Limits
from onrecord.watch import Source, Watcher, poll
from tests.serving import Site, answer

FEED = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour</title>
<item><link>https://office.example/1</link></item><item><link>https://office.example/2</link></item></channel></rss>"""


@pytest.fixture(params=announced("watch"), ids=lambda point: point.name)
def watcher(request: pytest.FixtureRequest) -> Watcher:
    point: EntryPoint = request.param
    built: Watcher = build("watch", point.name)
    return built


@pytest.fixture
def source(watcher: Watcher, tmp_path: Path, site: Site) -> Source:
    """A source of the sort that the engine takes, with two items."""
    for name in ("1.html", "2.html"):
        (tmp_path / name).write_text("<p>A notice.")
        os.utime(tmp_path / name, (0, 0))
    sources = (
        Source(address=site.put("/feed.xml", answer(FEED)), kind="feed"),
        Source(address=str(tmp_path), kind="folder"),
    )
    return next(source for source in sources if watcher.takes(source.address))


def test_it_is_an_engine(watcher: Watcher) -> None:
    assert isinstance(watcher, Engine)
    assert watcher.missing() is None
    assert build("watch", watcher.name) == watcher
    assert all(field.kw_only for field in dataclasses.fields(watcher))  # type: ignore[arg-type]  # engines are
    assert pickle.loads(pickle.dumps(watcher)) == watcher  # noqa: S301  # our own bytes


def test_each_item_is_offered_once(watcher: Watcher, source: Source) -> None:
    first = poll(watcher, source, None, Limits())
    assert len({item.id for item in first.items}) == len({item.address for item in first.items}) == 2
    assert {item.id for item in first.items} <= set(first.state.seen)
    second = poll(watcher, source, first.state, Limits())
    assert second.items == ()
    assert poll(watcher, source, second.state, Limits()).items == ()


def test_losing_the_state_does_no_harm(watcher: Watcher, source: Source) -> None:
    first = poll(watcher, source, None, Limits())
    assert poll(watcher, source, None, Limits()) == first
    assert pickle.loads(pickle.dumps(first)) == first  # noqa: S301  # our own bytes


def test_what_it_does_not_take_is_refused(watcher: Watcher, source: Source) -> None:
    with pytest.raises(InputError) as caught:
        poll(watcher, Source(address="no such place", kind=source.kind), None, Limits())
    assert all((caught.value.subject, caught.value.what, caught.value.remedy))
