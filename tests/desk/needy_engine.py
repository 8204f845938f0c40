"""An engine whose module needs something that is not installed."""

from harbour_bells import Needy  # type: ignore[import-not-found]  # that is the point

__all__ = ["Needy"]
