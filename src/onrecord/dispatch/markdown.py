"""Reading a dispatch's text: YAML front matter, then Markdown whose raw HTML is only text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import yaml
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from onrecord.captions.languages import is_known
from onrecord.dispatch.draft import (
    Aside,
    Block,
    Break,
    Draft,
    Figure,
    Heading,
    Inline,
    Link,
    Listing,
    Paragraph,
    Placed,
    Rule,
    Styled,
    Verbatim,
    Words,
    words_of,
)
from onrecord.dispatch.reference import read_reference
from onrecord.errors import TooLarge, Unreadable

LARGEST: Final = 1_000_000  # code points; a long read has 60,000

_HEAD: Final = re.compile(r"\ufeff?---[ \t]*\r?\n(.{0,16000}?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_DEEPEST: Final = 3  # the fields are one level and the list in `about` another
_FIELDS: Final = frozenset({"title", "subtitle", "language", "author", "date", "as_of", "about"})
_DATE: Final = re.compile(r"\d{4}(-\d{2}(-\d{2}(T[\d:.]{5,15}(Z|[+-]\d{2}:?\d{2})?)?)?)?", re.ASCII)
_WEB: Final = ("http://", "https://", "mailto:")
_STYLES: Final[dict[str, Literal["em", "strong"]]] = {"em": "em", "strong": "strong"}
_LINKS: Final = "link to http, https, mailto, quote:, release: or clip:"


def read(text: str, name: str) -> Draft:
    """A dispatch's text as a draft.

    Raises:
        Unreadable: The front matter or a reference is not what it should be; the message names the line.
        TooLarge: The text has more than LARGEST code points.
    """
    if len(text) > LARGEST:
        raise TooLarge(name, f"has more than {LARGEST:,} letters", "publish it in parts")
    head = _HEAD.match(text)
    if head is None:
        raise Unreadable(f"{name}, line 1", "has no front matter", "begin with ---, title:, language: and --- again")
    fields = _Head(name).fields(head[1])
    blocks = _Body(name, text.count("\n", 0, head.end())).blocks(text[head.end() :])
    return Draft(name=name, blocks=blocks, **fields)  # type: ignore[arg-type]  # _Head has checked each


@dataclass(frozen=True, slots=True)
class _Head:
    """The front matter of one file. Every plain value is text, so that a language `no` stays Norwegian."""

    name: str

    def fields(self, text: str) -> dict[str, str | tuple[str, ...]]:
        fields: dict[str, str | tuple[str, ...]] = {}
        for key, value in self._pairs(text):
            field, line = str(key.value), key.start_mark.line + 2
            if field not in _FIELDS or field in fields:
                raise self.error(line, f"has the field {field!r} that is not known or there twice", self._known())
            fields[field] = self._list(value, line) if field == "about" else self._text(value, line)
            self._check(field, fields[field], line)
        for needed in ("title", "language"):
            if needed not in fields:
                raise self.error(1, f"has no {needed}", f"add `{needed}:` to the front matter")
        return fields

    def _pairs(self, text: str) -> Sequence[tuple[yaml.Node, yaml.Node]]:
        try:
            self._refuse_bombs(text)
            root = yaml.compose(text, Loader=yaml.SafeLoader)
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 2 if error.problem_mark else 1
            raise self.error(line, f"is not YAML ({error.problem})", "put the value in quotation marks") from error
        except yaml.reader.ReaderError as error:
            raise self.error(1, "has a front matter that is not YAML", "write plain `field: value` lines") from error
        if not isinstance(root, yaml.MappingNode):
            raise self.error(1, "has no fields in its front matter", self._known())
        pairs: Sequence[tuple[yaml.Node, yaml.Node]] = root.value
        return pairs

    def _refuse_bombs(self, text: str) -> None:
        """Aliases multiply what they name, and deep nesting overflows the stack; plain fields need neither."""
        depth = 0
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if isinstance(event, yaml.AliasEvent) or depth > _DEEPEST:
                line = event.start_mark.line + 2 if event.start_mark else 1
                raise self.error(line, "uses an alias (*) or nested values", "write plain `field: value` lines")

    def _check(self, field: str, value: str | tuple[str, ...], line: int) -> None:
        if isinstance(value, tuple):
            return
        if field == "language" and not is_known(value):
            raise self.error(line, f"has the unknown language {value!r}", "give a language tag such as en, fa or pt-BR")
        if field in {"date", "as_of"} and not _DATE.fullmatch(value):
            raise self.error(line, f"has the date {value!r}", "write it as 2024-03-24")

    def _list(self, node: yaml.Node, line: int) -> tuple[str, ...]:
        items = node.value if isinstance(node, yaml.SequenceNode) else [node]
        return tuple(self._text(item, line) for item in items)

    def _text(self, node: yaml.Node, line: int) -> str:
        if not isinstance(node, yaml.ScalarNode) or not (text := " ".join(str(node.value).split())):
            raise self.error(line, "has no text where text is expected", "write it, in quotation marks if need be")
        return text

    def _known(self) -> str:
        return f"the fields are: {', '.join(sorted(_FIELDS))}"

    def error(self, line: int, what: str, remedy: str) -> Unreadable:
        return Unreadable(f"{self.name}, line {line}", what, remedy)


@dataclass(frozen=True, slots=True)
class _Body:
    """The Markdown of one file, which begins after `above` lines."""

    name: str
    above: int

    def blocks(self, text: str) -> tuple[Block, ...]:
        parser = MarkdownIt("commonmark", {"html": False, "maxNesting": 20})
        parser.disable(["html_block", "html_inline"])
        # Every address is accepted by the parser, so that a forbidden one is an error with its line and not a riddle.
        parser.validateLink = _any_address  # type: ignore[method-assign]  # the documented way
        # And as it is written: what takes a span for user@host:port would turn it around. _link and _picture check it.
        parser.normalizeLink = _as_written  # type: ignore[method-assign]  # the same
        return tuple(self._blocks(SyntaxTreeNode(parser.parse(text)).children))

    def _blocks(self, nodes: Sequence[SyntaxTreeNode]) -> Iterator[Block]:
        for node in nodes:
            yield self._block(node)

    def _block(self, node: SyntaxTreeNode) -> Block:
        match node.type:
            case "paragraph":
                return self._paragraph(node)
            case "heading":
                return Heading(level=max(2, min(int(node.tag[1]), 4)), inside=self._inline(node.children[0]))
            case "blockquote":
                return self._quoted(node)
            case "bullet_list" | "ordered_list":
                first = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else None
                return Listing(start=first, items=tuple(tuple(self._blocks(item.children)) for item in node.children))
            case "hr":
                return Rule()
            case _:
                return Verbatim(text=node.content)

    def _paragraph(self, node: SyntaxTreeNode) -> Block:
        inline = node.children[0]
        if [child.type for child in inline.children] == ["image"]:
            return Figure(placed=self._picture(inline.children[0], self._line(node)))
        return Paragraph(inside=self._inline(inline))

    def _quoted(self, node: SyntaxTreeNode) -> Block:
        inside = tuple(self._blocks(node.children))
        match inside:
            case (Paragraph(inside=(Placed() as placed,)),) if placed.reference.kind == "quote":
                return Figure(placed=placed)
            case _:
                return Aside(inside=inside)

    def _picture(self, node: SyntaxTreeNode, line: int) -> Placed:
        address = str(node.attrs["src"])
        reference = read_reference(address, self.at(line))
        if reference is None or reference.kind == "quote":
            raise self.error(line, f"shows {address!r}", "show a clip:, a release: or a strip: of the record")
        return Placed(reference=reference, words=" ".join(node.content.split()), line=line)

    def _inline(self, inline: SyntaxTreeNode) -> tuple[Inline, ...]:
        return tuple(_joined(_Inline(self, self._line(inline)).read(inline.children)))

    def _line(self, node: SyntaxTreeNode) -> int:
        return self.above + (node.map[0] if node.map else 0) + 1

    def at(self, line: int) -> str:
        return f"{self.name}, line {line}"

    def error(self, line: int, what: str, remedy: str) -> Unreadable:
        return Unreadable(self.at(line), what, remedy)


@dataclass(slots=True)
class _Inline:
    """Reads the inside of one block and counts its lines, which the parser does not."""

    body: _Body
    line: int

    def read(self, nodes: Sequence[SyntaxTreeNode]) -> Iterator[Inline]:
        for node in nodes:
            yield self._node(node)
            self.line += node.type in {"softbreak", "hardbreak"}

    def _node(self, node: SyntaxTreeNode) -> Inline:
        match node.type:
            case "em" | "strong":
                return Styled(style=_STYLES[node.type], inside=tuple(_joined(self.read(node.children))))
            case "code_inline":
                return Styled(style="code", inside=(Words(text=node.content),))
            case "link":
                return self._link(node)
            case "image":
                raise self.body.error(self.line, "shows a picture amid words", "give it a paragraph of its own")
            case "hardbreak":
                return Break()
            case _:
                return Words(text="\n" if node.type == "softbreak" else node.content)

    def _link(self, node: SyntaxTreeNode) -> Inline:
        address, line = str(node.attrs["href"]), self.line
        inside = tuple(_joined(self.read(node.children)))
        reference = read_reference(address, self.body.at(line))
        if reference is None and address.lower().startswith(_WEB):
            return Link(address=address, inside=inside)
        if reference is None or reference.kind == "strip":
            raise self.body.error(line, f"links to {address!r}", _LINKS)
        return Placed(reference=reference, words=" ".join(words_of(inside).split()), line=line)


def _any_address(url: str) -> bool:
    return bool(url)


def _as_written(url: str) -> str:
    return url


def _joined(nodes: Iterator[Inline]) -> Iterator[Inline]:
    """Words that follow each other as one piece, so that a name across two lines of a text is still one name."""
    pending = ""
    for node in nodes:
        if isinstance(node, Words):
            pending += node.text
            continue
        if pending:
            yield Words(text=pending)
            pending = ""
        yield node
    if pending:
        yield Words(text=pending)
