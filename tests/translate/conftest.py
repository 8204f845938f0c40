"""Releases with captions beside them, as transcribers have them."""

from tests.transcribe.conftest import Release, release

__all__ = ["Release", "release"]
