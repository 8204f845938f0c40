"""What a published page shows, worked out before any of it is laid out."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from onrecord.captions import same_language
from onrecord.dispatch.columns import Columns, chosen, side_by_side
from onrecord.dispatch.draft import Block, Draft, Placed
from onrecord.dispatch.material import Evidence, Material, Recording
from onrecord.dispatch.naming import link_names
from onrecord.dispatch.reference import Reference
from onrecord.errors import Unknown
from onrecord.records import Card, Checked, Cue, Fact, Line, Pick, PickedLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """Subtitles of one player. Times are those of its file."""

    language: str | None
    original: bool
    machine: bool
    cues: tuple[Cue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Player:
    """A recording on the page. It begins `start_ms` into its release; `transcript` has the release's times."""

    id: str
    reference: Reference
    recording: Recording
    evidence: Evidence
    transcript: Columns
    tracks: tuple[Track, ...]

    @property
    def start_ms(self) -> int:
        """Where in its release the file begins."""
        return self.reference.start_ms or 0

    @property
    def end_ms(self) -> int:
        """Where in its release the file ends."""
        return self.start_ms + self.recording.duration_ms


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """The words of a quotation in one language."""

    text: str
    language: str | None
    original: bool
    machine: bool
    translator: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A quotation as it is written, the record's words beside it, and where it plays."""

    number: int
    placed: Placed
    pick: Pick
    evidence: Evidence
    written: Side
    sides: tuple[Side, ...]
    player: Player | None
    checked: Checked | None

    @property
    def verdict(self) -> str:
        """The verdict; or that the words come from the record itself; or that nobody has checked them."""
        if self.checked is not None:
            return self.checked.verdict
        return "not checked" if self.placed.words else "from the record"

    @property
    def speaker(self) -> str | None:
        """Who speaks, as far as the record knows."""
        return self.pick.speaker


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A card in the language of the page. A fact without words in it is shown in those that it has."""

    card: Card
    name: str
    facts: tuple[tuple[str, str | None, Fact], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """All that a page shows. `players` are those that can be played; `rest` are those that the text does not show."""

    draft: Draft
    material: Material
    blocks: tuple[Block, ...]
    players: Mapping[Reference, Player]
    lead: Player | None
    rest: tuple[Player, ...]
    quotes: Mapping[Placed, Quote]
    notes: tuple[Note, ...]

    @property
    def releases(self) -> Mapping[str, Evidence]:
        """The releases that the page rests on, in the order of the draft."""
        return {release: self.material.releases[release] for release in self.draft.releases}

    @property
    def background_date(self) -> str | None:
        """The date whose background counts."""
        return self.draft.as_of or self.draft.date


def make_page(draft: Draft, material: Material) -> Page:
    """Work out the page of a draft whose references are all resolved.

    Raises:
        Unknown: A recording that the text shows, or a translation that it quotes, is not in the material.
    """
    material = replace(material, releases={name: _public(kept) for name, kept in material.releases.items()})
    players = {
        reference: _player(f"player-{number}", reference, material, draft.language)
        for number, reference in enumerate(draft.players, 1)
        if reference in material.media
    }
    shown = {placed.reference for placed in draft.figures}
    apart = {reference: player for reference, player in players.items() if reference not in shown}
    lead = next((player for reference, player in apart.items() if reference.kind == "release"), None)
    return Page(
        draft=draft,
        material=material,
        blocks=link_names(draft.blocks, material.names),
        players=players,
        lead=lead,
        rest=tuple(player for player in apart.values() if player is not lead),
        quotes=_quotes(draft, material, players),
        notes=tuple(_note(card, draft.language) for card in material.cards),
    )


def _public(evidence: Evidence) -> Evidence:
    """The release without the path that a file was added from: how a desk's disks are laid out is nobody's business."""
    capture = evidence.capture
    if capture.address.startswith(("https://", "http://")):
        return evidence
    return replace(evidence, capture=replace(capture, address=capture.name))


def _player(identity: str, reference: Reference, material: Material, language: str) -> Player:
    evidence, recording = material.releases[reference.release], material.media[reference]
    start_ms = reference.start_ms or 0
    end_ms = start_ms + recording.duration_ms
    whole = side_by_side(evidence, chosen(evidence.translations, language))
    rows = tuple(row for row in whole.rows if row.start_ms < end_ms and row.end_ms > start_ms)
    return Player(
        id=identity,
        reference=reference,
        recording=recording,
        evidence=evidence,
        transcript=Columns(columns=whole.columns, rows=rows),
        tracks=_tracks(evidence, start_ms, end_ms),
    )


def _tracks(evidence: Evidence, start_ms: int, end_ms: int) -> tuple[Track, ...]:
    """The subtitles of a stretch in every language that has any, the original first."""
    tracks = []
    if (transcript := evidence.transcript) is not None:
        cues = _within(transcript.cues, start_ms, end_ms)
        tracks.append(Track(language=transcript.language, original=True, machine=transcript.machine, cues=cues))
    for translation in evidence.translations:
        cues = _within(translation.lines, start_ms, end_ms)
        tracks.append(Track(language=translation.language, original=False, machine=translation.machine, cues=cues))
    return tuple(track for track in tracks if track.cues)


def _within(lines: tuple[Cue, ...] | tuple[Line, ...], start_ms: int, end_ms: int) -> tuple[Cue, ...]:
    """The lines of a stretch, cut to it, with times that begin where it begins."""
    return tuple(
        Cue(
            text=line.text,
            start_ms=max(line.start_ms, start_ms) - start_ms,
            end_ms=min(line.end_ms, end_ms) - start_ms,
            speaker=line.speaker if isinstance(line, Cue) else None,
        )
        for line in lines
        if line.start_ms is not None
        and line.end_ms is not None
        and max(line.start_ms, start_ms) < min(line.end_ms, end_ms)
    )


def _quotes(draft: Draft, material: Material, players: Mapping[Reference, Player]) -> dict[Placed, Quote]:
    placed = dict.fromkeys(placed for placed in draft.placed if placed.reference.kind == "quote")
    return {quoted: _quote(number, quoted, draft, material, players) for number, quoted in enumerate(placed, 1)}


def _quote(number: int, placed: Placed, draft: Draft, material: Material, players: Mapping[Reference, Player]) -> Quote:
    pick = material.quotes[placed.reference]
    line = _asked(pick, placed, draft.name)
    written = _side(line, pick, placed.words or " ".join(line.text.split()))
    beside = _beside(pick, line, draft.language)
    sides = [written, *(_side(other, pick, " ".join(other.text.split())) for other in beside)]
    return Quote(
        number=number,
        placed=placed,
        pick=pick,
        evidence=material.releases[placed.reference.release],
        written=written,
        sides=tuple(sorted(sides, key=lambda side: not side.original)),
        player=next((player for player in players.values() if player.reference.holds(placed.reference)), None),
        checked=material.verdicts.get(placed),
    )


def _asked(pick: Pick, placed: Placed, name: str) -> PickedLine:
    """The line on the record whose words are quoted: the original, or the translation that `?lang=` asks for."""
    wanted = placed.reference.language
    if wanted is None:
        return pick.original
    for line in (pick.original, *pick.translations):
        if line.language is not None and same_language(line.language, wanted):
            return line
    raise Unknown(
        f"{name}, line {placed.line}", f"asks for words in {wanted}, which the record has not", "leave out ?lang="
    )


def _beside(pick: Pick, line: PickedLine, language: str) -> tuple[PickedLine, ...]:
    """What stands beside the quoted line: the original of a translation, a translation of an original."""
    if line is not pick.original:
        return (pick.original,)
    own = line.language is not None and same_language(line.language, language)
    known = [other for other in pick.translations if other.language is not None]
    fitting = [other for other in known if other.language and same_language(other.language, language)]
    return () if own else (*fitting, *known)[:1]


def _side(line: PickedLine, pick: Pick, text: str) -> Side:
    return Side(
        text=text,
        language=line.language,
        original=line is pick.original,
        machine=line.machine,
        translator=line.translator,
    )


def _note(card: Card, language: str) -> Note:
    names = [name for name in card.names if name.language is not None and same_language(name.language, language)]
    facts = []
    for fact in card.facts:
        own = [text for text in fact.texts if text.language is None or same_language(text.language, language)]
        words = (own or list(fact.texts))[0]
        facts.append((words.text, words.language, fact))
    return Note(card=card, name=(names or list(card.names))[0].text, facts=tuple(facts))
