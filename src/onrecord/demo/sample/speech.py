"""When the speaker of the hall is saying a syllable: what his mouth and the murmur on the sound track follow."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from onrecord.captions import read
from onrecord.demo.sample.takes import NEW, OLD, Take

_VOWELS: Final = {"\N{ARABIC LETTER ALEF}": "a", "آ": "a", "و": "u", "ی": "i"}
_SHORT: Final = "aeo"
_LETTERS: Final = 2.4
"""Letters to a syllable; Persian leaves most short vowels unwritten."""


@dataclass(frozen=True, slots=True)
class Syllable:
    """A syllable: when it sounds, its vowel, and how strongly it is said (about 1)."""

    start_ms: float
    end_ms: float
    vowel: str
    stress: float


@dataclass(frozen=True, slots=True)
class Line:
    """A caption of our own texts."""

    start_ms: int
    end_ms: int
    speaker: str
    text: str


def lines(name: str) -> list[Line]:
    """The captions of one of the package's caption files."""
    data = (files(__package__) / "texts" / name).read_bytes()
    return [Line(cue.start_ms or 0, cue.end_ms or 0, cue.speaker or "", cue.text) for cue in read(data, name).cues]


@cache
def in_hall() -> tuple[Syllable, ...]:
    """All syllables of the speech, on the clock of the hall."""
    speech = [*_on_clock(OLD, lines("assembly-1999.fa.vtt")), *_on_clock(NEW, lines("words-kept.fa.vtt"))]
    unseen = {(line.start_ms, line.text): line for line in speech}
    return tuple(itertools.chain.from_iterable(syllables(line) for _, line in sorted(unseen.items())))


def _on_clock(film: tuple[Take, ...], captions: list[Line]) -> Iterator[Line]:
    for line in captions:
        take = next(take for take in film if take.start_ms <= line.start_ms < take.end_ms)
        if take.scene_ms:
            shift = take.scene_ms - take.start_ms
            yield Line(line.start_ms + shift, line.end_ms + shift, line.speaker, line.text)


def syllables(line: Line) -> Iterator[Syllable]:
    """The syllables of a line, spread over its time with a breath between words."""
    spoken = ["".join(c for c in word if c.isalpha()) for word in line.text.split()]
    counts = [max(1, round(len(word) / _LETTERS)) for word in spoken]
    step = (line.end_ms - line.start_ms) / (sum(counts) + 0.45 * len(counts))
    at = float(line.start_ms)
    for word, count in zip(spoken, counts, strict=True):
        for i in range(count):
            part = word[i * len(word) // count : (i + 1) * len(word) // count]
            written = next((_VOWELS[letter] for letter in part if letter in _VOWELS), None)
            heed = sum(map(ord, part))
            yield Syllable(at, at + step, written or _SHORT[heed % 3], 0.75 + heed % 7 / 16 + (i == count - 1) * 0.15)
            at += step
        at += 0.45 * step


def mouth(ms: float) -> float:
    """How far the speaker's mouth is open at a time of the hall's clock, 0 to 1."""
    for syllable in in_hall():
        if syllable.start_ms <= ms < syllable.end_ms:
            share = (ms - syllable.start_ms) / (syllable.end_ms - syllable.start_ms)
            wide = {"a": 1.0, "e": 0.7, "o": 0.6, "i": 0.45, "u": 0.35}[syllable.vowel]
            return wide * min(1.0, 4 * share * (1 - share) + 0.2)
    return 0.0
