"""What other programs find in the same compilations: their codes, voted on along lines of equal offset.

A peer is taken where it is found, and named where it is not:

- vPDQ (`vpdq` on PyPI, to be built from source: cmake, libavdevice-dev, libavfilter-dev) in the Python that `--vpdq`
  names; it takes a code of 256 bits every so often, of the whole picture;
- imagehash's pHash (`imagehash`, pure Python) in the Python that `--imagehash` names, of a frame every half second;
- chromaprint's `fpcalc` on the PATH, for sound.

None of them places a stretch in a compilation by itself. So each gets the same voting: codes that are near vote for the
offset between the two files, and where enough of them agree without a gap there is a stretch.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, Literal

import numpy as np
import numpy.typing as npt
import takes
from PIL import Image
from scoring import Stretch

Times = npt.NDArray[np.float64]
Codes = npt.NDArray[np.uint8]
Coded = tuple[Times, Codes]

SAME_OFFSET_S: Final = 0.6
GAP_S: Final = 3.0
CHROMAPRINT_S: Final = 4096 / 3 / 11_025  # from one code to the next
VPDQ_QUALITY: Final = 50  # vPDQ's own advice, as is the distance of 31
_EVERY_S: Final = 0.5

_VPDQ: Final = """
import json, shutil, sys, vpdq
found = vpdq.computeHash(sys.argv[1], shutil.which("ffmpeg"), False, float(sys.argv[2]))
print(json.dumps([[one.timestamp, one.hex] for one in found if one.quality >= int(sys.argv[3])]))
"""
_PHASH: Final = """
import json, sys, imagehash
from PIL import Image
from pathlib import Path
pictures = sorted(Path(sys.argv[1]).glob("*.png"))
print(json.dumps([[int(p.stem) * float(sys.argv[2]), str(imagehash.phash(Image.open(p)))] for p in pictures]))
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """Another program: how it codes a file, how near codes have to be, and how many make a stretch."""

    name: str
    evidence: Literal["picture", "sound"]
    code: Callable[[Path], Coded]
    within: int
    least: int


def peers(vpdq: str | None, imagehash: str | None) -> tuple[list[Peer], list[str]]:
    """Those that are there, and a sentence for each that is not."""
    fpcalc, found, absent = shutil.which("fpcalc"), [], []
    if vpdq:
        found.append(Peer(name="vPDQ", evidence="picture", code=partial(_vpdq, vpdq), within=31, least=4))
    else:
        absent.append("vPDQ is not measured: --vpdq names a Python that has it")
    if imagehash:
        found.append(Peer(name="pHash", evidence="picture", code=partial(_phash, imagehash), within=10, least=4))
    else:
        absent.append("pHash is not measured: --imagehash names a Python that has it")
    if fpcalc:
        found.append(Peer(name="chromaprint", evidence="sound", code=partial(_fpcalc, fpcalc), within=5, least=12))
    else:
        absent.append("chromaprint is not measured: fpcalc is not on the PATH")
    return found, absent


def stretches(peer: Peer, query: str, coded: Coded, held: Mapping[str, Coded]) -> Iterator[Stretch]:
    """What a peer's codes place of a query in the archive."""
    times, codes = coded
    for ref, (held_times, held_codes) in held.items():
        if not len(codes) or not len(held_codes):
            continue
        distance = np.stack([np.bitwise_count(held_codes ^ code).sum(axis=1) for code in codes])
        asked, row = np.nonzero(distance <= peer.within)
        yield from _lines(peer, query, ref, times[asked], held_times[row])


def _lines(peer: Peer, query: str, ref: str, times: Times, held: Times) -> Iterator[Stretch]:
    """Take the offset that most agree on, and of what it leaves the next one."""
    left = np.ones(len(times), bool)
    offsets = held - times
    for _ in range(len(times)):
        bins = np.round(offsets[left] / SAME_OFFSET_S).astype(int)
        if not len(bins):
            return
        values, counts = np.unique(bins, return_counts=True)
        if counts.max() < peer.least:
            return
        offset = float(np.median(offsets[left][bins == values[counts.argmax()]]))
        on_line = left & (np.abs(offsets - offset) <= SAME_OFFSET_S)
        yield from _runs(peer, query, ref, np.unique(times[on_line]), offset)
        left &= ~on_line


def _runs(peer: Peer, query: str, ref: str, times: Times, offset: float) -> Iterator[Stretch]:
    for run in np.split(times, np.flatnonzero(np.diff(times) > GAP_S) + 1):
        if len(run) >= peer.least:
            begin, end = float(run[0]), float(run[-1])
            yield Stretch(query, begin, end, ref, begin + offset, end + offset)


def _asked(program: Sequence[str]) -> Any:  # noqa: ANN401  # JSON
    """The JSON that a peer prints. One that printed it may complain of the file's end, as fpcalc does."""
    ran = subprocess.run(program, check=False, capture_output=True, text=True)  # noqa: S603  # the peer that was named
    return json.loads(ran.stdout) if ran.stdout else sys.exit(f"{program[0]} failed: {ran.stderr}")


def _coded(rows: Sequence[tuple[float, str]]) -> Coded:
    codes = [np.frombuffer(bytes.fromhex(code), np.uint8) for _, code in rows]
    return np.array([at for at, _ in rows], float), np.stack(codes) if codes else np.empty((0, 1), np.uint8)


def _vpdq(python: str, path: Path) -> Coded:
    return _coded(_asked([python, "-c", _VPDQ, str(path), str(_EVERY_S), str(VPDQ_QUALITY)]))


def _phash(python: str, path: Path) -> Coded:
    with TemporaryDirectory() as folder:
        count = int(takes.whole(path, most=1e9).seconds / _EVERY_S)
        for number, picture in enumerate(takes.pictures(path, 0.0, count, _EVERY_S)):
            Image.fromarray(picture).save(Path(folder) / f"{number:06}.png", compress_level=1)
        return _coded(_asked([python, "-c", _PHASH, folder, str(_EVERY_S)]))


def _fpcalc(program: str, path: Path) -> Coded:
    """Chromaprint's codes; those of silence, which are all alike, are left out."""
    found = _asked([program, "-raw", "-json", "-length", "0", str(path)])["fingerprint"]
    codes = np.array(found, np.uint32).astype("<u4").view(np.uint8).reshape(-1, 4)
    times = np.arange(len(codes)) * CHROMAPRINT_S
    loud = np.array([not takes.is_silent(takes.sound(path, float(at), 1.0)) for at in times], bool)
    return times[loud], codes[loud]
