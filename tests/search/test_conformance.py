"""What every searcher promises."""

# ruff: noqa: RUF001  # letters of several scripts are what is looked for

import pickle
import tempfile
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.engine import Engine, announced, build
from onrecord.errors import Damaged, InputError
from onrecord.records import Cue, Hit
from onrecord.search import Question, Searchable, Searcher, Shelf, search
from onrecord.words import words
from tests.search.conftest import OPENING, PAGE, Stand

ENGINES = sorted(point.name for point in announced("search"))


@pytest.fixture(params=ENGINES, scope="module")
def searcher(request: pytest.FixtureRequest) -> Searcher:
    return cast("Searcher", build("search", request.param))


def ask(searcher: Searcher, stand: Stand, typed: str, **filters: str | int) -> tuple[Hit, ...]:
    return search(searcher, Question(words=typed, **filters), stand.shelf, stand.texts)  # type: ignore[arg-type]  # by name


def quoted(hit: Hit, stand: Stand) -> str:
    item = {"r1": "opening", "r2": "persian", "r3": "page"}[hit.release]
    return stand.originals[item][hit.start : hit.end]


def test_is_an_engine(searcher: Searcher) -> None:
    assert isinstance(searcher, Engine)
    assert searcher.missing() is None


def test_a_phrase_across_two_lines_lands_on_its_second(searcher: Searcher, stand: Stand) -> None:
    (hit,) = ask(searcher, stand, '"new harbour"')
    assert quoted(hit, stand) == "new\nharbour"
    assert (hit.start_ms, hit.end_ms) == (1000, 6000)
    assert "the new harbour opens" in hit.snippet


def test_a_phrase_inside_one_line_has_its_times(searcher: Searcher, stand: Stand) -> None:
    (hit,) = ask(searcher, stand, "“at noon”")
    assert (quoted(hit, stand), hit.start_ms, hit.end_ms) == ("at noon", 7000, 9000)


def test_a_page_has_places_but_no_times(searcher: Searcher, stand: Stand) -> None:
    (hit,) = ask(searcher, stand, "harbour-master")
    assert (quoted(hit, stand), hit.kind, hit.start_ms, hit.end_ms) == ("harbour-master", "page", None, None)


def test_right_to_left_text_is_found_in_any_spelling(searcher: Searcher, stand: Stand) -> None:
    for typed in ("کشتی‌ها", "كشتيها", '"کشتی‌ها 12 نفرند"', "کشت*"):
        (hit,) = ask(searcher, stand, typed)
        assert quoted(hit, stand).startswith("كشتي‌ها"), typed
        assert hit.start_ms == 3500
    (hit,) = ask(searcher, stand, '"بندر تازه باز"')
    assert quoted(hit, stand) == "بندرِ تازه\nباز"


def test_all_words_must_stand_in_the_item(searcher: Searcher, stand: Stand) -> None:
    assert [hit.release for hit in ask(searcher, stand, "harbour ship")] == ["r3"]
    assert ask(searcher, stand, "harbour submarine") == ()


def test_nothing_asked_nothing_found(searcher: Searcher, stand: Stand) -> None:
    assert ask(searcher, stand, " ?! ") == ()


def test_the_limit_holds(searcher: Searcher, stand: Stand) -> None:
    assert len(ask(searcher, stand, "the", limit=2)) == 2
    assert ask(searcher, stand, "the", limit=0) == ()


@pytest.mark.parametrize(
    ("filters", "releases"),
    [
        ({}, {"r1", "r3"}),
        ({"language": "en"}, {"r1", "r3"}),
        ({"language": "en-US"}, {"r1", "r3"}),
        ({"language": "fa"}, set()),
        ({"speaker": "marsh"}, {"r1"}),
        ({"speaker": "MARSH, Lena"}, {"r1"}),
        ({"speaker": "reed"}, set()),
        ({"source": "port office"}, {"r1"}),
        ({"since": "2021-03-06"}, {"r3"}),
        ({"until": "2021-03-05"}, {"r1"}),
        ({"since": "2022"}, set()),
    ],
)
def test_filters(searcher: Searcher, stand: Stand, filters: dict[str, str], releases: set[str]) -> None:
    assert {hit.release for hit in ask(searcher, stand, "harbour", **filters)} == releases


def test_a_speaker_is_the_one_who_says_the_words(searcher: Searcher, stand: Stand) -> None:
    (hit,) = ask(searcher, stand, "true", speaker="reed")
    assert hit.speaker == "A reporter, Tomas Reed"
    assert ask(searcher, stand, "true", speaker="marsh") == ()


def test_a_date_that_is_none_is_refused(searcher: Searcher, stand: Stand) -> None:
    with pytest.raises(InputError, match="date 'last week': is not a date; write it"):
        ask(searcher, stand, "harbour", since="last week")


def test_what_is_removed_is_gone_at_once(searcher: Searcher, stand: Stand) -> None:
    stand.shelf.remove([OPENING.item])
    assert [hit.release for hit in ask(searcher, stand, "harbour opens")] == ["r3"]
    assert stand.shelf.items() == {"persian", "page"}


def test_a_time_that_no_recording_has_stops_nothing(searcher: Searcher, tmp_path: Path) -> None:
    cue = Cue(text="the harbour opens", start_ms=-1, end_ms=10**30)
    stand = Stand(Shelf(tmp_path)).add(Searchable(item="x", release="r", kind="transcript", segments=(cue,)))
    (hit,) = search(searcher, Question(words="harbour"), stand.shelf, stand.texts)
    assert (hit.start_ms, hit.end_ms) == (0, 864_000_000)


def test_a_snippet_is_cut_at_words(searcher: Searcher, tmp_path: Path) -> None:
    text = " ".join(f"w{number}" for number in range(1000))
    stand = Stand(Shelf(tmp_path)).add(Searchable(item="a", release="r", kind="page", segments=(Cue(text=text),)))
    (hit,) = ask(searcher, stand, "w500")
    assert hit.snippet.split()[0] == "w486"
    assert hit.snippet.split()[-1] == "w514"


def test_a_damaged_shelf_names_the_remedy(searcher: Searcher, stand: Stand) -> None:
    for path in stand.shelf.folder.glob("*.sqlite"):
        path.write_bytes(path.read_bytes()[:3000])
    with pytest.raises(Damaged, match="onrecord rebuild"):
        ask(searcher, stand, "harbour")


def test_question_and_hits_survive_pickling(searcher: Searcher, stand: Stand) -> None:
    hits = ask(searcher, stand, "harbour")
    for thing in (searcher, stand.shelf, Question(words="harbour"), hits, OPENING):
        assert pickle.loads(pickle.dumps(thing)) == thing  # noqa: S301  # our own bytes


@settings(deadline=None, max_examples=150)
@given(typed=st.text() | st.text(alphabet="\"*():^-+{}\\ANDORNEAR “”'ab,", max_size=40))
def test_whatever_is_typed_is_a_search(searcher: Searcher, shared: Stand, typed: str) -> None:
    ask(searcher, shared, typed)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Stand:
    return Stand(Shelf(tmp_path_factory.mktemp("search"))).add(OPENING, PAGE)


LINES = st.lists(
    st.text(alphabet="abcאبپé ́ー日本ไท'-_.!½⑴İßœ\u200c\u202b\n", max_size=30) | st.text(max_size=20),
    min_size=1,
    max_size=6,
)


@settings(deadline=None, max_examples=60)
@given(lines=LINES, data=st.data())
def test_every_phrase_is_found_at_its_code_points_and_time(
    searcher: Searcher, lines: list[str], data: st.DataObject
) -> None:
    cues = tuple(Cue(text=line, start_ms=1000 * i, end_ms=1000 * (i + 1)) for i, line in enumerate(lines))
    placed: list[tuple[str, int, int, int]] = []
    offset = 0
    for number, line in enumerate(lines):
        placed += [
            (line[word.start : word.end], word.start + offset, word.end + offset, number) for word in words(line)
        ]
        offset += len(line) + 1
    if not placed:
        return
    first = data.draw(st.integers(0, len(placed) - 1))
    last = data.draw(st.integers(first, min(first + 5, len(placed) - 1)))
    with tempfile.TemporaryDirectory() as folder:
        stand = Stand(Shelf(Path(folder))).add(Searchable(item="a", release="r", kind="transcript", segments=cues))
        typed = '"' + " ".join(word[0] for word in placed[first : last + 1]) + '"'
        hits = search(
            cast("Searcher", _generous(searcher)), Question(words=typed, limit=1000), stand.shelf, stand.texts
        )
    expected = (placed[first][1], placed[last][2], 1000 * placed[first][3], 1000 * (placed[last][3] + 1))
    places = [(hit.start, hit.end, hit.start_ms, hit.end_ms) for hit in hits]
    overlapping = [place for place in places if place[0] < expected[1] and expected[0] < place[1]]
    assert overlapping, "every occurrence is a hit, or overlaps one that begins earlier"
    assert expected in places or overlapping[0][0] < expected[0]


def _generous(searcher: Searcher) -> Engine:
    return build("search", searcher.name, {"most_hits": 1000}) if searcher.name == "fts5" else searcher
