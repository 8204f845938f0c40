"""What the archive keeps of a video, small enough to keep for ever: prints of its pictures, details and sound."""

from onrecord.prints.form import CHANNELS, Channel, FootagePrints, load, mapped, save, write

__all__ = ["CHANNELS", "Channel", "FootagePrints", "load", "mapped", "save", "write"]
