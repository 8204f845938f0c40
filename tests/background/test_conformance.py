"""What every keeper promises."""

import pickle
from pathlib import Path
from typing import cast

import pytest

from onrecord.background import Background, Keeper, load
from onrecord.engine import Engine, announced, build
from onrecord.errors import InputError

ENGINES = sorted(point.name for point in announced("background"))


@pytest.fixture(params=ENGINES)
def keeper(request: pytest.FixtureRequest) -> Keeper:
    return cast("Keeper", build("background", request.param))


def test_is_an_engine(keeper: Keeper) -> None:
    assert isinstance(keeper, Engine)
    assert keeper.missing() is None


def test_no_file_is_an_empty_background(keeper: Keeper, tmp_path: Path) -> None:
    assert load(keeper, tmp_path / "background.yaml") == Background(name="background.yaml")


def test_what_is_loaded_survives_pickling(keeper: Keeper, tmp_path: Path) -> None:
    (tmp_path / "empty").write_text("", encoding="utf-8")
    background = load(keeper, tmp_path / "empty")
    assert background.cards == ()
    assert pickle.loads(pickle.dumps(background)) == background  # noqa: S301  # our own bytes


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"\x00", b"{", b"[" * 10_000, b"just words"])
def test_a_file_of_something_else_is_one_sentence(keeper: Keeper, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "cards"
    path.write_bytes(data)
    with pytest.raises(InputError, match="cards"):
        load(keeper, path)
