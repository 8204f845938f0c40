"""Turning the first mention of a name in each section into a link to its card."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from onrecord.dispatch.draft import Block, Heading, Inline, Listing, Named, Paragraph, Styled, Words
from onrecord.records import Mention


def link_names(blocks: tuple[Block, ...], names: Mapping[str, tuple[Mention, ...]]) -> tuple[Block, ...]:
    """The blocks with names linked: once a section, and never in headings, links, quotations or code."""
    return tuple(_Linker(names).blocks(blocks))


@dataclass(slots=True)
class _Linker:
    """Remembers which cards the running section has linked already."""

    names: Mapping[str, tuple[Mention, ...]]
    linked: set[str] = field(default_factory=set)

    def blocks(self, blocks: tuple[Block, ...]) -> Iterator[Block]:
        for block in blocks:
            if isinstance(block, Heading):
                self.linked.clear()
            if isinstance(block, Paragraph):
                yield replace(block, inside=tuple(self._inlines(block.inside)))
            elif isinstance(block, Listing):
                yield replace(block, items=tuple(tuple(self.blocks(item)) for item in block.items))
            else:
                yield block

    def _inlines(self, nodes: tuple[Inline, ...]) -> Iterator[Inline]:
        for node in nodes:
            if isinstance(node, Words):
                yield from self._words(node.text)
            elif isinstance(node, Styled) and node.style != "code":
                yield replace(node, inside=tuple(self._inlines(node.inside)))
            else:
                yield node

    def _words(self, text: str) -> Iterator[Inline]:
        at = 0
        for mention in self.names.get(text, ()):
            if mention.card in self.linked:
                continue
            self.linked.add(mention.card)
            if mention.start > at:
                yield Words(text=text[at : mention.start])
            yield Named(text=text[mention.start : mention.end], card=mention.card)
            at = mention.end
        if at < len(text):
            yield Words(text=text[at:])
