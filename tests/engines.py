"""Which engines a conformance suite runs over."""

from onrecord import engine
from onrecord.errors import Missing


def ready(room: str, method: str) -> list[str]:
    """The announced engines of a room that have this method and what they need here.

    What an extra brings is not asked of everybody: its engines are held to the suite where it is installed.
    """
    return sorted(
        point.name for point in engine.announced(room) if hasattr(point.load(), method) and _is_ready(room, point.name)
    )


def _is_ready(room: str, name: str) -> bool:
    try:
        engine.build(room, name)
    except Missing:
        return False
    return True
