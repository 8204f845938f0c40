"""Writes a matching as an OpenTimelineIO timeline, for editing programs.

The form is plain JSON whose schemas (`Timeline.1`, `Clip.1` and so on) every version of OpenTimelineIO reads, so
nothing has to be installed to write it: the library has no wheels for some of the Pythons that onrecord runs on.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Final, TypeAlias

from onrecord.records import Match, Matching, Segment

Object: TypeAlias = dict[str, Any]

_RATE: Final = 1000
"""Times are whole ms, exactly; whoever reads the timeline brings them onto frames."""

_COLOURS: Final = {"seen": "GREEN", "not in this archive": "WHITE", "undecidable": "YELLOW"}
_OF_ARCHIVE: Final = ("generation", "releases", "hours", "earliest_published", "earliest_captured")
_OF_MATCH: Final = ("title", "published", "captured", "start_ms", "end_ms", "by", "score", "chance")


@dataclass(frozen=True, slots=True, kw_only=True)
class OtioExporter:
    """The video with a marker for each verdict; over it what was seen, under it what was heard, from the releases."""

    name: ClassVar[str] = "otio"
    version: ClassVar[str] = "1"

    def missing(self) -> str | None:
        """Nothing: the form is JSON."""
        return None

    def export(self, matching: Matching, query: str, media: Mapping[str, str]) -> str:
        """The timeline, in OpenTimelineIO's own JSON."""
        tracks = [
            _track("video", "Video", [_query(matching, query)]),
            _track("seen", "Video", list(_found(matching.segments, ("picture", "both"), media))),
            _track("heard", "Audio", list(_found(matching.segments, ("sound", "both"), media))),
        ]
        archive = {name: getattr(matching.archive, name) for name in _OF_ARCHIVE}
        timeline = _schema(
            "Timeline.1",
            query,
            {"archive": archive},
            global_start_time=None,
            tracks=_schema("Stack.1", "tracks", source_range=None, effects=[], markers=[], children=tracks),
        )
        return json.dumps(timeline, ensure_ascii=False, indent=2) + "\n"


def _query(matching: Matching, query: str) -> Object:
    """The video as one clip, marked where each verdict begins and how far it goes."""
    markers = [
        _schema(
            "Marker.2",
            segment.verdict,
            {"reason": segment.reason, "note": segment.note},
            color=_COLOURS[segment.verdict],
            marked_range=_range(segment.start_ms, segment.end_ms),
        )
        for segment in matching.segments
    ]
    whole = _range(0, matching.duration_ms)
    return _clip(query, query, whole, markers=markers, available=whole)


def _found(segments: Sequence[Segment], by: tuple[str, ...], media: Mapping[str, str]) -> Iterator[Object]:
    """What the releases hold, each stretch at the moment of the video that shows it, with gaps between."""
    at = 0
    for segment in segments:
        match = next((match for match in segment.matches if match.by in by), None)
        if match is None:
            continue
        if segment.start_ms > at:
            gap = _range(0, segment.start_ms - at)
            yield _schema("Gap.1", "", source_range=gap, effects=[], markers=[])
        yield _held(segment, match, media.get(match.release))
        at = segment.end_ms


def _held(segment: Segment, match: Match, address: str | None) -> Object:
    """A stretch of a release; its range has the segment's length, and a time warp says how fast it is played."""
    effects = []
    if match.speed != 1.0:
        warp = _schema("LinearTimeWarp.1", "speed", effect_name="LinearTimeWarp", time_scalar=match.speed)
        effects.append(warp)
    if match.mirrored:
        effects.append(_schema("Effect.1", "mirrored", effect_name="mirrored"))
    told = {name: getattr(match, name) for name in _OF_MATCH}
    length = segment.end_ms - segment.start_ms
    span = _range(match.start_ms, match.start_ms + length)
    return _clip(match.release, address, span, effects=effects, told=told)


def _clip(  # as many as a clip has parts
    name: str,
    address: str | None,
    span: Object,
    *,
    effects: Sequence[Object] = (),
    markers: Sequence[Object] = (),
    told: Object | None = None,
    available: Object | None = None,
) -> Object:
    kind = "MissingReference.1" if address is None else "ExternalReference.1"
    reference = _schema(kind, "", available_range=available)
    if address is not None:
        reference["target_url"] = address
    return _schema(
        "Clip.1", name, told, source_range=span, effects=[*effects], markers=[*markers], media_reference=reference
    )


def _track(name: str, kind: str, children: list[Object]) -> Object:
    return _schema("Track.1", name, kind=kind, source_range=None, effects=[], markers=[], children=children)


def _schema(schema: str, name: str, told: Object | None = None, **fields: object) -> Object:
    """An object of the form; what onrecord tells beyond the form stands under a name of its own."""
    return {"OTIO_SCHEMA": schema, "name": name, "metadata": {"onrecord": told} if told else {}, **fields}


def _range(start_ms: int, end_ms: int) -> Object:
    start, length = (
        {"OTIO_SCHEMA": "RationalTime.1", "rate": _RATE, "value": ms} for ms in (start_ms, end_ms - start_ms)
    )
    return {"OTIO_SCHEMA": "TimeRange.1", "start_time": start, "duration": length}
