"""The kind of a release, by its bytes, its declared type and its name."""

import io
import tarfile
import zipfile
from contextlib import suppress
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.capture.kinds import HEAD_BYTES, UNDECLARED, form_of, media_type_of
from onrecord.errors import Unreadable

HTML = b"<!doctype html><title>Harbour</title><p>The harbour opens."
SRT = "1\r\n00:00:01,000 --> 00:00:02,500\r\nصبح بخیر\r\n".encode()
TTML = b'<?xml version="1.0"?>\n<!-- by hand -->\n<tt xmlns="http://www.w3.org/ns/ttml"><body/></tt>'


def video(path: Path, codec: str) -> None:
    with av.open(path, "w") as container:
        stream = container.add_stream(codec, rate=25)
        assert isinstance(stream, av.VideoStream)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        for number in range(10):
            frame = av.VideoFrame.from_ndarray(np.full((48, 64, 3), number * 20, np.uint8), format="rgb24")
            frame.pts, frame.time_base = number, Fraction(1, 25)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def sound(path: Path, codec: str) -> None:
    with av.open(path, "w") as container:
        stream = container.add_stream(codec, rate=48000, layout="stereo")
        assert isinstance(stream, av.AudioStream)
        resampler = av.AudioResampler(stream.format, stream.layout, stream.rate, stream.frame_size or 1024)
        samples = (np.sin(np.arange(48000) / 20) * 9000).astype(np.int16).repeat(2).reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(samples, format="s16", layout="stereo")
        frame.sample_rate, frame.pts = 48000, 0
        for part in (*resampler.resample(frame), None):
            container.mux(stream.encode(part))


@pytest.mark.parametrize(
    ("ending", "codec", "media_type"),
    [
        (".mp4", "mpeg4", "video/mp4"),
        (".mov", "mpeg4", "video/quicktime"),
        (".mkv", "mpeg4", "video/x-matroska"),
        (".webm", "libvpx", "video/webm"),
        (".avi", "mpeg4", "video/x-msvideo"),
        (".ts", "mpeg2video", "video/mp2t"),
        (".m2ts", "mpeg2video", "video/mp2t"),
        (".mpg", "mpeg1video", "video/mpeg"),
        (".flv", "flv", "video/x-flv"),
        (".wmv", "wmv2", "video/x-ms-asf"),
        (".mxf", "mpeg2video", "application/mxf"),
    ],
)
def test_video_is_known_by_its_bytes(tmp_path: Path, ending: str, codec: str, media_type: str) -> None:
    path = tmp_path / f"clip{ending}"
    video(path, codec)
    assert form_of(path.read_bytes()[:HEAD_BYTES], UNDECLARED, "clip", "clip") == ("media", media_type)


@pytest.mark.parametrize(
    ("ending", "codec", "media_type"),
    [
        (".wav", "pcm_s16le", "audio/wav"),
        (".flac", "flac", "audio/flac"),
        (".mp3", "libmp3lame", "audio/mpeg"),
        (".ogg", "libopus", "audio/ogg"),
        (".m4a", "aac", "audio/mp4"),
        (".aac", "aac", "audio/aac"),
        (".aiff", "pcm_s16be", "audio/aiff"),
    ],
)
def test_sound_is_known_by_its_bytes(tmp_path: Path, ending: str, codec: str, media_type: str) -> None:
    path = tmp_path / f"clip{ending}"
    sound(path, codec)
    assert form_of(path.read_bytes()[:HEAD_BYTES], UNDECLARED, "clip", "clip") == ("media", media_type)


@pytest.mark.parametrize(
    ("head", "declared", "name", "form"),
    [
        (b"WEBVTT\n", UNDECLARED, "talk", ("transcript", "text/vtt")),
        (b"\xef\xbb\xbfWEBVTT - talk\n", "text/plain", "talk.vtt", ("transcript", "text/vtt")),
        (SRT, UNDECLARED, "talk", ("transcript", "application/x-subrip")),
        (SRT.decode().encode("utf-16"), UNDECLARED, "talk", ("transcript", "application/x-subrip")),
        (TTML, "application/xml", "talk", ("transcript", "application/ttml+xml")),
        (b"\xd3\xe1\xc7\xe3", "text/plain", "talk.txt", ("transcript", "text/plain")),
        (b"The free people of the harbour", "text/plain", "talk.txt", ("transcript", "text/plain")),
        (b"Plain words.", UNDECLARED, "talk.txt", ("transcript", "text/plain")),
        (b"Plain words.", "text/plain", "page.html", ("page", "text/html")),
        (HTML, "text/html", "index", ("page", "text/html")),
        (HTML, "video/mp4", "clip.mp4", ("page", "text/html")),
        (b"\n<!-- saved -->\n<HTML>", UNDECLARED, "page", ("page", "text/html")),
        (b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "x">', UNDECLARED, "page", ("page", "text/html")),
        (HTML * 3 + b"\x00\x01", "text/html", "page", ("page", "text/html")),
        (b"Words only.", "text/html", "page", ("page", "text/html")),
        (b"\x00\x01\x02\x03" * 9, "video/mp4", "clip", ("media", "video/mp4")),
        (b"\x00\x01\x02\x03" * 9, UNDECLARED, "clip.mkv", ("media", "video/x-matroska")),
        (b"\x1aE\xdf\xa3\x00", "video/webm", "clip", ("media", "video/webm")),
    ],
)
def test_bytes_come_before_what_is_declared(head: bytes, declared: str, name: str, form: tuple[str, str]) -> None:
    assert form_of(head, declared, name, name) == form


def zipped() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a", "b")
    return buffer.getvalue()


def tarred() -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("a"))
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("head", "name", "what"),
    [
        (b"", "talk.mp4", "is empty"),
        (zipped(), "talk.mp4", r"is a \.zip archive; onrecord reads video, audio, pages and transcripts"),
        (tarred(), "talk", r"is a \.tar archive"),
        (b"\x1f\x8b\x08", "talks.jsonl.gz", r"is a \.gz archive; `onrecord add --lines`"),
        (b"%PDF-1.7", "talk.pdf", "is a PDF"),
        (b"\x89PNG\r\n\x1a\n", "talk.mp4", "is a picture"),
        (b"\x00\x00\x00\x1cftypavif", "talk.mp4", "is a picture"),
        (b"#EXTM3U\n/etc/passwd\n", "talk.mp4", "is a playlist, not the video itself"),
        (b'<?xml version="1.0"?><rss version="2.0">', "talks.xml", "is a feed, which `onrecord watch add` follows"),
        (b"just words", "talk.mp4", "is called video or audio but holds text"),
        (b'{"id": "a"}', "talks.jsonl", "text in no form that is known here; `onrecord add --lines`"),
        (b"a,b\n", "talks.csv", "text in no form"),
        (b"\x00\x01\x02\x03", "talk.bin", "in no form that is known here"),
    ],
)
def test_what_is_not_read_is_refused_by_its_own_name(head: bytes, name: str, what: str) -> None:
    with pytest.raises(Unreadable, match=what) as caught:
        form_of(head, media_type_of(name), name, "https://office.example/" + name)
    assert caught.value.subject == "https://office.example/" + name


@given(st.binary(max_size=600), st.sampled_from(["", "text/plain", "video/mp4", UNDECLARED]), st.text(max_size=20))
def test_anything_is_of_a_kind_or_refused(head: bytes, declared: str, name: str) -> None:
    with suppress(Unreadable):
        assert form_of(head, declared, name, name).kind in {"media", "page", "transcript"}
