"""Golden answer of the engine `words`, version 2. Where it changes, its version must rise."""

from onrecord.records import Edit, HeadlineChange, Passage, Reprint
from onrecord.spread import trace
from onrecord.spread.engines.words import WordsTracer
from tests.spread.articles import DISPATCHES, FERRY, OWN, page


def test_golden() -> None:
    assert WordsTracer.version == "2"
    reading = page(
        ("title", "Ferry will sail in eight days"),
        FERRY.blocks[0].replace("on Tuesday ", "").replace(", although the shipyard's own calendar", ". The calendar"),
        OWN[1],
        FERRY.blocks[2],
        ("credit", "Source: Coast Wire"),
        links=("https://harbourdesk.example/dispatches/ferry",),
    )
    assert trace(WordsTracer(), reading, "https://gazette.example/1", DISPATCHES) == Reprint(
        page="https://gazette.example/1",
        dispatch="ferry",
        share=46 / 129,
        headline=HeadlineChange(before="Ministry counts the ferry twice", after="Ferry will sail in eight days"),
        passages=(
            Passage(
                page_block=1,
                dispatch_block=0,
                state="changed",
                edits=(
                    Edit(kind="dropped", quoted="", said="on Tuesday"),
                    Edit(kind="dropped", quoted="", said="although"),
                    Edit(kind="dropped", quoted="", said="shipyard's own"),
                ),
            ),
            Passage(page_block=2, dispatch_block=None, state="added"),
            Passage(page_block=3, dispatch_block=2, state="kept"),
            Passage(page_block=4, dispatch_block=None, state="added"),
            Passage(page_block=None, dispatch_block=1, state="dropped"),
            Passage(page_block=None, dispatch_block=3, state="dropped"),
            Passage(page_block=None, dispatch_block=4, state="dropped"),
        ),
        credit="changed",
        link=True,
        promo_removed=FERRY.promos,
    )
