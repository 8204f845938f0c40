"""Dispatches: written in Markdown with references into the record, published as a page whose quotations play."""

from onrecord.dispatch.clip import Clip, Cutter, cut_clip, playable, subtitles_for
from onrecord.dispatch.door import Publisher, publish, read_draft
from onrecord.dispatch.draft import Draft, Placed
from onrecord.dispatch.material import Evidence, Material, Published, PublishedFile, Recording
from onrecord.dispatch.reference import Reference, read_reference

__all__ = [
    "Clip",
    "Cutter",
    "Draft",
    "Evidence",
    "Material",
    "Placed",
    "Published",
    "PublishedFile",
    "Publisher",
    "Recording",
    "Reference",
    "cut_clip",
    "playable",
    "publish",
    "read_draft",
    "read_reference",
    "subtitles_for",
]
