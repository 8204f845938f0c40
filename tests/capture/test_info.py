"""What an info file says."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.capture import info as info_module
from onrecord.capture.info import Said, read_info
from onrecord.errors import TooLarge, Unreadable
from onrecord.records import Dated


def said(folder: Path, info: object) -> Said:
    path = folder / "talk.info.json"
    path.write_text(json.dumps(info), encoding="utf-8")
    return read_info(path, path.name)


def test_what_it_says_is_read(tmp_path: Path) -> None:
    info = {
        "title": "Harbour reopens ",
        "upload_date": "20240229",
        "language": "fa-IR",
        "uploader": "Harbour Office",
        "channel": "HarbourTV",
        "formats": [],
    }
    assert said(tmp_path, info) == Said(
        title="Harbour reopens",
        published=Dated(value="2024-02-29", read_from="info.json upload_date"),
        language="fa-IR",
        source="Harbour Office",
    )


@pytest.mark.parametrize(
    ("info", "value", "field"),
    [
        ({"timestamp": 1709197200, "upload_date": "20240229"}, "2024-02-29T09:00:00Z", "timestamp"),
        ({"release_timestamp": 0, "timestamp": 1709197200}, "1970-01-01T00:00:00Z", "release_timestamp"),
        ({"timestamp": None, "upload_date": "20240229"}, "2024-02-29", "upload_date"),
        ({"release_date": "20240301", "upload_date": "20240229"}, "2024-03-01", "release_date"),
    ],
)
def test_the_most_exact_date_is_taken_and_its_field_named(
    tmp_path: Path, info: dict[str, Any], value: str, field: str
) -> None:
    assert said(tmp_path, info).published == Dated(value=value, read_from=f"info.json {field}")


@pytest.mark.parametrize(
    "info",
    [
        {},
        {"title": "", "language": "", "uploader": None},
        {"title": 7, "language": "no tag", "timestamp": True},
        {"timestamp": 1e300, "upload_date": "20240230"},
        {"timestamp": float("nan"), "upload_date": "2024022"},
        {"upload_date": "٢٠٢٤٠٢٢٩", "language": "zz-not"},
        {"upload_date": 20240229, "language": "en<script>"},
    ],
)
def test_what_it_does_not_say_in_earnest_is_unknown(tmp_path: Path, info: dict[str, Any]) -> None:
    assert said(tmp_path, info) == Said()


@pytest.mark.parametrize("data", [b"", b"{", b"\xff\xfe\x00", b"[1]", b"7", b"[" * 100_000])
def test_what_is_not_its_json_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "talk.info.json"
    path.write_bytes(data)
    with pytest.raises(Unreadable, match=r"talk\.info\.json: is not the JSON that yt-dlp writes"):
        read_info(path, path.name)


def test_its_size_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(info_module, "MAX_INFO_BYTES", 3)
    with pytest.raises(TooLarge):
        said(tmp_path, {"title": "long"})


JSON = st.recursive(st.none() | st.booleans() | st.floats() | st.integers() | st.text(), st.lists, max_leaves=4)
FIELDS = st.sampled_from(["title", "timestamp", "release_timestamp", "upload_date", "language", "uploader"])


@given(info=st.dictionaries(FIELDS, JSON))
def test_any_object_can_be_read(tmp_path_factory: pytest.TempPathFactory, info: dict[str, Any]) -> None:
    found = said(tmp_path_factory.mktemp("info"), info)
    assert found.title is None or found.title
