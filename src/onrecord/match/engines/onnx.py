"""Finds footage as `footage` does, but lets a neural network say which pictures may be the same.

The network is an image descriptor in ONNX form, such as SSCD or DINOv2: it takes pictures of shape (n, 3, side, side)
and gives a vector for each. What it names as alike is held against each other in its details, moments and sound all the
same, so that a network that takes two halls for one costs time and no truth.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import ClassVar, Final, TypeAlias

import cv2
import numpy as np
import numpy.typing as npt
from av.video.frame import VideoFrame

from onrecord import media
from onrecord.errors import InputError
from onrecord.match.engines.footage import FootageMatcher
from onrecord.prints import FootagePrints, load, save, taker
from onrecord.prints.picture import INNER, WHOLE, inside_bars, shrunk
from onrecord.records import MediaReading, Prints
from onrecord.store.workbench import Workbench

Colours: TypeAlias = npt.NDArray[np.uint8]
"""A picture of shape (height, width, 3), RGB, or several of one size."""
Floats: TypeAlias = npt.NDArray[np.float32]
Codes: TypeAlias = npt.NDArray[np.uint8]
Network: TypeAlias = Callable[[Floats], Floats]
"""Takes pictures of shape (n, 3, side, side); gives descriptors of shape (n, d), each of length 1."""

CODE_BITS: Final = 256
_EVERY_MS: Final = 500
_AT_ONCE: Final = 8  # regions that the network is given together
_SEED: Final = 256
_SMALL: Final = (128, 72)  # pixels of the copy that bars are found in
_FLAT: Final = 9.0  # standard deviation of luma: a network sees something in everything, in fog too
_INSET: Final = 1 / 6  # what INNER leaves out on every side
_MOST_SIDE: Final = 1024
_CHANNELS: Final = 3
_PARTS: Final = 3
"""Dimensions of what a network gives that describes many parts of a picture: the whole stands first."""


@dataclass(frozen=True, slots=True)
class _Few:
    """Some regions of pictures, with their codes and those of the mirrored regions."""

    times: list[int]
    regions: list[int]
    codes: Codes
    mirrored: Codes


@dataclass(frozen=True, slots=True, kw_only=True)
class OnnxMatcher(FootageMatcher):
    """Finds footage by the descriptors of a network. Its file is `model`; `side`, `mean` and `std` are its input's.

    `centre` is a NumPy file with the mean of the descriptors of many pictures, where the model comes with one: it makes
    codes of those that all point one way tell more.
    """

    name: ClassVar[str] = "onnx"
    version: ClassVar[str] = "1"
    model: str = ""
    centre: str = ""
    side: int = 224
    mean: Sequence[float] = (0.485, 0.456, 0.406)
    std: Sequence[float] = (0.229, 0.224, 0.225)

    def __post_init__(self) -> None:
        if not 0 < self.side <= _MOST_SIDE or {len(self.mean), len(self.std)} != {_CHANNELS} or 0 in self.std:
            what = f"are side {self.side}, mean {list(self.mean)}, std {list(self.std)}"
            raise InputError("options of engine onnx", what, "give a side, and three numbers for mean and for std")

    def missing(self) -> str | None:
        """What to install, or which file to name."""
        if find_spec("onnxruntime") is None:
            return "install it with `pip install 'onrecord[onnx]'`"
        if not self.model:
            return 'name an image descriptor in ONNX form, such as SSCD or DINOv2: model = "/models/sscd.onnx"'
        gone = [path for path in (self.model, self.centre) if path and not Path(path).is_file()]
        return f"put a file at {gone[0]}, or name another in its options" if gone else None

    def prints(self, path: Path, reading: MediaReading, bench: Workbench) -> Prints:
        """The usual prints, with the network's codes in the place of those of pictures."""
        usual = _usual(path, reading, bench)
        described = list(self._described(path, reading.duration_ms, bench))
        none = np.empty((0, CODE_BITS // 8), np.uint8)
        pictures = replace(
            usual.channels["picture"],
            times=np.array([ms for few in described for ms in few.times], np.int32),
            codes=np.concatenate([none, *(few.codes for few in described)]),
            extra={
                **usual.channels["picture"].extra,
                "region": np.array([region for few in described for region in few.regions], np.uint8),
                "mirrored": np.concatenate([none, *(few.mirrored for few in described)]),
            },
        )
        taken = replace(usual, channels={**usual.channels, "picture": pictures})
        count = sum(len(kept.codes) for kept in taken.channels.values())
        return Prints(array=bench.put(save(taken)), duration_ms=reading.duration_ms, count=count, by=self.rule)

    @property
    def rule(self) -> str:
        """What the prints are taken by: another network's codes can't be held against these."""
        told = repr((self.side, list(self.mean), list(self.std))).encode()
        return f"{self.name}@{self.version}:{_digest(self.model, self.centre, told)}"

    def _described(self, path: Path, duration_ms: int, bench: Workbench) -> Iterator[_Few]:
        """The regions of two pictures a second, a few together."""
        regions = _regions(path, self.side)
        while some := list(islice(regions, _AT_ONCE)):
            bench.report(min(1.0, some[0][0] / max(1, duration_ms)))
            parts = np.stack([part for _, _, part in some])
            yield _Few(
                [ms for ms, _, _ in some],
                [region for _, region, _ in some],
                self._codes(parts),
                self._codes(parts[:, :, ::-1]),
            )

    def _codes(self, parts: Colours) -> Codes:
        """Their codes, of shape (n, 32): on which side of 256 planes through the centre their descriptors lie."""
        scaled = parts.astype(np.float32) / np.float32(255)
        pictures = (scaled - np.array(self.mean, np.float32)) / np.array(self.std, np.float32)
        found = _network(self.model)(np.ascontiguousarray(pictures.transpose(0, 3, 1, 2)))
        return np.packbits((found - _centre(self.centre)) @ _planes(found.shape[1]) > 0, axis=1)


def _usual(path: Path, reading: MediaReading, bench: Workbench) -> FootagePrints:
    """The prints that were taken when the file was read, or new ones."""
    if reading.prints is not None and reading.prints.by == taker.RULE:
        return load(bench.blobs.open_path(reading.prints.array))
    return taker.take(path, [shot.start_ms for shot in reading.shots[1:]], reading.duration_ms, lambda _: None)


def _pictures(path: Path) -> Iterator[tuple[int, Colours]]:
    """Two pictures a second, upright, with their times. Raises Unreadable where the file can't be opened."""
    last = -1
    with media.open_media(path) as container:
        stream, start = media.picture_stream(container), media.origin(container)
        if stream is None or stream.codec_context is None:
            return
        media.spare(stream, threads=1)
        for _, frame in media.decode(container, [stream], media.Faults()):
            span = media.span_ms(frame, start)
            if isinstance(frame, VideoFrame) and span is not None and span[0] // _EVERY_MS > last:
                last = span[0] // _EVERY_MS
                turn = media.rotation(frame, stream) // 90
                yield span[0], np.ascontiguousarray(np.rot90(frame.to_ndarray(format="rgb24"), -turn))


def _regions(path: Path, side: int) -> Iterator[tuple[int, int, Colours]]:
    """Of each picture that is not flat, what is inside its bars, and the middle of that: time, region, and pixels."""
    for ms, picture in _pictures(path):
        small = shrunk(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY).astype(np.uint8), _SMALL)
        left, top, right, bottom = inside_bars(small)
        if small[top:bottom, left:right].std() < _FLAT:
            continue
        whole = _cut(picture, left / _SMALL[0], top / _SMALL[1], right / _SMALL[0], bottom / _SMALL[1])
        inner = _cut(whole, _INSET, _INSET, 1 - _INSET, 1 - _INSET)
        for region, part in ((WHOLE, whole), (INNER, inner)):
            yield ms, region, cv2.resize(part, (side, side), interpolation=cv2.INTER_AREA).astype(np.uint8)


def _cut(picture: Colours, left: float, top: float, right: float, bottom: float) -> Colours:
    """A part of a picture, given in shares of it; a pixel at least."""
    height, width = picture.shape[:2]
    x, y = int(left * width), int(top * height)
    return picture[y : max(y + 1, round(bottom * height)), x : max(x + 1, round(right * width))]


@cache
def _network(model: str) -> Network:
    """The network in a file; loaded once. Raises InputError where it isn't one that describes pictures."""
    import onnxruntime  # noqa: PLC0415  # not installed unless this engine is wanted
    from onnxruntime.capi import onnxruntime_pybind11_state as state  # noqa: PLC0415  # the same

    faults = (state.Fail, state.InvalidArgument, state.InvalidGraph, state.InvalidProtobuf, state.RuntimeException)
    settings = onnxruntime.SessionOptions()
    settings.intra_op_num_threads = 1  # as many files are worked on as there are cores
    try:
        session = onnxruntime.InferenceSession(model, settings, providers=["CPUExecutionProvider"])
    except faults as error:
        raise InputError(f"model {model}", "is no network in ONNX form that can be run", _OTHER) from error
    given = session.get_inputs()[0].name

    def describe(pictures: Floats) -> Floats:
        try:
            found = np.asarray(session.run(None, {given: pictures})[0], np.float32)
        except faults as error:
            what = f"does not take pictures of shape {pictures.shape[1:]}"
            raise InputError(f"model {model}", what, "set its side in the engine's options") from error
        return _unit(model, found[:, 0] if found.ndim == _PARTS else found.reshape(len(found), -1))

    return describe


_OTHER: Final = "give an image descriptor, such as SSCD or DINOv2, exported to ONNX"


def _unit(model: str, found: Floats) -> Floats:
    """Descriptors at length 1. Raises InputError where they are no numbers."""
    if not np.isfinite(found).all():
        raise InputError(f"model {model}", "gives descriptors that are no numbers", _OTHER)
    lengths = np.linalg.norm(found, axis=1, keepdims=True)
    return np.asarray(found / np.maximum(lengths, 1e-6), np.float32)


@cache
def _planes(dimensions: int) -> Floats:
    """Directions that stay the same for ever, as stored codes rest on them."""
    drawn = np.random.RandomState(_SEED).standard_normal((dimensions, CODE_BITS))  # its draws are frozen
    return np.asarray(drawn, np.float32)


@cache
def _centre(path: str) -> Floats:
    """The mean of many descriptors, of shape (1, d) or (1, 1)."""
    mean = np.load(path, allow_pickle=False) if path else np.zeros(1)
    return np.asarray(mean, np.float32).reshape(1, -1)


@cache
def _digest(model: str, centre: str, told: bytes) -> str:
    digest = hashlib.sha256(told)
    for path in filter(None, (model, centre)):
        with Path(path).open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()[:16]
