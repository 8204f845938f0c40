"""What the names of files say, and which names from outside may be kept."""

import re
import unicodedata
from pathlib import Path, PurePosixPath
from typing import Final

CAPTION_ENDINGS: Final = frozenset({".vtt", ".srt", ".ttml"})
INFO_ENDING: Final = ".info.json"
MAX_NAME: Final = 200
"""Code points; file systems allow 255 bytes, and a name is there to be read."""
MAX_ID: Final = 200

_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
_ORIGINAL: Final = "-orig"
"""yt-dlp's mark on the captions in the language that is spoken: part of the file's name, not of the language."""
_UNPRINTABLE: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})
_DIRECTION: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")


def readable(text: str) -> str:
    """The text on one line: without control characters, halves of characters, and marks that turn its direction."""
    kept = (" " if unicodedata.category(c) in _UNPRINTABLE else c for c in text)
    return " ".join(_DIRECTION.sub("", "".join(kept)).split())


def safe_name(name: str) -> str | None:
    """The last part of a path from outside as a name to show, or None where nothing is left of it."""
    last = readable(PurePosixPath(name.replace("\\", "/")).name).lstrip(".")
    stem, dot, ending = last.rpartition(".")
    if len(last) > MAX_NAME and dot and len(ending) < MAX_NAME // 2:
        last = stem[: MAX_NAME - len(ending) - 1] + dot + ending
    return last[:MAX_NAME].strip() or None


def id_fault(identifier: str) -> str | None:
    """What is wrong with a release's own id, or None."""
    if not identifier.strip():
        return "the id is empty"
    if len(identifier) > MAX_ID:
        return f"the id is longer than {MAX_ID} characters"
    if any(unicodedata.category(c) in _UNPRINTABLE for c in identifier) or _DIRECTION.search(identifier):
        return "the id holds a control character"
    return None


def language_tag(part: str) -> str | None:
    """The language that a part of a name stands for: `fa`, `fa-IR`; `en-orig` is `en`. None where it is no tag."""
    tag = part.removesuffix(_ORIGINAL)
    return tag if _LANGUAGE.fullmatch(tag) else None


def caption_language(name: str) -> str | None:
    """The language of a caption file by its name: `talk.fa.vtt` and `fa.vtt` are in `fa`, `talk.vtt` does not say."""
    stem, dot, part = Path(name).stem.rpartition(".")
    if dot and stem:
        return language_tag(part)
    return language_tag(part) if len(part) == len("fa") else None


def is_caption(name: str) -> bool:
    """Whether a name is that of a caption file."""
    return Path(name).suffix.lower() in CAPTION_ENDINGS


def captions_of(name: str, beside: str) -> bool:
    """Whether the file `beside` holds the captions of the file `name`: `talk.vtt` or `talk.fa.vtt` of `talk.mp4`."""
    if beside == name or not is_caption(beside):
        return False
    stem, found = Path(name).stem, Path(beside).stem
    return found == stem or (found.startswith(f"{stem}.") and language_tag(found[len(stem) + 1 :]) is not None)
