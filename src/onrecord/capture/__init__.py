"""The room `capture`: takes what stands at an address, whole, and says what was taken, from where and when."""

from onrecord.capture.door import (
    Capturer,
    Fetched,
    Limits,
    LineError,
    capture,
    capture_lines,
    release_id,
)

__all__ = ["Capturer", "Fetched", "Limits", "LineError", "capture", "capture_lines", "release_id"]
