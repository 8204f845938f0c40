"""Reads what was captured: a media file's streams and shots, a page's blocks."""

from onrecord.read.door import MediaReader, PageReader, SheetDrawer, contact_sheet, read_media, read_page
from onrecord.read.titles import settle

__all__ = ["MediaReader", "PageReader", "SheetDrawer", "contact_sheet", "read_media", "read_page", "settle"]
