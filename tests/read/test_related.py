"""Headlines of other articles between the paragraphs of one."""

import pytest

from onrecord.read import signs
from onrecord.read.markup import parse, pieces
from onrecord.read.piece import Piece
from onrecord.read.plaintext import plain_pieces
from onrecord.read.related import related
from onrecord.read.signs import Line
from onrecord.words import words

PROSE = (
    "The council of Northquay decided on Tuesday to rebuild the old harbour within three years.",
    "The mayor said that the work would begin in the spring and that the money was there.",
    "Those who live by the quay have complained for years of the state of the harbour's wall.",
    "The final report is to reach the council before the month ends, and then there will be a vote.",
)
WORDS = frozenset(word.folded for word in words(" ".join(PROSE)))
HEADLINE = "Nine Hundred Lanterns Sold at Auction in Westmere"
SLUG = "https://quaypost.example/2031/nine-hundred-lanterns-sold-at-auction"


def on_page(markup: str) -> list[str]:
    """The texts taken for related headlines where this markup stands between paragraphs of a page."""
    paragraphs = [f"<p>{one}</p>" for one in PROSE]
    tree = parse("<html><body><main>" + "".join([*paragraphs[:2], markup, *paragraphs[2:]]) + "</main></body></html>")
    assert tree is not None
    found = pieces(tree, None)
    return [found[i].text for i in sorted(related(found, WORDS))]


def in_copy(*lines: str) -> list[str]:
    """The same of a plain text copy."""
    found = plain_pieces("\n\n".join(["Harbour to be rebuilt", *PROSE[:2], *lines, *PROSE[2:]]))
    return [found[i].text for i in sorted(related(found, WORDS))]


@pytest.mark.parametrize(
    "markup",
    [
        '<p><em><a href="/a/1">{}</a></em></p>',
        '<p>» <a href="/a/1">{}</a></p>',
        '<p><b>In other news:</b> <a href="/a/1">{}</a></p>',
        '<div class="css-1x8hf2k"><div class="a1"><a href="/a/1">{}</a></div></div>',
        '<div data-track="rail-2"><a href="/r?id=9">{}</a></div>',
        '<figure><a href="/a/1"><img src="i.png"></a><figcaption><a href="/a/1">{}</a></figcaption></figure>',
        '<blockquote><a href="/a/1">{}</a></blockquote>',
        '<ul><li><a href="/a/1">{}</a></li></ul>',
        '<aside><h4>See also</h4><p><a href="/a/1">{}</a></p></aside>',
        '<section><header>Recommended</header><article><a href="/a/1"><h3>{}</h3></a></article></section>',
        '<table><tr><td><a href="/a/1">{}</a></td></tr></table>',
        '<p><strong>WATCH:</strong> <a href="/a/1">{}</a></p>',
        '<div><a href="/a/1">{}</a><br><small>By Ada Quill, 4 May 2031</small></div>',
        '<np-teaser><a href="/a/1">{}</a></np-teaser>',
        '<p><a href="/a/1">{}</a> (The Anchor, 4 May)</p>',
        '<p class="teaser">{}</p>',
        "<p>Read more: {}</p>",
    ],
)
@pytest.mark.parametrize("headline", [HEADLINE, "The gulls leave early", "اكتشاف كنز من العملات الفضية في قرية جبلية"])
def test_a_headline_is_found_in_any_markup(markup: str, headline: str) -> None:
    assert any(headline in text for text in on_page(markup.format(headline)))


def test_the_address_may_spell_a_headline_that_ends_with_a_stop() -> None:
    assert on_page(f'<p><a href="{SLUG}">Nine hundred lanterns sold at auction.</a></p>')
    assert not on_page('<p><a href="/a/1">The whole report of the council can be read here.</a></p>')


@pytest.mark.parametrize(
    "markup",
    [
        "<h2>The Harbour and Its Builders</h2>",
        "<p><strong>What those who live by the quay want</strong></p>",
        "<p><b>Why did you vote against the plan in the end?</b></p>",
        "<blockquote>“We were promised a harbour, and we were given a hole”</blockquote>",
        "<p>“Bread for All, Work for All, a Harbour for All”</p>",
        "<ul><li>A new wall, nine metres high</li><li>Stone from the nearby hills</li></ul>",
        "<p>It was too late.</p>",
        f'<p>{PROSE[0]} <a href="/a/1">{HEADLINE}</a>, as was said.</p>',
    ],
)
def test_lines_of_the_article_itself_stay(markup: str) -> None:
    assert not on_page(markup)


@pytest.mark.parametrize(
    "line",
    [
        HEADLINE,
        HEADLINE.upper(),
        "Does the Old Lighthouse of Westmere Need a Keeper?",
        "Fishermen complain of empty nets for a third year",
        "Un trésor de pièces d'argent découvert dans un village",
        "فيلم جديد عن آخر حارس للمنارة القديمة",
        "‘We Will Not Pay for Lanterns,’ Keepers Tell Westmere",
        "“No Deal on Lanterns” – Keepers of Westmere Walk Out",
        "Ferry Owners: ‘We Will Not Pay Twice’",
    ],
)
def test_a_headline_is_found_in_a_plain_copy(line: str) -> None:
    assert in_copy(line) == [line]


@pytest.mark.parametrize(
    "lines",
    [
        ["A wall for the old harbour"],
        ["What the council's final report says of the wall"],
        ["What was the hardest day of those three years for you?"],
        ["“Bread for All, Work for All, a Harbour for All”"],
        ["And then she was silent."],
        ["The Westmere Courier Reports:"],
        ["“We have waited nine years for a wall that was promised in one” — Otto Brand"],
        [f"{HEADLINE}."],
        ["The Crowd Sang Until Midnight."],
        ["“We will never sell it.” — Harbour Master Nan Tully, 4 May 2031"],
        ["“We will not sell it.” — Nan Tully"],
        ["“Come to the gate, all who wait.” – Book of Gulls 11:28"],
        ["“Come to the gate, all who wait” (Gulls 11:28)"],
        ["»Man muss«, so Priem, »auch einmal verlieren können.«"],
        ["“The Keeper Will Answer,” she said"],
        ["“The Keeper Will Answer,” Nan Tully said"],
        ["“The Keeper Will Answer in Writing”, she said"],
        ["Tully told them:", "“The Old Lanterns Were Sold at Noon"],
        ["- stone from the hills near Westmere, cut by hand"],
        ["Flour, butter, two eggs, salt and a spoon of honey"],
        [
            "The gulls that cry above",
            "Have seen them come and go",
            "And what the tide has told",
            "Is more than stone can know",
        ],
    ],
)
def test_lines_of_a_plain_copy_that_stay(lines: list[str]) -> None:
    assert not in_copy(*lines)


def test_a_label_speaks_for_all_headlines_under_it() -> None:
    under = ["Related stories", "The gulls leave early", "Snow on the quay", "Otto Brand sings again"]
    assert in_copy(*under) == under


def test_a_sentence_stays_however_many_links_it_has() -> None:
    linked = f'<a href="/a/1">{HEADLINE}</a>' * 9
    assert not on_page(
        f"<p>Otto Brand {linked} said on the quay that he had never before heard of any such auction, ever.</p>"
    )


def test_lines_in_the_markup_of_a_headline_are_headlines() -> None:
    one, other = "<p class='x7'>Nine Lanterns Sold at Auction</p>", "<p class='x7'>Lanterns go to Westmere</p>"
    assert on_page(f"{one}<p>{PROSE[0]}</p>{other}") == ["Nine Lanterns Sold at Auction", "Lanterns go to Westmere"]
    assert on_page(other) == []
    assert on_page(f"{one}<p>{PROSE[0]}</p><p>Lanterns go to Westmere</p>") == ["Nine Lanterns Sold at Auction"]


def test_every_sign_says_what_it_rests_on() -> None:
    names = [sign.__name__ for sign, _ in signs.WEIGHTS]
    assert len(set(names)) == len(names)
    assert all(sign.__doc__ for sign, _ in signs.WEIGHTS)


def test_the_weight_is_the_sum_of_the_signs() -> None:
    linked = Piece(text=HEADLINE, tag="p", links=(SLUG,), linked=len(HEADLINE), link_text=HEADLINE)
    line = Line(piece=linked, apart=True, vocabulary=WORDS)
    borne = {sign.__name__ for sign, _ in signs.WEIGHTS if sign(line)}
    assert borne == {"link", "slug", "apart", "title_case", "novel", "strange", "long", "unended"}
    assert signs.weight(line) == 3 + 2 + 1 + 2 + 1 + 1 + 1 + 1
