"""The doors that are entered by a step: which room, which function, which setting names the engine."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """A room's door. `kind` is the kind of entry that comes out; `setting` names the engine in the settings."""

    kind: str
    room: str
    setting: str
    function: str
    with_bench: bool = True


READ_MEDIA = Door(kind="media reading", room="read", setting="read_media", function="onrecord.read:read_media")
READ_PAGE = Door(kind="page reading", room="read", setting="read_page", function="onrecord.read:read_page")
TAKE_PRINTS = Door(kind="prints", room="match", setting="match", function="onrecord.match:take_prints")
MATCH = Door(kind="matching", room="match", setting="match", function="onrecord.match:match")
REVISE = Door(kind="revision", room="match", setting="match", function="onrecord.match:revise", with_bench=False)
TRANSCRIBE = Door(kind="transcript", room="transcribe", setting="transcribe", function="onrecord.transcribe:transcribe")
TRANSLATE = Door(kind="translation", room="translate", setting="translate", function="onrecord.translate:translate")
QUOTE = Door(kind="article", room="quote", setting="quote", function="onrecord.quote:find_quotations", with_bench=False)
CLIP = Door(kind="clip", room="dispatch", setting="clip", function="onrecord.dispatch:cut_clip", with_bench=False)
PLAYABLE = Door(
    kind="playable", room="dispatch", setting="clip", function="onrecord.dispatch:playable", with_bench=False
)
SHEET = Door(
    kind="contact sheet", room="read", setting="sheet", function="onrecord.read:contact_sheet", with_bench=False
)
PAIRS = Door(kind="pairs", room="match", setting="pairs", function="onrecord.match:pairs_picture", with_bench=False)

ALL = (READ_MEDIA, READ_PAGE, TAKE_PRINTS, MATCH, TRANSCRIBE, TRANSLATE, QUOTE)
