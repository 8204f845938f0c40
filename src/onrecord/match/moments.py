"""Moments: whether two videos show the same thing at the same time, once it is known which part shows which part.

The part of the query's picture that shows a part of the held one is laid out in a grid of cells, and so is what it
shows; what remains to be compared are two films of the same few cells. They are compared block by block, each block by
its pattern alone, so that light, colour, logos and captions count for little.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Final, TypeAlias

import cv2
import numpy as np
import numpy.typing as npt

from onrecord.prints.form import ChannelPrints
from onrecord.prints.picture import THUMB_HEIGHT, THUMB_WIDTH

Floats: TypeAlias = npt.NDArray[np.float32]
Ints: TypeAlias = npt.NDArray[np.int32]
Affine: TypeAlias = npt.NDArray[np.float64]

COLUMNS: Final = 16
LINES: Final = 9
_BLOCK_COLUMNS: Final = 4
_BLOCK_LINES: Final = 3
_REPEATED: Final = 0.1
_DISTINCT: Final = 0.93
_NEXT: Final = 3  # moments that every one is held against beforehand; few are the same for longer
_AHEAD: Final = 32  # moments looked at together, where they are
_WITHIN: Final = 3  # samples along each side of a cell
_FEW: Final = 24  # thumbnails; of more it is quicker to lay out all shares first
_AROUND: Final = np.array([[0], [1], [THUMB_WIDTH], [THUMB_WIDTH + 1]])
_CELL: Final = (
    np.arange(LINES * _WITHIN)[:, None] // _WITHIN * COLUMNS + np.arange(COLUMNS * _WITHIN) // _WITHIN
).ravel()
_LEAST_SIDE: Final = 0.15  # of a frame; a smaller window holds too few of a thumbnail's pixels
_LEAST_TOLD: Final = 1.0  # blocks with a pattern; what has fewer is flat, and is like nothing
_EDGE: Final = 0.004  # of a frame: what bars are rounded to
_NOISE: Final = 7.0  # grey levels of a block, root of the sum of squares: compression and rounding make as much


@dataclass(frozen=True, slots=True)
class Film:
    """The thumbnails of a video, moment after moment."""

    times: Ints
    thumbs: npt.NDArray[np.uint8]
    boxes: Floats
    """Shape (n, 4): left, top, right and bottom of what is inside the bars, 0 to 1."""

    @classmethod
    def of(cls, channel: ChannelPrints) -> "Film":
        """The film that the channel `picture` keeps."""
        extra = channel.extra
        return cls(
            extra["moment"].astype(np.int32),
            extra["thumb"].astype(np.uint8),
            (extra["box"].astype(np.float32) / np.float32(255)).reshape(-1, 4),
        )


@dataclass(frozen=True)
class Window:
    """A part of a frame, laid out in cells: the places in the frame, 0 to 1, that they are sampled at, line by line."""

    places: Affine

    @cached_property
    def middles(self) -> Affine:
        """The middle of every cell, shape (cells, 2)."""
        middles: Affine = self.places.reshape(LINES, _WITHIN, COLUMNS, _WITHIN, 2).mean(axis=(1, 3)).reshape(-1, 2)
        return middles

    def cells(self, thumbs: npt.NDArray[np.uint8]) -> Floats:
        """The cells of every thumbnail, shape (n, cells)."""
        pixels = thumbs.reshape(len(thumbs), -1)
        if len(thumbs) > _FEW:
            return np.asarray(cv2.gemm(pixels.astype(np.float32), self._shares, 1.0, np.empty(0), 0.0), np.float32)
        around, share = self._sampled
        samples = np.einsum("nks,ks->ns", pixels.take(around, axis=1).astype(np.float32), share)
        cells = samples.reshape(-1, LINES, _WITHIN, COLUMNS, _WITHIN).sum(axis=(2, 4))
        return np.asarray(cells.reshape(len(thumbs), -1), np.float32)

    @cached_property
    def _sampled(self) -> tuple[npt.NDArray[np.intp], Floats]:
        """The four pixels around every sample, and the share that each has in its cell, shape (4, samples)."""
        x = np.clip(self.places[:, 0] * THUMB_WIDTH - 0.5, 0, THUMB_WIDTH - 1.001)
        y = np.clip(self.places[:, 1] * THUMB_HEIGHT - 0.5, 0, THUMB_HEIGHT - 1.001)
        i, j = x.astype(np.intp), y.astype(np.intp)
        x, y = x - i, y - j
        share = np.stack([(1 - y) * (1 - x), (1 - y) * x, y * (1 - x), y * x]) / _WITHIN**2
        return j * THUMB_WIDTH + i + _AROUND, share.astype(np.float32)

    @cached_property
    def _shares(self) -> Floats:
        """The share of every pixel in every cell, shape (pixels, cells)."""
        around, share = self._sampled
        pixels, cells = THUMB_HEIGHT * THUMB_WIDTH, LINES * COLUMNS
        made = np.bincount((around * cells + _CELL).ravel(), share.ravel(), pixels * cells)
        return made.reshape(pixels, cells).astype(np.float32)


@dataclass(frozen=True, slots=True)
class View:
    """The part that both show, in the frame of either."""

    query: Window
    held: Window


def view(affine: Affine, query_aspect: float, held_aspect: float, boxes: tuple[Affine, Affine]) -> View | None:
    """Lay the common part out. `boxes` are what is inside the bars of either; None where it is too small."""
    corners = _inverse(affine, _places(boxes[1][[0, 2, 0, 2]], boxes[1][[1, 1, 3, 3]], held_aspect))
    left, top = np.maximum(boxes[0][:2], corners.min(axis=0) / (query_aspect, 1))
    right, bottom = np.minimum(boxes[0][2:], corners.max(axis=0) / (query_aspect, 1))
    if right - left < _LEAST_SIDE or bottom - top < _LEAST_SIDE:
        return None
    x = left + (right - left) * (np.arange(COLUMNS * _WITHIN) + 0.5) / (COLUMNS * _WITHIN)
    y = top + (bottom - top) * (np.arange(LINES * _WITHIN) + 0.5) / (LINES * _WITHIN)
    grid_y, grid_x = np.meshgrid(y, x, indexing="ij")
    source = np.stack([grid_x.ravel(), grid_y.ravel()], axis=1)
    target = (_places(source[:, 0], source[:, 1], query_aspect) @ affine[:, :2].T + affine[:, 2]) / (held_aspect, 1)
    return View(Window(source), Window(target))


def _places(x: npt.NDArray[np.floating], y: npt.NDArray[np.floating], aspect: float) -> npt.NDArray[np.float64]:
    return np.stack([x * aspect, y], axis=1).astype(np.float64)


def _inverse(affine: Affine, places: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    return np.asarray(np.linalg.solve(affine[:, :2], (places - affine[:, 2]).T).T, np.float64)


def mirrored(film: Film) -> Film:
    """The film with left and right exchanged."""
    boxes = film.boxes.copy()
    boxes[:, [0, 2]] = 1 - film.boxes[:, [2, 0]]
    return Film(film.times, film.thumbs[:, :, ::-1], boxes)


def patterns(thumbs: npt.NDArray[np.uint8], boxes: Floats, window: Window) -> Floats:
    """The blocks of every moment by their pattern alone, shape (blocks, n, cells of a block).

    What lies in bars or outside the frame has no pattern, and a flat block has next to none.
    """
    grey, places = window.cells(thumbs), window.middles
    there = ((places >= boxes[:, None, :2] - _EDGE) & (places <= boxes[:, None, 2:] + _EDGE)).all(axis=2)
    blocks, inside = _blocks(grey), _blocks(np.asarray(there, np.float32))
    middle = (blocks * inside).sum(axis=2, keepdims=True) / np.maximum(1, inside.sum(axis=2, keepdims=True))
    pattern = (blocks - middle) * inside
    made: Floats = pattern / np.sqrt((pattern**2).sum(axis=2, keepdims=True) + np.float32(_NOISE**2))
    return made


def _blocks(cells: Floats) -> Floats:
    shape = (len(cells), LINES // _BLOCK_LINES, _BLOCK_LINES, COLUMNS // _BLOCK_COLUMNS, _BLOCK_COLUMNS)
    return cells.reshape(shape).transpose(1, 3, 0, 2, 4).reshape(-1, len(cells), _BLOCK_LINES * _BLOCK_COLUMNS)


def likeness(query: Floats, held: Floats, *, of_all: bool = False) -> Floats:
    """How alike two films of patterns are, every moment of one held against every moment of the other, -1 to 1.

    The worst quarter of the blocks is left out, unless `of_all`: a caption, a logo, another picture laid over this one.
    """
    alike, one, other = query @ held.transpose(0, 2, 1), (query**2).sum(axis=2), (held**2).sum(axis=2)
    return _overall(alike, one[:, :, None], other[:, None], of_all)


def likeness_near(query: Floats, held: Floats, first: Ints, width: int, *, of_all: bool = False) -> Floats:
    """The same for `width` moments of the held film from `first` on, another first for every moment of the query."""
    at = np.clip(first[:, None] + np.arange(width), 0, held.shape[1] - 1)
    power = (held**2).sum(axis=2)[:, at]
    return _overall(np.einsum("bqd,bqkd->bqk", query, held[:, at]), (query**2).sum(axis=2)[:, :, None], power, of_all)


def novelty(film: Floats) -> Floats:
    """How much each moment tells beyond the last that told something: 1, or little where it is all but the same."""
    count = film.shape[1]
    told = np.full(count, _REPEATED, np.float32)
    is_next = likeness_near(film, film, np.arange(1, count + 1, dtype=np.int32), _NEXT) < _DISTINCT
    last = 0
    while last < count:
        told[last] = 1.0
        ahead = np.flatnonzero(is_next[last])
        last = last + 1 + int(ahead[0]) if len(ahead) else _changed(film, last)
    return told


def _changed(film: Floats, last: int) -> int:
    """The first of the moments further on that is another than this one."""
    for begin in range(last + 1 + _NEXT, film.shape[1], _AHEAD):
        alike = likeness(film[:, last : last + 1], film[:, begin : begin + _AHEAD])[0]
        if len(other := np.flatnonzero(alike < _DISTINCT)):
            return begin + int(other[0])
    return int(film.shape[1])


def _overall(alike: Floats, query: Floats, held: Floats, of_all: bool) -> Floats:  # noqa: FBT001  # passed on only
    """The likeness of whole pictures from that of their blocks and from how much pattern these have."""
    told = np.maximum(query, held)
    if not of_all:
        missing, kept = told - alike, len(alike) - len(alike) // 4
        good = missing <= np.partition(missing, kept - 1, axis=0)[kept - 1]
        alike, told = alike * good, told * good
    made: Floats = alike.sum(axis=0) / np.maximum(told.sum(axis=0), _LEAST_TOLD)
    return made
