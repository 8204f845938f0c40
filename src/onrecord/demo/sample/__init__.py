"""The material of the demonstration: two drawn films, an article, a reprint, and what a desk writes about them.

Every person, place, outlet and event in it is invented. Everything is drawn, synthesised and written by this package,
the same in every run.
"""

import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from importlib.resources import as_file, files
from pathlib import Path

from onrecord.demo.sample.film import Studio, write
from onrecord.demo.sample.sound import Samples, hall_track, sound_of
from onrecord.demo.sample.takes import NEW, OLD, Take

__all__ = ["Sample", "make_sample"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """The files of the sample. Captions and `.info.json` stand beside the videos under their names.

    `dispatch` refers to the releases as `{new}` and `{old}`, `feed` to its address as `{address}`.
    """

    old_video: Path
    new_video: Path
    article: Path
    reprint: Path
    dispatch: Path
    background: Path
    feed: Path


def make_sample(folder: Path, report: Callable[[str, float], None]) -> Sample:
    """Makes the sample in a folder, which is made where it is missing.

    Args:
        folder: Where the files go; texts of the same names are overwritten, films that are there are kept.
        report: Called with what is being made and how much of it is done, 0 to 1.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with as_file(files(__package__) / "texts") as texts:
        shutil.copytree(texts, folder, dirs_exist_ok=True)
    old, new = folder / "assembly-1999.mp4", folder / "words-kept.mp4"
    studio, hall, done = Studio(), hall_track(), {old: 0.0, new: 0.0}

    def advance(film: Path, share: float) -> None:
        done[film] = share
        report("the films", (2 * done[old] + 3 * done[new]) / 5)

    with ThreadPoolExecutor(2) as hands:
        films = [
            hands.submit(_draw, path, takes, studio, sound_of(takes, hall), partial(advance, path))
            for path, takes in ((old, OLD), (new, NEW))
            if not path.exists()
        ]
        for film in films:
            film.result()
    return Sample(
        old_video=old,
        new_video=new,
        article=folder / "article.html",
        reprint=folder / "reprint.html",
        dispatch=folder / "dispatch.md",
        background=folder / "background.yaml",
        feed=folder / "feed.xml",
    )


def _draw(path: Path, takes: tuple[Take, ...], studio: Studio, sound: Samples, report: Callable[[float], None]) -> None:
    """Draw a film and give it its name when it is whole, so that one that was interrupted is drawn again."""
    partial_film = path.with_suffix(".part.mp4")
    write(partial_film, takes, studio, sound, report)
    partial_film.replace(path)
