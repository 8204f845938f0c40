"""Which files lie beside a release and belong to it, by their names: captions, and the info file that yt-dlp writes.

The rooms `capture` (which takes them along) and `watch` (which passes them over) must agree on this.
"""

from pathlib import PurePath
from typing import Final

from onrecord.captions import language_in_name

CAPTION_ENDINGS: Final = frozenset({".vtt", ".srt", ".ttml"})
INFO_ENDING: Final = ".info.json"


def is_caption(name: str) -> bool:
    """Whether a name is that of a caption file."""
    return PurePath(name).suffix.lower() in CAPTION_ENDINGS


def is_info(name: str) -> bool:
    """Whether a name is that of an info file."""
    return name.lower().endswith(INFO_ENDING)


def belongs_to(beside: str, name: str) -> bool:
    """Whether the file `beside` holds captions of the file `name`: `talk.vtt` and `talk.fa.vtt` do, of `talk.mp4`.

    Where there are only captions, the one with a language belongs to the one without: `talk.fa.vtt` to `talk.vtt`.
    """
    if not is_caption(beside) or is_info(name):
        return False
    stem, found = PurePath(name).stem, PurePath(beside).stem
    if found == stem:
        return not is_caption(name)
    return found.rpartition(".")[0] == stem and language_in_name(beside) is not None
