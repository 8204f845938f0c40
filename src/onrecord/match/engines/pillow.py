"""Draws what was matched, side by side, with Pillow."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Final, TypeAlias

from PIL import Image, ImageDraw, ImageFont

from onrecord import media
from onrecord.match.pairs import Scene, clock, scenes
from onrecord.records import Matching

Stills: TypeAlias = Mapping[tuple[str | None, int], Image.Image | None]

_WIDTH: Final = 240
_HEIGHT: Final = 136  # of a tile, of whatever shape its picture is
_GAP: Final = 10
_LINE: Final = 19
_ACROSS: Final = 6
_STRIP: Final = 26
_SHEET: Final = _GAP + _ACROSS * (_WIDTH + _GAP)
_PAPER, _INK, _NOTHING, _FRAME = "#ffffff", "#1b1b1b", "#d9d9d9", "#000000"
_COLOURS: Final = {"seen": "#2e8b57", "not in this archive": "#3b6ea5", "undecidable": "#e0b040"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PillowPairs:
    """The video's verdicts as a strip, then each segment: three moments of the video beside those of the release."""

    name: ClassVar[str] = "pillow"
    version: ClassVar[str] = "2"

    def missing(self) -> str | None:
        """Nothing: Pillow and PyAV come along."""
        return None

    def draw_pairs(self, matching: Matching, query: Path, releases: Mapping[str, Path], path: Path) -> None:
        """Write the sheet as a PNG."""
        shown = list(scenes(matching))
        stills = _stills(shown, query, releases)
        heights = [_height(scene) for scene in shown]
        sheet = Image.new("RGB", (_SHEET, 2 * _GAP + _STRIP + 2 * _LINE + sum(heights)), _PAPER)
        top = _draw_strip(sheet, matching)
        for scene, height in zip(shown, heights, strict=True):
            _draw_scene(sheet, scene, stills, top)
            top += height
        sheet.save(path, "PNG")


def _stills(shown: Sequence[Scene], query: Path, releases: Mapping[str, Path]) -> Stills:
    """Every picture that is shown, by its release (None for the video itself) and its ms; each file is opened once."""
    wanted: dict[str | None, list[int]] = {}
    for pair in (pair for scene in shown for pair in scene.pairs):
        wanted.setdefault(None, []).append(pair.query_ms)
        if pair.release_ms is not None:
            wanted.setdefault(pair.release, []).append(pair.release_ms)
    found: dict[tuple[str | None, int], Image.Image | None] = {}
    for release, times in wanted.items():
        file = query if release is None else releases.get(release)
        if file is not None:
            pictures = media.stills(file, times, _WIDTH)
            found |= {(release, ms): picture for ms, picture in zip(times, pictures, strict=True)}
    return found


def _draw_strip(sheet: Image.Image, matching: Matching) -> int:
    """The whole video as one line, coloured by verdict, with what the colours mean; returns where it ends."""
    pen, across = ImageDraw.Draw(sheet), _SHEET - 2 * _GAP
    for segment in matching.segments:
        left, right = (_GAP + across * ms // max(1, matching.duration_ms) for ms in (segment.start_ms, segment.end_ms))
        pen.rectangle((left, _GAP, max(left, right - 1), _GAP + _STRIP), fill=_COLOURS[segment.verdict])
        pen.line((left, _GAP, left, _GAP + _STRIP), fill=_PAPER)
    top, at = _GAP + _STRIP + 4, float(_GAP)
    for verdict, colour in _COLOURS.items():
        pen.rectangle((at, top + 3, at + 12, top + 15), fill=colour)
        pen.text((at + 18, top), verdict, fill=_INK, font=_font())
        at += 36 + pen.textlength(verdict, font=_font())
    pen.text((at, top), f"0:00 - {clock(matching.duration_ms)}", fill=_INK, font=_font())
    return _GAP + _STRIP + 2 * _LINE


def _draw_scene(sheet: Image.Image, scene: Scene, stills: Stills, top: int) -> None:
    pen = ImageDraw.Draw(sheet)
    pen.line((_GAP, top, _SHEET - _GAP, top), fill=_COLOURS[scene.segment.verdict], width=3)
    for number, line in enumerate(scene.lines):
        pen.text((_GAP, top + 6 + number * _LINE), line, fill=_INK, font=_font())
    top += 10 + len(scene.lines) * _LINE
    column = 0
    for pair in scene.pairs:
        _draw_tile(sheet, stills.get((None, pair.query_ms)), pair.query_line, column, top)
        if pair.release_ms is not None:
            _draw_tile(sheet, stills.get((pair.release, pair.release_ms)), pair.release_line, column + 1, top)
        column += 2


def _draw_tile(sheet: Image.Image, picture: Image.Image | None, line: str, column: int, top: int) -> None:
    """A picture in the middle of its field; where there is none, be it sound alone, the field is empty."""
    pen, left = ImageDraw.Draw(sheet), _GAP + column * (_WIDTH + _GAP)
    pen.rectangle((left, top, left + _WIDTH, top + _HEIGHT), fill=_NOTHING if picture is None else _FRAME)
    if picture is not None:
        scale = min(_WIDTH / picture.width, _HEIGHT / picture.height)
        small = picture.resize((max(1, round(picture.width * scale)), max(1, round(picture.height * scale))))
        sheet.paste(small, (left + (_WIDTH - small.width) // 2, top + (_HEIGHT - small.height) // 2))
    pen.text((left, top + _HEIGHT + 2), line, fill=_INK, font=_font())


def _height(scene: Scene) -> int:
    return 10 + len(scene.lines) * _LINE + _HEIGHT + _LINE + 2 * _GAP


def _font() -> ImageFont.ImageFont | ImageFont.FreeTypeFont:
    return ImageFont.load_default(14)
