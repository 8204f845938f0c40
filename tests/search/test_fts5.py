"""Golden answers of the engine `fts5`, version 1. Where they change, its version must rise."""

from onrecord.records import Hit
from onrecord.search import Question, search
from onrecord.search.engines.fts5 import Fts5Searcher
from tests.search.conftest import Stand


def test_golden(stand: Stand) -> None:
    assert Fts5Searcher.version == "1"
    assert search(Fts5Searcher(), Question(words="opens HARBOUR"), stand.shelf, stand.texts) == (
        Hit(
            release="r3",
            kind="page",
            title="Averland's harbour",
            language="en",
            speaker=None,
            start=4,
            end=17,
            start_ms=None,
            end_ms=None,
            snippet="The harbour opens on Friday. No ship has come yet; the harbour-master waits",
        ),
        Hit(
            release="r1",
            kind="transcript",
            title="The harbour opens",
            language="en-GB",
            speaker="Lena Marsh",
            start=28,
            end=41,
            start_ms=3500,
            end_ms=6000,
            snippet="Good morning. Today the new harbour opens, and the Minister ♪ — is it true? — will speak at noon",
        ),
    )
