"""Reading a dispatch's text."""

import pickle
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.dispatch import Reference, read_draft
from onrecord.dispatch.draft import Aside, Break, Figure, Heading, Link, Listing, Paragraph, Placed, Styled, Words
from onrecord.dispatch.reference import SCHEMES
from onrecord.errors import OnrecordError, TooLarge, Unreadable
from tests.dispatch import scene

HEAD = "---\ntitle: T\nlanguage: en\n---\n"


def test_golden_blocks() -> None:
    draft = read_draft(
        f"{HEAD}# One\n\nA *b* [c](https://x.example) `d`  \ne\n\n"
        "> [](quote:r@1-2)\n\n3. f\n\n> g\n\n![h](clip:r@1-3)\n",
        "d",
    )
    quote = Reference(kind="quote", release="r", start_ms=1_000, end_ms=2_000)
    clip = Reference(kind="clip", release="r", start_ms=1_000, end_ms=3_000)
    assert draft.blocks == (
        Heading(level=2, inside=(Words(text="One"),)),
        Paragraph(
            inside=(
                Words(text="A "),
                Styled(style="em", inside=(Words(text="b"),)),
                Words(text=" "),
                Link(address="https://x.example", inside=(Words(text="c"),)),
                Words(text=" "),
                Styled(style="code", inside=(Words(text="d"),)),
                Break(),
                Words(text="e"),
            )
        ),
        Figure(placed=Placed(reference=quote, words="", line=10)),
        Listing(start=3, items=((Paragraph(inside=(Words(text="f"),)),),)),
        Aside(inside=(Paragraph(inside=(Words(text="g"),)),)),
        Figure(placed=Placed(reference=clip, words="h", line=16)),
    )
    assert draft.prose == ("A ", "b", " ", "e", "f")
    assert draft.players == (clip,)


def test_front_matter() -> None:
    draft = read_draft(
        "---\r\ntitle: 'Colons: fine'\r\nsubtitle: S\r\nlanguage: no\r\nauthor: A\r\ndate: 2024-03-24\r\n"
        "as_of: 1999\r\nabout: [a, 17]\r\n---\r\n",
        "d",
    )
    assert (draft.title, draft.subtitle, draft.language, draft.author) == ("Colons: fine", "S", "no", "A")
    assert (draft.date, draft.as_of, draft.about, draft.blocks) == ("2024-03-24", "1999", ("a", "17"), ())


def test_lines_are_counted_inside_a_paragraph() -> None:
    draft = read_draft(f"{HEAD}\none\ntwo [a](quote:r@1-2)\n[b](quote:r@1-2)\n", "d")
    assert [placed.line for placed in draft.placed] == [7, 8]


def test_players_are_the_lead_the_figures_and_the_widest_quotations_that_these_do_not_hold() -> None:
    head = HEAD.replace("language", "about: a\nlanguage")
    text = f"{head}[x](quote:a@1-2) [y](quote:b@1-2) [z](quote:b@1-4)\n\n![](clip:c@1-9)"
    assert [(player.release, player.start_ms) for player in read_draft(text, "d").players] == [
        ("a", None),
        ("c", 1_000),
        ("b", 1_000),
    ]
    assert read_draft(text, "d").players[-1].end_ms == 4_000


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "line 1: has no front matter"),
        ("---\nlanguage: en\n---\n", "line 1: has no title"),
        ("---\ntitle: T\nlanguage: xx-nowhere\n---\n", "line 3: has the unknown language"),
        ("---\ntitle: T\nlanguage: en\ndate: May\n---\n", "line 4: has the date 'May'"),
        ("---\ntitle: T\ntitel: T\n---\n", "line 3: has the field 'titel'"),
        ("---\ntitle: [\n---\n", "is not YAML"),
        ("---\ntitle: &a T\nauthor: *a\n---\n", "line 3: uses an alias"),
        ("---\ntitle: {a: b}\n---\n", "line 2: has no text"),
        (f"---\ntitle: {'[' * 5_000}\n---\n", "line 2: uses an alias"),
        (f"{HEAD}[x](javascript:alert(1))", "line 5: links to 'javascript:alert"),
        (f"{HEAD}[x](file:///etc/passwd)", "line 5: links to"),
        (f"{HEAD}[x](other.html)", "line 5: links to"),
        (f"{HEAD}\na\n[x](quote:r)", "line 7: 'quote:r' names no span"),
        (f"{HEAD}![x](https://x.example/x.png)", "line 5: shows"),
        (f"{HEAD}words ![x](clip:r@1-2)", "line 5: shows a picture amid words"),
        (f"{HEAD}[x](strip:r)", "line 5: links to"),
    ],
)
def test_mistakes_are_named_with_their_line(text: str, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        read_draft(text, "d.md")


def test_a_huge_text_is_refused() -> None:
    with pytest.raises(TooLarge, match="1,000,000"):
        read_draft(HEAD + "a" * 1_000_000, "d.md")


def test_nested_lists_and_quotes_end_somewhere() -> None:
    assert read_draft(HEAD + "> " * 5_000 + "a", "d.md").blocks
    assert read_draft(HEAD + "[" * 5_000, "d.md").blocks


def test_a_draft_survives_pickling() -> None:
    draft = read_draft(scene.DISPATCH, "d.md")
    assert pickle.loads(pickle.dumps(draft)) == draft  # noqa: S301  # our own bytes


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("[x](quote:R@0:38.6-0:43)", Reference(kind="quote", release="R", start_ms=38_600, end_ms=43_000)),
        ("![x](clip:R@0:14-0:20)", Reference(kind="clip", release="R", start_ms=14_000, end_ms=20_000)),
    ],
)
def test_a_span_may_end_on_a_whole_second(text: str, reference: Reference) -> None:
    assert read_draft(HEAD + text, "d").references == (reference,)


def written(reference: Reference) -> str:
    """A reference as an author writes it, with its release percent-encoded."""
    address = f"{reference.kind}:{quote(reference.release, safe='')}"
    if reference.start_ms is not None and reference.end_ms is not None:
        address += f"@{clocked(reference.start_ms)}-{clocked(reference.end_ms)}"
    return address + (f"?lang={reference.language}" if reference.language else "")


def clocked(ms: int) -> str:
    minutes, rest = divmod(ms, 60_000)
    fraction = f".{rest % 1000:03}".rstrip("0") if rest % 1000 else ""
    return f"{minutes}:{rest // 1000:02}{fraction}"


@st.composite
def references(draw: st.DrawFn) -> Reference:
    kind = draw(st.sampled_from(SCHEMES))
    release = draw(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1).filter(str.strip)).strip()
    if kind in {"release", "strip"}:
        return Reference(kind=kind, release=release)
    whole = st.integers(0, 3_000).map(lambda seconds: seconds * 1000)
    start_ms, end_ms = sorted(draw(st.lists(whole | st.integers(0, 3_000_000), min_size=2, max_size=2, unique=True)))
    language = draw(st.sampled_from([None, "en", "pt-BR"])) if kind == "quote" else None
    return Reference(kind=kind, release=release, start_ms=start_ms, end_ms=end_ms, language=language)


@given(references())
def test_every_reference_is_read_as_it_is_written(reference: Reference) -> None:
    link = f"[x]({written(reference)})"
    text = link if reference.kind in {"quote", "release"} else f"!{link}"
    assert read_draft(HEAD + text, "d").references == (reference,)


@given(st.text())
def test_every_text_is_a_draft_or_a_sentence(text: str) -> None:
    for whole in (text, HEAD + text):
        try:
            read_draft(whole, "d.md")
        except OnrecordError as error:
            assert str(error).startswith("d.md")  # noqa: PT017  # most texts are fine
