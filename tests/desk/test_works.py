"""A desk takes works in, holds quotations against them, and keeps them like everything else."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from onrecord.desk import Desk, works
from onrecord.desk.executor import Inline
from onrecord.desk.keeping import backup, rebuild, restore, verify
from onrecord.desk.questions import check_article, check_quotations
from onrecord.errors import InputError, TooLarge, Unknown, Unreadable
from onrecord.records import Asked, Citation
from tests.desk.conftest import write

TIDES = """# title: Book of Tides
# names: Tides
# language: en
3:16\tThose who keep the light shall not be driven from the shore.
3:17\tAnd the boats came home before the storm, one after the other.
"""
OTHER = """# title: Book of Tides
# translator: Ona Pell
3:16\tNobody may drive the keepers of the lamp from the coast.
"""
CHARTER = "# title: Harbour Charter\nArticle 5\nNo ship is sold.\n\nArticle 6\nEvery fisher may use the quay.\n"
ARTICLE = """<html lang="en"><head><title>In the hall</title></head><body><article><h1>In the hall</h1>
<p>Many people came to the hall in the evening of that day to hear what the council had to read to them.</p>
<p>The warden said: “Those who keep the light shall not be driven from the shore [Book of Tides 3:17], so we stay.”</p>
<p>“And the boats came home before the storm” (Tides 3:17), she read aloud, and the people in the hall were silent.</p>
<p>“Every fisher may use the quay,” as Article 6 of the Harbour Charter says, was painted over the door of the hall.</p>
<p>“The clock will be mended in the spring,” the mayor told the people who had asked about it at 22:40 that night.</p>
</article></body></html>"""


@pytest.fixture
def tides(desk: Desk, tmp_path: Path) -> Path:
    path = write(tmp_path / "tides.en.txt", TIDES)
    works.add(desk, path)
    return path


def cite(desk: Desk, text: str, citation: str | None) -> Citation | None:
    (checked,) = check_quotations(desk, [Asked(text=text, citation=citation)])
    return checked.citation


def test_a_quotation_is_held_against_the_cited_place(desk: Desk, tides: Path) -> None:
    assert tides.exists()
    right = cite(desk, "those who keep the light shall not be driven from the shore", "Tides 3:16")
    wrong = cite(desk, "And the boats came home [Book of Tides 3:16]", None)
    assert right is not None
    assert (right.work, right.place, right.verdict) == ("Book of Tides", "3:16", "right")
    assert wrong is not None
    assert (wrong.verdict, wrong.stands_at, wrong.text) == ("wrong", "3:17", "Book of Tides 3:16")
    assert cite(desk, "those who keep the light", None) is None
    assert cite(desk, "those who keep the light", "by heart") is None


def test_every_translation_is_tried(desk: Desk, tides: Path, tmp_path: Path) -> None:
    found = cite(desk, "Nobody may drive the keepers of the lamp from the coast.", "Tides 3:16")
    assert found is not None
    assert found.verdict == "wrong"
    works.add(desk, write(tmp_path / "other.txt", OTHER))
    found = cite(desk, "Nobody may drive the keepers of the lamp from the coast.", "Tides 3:16")
    assert found is not None
    assert (found.verdict, found.translation) == ("right", "Ona Pell")
    with pytest.raises(InputError, match=r"several files"):
        works.remove(desk, "Book of Tides", "R. Editor")
    assert works.remove(desk, tides.name, "R. Editor").removed


def test_the_citations_of_an_article(desk: Desk, tides: Path, tmp_path: Path) -> None:
    works.add(desk, write(tmp_path / "charter.txt", CHARTER))
    page = write(tmp_path / "article.html", ARTICLE)
    checked = check_article(desk, str(page))
    found = [
        (one.citation.place, one.citation.verdict, one.citation.stands_at) for one in checked.quotations if one.citation
    ]
    assert found == [("3:17", "wrong", "3:16"), ("3:17", "part", None), ("Article 6", "right", None)]
    assert [one.citation for one in checked.quotations if "clock" in one.text] == [None]
    assert tides.exists()


def test_a_citation_in_brackets_does_not_disturb_the_verdict_of_the_record(desk: Desk, talk: str, tides: Path) -> None:
    (checked,) = check_quotations(desk, [Asked(text="It is your hands that kept this port [Tides 3:16]")])
    assert (checked.verdict, checked.sources[0].release) == ("bracketed", talk)
    assert checked.citation is not None
    assert checked.citation.verdict == "wrong"
    assert tides.exists()


def test_the_same_file_again_says_so(desk: Desk, tides: Path) -> None:
    entries = desk.ledger.head()
    assert works.add(desk, tides).state == "held already"
    assert desk.ledger.head() == entries


def test_a_changed_file_takes_the_place_of_the_older(desk: Desk, tides: Path) -> None:
    tides.write_text(TIDES.replace("the storm", "the gale"), encoding="utf-8")
    assert works.add(desk, tides).state == "changed"
    assert len(works.held(desk)) == 1
    found = cite(desk, "the boats came home before the gale", "Tides 3:17")
    assert found is not None
    assert found.verdict == "part"


def test_what_was_removed_is_unknown_until_it_is_added_again(desk: Desk, tides: Path) -> None:
    removed = works.remove(desk, works.held(desk)[0].work.file[:8], "R. Editor")
    assert removed.title == "Book of Tides"
    found = cite(desk, "Those who keep the light", "Book of Tides 3:16")
    assert found is not None
    assert (found.work, found.verdict) == ("Book of Tides", "unknown")
    with pytest.raises(Unknown):
        works.remove(desk, "Book of Tides", "R. Editor")
    assert works.add(desk, tides).state == "new"
    again = cite(desk, "Those who keep the light", "Book of Tides 3:16")
    assert again is not None
    assert again.verdict == "part"


def test_works_are_verified_rebuilt_backed_up_and_restored(desk: Desk, tides: Path, tmp_path: Path) -> None:
    assert verify(desk).damages == ()
    rebuild(desk)
    assert works.shelve(desk, ()).items()
    backup(desk, tmp_path / "desk.tar")
    tides.unlink()
    with restore(tmp_path / "desk.tar", tmp_path / "again") as again:
        found = cite(again, "Those who keep the light", "Tides 3:16")
        assert found is not None
        assert found.verdict == "part"
    desk.blobs.open_path(works.held(desk)[0].work.file).unlink()
    assert any("missing" in damage.what for damage in verify(desk).damages)


def test_a_shelf_that_is_gone_is_made_again(desk: Desk, tides: Path) -> None:
    desk.shelves.clear()
    found = cite(desk, "Those who keep the light", "Tides 3:16")
    assert found is not None
    assert found.verdict == "part"
    assert tides.exists()


@pytest.mark.parametrize(
    ("text", "error"), [("no place\n", Unreadable), ("", Unreadable), ("3:16\t" + "x" * 41_000_000, TooLarge)]
)
def test_what_is_no_work_leaves_nothing(desk: Desk, tmp_path: Path, text: str, error: type[Exception]) -> None:
    entries = desk.ledger.head()
    with pytest.raises(error):
        works.add(desk, write(tmp_path / "odd.txt", text))
    assert desk.ledger.head() == entries


def test_a_file_that_is_not_there_is_said_to_be_so(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="check the path"):
        works.add(desk, tmp_path / "nowhere.txt")


@pytest.fixture
def reader(folder: Path, tides: Path) -> Iterator[Any]:
    assert tides.exists()
    with Desk(folder, Inline()) as second:
        yield second


def test_another_process_sees_what_was_added(reader: Desk) -> None:
    found = cite(reader, "Those who keep the light", "Tides 3:16")
    assert found is not None
    assert found.verdict == "part"
