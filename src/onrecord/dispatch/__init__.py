"""Dispatches: written in Markdown with references into the record, published as a page whose quotations play."""

from onrecord.dispatch.door import Publisher, publish, read_draft
from onrecord.dispatch.draft import Draft, Placed
from onrecord.dispatch.material import Evidence, Material, Published, PublishedFile, Recording
from onrecord.dispatch.reference import Reference, read_reference

__all__ = [
    "Draft",
    "Evidence",
    "Material",
    "Placed",
    "Published",
    "PublishedFile",
    "Publisher",
    "Recording",
    "Reference",
    "publish",
    "read_draft",
    "read_reference",
]
