"""What a shot looks like, in words: what was measured, and never where the footage comes from.

The figures at which something is said were set on clips that were barred, enlarged, grained and compressed with known
strengths; between them and what is usual there is room, so that nothing is said of what is only a little so.
"""

from typing import Final, Literal, TypeAlias

from onrecord.records import Bars, Look

Kind: TypeAlias = Literal["bars", "detail", "tint", "grain", "blocks", "still"]

_ENLARGED: Final = 0.5  # of the lines of the picture carry detail, at most; a soft lens alone leaves more
_GRAINY: Final = 2.5  # grey levels
_BLOCKY: Final = 0.7  # of the usual step; the worst that H.264 leaves with its own smoothing stays just under it


def observations(look: Look | None) -> dict[Kind, str]:
    """What would strike somebody who looks at the shot, a few words each; nothing where nothing would."""
    if look is None:
        return {}
    said: dict[Kind, str] = {
        "bars": _bars(look),
        "detail": _detail(look),
        "tint": look.tint if look.tint is not None and look.tint != "colour" else "",
        "grain": "grainy" if look.grain is not None and look.grain >= _GRAINY else "",
        "blocks": "blocky" if look.blocks is not None and look.blocks >= _BLOCKY else "",
        "still": "still" if look.still else "",
    }
    return {kind: words for kind, words in said.items() if words}


def _bars(look: Look) -> str:
    """Where bars lie, and the aspect that they leave; those of a few pixels are a fault of the edge."""
    if look.bars is None or look.aspect is None or not (sides := _sides(look.bars, look)):
        return ""
    return f"bars {sides}, {look.aspect:.2f}:1 inside"


def _sides(bars: Bars, look: Look) -> str:
    across = max(bars.left, bars.right) * 50 > look.width
    down = max(bars.top, bars.bottom) * 50 > look.height
    if across and down:
        return "all round"
    return "left and right" if across else "above and below" if down else ""


def _detail(look: Look) -> str:
    """How little detail there is, to tens of lines: it is known no better."""
    high = _high(look)
    if look.lines is None or look.lines > _ENLARGED * high:
        return ""
    return f"about {round(look.lines, -1)} lines of detail in {high}"


def _high(look: Look) -> int:
    return look.height - (look.bars.top + look.bars.bottom if look.bars else 0)
