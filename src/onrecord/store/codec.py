"""Records as stored bytes and back: JSON in a canonical form, fields at their default left out.

Every stored record carries its type and the version of its shape, `Transcript/1`. A shape that changes otherwise than
by a new field with a default gets a new version here, and a way to read the old one.
"""

from __future__ import annotations  # pydantic loads its own parts when they are asked for

import json
from functools import cache
from typing import Any

import pydantic

from onrecord import records
from onrecord.errors import Damaged, EngineFailed, NewerDesk
from onrecord.records import BlobHash

_VERSIONS: dict[str, int] = {
    "Article": 1,
    "Capture": 1,
    "Decision": 1,
    "Erasure": 1,
    "Failure": 1,
    "HeldWork": 1,
    "Matching": 1,
    "MediaReading": 1,
    "PageReading": 1,
    "Pick": 1,
    "Prints": 1,
    "Publication": 1,
    "Revision": 1,
    "SeenAgain": 1,
    "Transcript": 1,
    "Translation": 1,
    "WatchedSource": 1,
    "Work": 1,
}


@cache
def _adapter(kind: Any) -> pydantic.TypeAdapter[Any]:  # noqa: ANN401  # a dataclass
    return pydantic.TypeAdapter(kind)


def plain(record: Any) -> Any:  # noqa: ANN401  # any record, as JSON values
    """A record as JSON values, with every field: what `--json` shows."""
    return _adapter(record.__class__).dump_python(record, mode="json")


def canonical(value: object) -> bytes:
    """JSON values as bytes, always the same bytes for the same values."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def blobs_of(record: object) -> tuple[BlobHash, ...]:
    """The blobs that a record rests on."""
    match record:
        case records.Capture():
            return (record.blob, *(companion.blob for companion in record.companions))
        case records.MediaReading():
            keyframes = (shot.keyframe for shot in record.shots if shot.keyframe is not None)
            return (*keyframes, *([record.prints.array] if record.prints is not None else []))
        case records.Prints():
            return (record.array,)
        case records.Publication():
            return tuple(blob for blob in (record.draft, record.background) if blob is not None)
        case records.Work() | records.HeldWork() if record.file is not None:
            return (record.file,)
        case _:
            return ()


def encode(record: Any) -> tuple[str, bytes]:  # noqa: ANN401  # any record
    """A record's type with version, and its bytes."""
    name = type(record).__name__
    if name not in _VERSIONS:
        raise EngineFailed("an engine", f"gave a {name}, which is no record", "mend the engine, or choose another")
    fields = _adapter(record.__class__).dump_python(record, mode="json", exclude_defaults=True)
    return f"{name}/{_VERSIONS[name]}", canonical(fields)


def decode(kind: str, data: bytes) -> Any:  # noqa: ANN401  # the type is named by the entry
    """The record that an entry's type and bytes stand for. Raises NewerDesk for a type of a later onrecord."""
    name, _, version = kind.partition("/")
    if name not in _VERSIONS or int(version) > _VERSIONS[name]:
        remedy = "upgrade with `pip install -U onrecord`"
        raise NewerDesk(f"entry of type {kind}", "was written by a newer onrecord", remedy)
    try:
        return _adapter(getattr(records, name)).validate_json(data)
    except pydantic.ValidationError as error:
        what = f"does not have its shape ({error.error_count()} errors)"
        raise Damaged(f"entry of type {kind}", what, "run `onrecord verify`") from error
