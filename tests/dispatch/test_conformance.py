"""What every publisher promises."""

import hashlib
import pickle
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from onrecord.dispatch import Publisher, publish, read_draft
from onrecord.engine import Engine, announced, build
from onrecord.errors import InputError, Unknown
from tests.dispatch import scene

PUBLISHERS = sorted(point.name for point in announced("dispatch") if hasattr(point.load(), "publish"))


@pytest.fixture(params=PUBLISHERS)
def publisher(request: pytest.FixtureRequest) -> Publisher:
    return cast("Publisher", build("dispatch", request.param))


def test_is_an_engine(publisher: Publisher) -> None:
    assert isinstance(publisher, Engine)


def test_accounts_for_every_file(publisher: Publisher, video: Path, tmp_path: Path) -> None:
    draft = read_draft(scene.DISPATCH, "d.md")
    published = publish(publisher, draft, scene.material(draft, video), tmp_path / "out")
    written = {
        path.relative_to(tmp_path / "out").as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (tmp_path / "out").rglob("*")
        if path.is_file()
    }
    assert {file.name: file.sha256 for file in published.files} == written
    assert published.page in written
    assert pickle.loads(pickle.dumps(published)) == published  # noqa: S301  # our own bytes


def test_publishes_the_same_bytes_again(publisher: Publisher, video: Path, tmp_path: Path) -> None:
    draft = read_draft(scene.DISPATCH, "d.md")
    once, again = (publish(publisher, draft, scene.material(draft, video), tmp_path / name) for name in "ab")
    assert once == again


def test_its_reading_is_what_readers_see(publisher: Publisher, video: Path, tmp_path: Path) -> None:
    draft = read_draft(scene.DISPATCH, "d.md")
    reading = publish(publisher, draft, scene.material(draft, video), tmp_path).reading
    assert [(block.role, reading.text[block.start : block.end] == block.text) for block in reading.blocks] == [
        (role, True)
        for role in ("title", "subtitle", "byline", "body", "body", "body", "body", "caption", "body", "body", "body")
    ]
    assert "“not walls that have kept this port, but your hands”" in reading.text
    assert f"«{' '.join(scene.PERSIAN[1:])}»" in reading.text


@pytest.mark.parametrize(
    ("lack", "said"),
    [
        ("releases", r"d\.md: is about speech"),
        ("quotes", r"d\.md, line 11: quotes speech"),
        ("media", r"d\.md, line 20: shows speech"),
    ],
)
def test_what_is_not_resolved_is_named_with_its_line(
    publisher: Publisher, video: Path, tmp_path: Path, lack: str, said: str
) -> None:
    draft = read_draft(scene.DISPATCH, "d.md")
    material = replace(scene.material(draft, video), **{lack: {}})  # type: ignore[arg-type]  # each is a mapping
    with pytest.raises(Unknown, match=said):
        publish(publisher, draft, material, tmp_path)


def test_a_folder_that_holds_something_is_left_alone(publisher: Publisher, video: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine", encoding="utf-8")
    draft = read_draft(scene.DISPATCH, "d.md")
    with pytest.raises(InputError, match="is not empty"):
        publish(publisher, draft, scene.material(draft, video), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]
