"""Shards: files that are written once and named by their content, of which a room's shelf consists."""

from onrecord.shards.file import Streamed, checksum
from onrecord.shards.form import Form, Naming
from onrecord.shards.shelf import Shelf

__all__ = ["Form", "Naming", "Shelf", "Streamed", "checksum"]
