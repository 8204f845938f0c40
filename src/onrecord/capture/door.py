"""The doors of the room `capture`: one release by its address, or many transcripts from one file."""

import base64
import errno
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Protocol

from onrecord.beside import is_caption
from onrecord.captions import language_in_name
from onrecord.capture.info import Said, read_info
from onrecord.capture.keeping import keep_companion, keep_file, shown
from onrecord.capture.kinds import HEAD_BYTES, form_of
from onrecord.capture.lines import Fault, LineError, parse_line, read_lines
from onrecord.capture.names import id_fault
from onrecord.engine import Engine
from onrecord.errors import InputError, OnrecordError, Unreadable
from onrecord.limits import Limits
from onrecord.records import BlobHash, Capture, Companion, Dated, Given, Hop, Transcript
from onrecord.store.workbench import Workbench

__all__ = ["Capturer", "Fetched", "Limits", "LineError", "capture", "capture_lines", "release_id"]

_LINES_TYPE: Final = "application/jsonl"
_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What stood at an address. `address` is the final one, `media_type` as declared or by the name's ending."""

    blob: BlobHash
    size: int
    name: str
    media_type: str
    address: str
    hops: tuple[Hop, ...] = ()
    companions: tuple[Companion, ...] = ()


class Capturer(Engine, Protocol):
    """Fetches what stands at an address of one sort (a path, a web address), with the files that belong to it."""

    def takes(self, address: str) -> bool:
        """Whether this engine knows that sort of address; asks nobody."""
        ...

    def fetch(self, address: str, limits: Limits, bench: Workbench) -> Fetched:
        """Put the bytes into the scratch folder, whole or not at all.

        Raises Unreachable (no content), Unreadable (no file) or TooLarge (more than the limits allow).
        """
        ...


def capture(by: Capturer, address: str, given: Given, limits: Limits, at: str, bench: Workbench) -> Capture:
    """Take what stands at an address, with its companions, as one observation made `at` (ISO 8601, UTC).

    What a person gave wins over what the release's own files say, and each date names the field that it was read
    from. Raises Unreachable, Unreadable or TooLarge; then nothing of it is to be kept.
    """
    if given.id is not None and (fault := id_fault(given.id)) is not None:
        raise InputError(repr(given.id), fault, "give a short id of letters, digits and dashes")
    try:
        fetched = by.fetch(address, limits, bench)
        given_captions = tuple(_given_caption(Path(path), limits, bench) for path in given.captions)
    except OSError as error:
        if error.errno not in _FULL:
            raise
        raise OnrecordError(address, "found no room on the disk", "make room and add it again") from error
    companions = tuple(dict.fromkeys((*given_captions, *fetched.companions)))
    with _path(fetched.blob, bench).open("rb") as file:
        form = form_of(file.read(HEAD_BYTES), fetched.media_type, fetched.name, fetched.address)
    said = _said(companions, bench)
    own_language = language_in_name(fetched.name) if form.kind == "transcript" and is_caption(fetched.name) else None
    return Capture(
        release=given.id or release_id(fetched.blob),
        kind=form.kind,
        address=fetched.address,
        name=fetched.name,
        blob=fetched.blob,
        size=fetched.size,
        media_type=form.media_type,
        captured=at,
        title=given.title or said.title,
        source=given.source or said.source,
        published=given.published or said.published,
        happened=given.happened,
        language=given.language or said.language or own_language,
        speaker=given.speaker,
        companions=companions,
        hops=fetched.hops,
    )


def release_id(blob: BlobHash, length: int = 8) -> str:
    """The short id of a release that was added without one: so many characters of base32 (5 bits each) of its hash."""
    return base64.b32encode(bytes.fromhex(blob)).decode("ascii").lower()[:length]


def capture_lines(
    path: Path, given: Given, limits: Limits, at: str, bench: Workbench
) -> Iterator[tuple[Capture, Transcript] | LineError]:
    """Take many transcripts from one file, one a line (see `onrecord.capture.lines`), plain or gzip.

    The file is put into the scratch folder at once, and every capture names it as its blob; the lines are read as they
    are asked for. What is given for all of them fills in what a line doesn't say. A bad line is a LineError, and the
    rest goes on. Raises as `capture` does where the file can't be taken.
    """
    kept = keep_file(path, limits, bench)
    whole = Capture(
        release=release_id(kept.blob),
        kind="transcript",
        address=shown(path),
        name=shown(path).rpartition("/")[2],
        blob=kept.blob,
        size=kept.size,
        media_type=_LINES_TYPE,
        captured=at,
        source=given.source,
        published=given.published,
        happened=given.happened,
        language=given.language,
        speaker=given.speaker,
    )
    return _each_line(whole, limits, bench)


def _each_line(whole: Capture, limits: Limits, bench: Workbench) -> Iterator[tuple[Capture, Transcript] | LineError]:
    places: dict[str, int] = {}
    for number, line in read_lines(_path(whole.blob, bench), limits):
        taken = _from_line(line, number, whole)
        if isinstance(taken, LineError):
            yield taken
            continue
        release = taken[0].release
        if (earlier := places.setdefault(release, number)) == number:
            yield taken
        else:
            yield LineError(line=number, id=release, reason=f"its id stands in line {earlier + 1} already")


def _from_line(line: bytes | Fault, number: int, whole: Capture) -> tuple[Capture, Transcript] | LineError:
    try:
        if isinstance(line, Fault):
            raise line
        spoken = parse_line(line)
    except Fault as fault:
        return LineError(line=number, reason=str(fault))
    capture = replace(
        whole,
        release=spoken.id or release_id(hashlib.sha256(line).hexdigest()),
        size=len(line),
        line=number,
        title=spoken.title,
        published=Dated(value=spoken.date, read_from="line date") if spoken.date else whole.published,
        language=spoken.language or whole.language,
        speaker=spoken.speaker or whole.speaker,
    )
    written_by = "given as segments" if spoken.segmented else "given as text"
    transcript = Transcript(
        cues=spoken.cues,
        language=capture.language,
        speaker=capture.speaker,
        written_by=written_by,
        machine=spoken.machine,
    )
    return capture, transcript


def _given_caption(path: Path, limits: Limits, bench: Workbench) -> Companion:
    if not is_caption(path.name):
        raise Unreadable(shown(path), "is no caption file by its ending", "give a .vtt, .srt or .ttml file")
    return keep_companion(path, "captions", limits, bench)


def _said(companions: tuple[Companion, ...], bench: Workbench) -> Said:
    for companion in companions:
        if companion.role == "info":
            return read_info(_path(companion.blob, bench), companion.name)
    return Said()


def _path(blob: BlobHash, bench: Workbench) -> Path:
    """Where the bytes are: still in the scratch folder, or stored already."""
    return next((path for path in bench.made() if path.name == blob), None) or bench.blobs.open_path(blob)
