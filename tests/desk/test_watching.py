"""Watched sources: what is new is taken in once, and what fails is asked for again when its time has come."""

from pathlib import Path

import pytest

from onrecord.desk import Desk, overview, watching
from onrecord.errors import InputError, Unknown
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


def test_before_its_time_nothing_is_asked(desk: Desk, site: Site) -> None:
    watching.add(desk, put_feed(site, "tide"), None)
    assert look(desk) == ([], 1)
    assert look(desk) == ([], 1)
    assert [path for path, _ in site.asked].count("/tide.html") == 1
    assert [failure.attempt for _, failure in desk.ledger.records("failure")] == [1]


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
