"""Who tells what at each moment: one track of pieces by picture, one by sound, and the two laid over each other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from onrecord.match.joining import Strand, Witness
from onrecord.match.montage import Montage
from onrecord.match.spans import Span, atoms, gaps, snapped

LEAST_MS: Final = 750
"""The shortest stretch that is told apart: three moments."""

_PAUSE_MS: Final = 4000  # what sound may break off for on its line: a pause in speech, a noise over it
_TOGETHER_MS: Final = 700  # picture and sound are cut together, and sound knows its ends less exactly
_CUT_MS: Final = 300
_MOMENT_MS: Final = 300  # pictures are printed a little less far apart


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the query, and the strand that tells where it stands."""

    start_ms: int
    end_ms: int
    strand: Strand

    @property
    def span(self) -> Span:
        """Its beginning and its end."""
        return self.start_ms, self.end_ms


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the query and whose picture and whose sound it has, as far as is known.

    `heard` are the stretches of it in which the sound was recognised.
    """

    start_ms: int
    end_ms: int
    picture: Strand | None
    sound: Strand | None
    heard: tuple[Span, ...] = ()


def tracks(
    strands: Sequence[Strand], montage: Montage, needed: float, further: float
) -> tuple[list[Piece], list[Piece]]:
    """The pieces by picture and those by sound, in order; `strands` are the best first.

    A strand of which better ones took a part has to stand on the rest: it needs so much evidence there, or, where the
    picture told its line before, so much further evidence.
    """
    seen = _claimed(strands, "picture", lambda s: _ended(s, _bridged(s, montage), montage), lambda _: needed)
    shown = {id(piece.strand) for piece in seen}
    heard = _claimed(strands, "sound", _breathed, lambda s: further if id(s) in shown else needed)
    return _in_order(seen), _in_order(heard)


def parts(pictures: Sequence[Piece], sounds: Sequence[Piece], montage: Montage) -> list[Part]:
    """Both tracks laid over each other: parts in order that cover the video."""
    pictures = _prolonged(pictures, _trimmed(sounds, pictures, montage.cuts), montage)
    sounds = _trimmed(sounds, pictures, montage.cuts)
    laid = [
        Part(a, b, _at(pictures, a), sound := _at(sounds, a), ((a, b),) if sound else ())
        for a, b in atoms([piece.span for piece in (*pictures, *sounds)], 0, montage.duration_ms)
    ]
    return _merged(_merged([_without_slivers(part) for part in _merged(laid)]))


def _claimed(
    strands: Sequence[Strand],
    witness: Witness,
    spans: Callable[[Strand], list[Span]],
    needed: Callable[[Strand], float],
) -> list[Piece]:
    """Each strand takes what better ones left of its stretches, if it can stand on that."""
    taken: list[Piece] = []
    for strand in strands:
        told = spans(strand) if strand.told_by(witness) else []
        free = [gap for span in told for gap in gaps([piece.span for piece in taken], *span)]
        long = sum(end - start for start, end in told)
        share = sum(end - start for start, end in free) / max(1, long)
        if share * strand.evidence >= needed(strand):
            taken += [Piece(start, end, strand) for start, end in free if end - start >= LEAST_MS]
    return taken


def _bridged(strand: Strand, montage: Montage) -> list[Span]:
    """The stretches that a strand shows, over the breaks that are no other footage."""
    return _joined(
        [(p.start_ms, p.end_ms) for p in strand.told_by("picture")], lambda a, b: montage.bridges(strand, a, b)
    )


def _ended(strand: Strand, spans: Sequence[Span], montage: Montage) -> list[Span]:
    """What begins or ends with the video begins or ends there: within a moment, or a few if the edit goes on so."""
    whole = montage.duration_ms
    return [
        (0 if _goes_on(strand, 0, start, montage) else start, whole if _goes_on(strand, end, whole, montage) else end)
        for start, end in spans
    ]


def _goes_on(strand: Strand, start_ms: int, end_ms: int, montage: Montage) -> bool:
    long = end_ms - start_ms
    return long <= _MOMENT_MS or (long <= LEAST_MS and not montage.lone_cuts(strand, start_ms, end_ms))


def _breathed(strand: Strand) -> list[Span]:
    return _joined([(p.start_ms, p.end_ms) for p in strand.told_by("sound")], lambda a, b: b - a <= _PAUSE_MS)


def _joined(spans: Sequence[Span], is_one: Callable[[int, int], bool]) -> list[Span]:
    joined: list[Span] = []
    for start, end in spans:
        if joined and (start <= joined[-1][1] or is_one(joined[-1][1], start)):
            joined[-1] = joined[-1][0], max(joined[-1][1], end)
        else:
            joined.append((start, end))
    return joined


def _prolonged(pictures: Sequence[Piece], sounds: Sequence[Piece], montage: Montage) -> list[Piece]:
    """Pictures go on as long as the sound on their line does and the edit stays the same: there the picture is known.

    What hides it from being recognised, be it a caption or a dark moment, is no other footage.
    """
    made = list(pictures)
    for sound in sounds:
        for a, b in gaps([piece.span for piece in made], *sound.span):
            before = next((i for i, p in enumerate(made) if p.end_ms == a and p.strand is sound.strand), None)
            after = next((i for i, p in enumerate(made) if p.start_ms == b and p.strand is sound.strand), None)
            until, since = montage.reach(sound.strand, a, b)
            if before is not None:
                made[before] = replace(made[before], end_ms=until)
            if after is not None:
                made[after] = replace(made[after], start_ms=max(since, until if before is not None else since))
    return made


def _trimmed(sounds: Sequence[Piece], pictures: Sequence[Piece], cuts: Sequence[int]) -> list[Piece]:
    """Sound whose ends are near those of a picture, or near a cut, ends there; the order stays as it was."""
    edges = sorted({edge for piece in pictures for edge in piece.span})
    made = [
        replace(
            sound,
            start_ms=snapped(snapped(sound.start_ms, cuts, _CUT_MS), edges, _TOGETHER_MS),
            end_ms=snapped(snapped(sound.end_ms, cuts, _CUT_MS), edges, _TOGETHER_MS),
        )
        for sound in sounds
    ]
    for i, (one, other) in enumerate(pairwise(made)):
        made[i] = replace(one, end_ms=min(one.end_ms, other.start_ms))
    return [piece for piece in made if piece.end_ms > piece.start_ms]


def _without_slivers(part: Part) -> Part:
    """A part too short to be told apart has no sound of its own."""
    if part.end_ms - part.start_ms >= LEAST_MS or part.sound is part.picture:
        return part
    return replace(part, sound=None, heard=())


def _merged(laid: Sequence[Part]) -> list[Part]:
    """Neighbours are one part where they have the same picture and nothing says that their sound differs."""
    merged: list[Part] = []
    for part in laid:
        last = merged[-1] if merged else None
        if last is None or not _go_on(last, part):
            merged.append(part)
            continue
        merged[-1] = replace(last, end_ms=part.end_ms, sound=last.sound or part.sound, heard=(*last.heard, *part.heard))
    return merged


def _go_on(last: Part, part: Part) -> bool:
    if last.picture is not part.picture:
        return False
    if last.sound is part.sound:
        return True
    known = last.sound or part.sound
    return part.picture is not None and part.picture is known and (last.sound is None or part.sound is None)


def _at(pieces: Sequence[Piece], ms: int) -> Strand | None:
    return next((piece.strand for piece in pieces if piece.start_ms <= ms < piece.end_ms), None)


def _in_order(pieces: Sequence[Piece]) -> list[Piece]:
    return sorted(pieces, key=lambda piece: piece.start_ms)
