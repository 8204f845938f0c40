"""What every engine of the room keeps to, built-in or third-party."""

import dataclasses
import hashlib
import pickle
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from onrecord.capture import Capturer, Limits
from onrecord.engine import Engine, announced, build
from onrecord.errors import InputError, TooLarge
from onrecord.store.workbench import Workbench
from tests.serving import Site, answer

CONTENT = b"WEBVTT\n\n00:01.000 --> 00:02.000\nGood morning.\n" * 100


@pytest.fixture(params=announced("capture"), ids=lambda point: point.name)
def capturer(request: pytest.FixtureRequest) -> Capturer:
    point: EntryPoint = request.param
    built: Capturer = build("capture", point.name)
    return built


@pytest.fixture
def address(capturer: Capturer, folder: Path, site: Site) -> str:
    """An address of the sort that the engine takes, where `CONTENT` stands."""
    file = folder / "talk.vtt"
    file.write_bytes(CONTENT)
    addresses = [str(file), site.put("/talk.vtt", answer(CONTENT))]
    return next(address for address in addresses if capturer.takes(address))


def test_it_is_an_engine(capturer: Capturer) -> None:
    assert isinstance(capturer, Engine)
    assert capturer.missing() is None
    assert build("capture", capturer.name) == capturer
    assert all(field.kw_only for field in dataclasses.fields(capturer))  # type: ignore[arg-type]  # engines are
    assert pickle.loads(pickle.dumps(capturer)) == capturer  # noqa: S301  # our own bytes


def test_what_stands_there_is_put_under_its_hash(capturer: Capturer, address: str, bench: Workbench) -> None:
    fetched = capturer.fetch(address, Limits(), bench)
    assert [path.name for path in bench.made()] == [fetched.blob]
    assert bench.made()[0].read_bytes() == CONTENT
    assert fetched.blob == hashlib.sha256(CONTENT).hexdigest()
    assert (fetched.size, fetched.name, fetched.media_type) == (len(CONTENT), "talk.vtt", "text/vtt")
    assert fetched.address == address
    assert pickle.loads(pickle.dumps(fetched)) == fetched  # noqa: S301  # our own bytes


def test_exactly_the_limit_is_taken(capturer: Capturer, address: str, bench: Workbench) -> None:
    assert capturer.fetch(address, Limits(bytes=len(CONTENT)), bench).size == len(CONTENT)


def test_more_than_the_limit_leaves_nothing(capturer: Capturer, address: str, bench: Workbench) -> None:
    with pytest.raises(TooLarge) as caught:
        capturer.fetch(address, Limits(bytes=len(CONTENT) - 1), bench)
    _assert_sentence(caught.value)
    assert bench.made() == []
    assert [path.name for path in bench.scratch.iterdir()] == ["made"]


def test_nothing_there_leaves_nothing(capturer: Capturer, address: str, bench: Workbench) -> None:
    with pytest.raises(InputError) as caught:
        capturer.fetch(address + ".not", Limits(), bench)
    _assert_sentence(caught.value)
    assert bench.made() == []
    assert [path.name for path in bench.scratch.iterdir()] == ["made"]


def _assert_sentence(error: InputError) -> None:
    assert all((error.subject, error.what, error.remedy))
    assert str(pickle.loads(pickle.dumps(error))) == str(error)  # noqa: S301  # our own bytes
