"""The settings: a wrong one is named, a newer desk is refused, and a desk is found as git finds its own."""

from pathlib import Path

import pytest

from onrecord.desk import Desk, watching
from onrecord.desk.adding import add
from onrecord.desk.settings import FILE_NAME, read_settings
from onrecord.errors import InputError, NewerDesk, NotADesk
from onrecord.limits import Limits
from onrecord.records import Given
from tests.desk.conftest import write


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("[work]\nprocesses = 0", "setting work.processes"),
        ('[capture]\nseconds = "soon"', "setting capture.seconds"),
        ("[capture]\nbytes = 0", "setting capture.bytes"),
        ("[capture]\nweight = 3", "setting capture.weight"),
        ("[watch]\nevery_seconds = 0", "setting watch.every_seconds"),
        ("[options.chekc]\nchance_limit = 0.5", "[options.chekc] belongs to no engine"),
        ("[options.http]\npatience = 3", "[options.http] belongs to no engine"),
        ('colour = "blue"', "setting colour"),
        ('[engines]\nhear = "well"', "setting engines.hear"),
        ("languages = [7]", "setting languages.0"),
        ('format = "one"', "setting format"),
        ("name = ", "is not TOML"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, lines: str, said: str) -> None:
    write(tmp_path / FILE_NAME, lines)
    with pytest.raises(InputError) as caught:
        read_settings(tmp_path)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_bounds_of_a_capture_are_those_of_a_desk_that_says_nothing(tmp_path: Path) -> None:
    write(tmp_path / FILE_NAME, "")
    assert read_settings(tmp_path).capture == Limits()
    write(tmp_path / FILE_NAME, "[capture]\nredirects = 0")
    assert read_settings(tmp_path).capture == Limits(redirects=0)


@pytest.mark.parametrize("name", ["capture_file", "watch_feed"])
def test_engines_that_are_taken_by_the_address_have_options_too(tmp_path: Path, name: str) -> None:
    Desk.init(tmp_path / "desk").close()
    with (tmp_path / "desk" / FILE_NAME).open("a") as settings:
        settings.write(f"\n[options.{name}]\nloudness = 3\n")
    path = write(tmp_path / "in" / "feed.xml", "<rss/>")
    with Desk(tmp_path / "desk") as desk, pytest.raises(InputError, match="loudness"):
        add(desk, str(path), Given()) if name == "capture_file" else watching.add(desk, str(path), None)


def test_bytes_that_are_no_text_are_no_settings(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"name = '\xff'")
    with pytest.raises(InputError, match="is not TOML"):
        read_settings(tmp_path)


def test_a_newer_desk_is_refused_before_anything_else(tmp_path: Path) -> None:
    write(tmp_path / FILE_NAME, "format = 2\nunheard = true")
    with pytest.raises(NewerDesk, match="newer onrecord"):
        read_settings(tmp_path)


def test_no_desk_is_no_desk(tmp_path: Path) -> None:
    with pytest.raises(NotADesk):
        Desk(tmp_path / "nowhere")


def test_the_name_of_a_new_desk_is_what_was_given(tmp_path: Path) -> None:
    with Desk.init(tmp_path / "desk", 'The "Quay" \\ Desk\n') as desk:
        assert desk.settings.name == 'The "Quay" \\ Desk\n'
    with pytest.raises(InputError, match="is a desk already"):
        Desk.init(tmp_path / "desk")


def test_a_desk_is_found_as_git_finds_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    named, told, near = (tmp_path / name for name in ("named", "told", "near"))
    for folder in (named, told, near):
        Desk.init(folder).close()
    (near / "deep" / "er").mkdir(parents=True)
    monkeypatch.chdir(near / "deep" / "er")
    monkeypatch.setenv("ONRECORD_DESK", str(told))
    found = []
    for given in (named, None):
        with Desk.find(given) as desk:
            found.append(desk.folder)
    monkeypatch.delenv("ONRECORD_DESK")
    with Desk.find() as desk:
        found.append(desk.folder)
    assert found == [named, told, near]
    monkeypatch.chdir(tmp_path)
    with pytest.raises(NotADesk, match="is not in a desk"):
        Desk.find()
