"""What every tracer promises."""

import pickle
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.engine import Engine, announced, build
from onrecord.records import Credit, PageReading, Reprint
from onrecord.spread import Issued, Tracer, trace
from tests.spread.articles import BRIDGE, DISPATCHES, FERRY, OWN, SAMPLE, page, sample_page

ENGINES = sorted(point.name for point in announced("spread"))
ADDRESS = "https://gazette.example/ferry"


@pytest.fixture(params=ENGINES, scope="module")
def tracer(request: pytest.FixtureRequest) -> Tracer:
    return cast("Tracer", build("spread", request.param))


def traced(tracer: Tracer, reading: PageReading) -> Reprint:
    return trace(tracer, reading, ADDRESS, DISPATCHES)


def mapped(reprint: Reprint) -> list[tuple[int | None, int | None, str]]:
    return [(passage.page_block, passage.dispatch_block, passage.state) for passage in reprint.passages]


def test_is_an_engine(tracer: Tracer) -> None:
    assert isinstance(tracer, Engine)
    assert tracer.missing() is None


def test_a_whole_copy(tracer: Tracer) -> None:
    reprint = traced(tracer, page(("title", FERRY.title), *FERRY.blocks))
    assert (reprint.page, reprint.dispatch, reprint.share, reprint.headline) == (ADDRESS, "ferry", 1.0, None)
    assert mapped(reprint) == [(index + 1, index, "kept") for index in range(5)]


def test_another_article_is_no_reprint(tracer: Tracer) -> None:
    assert traced(tracer, page(*OWN)) == Reprint(page=ADDRESS, dispatch=None)


def test_an_article_that_quotes_the_same_speech_is_no_reprint(tracer: Tracer) -> None:
    quotation = FERRY.blocks[1].partition("”")[0] + ",” the minister promised to a crowd of islanders in the rain."
    assert traced(tracer, page(OWN[0], quotation, OWN[1])).dispatch is None


def test_an_honest_article_about_the_same_release_carries_no_dispatch(tracer: Tracer) -> None:
    article = sample_page("article")
    assert trace(tracer, article, ADDRESS, [SAMPLE]) == Reprint(page=ADDRESS, dispatch=None)


def test_names_dates_and_phrases_of_the_trade_are_nobodys(tracer: Tracer) -> None:
    names = "On 20 March 2024 the Office of the Harbour Commissioner released a video of"
    others = "the Assembly of Port Sarand, held on 14 March 1999"
    article = page(*OWN, f"{names} which the town speaks. A recording shows {others}.")
    assert trace(tracer, article, ADDRESS, [SAMPLE]).dispatch is None


def test_long_quotations_alone_are_nobodys(tracer: Tracer) -> None:
    speech = " ".join(f"{word} {number}a" for number, word in enumerate("we shall keep the lamp and the quay" * 20))
    issued = Issued(id="speech", title="", blocks=(f"“{speech}”", *FERRY.blocks))
    assert trace(tracer, page(OWN[0], f"“{speech}”", OWN[1]), ADDRESS, [issued]).dispatch is None


def test_the_reprint_of_the_same_release_is_found(tracer: Tracer) -> None:
    reprint = trace(tracer, sample_page("reprint"), ADDRESS, [SAMPLE])
    assert (reprint.dispatch, reprint.credit) == ("sample", "missing")
    assert reprint.headline is not None
    assert reprint.headline.after == "Secret Half of 1999 Speech Finally Revealed"
    assert reprint.share > 0.4


def test_a_text_that_was_polished_in_every_sentence_is_found(tracer: Tracer) -> None:
    polished = [" ".join(w if n % 7 else "indeed" for n, w in enumerate(b.split(), 1)) for b in FERRY.blocks]
    assert traced(tracer, page(*polished)).dispatch == "ferry"


def test_two_paragraphs_in_another_article_are_a_reprint(tracer: Tracer) -> None:
    reprint = traced(tracer, page(OWN[0], FERRY.blocks[2], OWN[1], FERRY.blocks[4]))
    assert reprint.dispatch == "ferry"
    assert 0.2 < reprint.share < 0.4
    assert mapped(reprint) == [
        (0, None, "added"),
        (1, 2, "kept"),
        (2, None, "added"),
        (3, 4, "kept"),
        (None, 0, "dropped"),
        (None, 1, "dropped"),
        (None, 3, "dropped"),
    ]


def test_related_headlines_and_comments_do_not_count(tracer: Tracer) -> None:
    around = [("related", block) for block in FERRY.blocks]
    assert traced(tracer, page(OWN[0], *around, ("comment", FERRY.blocks[0]))).dispatch is None  # type: ignore[arg-type]  # roles


def test_changed_words_are_edits(tracer: Tracer) -> None:
    changed = FERRY.blocks[2].replace("Records", "Papers").replace(", word for word,", "")
    reprint = traced(tracer, page(FERRY.blocks[0], changed))
    edits = [(edit.kind, edit.quoted, edit.said) for edit in reprint.passages[1].edits]
    assert reprint.passages[1].state == "changed"
    assert edits == [("replaced", "Papers", "Records"), ("dropped", "", "word for word")]


def test_punctuation_and_case_are_no_edits(tracer: Tracer) -> None:
    reprint = traced(tracer, page(*(block.upper().replace("“", '"').replace("”", '"') for block in FERRY.blocks)))
    assert {passage.state for passage in reprint.passages} == {"kept"}


def test_a_paragraph_in_another_place_was_moved(tracer: Tracer) -> None:
    blocks = [FERRY.blocks[index] for index in (0, 2, 3, 4, 1)]
    assert mapped(traced(tracer, page(*blocks)))[-1] == (4, 1, "moved")


def test_joined_and_split_paragraphs_are_kept(tracer: Tracer) -> None:
    first, rest = FERRY.blocks[1].split("quay. ")
    reprint = traced(tracer, page(f"{FERRY.blocks[2]} {FERRY.blocks[3]}", first + "quay.", rest, FERRY.blocks[4]))
    assert [(p.page_block, p.dispatch_block, p.edits) for p in reprint.passages if p.page_block is not None] == [
        (0, 2, ()),
        (0, 3, ()),
        (1, 1, ()),
        (2, 1, ()),
        (3, 4, ()),
    ]


def test_a_changed_headline(tracer: Tracer) -> None:
    reprint = traced(tracer, page(("title", "Ferry to sail soon"), *FERRY.blocks))
    assert reprint.headline is not None
    assert (reprint.headline.before, reprint.headline.after) == (FERRY.title, "Ferry to sail soon")


def test_an_article_that_carries_a_little_has_its_own_headline(tracer: Tracer) -> None:
    reprint = traced(tracer, page(("title", "A winter without ships"), *OWN, FERRY.blocks[4]))
    assert (reprint.dispatch, reprint.headline) == ("ferry", None)


def test_a_copy_without_headline_has_changed_none(tracer: Tracer) -> None:
    reprint = traced(tracer, page(("title", FERRY.blocks[0]), *FERRY.blocks[1:]))
    assert reprint.headline is None
    assert mapped(reprint)[0] == (0, 0, "kept")


REPRINTED = Credit(publisher="Harbour Desk", kind="reprint", text="First published by the Harbour Desk.")
AGENCY = Credit(publisher="AVP", kind="agency", text="With reporting by AVP")
OTHER = Credit(publisher="Coast Wire", kind="reprint", text="Source: Coast Wire")


@pytest.mark.parametrize(
    ("reading", "credit"),
    [
        (page(*FERRY.blocks), "missing"),
        (page(*FERRY.blocks, credit=REPRINTED), "kept"),
        (page(*FERRY.blocks, ("credit", "Courtesy of THE HARBOUR DESK")), "kept"),
        (page(("byline", "By Ira Lund, Harbour Desk"), *FERRY.blocks), "kept"),
        (page(*FERRY.blocks, "h/t: Harbour Desk"), "kept"),
        (page(f"(Harbour Desk) – {FERRY.blocks[0]}", *FERRY.blocks[1:]), "kept"),
        (page(f"According to the Harbour Desk, t{FERRY.blocks[0][1:]}", *FERRY.blocks[1:]), "kept"),
        (page(*FERRY.blocks, credit=OTHER), "changed"),
        (page(*FERRY.blocks, ("credit", "Source: Coast Wire")), "changed"),
        (page(*FERRY.blocks, "h/t: Coast Wire"), "changed"),
        (page(*FERRY.blocks, "وفقًا لصحيفة الساحل"), "changed"),
        (page(*FERRY.blocks, "به گزارش روزنامهٔ ساحل"), "changed"),
        (page(f"(Coast Wire) – {FERRY.blocks[0]}", *FERRY.blocks[1:]), "changed"),
        (page(("byline", "By Ira Lund"), *FERRY.blocks), "missing"),
        (page(*FERRY.blocks, ("credit", AGENCY.text), credit=AGENCY), "missing"),
        (
            page(*FERRY.blocks, "The Harbour Desk has been busy this winter, and so have we, as you know."),
            "missing",
        ),
        (page(*FERRY.blocks, ("related", "Harbour Desk: more")), "missing"),
    ],
)
def test_credit(tracer: Tracer, reading: PageReading, credit: str) -> None:
    assert traced(tracer, reading).credit == credit


@pytest.mark.parametrize(
    ("links", "text", "found"),
    [
        ((), "", False),
        (("http://www.harbourdesk.example/dispatches/ferry?from=gazette#top",), "", True),
        (("https://harbourdesk.example/",), "", False),
        (("https://[broken", "not an address"), "", False),
        ((), "More at harbourdesk.example/dispatches/ferry.", True),
    ],
)
def test_a_link_back(tracer: Tracer, links: tuple[str, ...], text: str, *, found: bool) -> None:
    assert traced(tracer, page(*FERRY.blocks, text, links=links)).link is found


def test_promotion_that_was_taken_out(tracer: Tracer) -> None:
    assert traced(tracer, page(*FERRY.blocks)).promo_removed == FERRY.promos
    assert traced(tracer, page(*FERRY.blocks, FERRY.promos[0].upper())).promo_removed == ()


def test_of_two_dispatches_the_one_that_is_carried_most(tracer: Tracer) -> None:
    assert traced(tracer, page(FERRY.blocks[0], *BRIDGE.blocks)).dispatch == "bridge"


def test_a_note_of_the_house_shows_no_dispatch(tracer: Tracer) -> None:
    note = "The Harbour Desk is kept by nine people in three towns, who take no money from any ministry or shipyard."
    dispatches = [Issued(id=str(number), title="", blocks=(note, OWN[number % 2])) for number in range(4)]
    assert trace(tracer, page(note, FERRY.blocks[0]), ADDRESS, dispatches).dispatch is None


def test_right_to_left_text(tracer: Tracer) -> None:
    blocks = (
        "وزارت دریا گفت که کشتی چکاوک تا هشت روز دیگر دوباره به راه می‌افتد، هرچند که در تقویم کارگاه جایی نیست.",
        "سیصد خانواده در جزیره‌های شمالی زندگی می‌کنند و از توفان شهریور تا امروز هیچ کشتی به آنجا نرسیده است.",
    )
    issued = Issued(id="fa", title="کشتی", blocks=blocks, credit=("میز بندر",), language="fa")
    arabic = tuple(block.replace("ی", "ي").replace("ک", "ك") for block in blocks)
    reprint = trace(tracer, page(*arabic, ("credit", "منبع: ميز بندر")), ADDRESS, [issued])
    assert (reprint.dispatch, reprint.share, reprint.credit) == ("fa", 1.0, "kept")


def test_nothing_to_compare(tracer: Tracer) -> None:
    assert trace(tracer, page(), ADDRESS, DISPATCHES).dispatch is None
    assert trace(tracer, page(*OWN), ADDRESS, []).dispatch is None
    assert trace(tracer, page("—", "…"), ADDRESS, [Issued(id="x", title="", blocks=("", "***"))]).dispatch is None


def test_records_survive_pickling(tracer: Tracer) -> None:
    reprint = traced(tracer, page(*FERRY.blocks))
    for thing in (tracer, FERRY, reprint):
        assert pickle.loads(pickle.dumps(thing)) == thing  # noqa: S301  # our own bytes


@pytest.mark.parametrize(
    "blocks", [("no " * 100_000,), ("ha ha ha",) * 20_000, (" ".join(FERRY.blocks),) * 200, ("a b c d e f " * 20_000,)]
)
@pytest.mark.timeout(20)
def test_pages_that_repeat_themselves_end(tracer: Tracer, blocks: tuple[str, ...]) -> None:
    refrain = Issued(id="refrain", title="", blocks=("ha ha ha",) * 500 + ("no " * 20_000, "a b c d e f " * 1000))
    trace(tracer, page(*blocks), ADDRESS, [refrain, FERRY])


@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_kept_paragraphs_are_found_whatever_stands_between(tracer: Tracer, data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(5)))
    kept = order[: data.draw(st.integers(2, 5))]
    blocks: list[str] = []
    places: dict[int, int] = {}
    for index in kept:
        blocks += data.draw(st.lists(st.text(max_size=30), max_size=2))
        places[index] = len(blocks)
        blocks.append(FERRY.blocks[index])
    reprint = traced(tracer, page(*blocks))
    assert reprint.dispatch == "ferry"
    found = {p.dispatch_block: p.page_block for p in reprint.passages if p.state in {"kept", "changed", "moved"}}
    assert found == places
    assert {p.dispatch_block for p in reprint.passages if p.state == "dropped"} == set(range(5)) - set(kept)
    expected = sum(len(FERRY.blocks[index].split()) for index in kept) / sum(
        len(block.split()) for block in FERRY.blocks
    )
    assert reprint.share == pytest.approx(expected, abs=0.02)
