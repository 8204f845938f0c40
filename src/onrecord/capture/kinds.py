"""What kind of release a file is, by its first bytes, its declared media type and its ending.

The bytes are believed first: a page that a server calls a video is a page. To teach it a format, add a row to
`_ENDINGS`, and to `_MEDIA` or `_REFUSED` if its bytes begin in a way of their own.
"""

import re
from pathlib import PurePosixPath
from typing import Final, NamedTuple

from onrecord.errors import Unreadable
from onrecord.records import ReleaseKind

HEAD_BYTES: Final = 4096
"""How much of the beginning is looked at; comments and licences push `<html` or `<tt` a few hundred bytes down."""
UNDECLARED: Final = "application/octet-stream"
READS: Final = "onrecord reads video, audio, pages and transcripts"

_ENDINGS: Final = {
    ".3gp": "video/3gpp",
    ".aac": "audio/aac",
    ".aif": "audio/aiff",
    ".aiff": "audio/aiff",
    ".avi": "video/x-msvideo",
    ".flac": "audio/flac",
    ".flv": "video/x-flv",
    ".htm": "text/html",
    ".html": "text/html",
    ".m2ts": "video/mp2t",
    ".m4a": "audio/mp4",
    ".m4v": "video/mp4",
    ".mkv": "video/x-matroska",
    ".mov": "video/quicktime",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".mpeg": "video/mpeg",
    ".mpg": "video/mpeg",
    ".mts": "video/mp2t",
    ".mxf": "application/mxf",
    ".oga": "audio/ogg",
    ".ogg": "audio/ogg",
    ".ogv": "video/ogg",
    ".opus": "audio/ogg",
    ".srt": "application/x-subrip",
    ".ts": "video/mp2t",
    ".ttml": "application/ttml+xml",
    ".txt": "text/plain",
    ".vtt": "text/vtt",
    ".wav": "audio/wav",
    ".weba": "audio/webm",
    ".webm": "video/webm",
    ".wma": "audio/x-ms-wma",
    ".wmv": "video/x-ms-wmv",
    ".xhtml": "application/xhtml+xml",
}
_TRANSCRIPTS: Final = frozenset({"text/vtt", "application/x-subrip", "application/ttml+xml", "text/plain", "text/srt"})
_PAGES: Final = frozenset({"text/html", "application/xhtml+xml"})
_OTHER_MEDIA: Final = frozenset({"application/mxf", "application/ogg", "application/mp4", "application/x-matroska"})

_PICTURE: Final = "a picture"
_FEED: Final = "a feed"
_REFUSED: Final = (
    (re.compile(rb"PK(?:\x03\x04|\x05\x06)"), "a .zip archive"),
    (re.compile(rb"\x1f\x8b"), "a .gz archive"),
    (re.compile(rb"BZh[1-9]1AY"), "a .bz2 archive"),
    (re.compile(rb"\xfd7zXZ\x00"), "an .xz archive"),
    (re.compile(rb"\x28\xb5\x2f\xfd"), "a .zst archive"),
    (re.compile(rb"7z\xbc\xaf\x27\x1c"), "a .7z archive"),
    (re.compile(rb"Rar!\x1a\x07"), "a .rar archive"),
    (re.compile(rb"(?s:.{257})ustar"), "a .tar archive"),
    (re.compile(rb"%PDF-"), "a PDF"),
    (re.compile(rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "an office document"),
    (re.compile(rb"\{\\rtf"), "an office document"),
    (re.compile(rb"\x89PNG\r\n|\xff\xd8\xff|GIF8[79]a|II\*\x00|MM\x00\*|RIFF(?s:.{4})WEBP"), _PICTURE),
    (re.compile(rb"(?s:.{4})ftyp(?:avif|avis|heic|heix|heim|heis|mif1|msf1)"), _PICTURE),
    (re.compile(rb"\x7fELF|MZ(?s:.{58})(?s:..)\x00\x00|\xca\xfe\xba\xbe|[\xce\xcf]\xfa\xed\xfe"), "a program"),
    (re.compile(rb"SQLite format 3\x00"), "a database"),
    (re.compile(rb"#EXTM3U"), "a playlist, not the video itself"),
)
_MEDIA: Final = (
    (re.compile(rb"(?s:.{4})ftypM4A"), "audio/mp4"),
    (re.compile(rb"(?s:.{4})(?:ftypqt|moov|mdat|wide|pnot)"), "video/quicktime"),
    (re.compile(rb"(?s:.{4})(?:ftyp|styp|moof|free|skip)"), "video/mp4"),
    (re.compile(rb"\x1aE\xdf\xa3(?s:.{0,60})webm"), "video/webm"),
    (re.compile(rb"\x1aE\xdf\xa3"), "video/x-matroska"),
    (re.compile(rb"OggS(?s:.{24})(?:\x01vorbis|OpusHead|Speex|\x7fFLAC)"), "audio/ogg"),
    (re.compile(rb"OggS"), "video/ogg"),
    (re.compile(rb"(?:RIFF|RF64)(?s:.{4})WAVE"), "audio/wav"),
    (re.compile(rb"RIFF(?s:.{4})AVI "), "video/x-msvideo"),
    (re.compile(rb"fLaC"), "audio/flac"),
    (re.compile(rb"FORM(?s:.{4})AIF[FC]"), "audio/aiff"),
    (re.compile(rb"ID3[\x02-\x04]"), "audio/mpeg"),
    (re.compile(rb"\xff[\xe2\xe3\xf2\xf3\xfa\xfb][\x10-\xef]"), "audio/mpeg"),
    (re.compile(rb"\xff[\xf0\xf1\xf8\xf9]"), "audio/aac"),
    (re.compile(rb"G(?s:.{187})G(?s:.{187})G"), "video/mp2t"),
    (re.compile(rb"(?s:.{4})G(?s:.{191})G(?s:.{191})G"), "video/mp2t"),
    (re.compile(rb"\x00\x00\x01[\xb3\xba]"), "video/mpeg"),
    (re.compile(rb"FLV\x01"), "video/x-flv"),
    (re.compile(rb"\x30\x26\xb2\x75\x8e\x66\xcf\x11"), "video/x-ms-asf"),
    (re.compile(rb"\x06\x0e\x2b\x34\x02\x05\x01\x01"), "application/mxf"),
    (re.compile(rb"caff\x00"), "audio/x-caf"),
)
_MARKUP: Final = (
    (re.compile(r"WEBVTT(?:\s|$)"), "text/vtt"),
    (re.compile(r"(?:\d{1,9}\s{1,9})?\d{1,3}:\d\d:\d\d[,.]\d{1,3}\s{0,9}-->"), "application/x-subrip"),
    (re.compile(r"<(?:rss|feed|rdf:RDF)[\s>]"), _FEED),
    (re.compile(r"<(?:\w{1,20}:)?tt[\s>]"), "application/ttml+xml"),
    (
        re.compile(r"<(?:!doctype\s{1,9}html|html|head|body|title|meta|script|article|div|h1|p)[\s/>]", re.IGNORECASE),
        "text/html",
    ),
)
_PROLOGUE: Final = re.compile(r"\s{1,2000}|<\?[^>]{0,1000}\?>|<!--(?:[^-]|-(?!->)){0,3000}-->|<!DOCTYPE tt[^>]{0,500}>")
_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_CONTROL: Final = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MAX_CONTROL_SHARE: Final = 0.02
"""Pages come with a few stray ones; of compressed bytes one in ten is one, and every container begins with some."""


class Form(NamedTuple):
    """The kind of a release and its media type."""

    kind: ReleaseKind
    media_type: str


def media_type_of(name: str) -> str:
    """The media type that a name's ending stands for; `application/octet-stream` where it stands for none."""
    return _ENDINGS.get(PurePosixPath(name).suffix.lower(), UNDECLARED)


def form_of(head: bytes, declared: str, name: str, address: str) -> Form:
    """The kind of a file by its first `HEAD_BYTES`, the media type it was declared as, and its name.

    Raises Unreadable about the address where it is nothing that onrecord reads, saying what it is instead.
    """
    if not head:
        raise Unreadable(address, "is empty", "add it again when it is complete")
    if (refused := _first(_REFUSED, head)) is not None:
        raise Unreadable(address, f"is {refused}", _remedy(name))
    text = _text(head)
    controls = len(_CONTROL.findall(text))
    if controls and (media := _first(_MEDIA, head)) is not None:
        return Form("media", declared if _is_media(declared) else media)
    is_text = controls <= len(text) * _MAX_CONTROL_SHARE
    form = _form_of_text(text, declared, name) if is_text else _form_of_bytes(declared, name)
    if isinstance(form, Form):
        return form
    raise Unreadable(address, form, _remedy(name))


def _form_of_bytes(declared: str, name: str) -> Form | str:
    """The form of a file that is no text and begins in no known way; or what is wrong with it."""
    for media_type in (declared, media_type_of(name)):
        if _is_media(media_type):
            return Form("media", media_type)
    return "is in no form that is known here"


def _form_of_text(text: str, declared: str, name: str) -> Form | str:
    """The form of a text; or what is wrong with it."""
    found = _markup(text)
    if found == _FEED:
        return "is a feed, which `onrecord watch add` follows"
    if found is not None:
        return Form(_kind_of_text(found) or "page", found)
    by_name = media_type_of(name)
    # A server's `text/plain` is what it says of everything it doesn't know; the ending knows better.
    for media_type in (by_name, declared) if declared == "text/plain" else (declared, by_name):
        if (kind := _kind_of_text(media_type)) is not None:
            return Form(kind, media_type)
    if _is_media(declared) or _is_media(by_name):
        return "is called video or audio but holds text"
    return "is text in no form that is known here"


def _remedy(name: str) -> str:
    if name.lower().endswith((".jsonl", ".jsonl.gz")):
        return "`onrecord add --lines` takes one transcript a line"
    return READS


def _kind_of_text(media_type: str) -> ReleaseKind | None:
    if media_type in _TRANSCRIPTS:
        return "transcript"
    return "page" if media_type in _PAGES else None


def _is_media(media_type: str) -> bool:
    return media_type.startswith(("video/", "audio/")) or media_type in _OTHER_MEDIA


def _first(table: tuple[tuple[re.Pattern[bytes], str], ...], head: bytes) -> str | None:
    return next((what for beginning, what in table if beginning.match(head)), None)


def _markup(text: str) -> str | None:
    """What the text's first mark makes it, after white space, comments and declarations."""
    at = 0
    while found := _PROLOGUE.match(text, at):
        at = found.end()
    return next((what for beginning, what in _MARKUP if beginning.match(text, at)), None)


def _text(head: bytes) -> str:
    """The head as characters; whatever its encoding, its ASCII part is right."""
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return head[len(mark) :].decode(encoding, errors="replace")
    return head.decode("latin-1")
