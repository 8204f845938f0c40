"""Draws the shots of a film as strips in proportion to time, with how they begin and what they look like."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from PIL import Image

from onrecord.observed import Kind, observations
from onrecord.read.engines.canvas import DIM, INK, LANES, MARGIN, NOTHING, PAPER, RULE, Canvas
from onrecord.read.layout import brief, stretches, ticks
from onrecord.records import Shot

Picture: TypeAlias = Callable[[Shot, int, int], Image.Image | None]
"""The keyframe of a shot within this width and height, None where it has none."""

_SIGNS: Final = 13  # pixels down, of the line of signs
_FILM: Final = 60
_LANE: Final = 6
_SCALE: Final = 22
_GAP: Final = 14
_PALER: Final = 0.55
_LEAST_SIGN: Final = 10  # pixels between two signs; where shots are shorter, cuts have none


@dataclass(frozen=True, slots=True)
class _Strip:
    """One strip: the part of the film that it shows, and where it stands."""

    start_ms: int
    end_ms: int
    top: int
    width: int

    def at(self, ms: int) -> int:
        """Where a time stands, in pixels from the left of the page; at the nearer end where it is not in the strip."""
        inside = min(max(ms, self.start_ms), self.end_ms) - self.start_ms
        return MARGIN + round(inside * self.width / (self.end_ms - self.start_ms))


def lanes_of(shots: Sequence[Shot]) -> list[Kind]:
    """What is observed of any of the shots: each has a lane of its own."""
    seen = {kind for shot in shots for kind in observations(shot.look)}
    return [kind for kind in LANES if kind in seen]


def strips_height(duration_ms: int, lanes: int) -> int:
    """Pixels down, of all strips of a film."""
    return len(stretches(duration_ms)) * _height(lanes)


def draw_strips(canvas: Canvas, top: int, shots: Sequence[Shot], duration_ms: int, picture: Picture) -> None:
    """Draw a film as strips under each other."""
    lanes = lanes_of(shots)
    for number, (start_ms, end_ms) in enumerate(stretches(duration_ms)):
        strip = _Strip(start_ms, end_ms, top + number * _height(len(lanes)), canvas.width - 2 * MARGIN)
        ours = [shot for shot in shots if shot.start_ms < end_ms and shot.end_ms > start_ms]
        _draw_film(canvas, strip, ours, min(end_ms, duration_ms), picture)
        _draw_lanes(canvas, strip, ours, lanes)
        _draw_signs(canvas, strip, ours)
        _draw_scale(canvas, strip, len(lanes), min(end_ms, duration_ms))


def _height(lanes: int) -> int:
    return _SIGNS + _FILM + lanes * _LANE + _SCALE + _GAP


def _draw_film(canvas: Canvas, strip: _Strip, shots: Sequence[Shot], end_ms: int, picture: Picture) -> None:
    """The shots' keyframes, one behind another; what is narrower than a pixel is not seen."""
    top, bottom = strip.top + _SIGNS, strip.top + _SIGNS + _FILM
    canvas.pen.rectangle((MARGIN, top, strip.at(end_ms) - 1, bottom - 1), fill=NOTHING)
    for shot in shots:
        left, right = strip.at(shot.start_ms), strip.at(shot.end_ms)
        if right > left and (frame := picture(shot, max(right - left, 2 * _FILM), _FILM)) is not None:
            canvas.page.paste(_laid_out(frame, right - left), (left, top))
        if right - left > 2 and shot.start_ms > strip.start_ms:  # noqa: PLR2004  # a line and something beside it
            canvas.pen.line((left, top, left, bottom - 1), fill=PAPER)


def _laid_out(frame: Image.Image, width: int) -> Image.Image:
    """A keyframe across a shot: its middle where the shot is narrow; where it is wide, again and again and paler."""
    frame = frame.resize((frame.width, _FILM))
    if frame.width >= width:
        left = (frame.width - width) // 2
        return frame.crop((left, 0, left + width, _FILM))
    across = Image.new("RGB", (width, _FILM))
    paler = Image.blend(frame, Image.new("RGB", frame.size, PAPER), _PALER)
    for left in range(0, width, frame.width):
        across.paste(paler if left else frame, (left, 0))
    return across


def _draw_lanes(canvas: Canvas, strip: _Strip, shots: Sequence[Shot], lanes: Sequence[Kind]) -> None:
    for shot in shots:
        left, right = strip.at(shot.start_ms), strip.at(shot.end_ms)
        for number, kind in enumerate(lanes):
            if kind in observations(shot.look):
                top = strip.top + _SIGNS + _FILM + 2 + number * _LANE
                canvas.pen.rectangle((left, top, max(left, right - 2), top + _LANE - 3), fill=LANES[kind][0])


def _draw_signs(canvas: Canvas, strip: _Strip, shots: Sequence[Shot]) -> None:
    """How shots begin: fades and dissolves always, cuts where there is room."""
    last = MARGIN - _LEAST_SIGN
    for shot in shots:
        left = strip.at(shot.start_ms)
        if shot.start_ms >= strip.start_ms and (left - last >= _LEAST_SIGN or shot.transition in {"fade", "dissolve"}):
            canvas.sign(shot.transition, left - 4 if left > MARGIN else left, strip.top)
            last = left


def _draw_scale(canvas: Canvas, strip: _Strip, lanes: int, end_ms: int) -> None:
    top = strip.top + _SIGNS + _FILM + lanes * _LANE + 3
    canvas.pen.line((MARGIN, top, strip.at(end_ms), top), fill=RULE)
    for ms in ticks(strip.start_ms, strip.end_ms):
        if ms > end_ms:
            break
        left = strip.at(ms)
        canvas.pen.line((left, top, left, top + 4), fill=DIM)
        canvas.write(
            (left + (3 if left == MARGIN else 4), top + 3), brief(ms), 12, INK if ms == strip.start_ms else DIM
        )
