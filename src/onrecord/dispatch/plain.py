"""A dispatch as plain text by blocks, so that a reprint of it can be held against it."""

from onrecord.dispatch.draft import (
    Aside,
    Figure,
    Heading,
    Inline,
    Link,
    Listing,
    Paragraph,
    Placed,
    Styled,
    Verbatim,
    words_of,
)
from onrecord.dispatch.draft import Block as DraftBlock
from onrecord.dispatch.page import Page
from onrecord.dispatch.wording import quoted
from onrecord.records import Block, PageReading, Role


def as_reading(page: Page) -> PageReading:
    """The dispatch as a page that was read: title, subtitle and body, quotations with the words that readers see."""
    draft = page.draft
    pieces: list[tuple[Role, str]] = [("title", draft.title)]
    if draft.subtitle:
        pieces.append(("subtitle", draft.subtitle))
    if draft.author:
        pieces.append(("byline", draft.author))
    for block in draft.blocks:
        pieces.extend(_pieces(block, page))
    blocks, at = [], 0
    for role, text in pieces:
        blocks.append(Block(role=role, text=text, start=at, end=at + len(text)))
        at += len(text) + 1
    return PageReading(
        text="\n".join(text for _, text in pieces),
        blocks=tuple(blocks),
        title=draft.title,
        subtitle=draft.subtitle,
        byline=draft.author,
        published=draft.date or page.material.published_at,
        publisher=page.material.desk,
        language=draft.language,
    )


def _pieces(block: DraftBlock, page: Page) -> list[tuple[Role, str]]:
    match block:
        case Paragraph() | Heading():
            return [("body", _text(block.inside, page))]
        case Verbatim():
            return [("body", block.text.strip())]
        case Aside():
            return [piece for inner in block.inside for piece in _pieces(inner, page)]
        case Listing():
            return [piece for item in block.items for inner in item for piece in _pieces(inner, page)]
        case Figure():
            return _figure(block.placed, page)
        case _:
            return []


def _figure(placed: Placed, page: Page) -> list[tuple[Role, str]]:
    if placed.reference.kind == "quote":
        written = page.quotes[placed].written
        return [("body", quoted(written.text, written.language))]
    return [("caption", placed.words)] if placed.words else []


def _text(nodes: tuple[Inline, ...], page: Page) -> str:
    return " ".join("".join(_words(node, page) for node in nodes).split())


def _words(node: Inline, page: Page) -> str:
    if isinstance(node, Placed) and node.reference.kind == "quote":
        written = page.quotes[node].written
        return quoted(written.text, written.language)
    if isinstance(node, Placed) and not node.words:
        return page.material.releases[node.reference.release].capture.title or ""
    if isinstance(node, Styled | Link):
        return "".join(_words(inner, page) for inner in node.inside)
    return words_of((node,))
