"""What every reader of media promises."""

import io
import pickle
from itertools import pairwise
from pathlib import Path
from typing import cast

import pytest
from PIL import Image

from onrecord.engine import Engine, build
from onrecord.errors import TooLarge, Unreadable
from onrecord.read import MediaReader, read_media
from onrecord.store.blobs import FolderBlobs
from onrecord.store.workbench import Workbench
from tests import films
from tests.engines import ready


@pytest.fixture(params=ready("read", "read_media"))
def reader(request: pytest.FixtureRequest) -> MediaReader:
    return cast("MediaReader", build("read", request.param))


def test_is_an_engine(reader: MediaReader) -> None:
    assert isinstance(reader, Engine)
    assert reader.missing() is None


def test_a_blob_is_read_through_the_door(reader: MediaReader, three_shots: Path, bench: Workbench) -> None:
    blob = cast("FolderBlobs", bench.blobs).put(three_shots.read_bytes())
    reading = read_media(reader, blob, bench)
    assert [stream.kind for stream in reading.streams] == ["video", "audio"]
    assert reading.duration_ms == pytest.approx(6000, abs=40)


def test_shots_stand_in_order_and_have_a_keyframe_each(
    reader: MediaReader, three_shots: Path, bench: Workbench
) -> None:
    reading = reader.read_media(three_shots, bench)
    assert [shot.start_ms for shot in reading.shots] == [0, 2000, 3600]
    assert [shot.transition for shot in reading.shots] == ["start", "cut", "cut"]
    assert all(one.end_ms == other.start_ms for one, other in pairwise(reading.shots))
    made = {path.name: path for path in bench.made()}
    for shot in reading.shots:
        assert shot.keyframe is not None
        assert shot.keyframe_ms is not None
        assert shot.start_ms <= shot.keyframe_ms < shot.end_ms
        with Image.open(io.BytesIO(made[shot.keyframe].read_bytes())) as picture:
            assert (picture.format, picture.size) == ("JPEG", films.SIZE)


def test_the_same_file_is_read_alike_twice(reader: MediaReader, webm: Path, bench: Workbench) -> None:
    assert reader.read_media(webm, bench) == reader.read_media(webm, bench)


def test_a_reading_survives_pickling(reader: MediaReader, silent: Path, bench: Workbench) -> None:
    reading = reader.read_media(silent, bench)
    assert pickle.loads(pickle.dumps(reading)) == reading  # noqa: S301  # our own bytes


def test_progress_is_reported(reader: MediaReader, three_shots: Path, bench: Workbench) -> None:
    reader.read_media(three_shots, bench)
    assert 0 <= float((bench.scratch / ".progress").read_text(encoding="ascii")) <= 1


NOT_MEDIA: dict[str, bytes] = {
    "empty": b"",
    "text": b"Minutes of the harbour council, third sitting.\n" * 200,
    "page": b"<!doctype html><title>A quay</title><p>No film here.",
    "noise": bytes(range(256)) * 64,
    "hls playlist": b"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n{film}\n#EXT-X-ENDLIST\n",
    "file list": b"ffconcat version 1.0\nfile '{film}'\n",
    "dash": b'<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011"><BaseURL>{film}</BaseURL></MPD>',
    "sdp": b"v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nm=video 5004 RTP/AVP 96\n",
    "beginning of a film": b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00isomiso2avc1mp41",
}


@pytest.mark.parametrize("kind", NOT_MEDIA)
def test_what_is_no_media_is_one_sentence(
    reader: MediaReader, kind: str, silent: Path, tmp_path: Path, bench: Workbench, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "film.mp4"
    path.write_bytes(NOT_MEDIA[kind].replace(b"{film}", str(silent).encode()))
    with pytest.raises(Unreadable, match=r"film\.mp4: .+; .+") as caught:
        reader.read_media(path, bench)
    assert "\n" not in str(caught.value)
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)  # noqa: S301  # our own bytes
    assert capfd.readouterr() == ("", "")


def test_a_film_without_a_frame_is_one_sentence(reader: MediaReader, tmp_path: Path, bench: Workbench) -> None:
    path = films.write(tmp_path / "film.mp4", iter(()))
    with pytest.raises(Unreadable, match=r"film\.mp4: .+; .+"):
        reader.read_media(path, bench)


def test_a_film_whose_index_is_cut_off_is_one_sentence(
    reader: MediaReader, silent: Path, tmp_path: Path, bench: Workbench
) -> None:
    path = films.cut_off(tmp_path / "film.mp4", silent, 0.7)
    with pytest.raises(Unreadable, match=r"film\.mp4: is a media file that is cut off"):
        reader.read_media(path, bench)


def test_a_film_of_days_is_too_large(reader: MediaReader, tmp_path: Path, bench: Workbench) -> None:
    path = films.write(tmp_path / "long.mkv", films.scene(1, 0.2), times_ms=range(0, 5 * 10**8, 10**8))
    with pytest.raises(TooLarge, match="more than 24 hours"):
        reader.read_media(path, bench)


def test_a_picture_of_absurd_size_is_too_large(reader: MediaReader, tmp_path: Path, bench: Workbench) -> None:
    size = (16_400, 16)
    path = films.write(tmp_path / "wide.mkv", films.scene(1, 0.04, size=size), codec="ffv1", size=size)
    with pytest.raises(TooLarge, match="16400 x 16 pixels"):
        reader.read_media(path, bench)
