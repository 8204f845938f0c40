"""Watched sources: what is new is taken in once, and what fails is asked for again when its time has come."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from onrecord.desk import Desk, overview, watching
from onrecord.desk.adding import add
from onrecord.desk.decisions import withdraw
from onrecord.desk.executor import Inline
from onrecord.errors import InputError, OnrecordError, Unknown, Unreachable
from onrecord.records import Given
from onrecord.store import NewEntry
from tests.desk.conftest import ENGLISH, Settle, write
from tests.serving import Site, answer

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>The Office</title>{items}</channel></rss>"""
ITEM = """<item><guid>{name}</guid><title>On the {name}</title><link>{address}</link>
<pubDate>Wed, 20 Mar 2024 09:00:00 GMT</pubDate></item>"""
PAGE = "<html><body><article><h1>Lamp</h1><p>The lamp of the quay was lit again on Monday.</p></article></body></html>"


def put_feed(site: Site, *names: str) -> str:
    items = "".join(ITEM.format(name=name, address=f"{site.address}/{name}.html") for name in names)
    return site.put("/feed.xml", answer(FEED.format(items=items).encode(), headers={"Content-Type": "text/xml"}))


def put_page(site: Site, name: str) -> None:
    site.put(f"/{name}.html", answer(PAGE.replace("Lamp", name).encode(), headers={"Content-Type": "text/html"}))


def look(desk: Desk) -> tuple[list[str], int]:
    """The titles of what was taken in, and how many things failed."""
    looked = watching.run(desk)
    added = [added.release for one in looked for added in one.added]
    return [desk.catalogue.title(release) for release in added], sum(len(one.errors) for one in looked)


def test_a_feed_gives_each_item_once(desk: Desk, site: Site) -> None:
    put_page(site, "lamp")
    put_page(site, "tide")
    source = watching.add(desk, put_feed(site, "lamp"), "The Office")
    assert (source.engine, look(desk), look(desk)) == ("feed", (["On the lamp"], 0), ([], 0))
    put_feed(site, "lamp", "tide")
    assert look(desk) == (["On the tide"], 0)
    listed = overview.releases(desk)
    assert [(one.source, (one.published or "")[:10]) for one in listed] == [("The Office", "2024-03-20")] * 2


def test_a_folder_gives_each_file_once(desk: Desk, tmp_path: Path) -> None:
    drop = write(tmp_path / "drop" / "talk.vtt", ENGLISH).parent
    watching.add(desk, str(drop), None)
    taken = [*look(desk)[0], *look(desk)[0], *look(desk)[0]]
    assert taken == ["talk"]


def test_an_item_that_fails_waits_longer_each_time_and_is_taken_in_at_last(settle: Settle, site: Site) -> None:
    desk = settle("[work]\nretry_seconds = 0.2")
    put_page(site, "lamp")
    watching.add(desk, put_feed(site, "lamp", "tide"), None)
    assert look(desk) == (["On the lamp"], 1)
    asked = [path for path, _ in site.asked].count("/tide.html")
    assert look(desk)[1] == 1
    attempts = [f.attempt for _, f in desk.ledger.records("failure")]
    assert attempts[0] == 1
    assert [path for path, _ in site.asked].count("/tide.html") >= asked
    put_page(site, "tide")
    for _ in range(40):
        if look(desk)[0] == ["On the tide"]:
            break
    else:
        pytest.fail("the item was never asked for again")
    assert len(overview.releases(desk)) == 2
    assert overview.failures(desk) == []


def test_before_its_time_nothing_is_asked(desk: Desk, site: Site) -> None:
    watching.add(desk, put_feed(site, "tide"), None)
    assert look(desk) == ([], 1)
    assert look(desk) == ([], 1)
    assert [path for path, _ in site.asked].count("/tide.html") == 1
    assert [failure.attempt for _, failure in desk.ledger.records("failure")] == [1]


def test_a_source_that_is_there_again_has_not_failed(desk: Desk, site: Site) -> None:
    put_page(site, "lamp")
    address = put_feed(site, "lamp")
    feed = site.replies.pop("/feed.xml")
    watching.add(desk, address, None)
    assert [look(desk)[1], look(desk)[1]] == [1, 1]
    (failed,) = overview.failures(desk)
    assert (failed.failure.door, failed.failure.subject, failed.failure.attempt) == ("watch", address, 2)
    site.replies["/feed.xml"] = feed
    assert look(desk) == (["On the lamp"], 0)
    assert overview.failures(desk) == []
    del site.replies["/feed.xml"]
    look(desk)
    assert [failed.failure.attempt for failed in overview.failures(desk)] == [1]
    watching.remove(desk, address)
    assert overview.failures(desk) == []


def test_however_often_a_source_has_failed_the_wait_has_an_end(desk: Desk, site: Site) -> None:
    address = f"{site.address}/gone.xml"
    watching.add(desk, address, None)
    look(desk)
    (entry,) = desk.ledger.entries(kind="failure")
    often = replace(desk.ledger.record(entry), attempt=5000)
    desk.ledger.append([NewEntry(kind="failure", record=often, engine="desk@1", slot=entry.slot)])
    look(desk)
    (failed,) = overview.failures(desk)
    assert failed.failure.attempt == 5001
    assert failed.failure.retry is not None
    wait = datetime.fromisoformat(failed.failure.retry) - datetime.now(UTC)
    assert timedelta(hours=23) < wait <= timedelta(hours=24)


def test_what_could_not_be_added_by_hand_has_failed_until_it_is(desk: Desk, site: Site, tmp_path: Path) -> None:
    page, path = f"{site.address}/lamp.html", tmp_path / "talk.vtt"
    for address in (page, page, str(path)):
        with pytest.raises(Unreachable):
            add(desk, address, Given())
    told = [(f.failure.door, f.failure.attempt, f.failure.retry) for f in overview.failures(desk)]
    assert told == [("capture", 2, None), ("capture", 1, None)]
    put_page(site, "lamp")
    write(path, ENGLISH)
    add(desk, page, Given())
    add(desk, str(path), Given())
    assert overview.failures(desk) == []
    add(desk, page, Given())
    del site.replies["/lamp.html"]
    with pytest.raises(Unreachable):
        add(desk, page, Given())
    assert [failed.failure.attempt for failed in overview.failures(desk)] == [1]
    put_page(site, "lamp")
    assert add(desk, page, Given()).state == "seen again"
    assert overview.failures(desk) == []


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/\udce9", "ring/talk.vtt", "\udce9.vtt", "x\0.vtt"])
def test_an_odd_address_is_refused_with_a_sentence(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ring").symlink_to("ring")
    with pytest.raises(OnrecordError):
        add(desk, address, Given())
    assert len(overview.failures(desk)) == 1


def test_a_wrong_call_is_no_observation(desk: Desk, talk: str, tmp_path: Path) -> None:
    withdraw(desk, talk, by="Ana", reason=None, erase=False)
    before = desk.ledger.head()
    for address in (str(tmp_path / "in" / "talk.vtt"), "gopher://office.example/talk"):
        with pytest.raises(InputError):
            add(desk, address, Given())
    assert desk.ledger.head() == before


def test_what_was_withdrawn_is_not_asked_for_again(desk: Desk, site: Site) -> None:
    put_page(site, "lamp")
    address = put_feed(site, "lamp")
    watching.add(desk, address, None)
    (release,) = [added.release for one in watching.run(desk) for added in one.added]
    withdraw(desk, release, by="Ana", reason=None, erase=False)
    desk.ledger.remember_polling(address, "{}")  # lost, or another onrecord's: everything is offered again
    assert look(desk) == ([], 0)
    assert [path for path, _ in site.asked].count("/lamp.html") == 1


def test_who_follows_asks_a_feed_when_its_time_has_come(settle: Settle, site: Site, tmp_path: Path) -> None:
    desk = settle("[watch]\nevery_seconds = 500", Inline())
    feed = put_feed(site)
    drop = write(tmp_path / "drop" / "talk.vtt", ENGLISH).parent
    for address in (feed, str(drop)):
        watching.add(desk, address, None)
    assert [one.source for one in watching.run(desk, due_only=True)] == [feed, str(drop)]
    assert [one.source for one in watching.run(desk, due_only=True)] == [str(drop)]
    assert [one.source for one in watching.run(desk)] == [feed, str(drop)]
    desk.close()
    later = settle("", Inline())
    assert [one.source for one in watching.run(later, due_only=True)] == [str(drop)]
    later.close()
    write(name := later.folder / "onrecord.toml", name.read_text().replace("500", "0.001"))
    soon = settle("", Inline())
    assert len(watching.run(soon, due_only=True)) == 2


def test_who_follows_waits_for_a_source_that_fails(settle: Settle, site: Site) -> None:
    desk = settle("[watch]\nevery_seconds = 0.001\n[work]\nretry_seconds = 500", Inline())
    watching.add(desk, f"{site.address}/gone.xml", None)
    assert [len(watching.run(desk, due_only=True)) for _ in range(3)] == [1, 0, 0]
    assert len(site.asked) == 1
    assert len(watching.run(desk)) == 1


def test_a_feed_that_breaks_its_reader_does_not_keep_the_others(
    desk: Desk, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(*_: object, **__: object) -> None:
        raise IndexError("out of range")

    monkeypatch.setattr("feedparser.parse", break_down)
    watching.add(desk, put_feed(site, "lamp"), None)
    watching.add(desk, str(write(tmp_path / "drop" / "talk.vtt", ENGLISH).parent), None)
    feed, _ = watching.run(desk)
    assert "engine feed failed: IndexError: out of range" in feed.errors[0]


def test_a_source_that_fails_does_not_keep_the_others(desk: Desk, site: Site, tmp_path: Path) -> None:
    watching.add(desk, f"{site.address}/gone.xml", None)
    watching.add(desk, str(write(tmp_path / "drop" / "talk.vtt", ENGLISH).parent), None)
    added = []
    for _ in range(3):
        titles, failed = look(desk)
        added += titles
        assert failed == 1
    assert added == ["talk"]


def test_a_removed_source_is_not_looked_at(desk: Desk, site: Site) -> None:
    put_page(site, "lamp")
    address = put_feed(site, "lamp")
    watching.add(desk, address, None)
    watching.remove(desk, address)
    assert watching.sources(desk) == []
    assert watching.run(desk) == []
    with pytest.raises(Unknown):
        watching.remove(desk, address)
    watching.add(desk, address, "again")
    assert look(desk) == (["On the lamp"], 0)


def test_what_is_no_source_is_refused(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="neither a feed nor a folder"):
        watching.add(desk, str(tmp_path / "nowhere"), None)
