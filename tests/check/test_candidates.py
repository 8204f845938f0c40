"""What is found on shards is what stands in the texts: after merging, removal, and opening anew."""

import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.check import Shelf, ShelvedArchive, Spoken
from onrecord.check.archive import in_memory
from onrecord.check.building import build, merged
from onrecord.check.postings import Postings
from onrecord.records import ArchiveSummary
from tests.check.conftest import spoken

LETTERS = ["a", "b", "c", "d", "e", "f"]
TEXTS = st.lists(st.lists(st.sampled_from(LETTERS), max_size=30), min_size=1, max_size=6)
DISTINCT = st.lists(st.lists(st.sampled_from(LETTERS), max_size=30), min_size=1, max_size=6, unique_by=tuple)
ASKED = st.lists(st.sampled_from([*LETTERS, "zeppelin"]), min_size=1, max_size=8)

Texts = dict[str, list[str]]


def records(texts: Texts) -> list[Spoken]:
    return [spoken(item, [" ".join(words)]) for item, words in texts.items()]


def archive(shards: Sequence[Postings], texts: Texts, only: set[str] | None = None) -> ShelvedArchive:
    held = {one.item: one for one in records(texts)}
    summary = ArchiveSummary(generation=1, releases=len(held), hours=0, words=100)
    return ShelvedArchive(summary, shards, held.__getitem__, only)


def stand(texts: Texts, asked: list[str]) -> set[tuple[str, int]]:
    """Where the words stand, found the plain way."""
    many = len(asked)
    return {
        (item, at)
        for item, words in texts.items()
        for at in range(len(words) - many + 1)
        if words[at : at + many] == asked
    }


def agree(archive: ShelvedArchive, texts: Texts, asked: list[str]) -> None:
    """Everything that the archive says of these words is true of these texts, and nothing is missing."""
    places = archive.exact(asked)
    assert {(place.item, place.start) for place in places} == stand(texts, asked)
    assert all(place.end - place.start == len(asked) and place.release == f"r-{place.item}" for place in places)
    counted = Counter(word for words in {tuple(words) for words in texts.values()} for word in words)
    assert archive.counts(asked) == tuple(counted[word] for word in asked)
    distinct = list(dict.fromkeys(asked))
    windows = archive.windows(asked)
    for window in windows:
        words = texts[window.item][window.start : window.start + len(window.codes)]
        assert [distinct.index(word) if word in distinct else -1 for word in words] == window.codes.tolist()
    if any(word in words for words in texts.values() for word in asked):
        assert windows


def named(texts: list[list[str]]) -> Texts:
    return {f"t{number}": words for number, words in enumerate(texts)}


@given(TEXTS, ASKED)
def test_one_shard_where_equal_texts_are_one(texts: list[list[str]], asked: list[str]) -> None:
    held = named(texts)
    agree(archive(in_memory(records(held)), held), held, asked)


@given(DISTINCT, ASKED, st.integers(1, 20))
def test_several_small_shards_and_texts_that_are_longer_than_one(
    texts: list[list[str]], asked: list[str], most: int
) -> None:
    held = {item: words for item, words in named(texts).items() if len(words) <= most}
    shards = list(build(records(held), most))
    agree(archive(shards, held), held, asked)
    agree(archive([merged(shards)], held), held, asked)


@given(DISTINCT, ASKED, st.data())
def test_what_is_removed_is_gone_at_once_and_after_a_merge(
    texts: list[list[str]], asked: list[str], data: st.DataObject
) -> None:
    held = named(texts)
    gone = data.draw(st.sets(st.sampled_from(sorted(held))))
    left = {item: words for item, words in held.items() if item not in gone}
    shards = list(build(records(held), 40))
    agree(archive(shards, left, set(left)), left, asked)
    agree(archive([merged(shards, gone)], left), left, asked)


@given(DISTINCT, ASKED, st.integers(0, 8))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_added_bit_by_bit_merged_and_opened_anew(texts: list[list[str]], asked: list[str], after: int) -> None:
    held = named(texts)
    with tempfile.TemporaryDirectory() as folder:
        one = Shelf(Path(folder))
        for number, record in enumerate(records(held)):
            one.add([record])
            if number == after:
                one.merge()
        agree(archive(one.shards(), held), held, asked)
        agree(archive(Shelf(Path(folder)).shards(), held), held, asked)


def test_a_text_on_two_shards_counts_once() -> None:
    held = named([LETTERS, ["a", "b"]])
    twice = [*in_memory(records(held)), *in_memory(records(held))]
    agree(archive(twice, held), held, ["a", "b"])


def test_copies_stand_in_the_order_of_the_archive_however_they_are_shelved() -> None:
    held = {item: [*"abcdef"] for item in "zyx"} | {"w": [*"abcdef", "a"]}
    for shards in (in_memory(records(held)), list(build(records(held), 7)), in_memory(records(held)[::-1])):
        summary = ArchiveSummary(generation=1, releases=4, hours=0, words=25)
        one = ShelvedArchive(summary, shards, lambda item: records(held)[list(held).index(item)], ["y", "w", "x", "z"])
        assert [place.item for place in one.exact(["b", "c"])] == ["y", "w", "x", "z"]
        assert [window.item for window in one.windows(["b", "d"])][:2] == ["y", "w"]


def test_both_sources_of_words_that_were_put_together_are_among_the_windows() -> None:
    held = named([[f"{name}{number}" for number in range(500)] for name in "xyz"])
    asked = [*held["t0"][100:106], *held["t2"][300:306]]
    windows = archive(in_memory(records(held)), held).windows(asked)
    assert {window.item for window in windows} == {"t0", "t2"}


def test_a_text_in_parts_is_one_text() -> None:
    words = [f"w{number}" for number in range(1_000)]
    record = spoken("long", [" ".join(words)])
    shards = list(build([record], 150))
    assert len(shards) > 5
    held = archive(shards, {"long": words})
    for start in range(0, 990, 30):
        for place in held.exact(words[start : start + 3]):
            assert place.start == start
            assert [word.folded for word in held.spoken("long").words[start : start + 3]] == words[start : start + 3]
    assert len(held.spoken("long").words) == 1_000
    assert sum(bool(held.exact([word])) for word in words) == 1_000


def test_a_word_that_stands_a_million_times_and_a_quotation_of_nothing_else() -> None:
    text = Spoken(item="la", release="r-la", segments=spoken("x", ["la " * 1_000_000 + "lo"]).segments)
    held = ShelvedArchive(
        ArchiveSummary(generation=1, releases=1, hours=0, words=1_000_001), in_memory([text]), {"la": text}.__getitem__
    )
    assert held.counts(["la", "lo"]) == (1_000_000, 1)
    assert len(held.exact(["la"] * 5_000)) == 200
    assert held.exact(["la"] * 3 + ["lo"])[0].start == 999_997
    assert held.windows(["la", "lo"])[0].item == "la"
