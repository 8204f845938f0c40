"""The name of a blob."""

from typing import TypeAlias

BlobHash: TypeAlias = str
"""SHA-256 of the blob's bytes, 64 lower-case hex digits."""
