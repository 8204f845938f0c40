"""The shot lists of the two films: what is on the screen when. The captions and the dispatch are timed by them."""

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

Scene: TypeAlias = Literal[
    "wide", "speaker", "audience", "papers", "gallery", "delegates", "close", "title", "harbour", "street", "end"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Take:
    """One shot of a film. `scene_ms` is the time of the scene's own clock at which the shot begins.

    Two takes of the same scene with overlapping times of its clock show the same pictures and carry the same sound.
    """

    scene: Scene
    start_ms: int
    end_ms: int
    scene_ms: int


OLD: Final = (
    Take(scene="wide", start_ms=0, end_ms=6_000, scene_ms=0),
    Take(scene="speaker", start_ms=6_000, end_ms=15_000, scene_ms=6_000),
    Take(scene="audience", start_ms=15_000, end_ms=18_000, scene_ms=15_000),
    Take(scene="papers", start_ms=18_000, end_ms=24_400, scene_ms=18_000),
    Take(scene="speaker", start_ms=24_400, end_ms=34_000, scene_ms=24_400),
    Take(scene="wide", start_ms=34_000, end_ms=40_000, scene_ms=34_000),
)
"""The broadcaster's film of the assembly; the hall's clock is its own time."""

NEW: Final = (
    Take(scene="title", start_ms=0, end_ms=5_000, scene_ms=0),
    Take(scene="harbour", start_ms=5_000, end_ms=14_000, scene_ms=0),
    Take(scene="speaker", start_ms=14_000, end_ms=23_000, scene_ms=6_000),
    Take(scene="audience", start_ms=23_000, end_ms=26_000, scene_ms=15_000),
    Take(scene="street", start_ms=26_000, end_ms=34_000, scene_ms=0),
    Take(scene="gallery", start_ms=34_000, end_ms=43_000, scene_ms=60_000),
    Take(scene="delegates", start_ms=43_000, end_ms=48_000, scene_ms=69_000),
    Take(scene="close", start_ms=48_000, end_ms=55_000, scene_ms=74_000),
    Take(scene="end", start_ms=55_000, end_ms=60_000, scene_ms=0),
)
"""The office's film: seconds 14 to 26 are the old film's 6 to 18, seconds 34 to 55 are of the same day, from a camera
whose pictures the old film has none of."""
