"""From parts to segments: every moment of a video gets one verdict, and a seen one its places in the archive."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from onrecord.match.chance import Space
from onrecord.match.door import Held
from onrecord.match.joining import Strand, strands
from onrecord.match.montage import Montage
from onrecord.match.overlay import LEAST_MS, Part, parts, tracks
from onrecord.match.places import Place
from onrecord.match.quiet import SHORT, Blank, Telling, audible
from onrecord.match.spans import Span, covered, gaps
from onrecord.prints import FootagePrints
from onrecord.records import Match, Segment

MOST_MATCHES: Final = 10
"""Places named for one stretch; an opening title may stand in every release of an archive."""

SETTING: Final = "the setting is one of {release}, but nothing shows that the moment is"

OTHER_SOUND: Final = "same picture with other sound"
OTHER_PICTURE: Final = "same sound under other pictures"
SAME_SETTING: Final = "same sound, and pictures of the same setting"
TWO_PLACES: Final = "picture and sound come from different places"

_MOST_TOLD: Final = 10.0  # nats a second: what footage that moves tells by its picture, at best
_BOTH: Final = 0.5  # of what can be heard in a stretch, for its sound to be the release's
_SHARED: Final = 0.8  # of a stretch, for a further place to be named for it
_AS_GOOD: Final = 0.03  # of score: copies of one piece of footage differ by so much, whichever was first
_SLIVER_MS: Final = 200
_ROUND: Final = 4
_SPEED_KNOWN: Final = 0.015  # how exactly: the least change that is made on purpose is 4 %
_LATEST: Final = "9999"

By = Literal["picture", "sound", "both"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What is known of one video: its prints, what it tells, and who holds what it is held against.

    `held` are the releases that hold an item, the one published first before the others; `prints` gets its prints.
    """

    query: FootagePrints
    telling: Telling
    space: Space
    held: Mapping[str, Sequence[Held]]
    prints: Callable[[str], FootagePrints]

    @property
    def duration_ms(self) -> int:
        """The length of the video."""
        return self.query.duration_ms


def judge(case: Case, places: Iterable[Place], most_chance: float) -> tuple[Segment, ...]:
    """Segments in order that cover the video, from all places that were found for it by picture and by sound."""
    found = strands(places, case.space, most_chance)
    standing = _without_rivals(found)
    montage = Montage(case.duration_ms, case.query.cuts.tolist(), lambda item: case.prints(item).cuts.tolist())
    needed, further = (space.least_evidence(most_chance) for space in (case.space, Space(0, 0)))
    telling_ms = max(LEAST_MS, round(1000 * needed / _MOST_TOLD))
    pictures, sounds = tracks([s for s in standing if s.same_moment], montage, needed, further)
    return _segments(case, parts(pictures, sounds, montage), standing, telling_ms)


def _without_rivals(found: Sequence[Strand]) -> list[Strand]:
    """Where the best line to an item is another moment, a worse one that seems to fit does so by accident."""
    kept: list[Strand] = []
    for strand in found:
        if not any(not better.same_moment and _rivals(strand, better) for better in kept):
            kept.append(strand)
    return kept


def _rivals(strand: Strand, better: Strand) -> bool:
    own, other = ([(p.start_ms, p.end_ms) for p in s.places] for s in (strand, better))
    long = sum(end - start for start, end in own)
    both = sum(covered(other, start, end) for start, end in own)
    return strand.item == better.item and 2 * both > long and not strand.told_by("sound")


def _segments(case: Case, laid: Sequence[Part], standing: Sequence[Strand], telling_ms: int) -> tuple[Segment, ...]:
    """Seen where a part has a strand, undecidable where nothing could tell, else not in this archive.

    Of a stretch shorter than `telling_ms` the archive could hold all, and there were not evidence enough to say so.
    """
    found = [_seen(case, part, standing) for part in laid if part.picture or part.sound]
    unseen = list(gaps([(s.start_ms, s.end_ms) for s in found], 0, case.duration_ms))
    for quiet in (*_settings(case, standing), *case.telling.blanks):
        taken = [(s.start_ms, s.end_ms) for s in found]
        free = [gap for a, b in unseen for gap in gaps(taken, max(a, quiet.start_ms), min(b, quiet.end_ms))]
        found += [_undecidable(a, b, quiet.reason) for a, b in free if b - a >= LEAST_MS or (a, b) in unseen]
    found += [
        Segment(start_ms=start, end_ms=end, verdict="not in this archive")
        if end - start >= telling_ms
        else _undecidable(start, end, SHORT)
        for start, end in gaps([(s.start_ms, s.end_ms) for s in found], 0, case.duration_ms)
    ]
    return tuple(_joined(_without_slivers(sorted(found, key=lambda s: s.start_ms))))


def _undecidable(start_ms: int, end_ms: int, reason: str) -> Segment:
    return Segment(start_ms=start_ms, end_ms=end_ms, verdict="undecidable", reason=reason)


def _seen(case: Case, part: Part, standing: Sequence[Strand]) -> Segment:
    """A segment with its own places first, then the others that hold it too."""
    span, by = (part.start_ms, part.end_ms), _by(case, part)
    own = [(strand, kind) for strand, kind in ((part.picture, by), (part.sound, "sound")) if strand is not None]
    if part.sound is part.picture:
        own = own[:1]
    rest = [
        (strand, kind)
        for strand in standing
        if strand not in (part.picture, part.sound) and (kind := _holds(strand, span))
    ]
    told = [[m for strand, kind in kept for m in _matches(case, strand, span, kind)] for kept in (own, rest)]
    note = _note(case, part, by, standing)
    return Segment(start_ms=span[0], end_ms=span[1], verdict="seen", matches=_named(*told), note=note)


def _by(case: Case, part: Part) -> By:
    if part.picture is None:
        return "sound"
    if part.sound is not part.picture:
        return "picture"
    heard = covered(part.heard, part.start_ms, part.end_ms)
    return "both" if heard >= _BOTH * case.telling.audible_ms(part.start_ms, part.end_ms) else "picture"


def _note(case: Case, part: Part, by: By, standing: Sequence[Strand]) -> str | None:
    if part.picture is not None and part.sound is not None and part.picture is not part.sound:
        return TWO_PLACES
    if by == "sound":
        pictured = SAME_SETTING if _has_setting(part, standing) else OTHER_PICTURE
        return pictured if case.telling.has_picture else None
    unheard = case.telling.audible_ms(part.start_ms, part.end_ms) - covered(part.heard, part.start_ms, part.end_ms)
    has_sound = part.picture is not None and bool(audible(case.prints(part.picture.item)))
    return OTHER_SOUND if by == "picture" and has_sound and unheard >= LEAST_MS else None


def _has_setting(part: Part, standing: Sequence[Strand]) -> bool:
    """Whether most of a part that is heard shows the setting of the very item, at whatever moment."""
    places = [
        (place.start_ms, place.end_ms)
        for strand in standing
        if part.sound is not None and strand.item == part.sound.item and not strand.same_moment
        for place in strand.places
    ]
    return 2 * covered(places, part.start_ms, part.end_ms) >= part.end_ms - part.start_ms


def _holds(strand: Strand, span: Span) -> By | None:
    """By what a strand holds nearly all of a stretch; None where it does not, or only its setting is the same."""
    if not strand.same_moment:
        return None
    seen, heard = (
        covered([(p.start_ms, p.end_ms) for p in strand.told_by(witness)], *span) >= _SHARED * (span[1] - span[0])
        for witness in ("picture", "sound")
    )
    if seen:
        return "both" if heard else "picture"
    return "sound" if heard else None


def _matches(case: Case, strand: Strand, span: Span, by: By) -> Iterator[Match]:
    """What a strand says of a stretch: one match for each release that holds these very prints."""
    start, end = round(strand.held_at(span[0])), round(strand.held_at(span[1]))
    speed = (end - start) / (span[1] - span[0])
    for held in case.held[strand.item]:
        yield Match(
            release=held.release,
            title=held.title,
            published=held.published,
            captured=held.captured,
            start_ms=max(0, start),
            end_ms=min(held.prints.duration_ms, end),
            by=by,
            score=round(strand.score(*span), _ROUND),
            chance=case.space.chance(strand.evidence),
            mirrored=by != "sound" and any(p.mirrored for p in strand.told_by("picture")),
            speed=1.0 if abs(speed - 1) < _SPEED_KNOWN else round(speed, _ROUND),
        )


def _named(own: Sequence[Match], others: Sequence[Match]) -> tuple[Match, ...]:
    """Its own places and each further release once; of those that agree as well as the best, the earliest is first."""
    first_told = {m.release: m for m in reversed((*own, *others))}
    ranked = [m for m in others if first_told[m.release] is m]
    best = own[0]
    rivals = [m for m in ranked if m.by == best.by and m.score >= best.score - _AS_GOOD]
    first = min([best, *rivals], key=lambda m: m.published or _LATEST)
    return (first, *(match for match in (*own, *ranked) if match is not first))[:MOST_MATCHES]


def _settings(case: Case, standing: Sequence[Strand]) -> Iterator[Blank]:
    """What is said of stretches that only share a setting with a release."""
    for strand in standing:
        if strand.same_moment:
            continue
        reason = SETTING.format(release=case.held[strand.item][0].release)
        for place in strand.told_by("picture"):
            yield Blank(place.start_ms, place.end_ms, reason)


def _without_slivers(found: Sequence[Segment]) -> list[Segment]:
    """A rest of a few frames, where a stream ends a little before the file, goes to the segment beside it."""
    kept: list[Segment] = []
    for one in found:
        last = kept[-1] if kept else None
        if last is not None and min(one.end_ms - one.start_ms, last.end_ms - last.start_ms) < _SLIVER_MS:
            longer = max(last, one, key=lambda s: s.end_ms - s.start_ms)
            kept[-1] = _stretched(longer, last.start_ms, one.end_ms)
        else:
            kept.append(one)
    return kept


def _stretched(segment: Segment, start_ms: int, end_ms: int) -> Segment:
    """A segment with other ends, and its matches with it, each on its own line."""
    long = segment.end_ms - segment.start_ms
    matches = []
    for match in segment.matches:
        speed = (match.end_ms - match.start_ms) / long
        start = match.start_ms + round((start_ms - segment.start_ms) * speed)
        end = match.end_ms + round((end_ms - segment.end_ms) * speed)
        matches.append(replace(match, start_ms=max(0, start), end_ms=end))
    return replace(segment, start_ms=start_ms, end_ms=end_ms, matches=tuple(matches))


def _joined(found: Sequence[Segment]) -> list[Segment]:
    """Neighbours of which the same is said, and nothing is seen, are one."""
    joined: list[Segment] = []
    for one in found:
        last = joined[-1] if joined else None
        if last is not None and (last.verdict, last.reason) == (one.verdict, one.reason) and not one.matches:
            joined[-1] = replace(last, end_ms=one.end_ms)
        else:
            joined.append(one)
    return joined
