"""Background from a YAML file: a list of cards."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Final, Literal, get_args

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from onrecord.background.door import Background
from onrecord.background.period import is_bound
from onrecord.errors import TooLarge, Unreadable
from onrecord.records import Card, Fact, Worded

Kind = Literal["person", "organisation", "event"]

_DEEPEST: Final = 12  # a card needs five levels; deeper nesting is a mistake or an attack on the parser's stack
_ID: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
_WEB: Final = ("https://", "http://")
# The C parser is the same safe one, only faster; it is not in every build of PyYAML.
_LOADER: Final[type[yaml.SafeLoader]] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True, kw_only=True)
class YamlKeeper:
    """Reads cards from YAML. Every plain value is text (a language `no` is Norwegian, a year is a year)."""

    name: ClassVar[str] = "yaml"
    version: ClassVar[str] = "1"

    largest: int = 2_000_000

    def missing(self) -> str | None:
        """Nothing: the parser comes with onrecord."""
        return None

    def load(self, path: Path) -> Background:
        """All cards of the file."""
        if path.stat().st_size > self.largest:
            raise TooLarge(str(path), f"is larger than {self.largest:,} bytes", "keep cards in several desks")
        try:
            text = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            raise Unreadable(str(path), f"is not UTF-8 at byte {error.start}", "save it as UTF-8") from error
        return Background(name=path.name, cards=_Reader(path).cards(text))


@dataclass(frozen=True, slots=True)
class _Reader:
    """Turns the nodes of one file into cards; its errors name the line."""

    path: Path

    def cards(self, text: str) -> tuple[Card, ...]:
        try:
            self._refuse_bombs(text)
            root = yaml.compose(text, Loader=_LOADER)
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            raise self._error(line, f"is not YAML ({error.problem})", "see docs/background.md") from error
        except yaml.reader.ReaderError as error:
            raise self._error(1, f"holds a character that YAML forbids ({error.reason})", "remove it") from error
        cards = [self._card(node) for node in self._items(root, "a list of cards")] if root else []
        self._refuse_twins(cards)
        return tuple(cards)

    def _refuse_bombs(self, text: str) -> None:
        """Aliases multiply a small file into a huge one, and deep nesting overflows the stack: both are refused."""
        depth = 0
        for event in yaml.parse(text, Loader=_LOADER):
            line = event.start_mark.line + 1 if event.start_mark else 1
            if isinstance(event, yaml.AliasEvent):
                raise self._error(line, "uses an alias (*)", "write the value out")
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > _DEEPEST:
                raise self._error(line, "is nested too deeply", "see docs/background.md")

    def _refuse_twins(self, cards: list[Card]) -> None:
        seen = set()
        for card in cards:
            if card.id in seen:
                raise Unreadable(str(self.path), f"has two cards {card.id}", "give each card an id of its own")
            seen.add(card.id)

    def _card(self, node: Node) -> Card:
        fields = self._fields(node, {"id", "kind", "names", "facts", "links"}, needed={"id", "kind", "names"})
        identity = self._text(fields["id"])
        if not _ID.fullmatch(identity):
            raise self._at(fields["id"], f"has the id {identity!r}", "use small letters, digits and hyphens")
        return Card(
            id=identity,
            kind=self._kind(fields["kind"]),
            names=tuple(self._worded(fields["names"])),
            facts=tuple(self._fact(item) for item in self._items(fields.get("facts"), "a list of facts")),
            links=tuple(self._link(item) for item in self._items(fields.get("links"), "a list of addresses")),
        )

    def _kind(self, node: Node) -> Kind:
        written = self._text(node)
        for kind in get_args(Kind):
            if written == kind:
                return kind  # type: ignore[no-any-return]  # get_args is typed Any
        raise self._at(node, f"has the kind {written!r}", "use person, organisation or event")

    def _fact(self, node: Node) -> Fact:
        fields = self._fields(node, {"text", "since", "until", "source"}, needed={"text"})
        since, until = self._bound(fields.get("since")), self._bound(fields.get("until"))
        if since and until and until <= since:
            raise self._at(fields["until"], f"ends ({until}) before it begins ({since})", "correct the two dates")
        source = self._text(fields["source"]) if "source" in fields else None
        return Fact(texts=tuple(self._worded(fields["text"])), since=since, until=until, source=source)

    def _bound(self, node: Node | None) -> str | None:
        if node is None:
            return None
        date = self._text(node)
        if not is_bound(date):
            raise self._at(node, f"has the date {date!r}", "write it as 2021, 2021-05 or 2021-05-17")
        return date

    def _link(self, node: Node) -> str:
        address = self._text(node)
        if not address.startswith(_WEB):
            raise self._at(node, f"has the link {address!r}", "begin it with https:// or http://")
        return address

    def _worded(self, node: Node) -> Iterator[Worded]:
        """Plain text, a list of texts, or either of them per language."""
        if isinstance(node, MappingNode):
            for key, value in node.value:
                for text in self._texts(value):
                    yield Worded(text=text, language=self._text(key))
        else:
            yield from (Worded(text=text) for text in self._texts(node))

    def _texts(self, node: Node) -> list[str]:
        if isinstance(node, SequenceNode) and node.value:
            return [self._text(item) for item in node.value]
        return [self._text(node)]

    def _fields(self, node: Node, known: set[str], needed: set[str]) -> dict[str, Node]:
        if not isinstance(node, MappingNode):
            raise self._at(node, "has something else where fields are expected", "see docs/background.md")
        fields: dict[str, Node] = {}
        for key, value in node.value:
            name = self._text(key)
            if name not in known or name in fields:
                fault = "twice the field" if name in fields else "an unknown field"
                raise self._at(key, f"has {fault} {name!r}", f"the fields are: {', '.join(sorted(known))}")
            fields[name] = value
        if lacking := needed - fields.keys():
            raise self._at(node, f"lacks {' and '.join(sorted(lacking))}", "add it")
        return fields

    def _items(self, node: Node | None, what: str) -> list[Node]:
        if node is None:
            return []
        if not isinstance(node, SequenceNode):
            raise self._at(node, f"has something else where {what} is expected", "begin each item with a hyphen")
        return list(node.value)

    def _text(self, node: Node) -> str:
        if not isinstance(node, ScalarNode) or not (text := str(node.value).strip()):
            raise self._at(node, "has no text where text is expected", "write it, in quotation marks if need be")
        return text

    def _at(self, node: Node, what: str, remedy: str) -> Unreadable:
        return self._error(node.start_mark.line + 1, what, remedy)

    def _error(self, line: int, what: str, remedy: str) -> Unreadable:
        return Unreadable(f"{self.path}, line {line}", what, remedy)
