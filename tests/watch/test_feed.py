"""Feeds: well made, badly made, and made to do harm."""

import time
from pathlib import Path

import pytest

from onrecord.errors import TooLarge, Unreachable, Unreadable
from onrecord.limits import Limits
from onrecord.records import Dated
from onrecord.watch import Item, Poll, Polling, Source, poll
from onrecord.watch.engines import feed as feed_module
from onrecord.watch.engines.feed import FeedWatcher
from tests.serving import Site, answer, redirect

LIMITS = Limits(seconds=5)


def rss(*items: str, title: str = "Harbour Office") -> bytes:
    inside = "".join(f"<item>{item}</item>" for item in items)
    head = f"<title>{title}</title><link>https://office.example/</link>"
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{inside}</channel></rss>'.encode()


def entry(number: int, more: str = "") -> str:
    return f"<guid isPermaLink='false'>g{number}</guid><title>Notice {number}</title><link>https://office.example/{number}</link>{more}"


def look(address: object, state: Polling | None = None) -> Poll:
    return poll(FeedWatcher(), Source(address=str(address), kind="feed"), state, LIMITS)


def looked(path: Path, data: bytes, state: Polling | None = None) -> Poll:
    file = path / "feed.xml"
    file.write_bytes(data)
    return look(file, state)


def test_an_rss_feed_is_read(tmp_path: Path) -> None:
    date = "<pubDate>Thu, 29 Feb 2024 12:30:00 +0330</pubDate>"
    found = looked(tmp_path, rss(entry(2, date), entry(1)))
    assert found == Poll(
        items=(
            Item(
                id="g2",
                address="https://office.example/2",
                title="Notice 2",
                published=Dated(value="2024-02-29T09:00:00Z", read_from="feed published"),
            ),
            Item(id="g1", address="https://office.example/1", title="Notice 1"),
        ),
        state=Polling(seen=("g2", "g1")),
        name="Harbour Office",
    )


def test_an_atom_feed_is_read(tmp_path: Path) -> None:
    atom = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://office.example/n/">
    <title>Harbour</title><entry><id>tag:a</id>
    <title type="html">The &lt;b&gt;new&lt;/b&gt; quay &amp;amp; crane</title>
    <link href="a"/><updated>2024-02-29T09:00:00Z</updated></entry>
    <entry><id>tag:b</id><title>B</title><link href="b"/><published>2024-02-28</published>
    <updated>2024-03-01T09:00:00Z</updated></entry></feed>"""
    first, second = looked(tmp_path, atom.encode()).items
    assert (first.address, first.title) == ("https://office.example/n/a", "The new quay & crane")
    assert first.published == Dated(value="2024-02-29T09:00:00Z", read_from="feed updated")
    assert second.published == Dated(value="2024-02-28", read_from="feed published")


def test_the_video_of_an_item_comes_before_its_page(tmp_path: Path) -> None:
    picture = '<enclosure url="https://office.example/1.jpg" type="image/jpeg" length="1"/>'
    video = '<enclosure url="https://office.example/1.mp4" type="video/mp4" length="1"/>'
    (item,) = looked(tmp_path, rss(entry(1, picture + video))).items
    assert (item.address, item.page) == ("https://office.example/1.mp4", "https://office.example/1")


def test_only_what_is_new_is_offered(tmp_path: Path) -> None:
    first = looked(tmp_path, rss(entry(1)))
    second = looked(tmp_path, rss(entry(2), entry(1)), first.state)
    third = looked(tmp_path, rss(entry(3)), second.state)
    back = looked(tmp_path, rss(entry(1)), third.state)
    assert [[item.id for item in look.items] for look in (first, second, third, back)] == [["g1"], ["g2"], ["g3"], []]
    assert looked(tmp_path, rss(entry(1))).items == first.items  # the state was lost


def test_an_item_that_is_listed_twice_is_one(tmp_path: Path) -> None:
    assert len(looked(tmp_path, rss(entry(1), entry(1))).items) == 1


def test_an_item_without_an_id_is_known_by_its_address(tmp_path: Path) -> None:
    (item,) = looked(tmp_path, rss("<link>https://office.example/x</link>")).items
    assert (item.id, item.title) == ("https://office.example/x", None)


@pytest.mark.parametrize("link", ["", "javascript:alert(1)", "file:///etc/passwd", "mailto:a@office.example", "/a"])
def test_an_item_without_a_web_address_is_left_out_and_that_is_said(tmp_path: Path, link: str) -> None:
    found = looked(tmp_path, rss(entry(1), f"<guid isPermaLink='false'>x</guid><link>{link}</link>"))
    assert [item.id for item in found.items] == ["g1"]
    assert found.notes == ("entries without a web address of their own, left out: 1",)


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("Fri, 01 Jan 2100 00:00:00 GMT", "2100-01-01T00:00:00Z"),
        ("1999-12", "1999-12"),
        ("2024-02-29T09:00:00+03:30", "2024-02-29T05:30:00Z"),
    ],
)
def test_a_date_is_kept_as_it_is_said_be_it_in_the_future(tmp_path: Path, said: str, value: str) -> None:
    (item,) = looked(tmp_path, rss(entry(1, f"<pubDate>{said}</pubDate>"))).items
    assert item.published == Dated(value=value, read_from="feed published")


@pytest.mark.parametrize("said", ["", "soon", "10:00", "99999-01-01"])
def test_a_date_that_is_none_is_unknown(tmp_path: Path, said: str) -> None:
    (item,) = looked(tmp_path, rss(entry(1, f"<pubDate>{said}</pubDate>"))).items
    assert item.published is None


def test_relative_addresses_stand_by_the_final_address_of_the_feed(site: Site) -> None:
    site.put("/news/feed.xml", answer(rss("<guid>a</guid><link>a.html</link>")))
    (item,) = look(site.put("/old", redirect("/news/feed.xml"))).items
    assert item.address == f"{site.address}/news/a.html"


def test_only_what_changed_is_asked_for(site: Site) -> None:
    marks = {"ETag": '"v1"', "Last-Modified": "Thu, 29 Feb 2024 09:00:00 GMT"}
    address = site.put("/feed", answer(rss(entry(1)), headers=marks))
    first = look(address)
    assert first.state == Polling(etag='"v1"', last_modified=marks["Last-Modified"], seen=("g1",))
    site.put("/feed", answer(status=304))
    again = look(address, first.state)
    assert (again.items, again.state) == ((), first.state)
    (_, plain), (_, conditional) = site.asked
    assert "if-none-match" not in plain
    assert conditional["if-none-match"] == '"v1"'
    assert conditional["if-modified-since"] == marks["Last-Modified"]


def test_of_a_feed_that_is_cut_off_what_came_is_taken(site: Site) -> None:
    whole = rss(entry(1), entry(2), entry(3))
    address = site.put("/feed", answer(whole[: whole.index(b"g3")], headers={"ETag": '"v1"'}))
    found = look(address)
    assert [item.id for item in found.items] == ["g1", "g2"]
    assert "the feed is broken" in found.notes[0]
    assert found.state.etag is None  # else the next answer could be that nothing changed


@pytest.mark.parametrize(
    ("declared", "encoding"), [("utf-8", "windows-1252"), ("windows-1256", "windows-1256"), ("utf-16", "utf-16")]
)
def test_a_wrong_encoding_does_not_lose_items(tmp_path: Path, declared: str, encoding: str) -> None:
    feed = rss(entry(1), title="café").decode().replace('"1.0"', f'"1.0" encoding="{declared}"').encode(encoding)
    found = looked(tmp_path, feed)
    assert [item.id for item in found.items] == ["g1"]
    assert found.name == "café"


def test_entities_do_not_multiply(tmp_path: Path) -> None:
    levels = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True))
    bomb = f'<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">{levels}]>'.encode()
    begun = time.process_time()
    found = looked(tmp_path, bomb + rss(entry(1), title="&j;"))
    assert time.process_time() - begun < 10
    assert len(found.name or "") < 1000


def test_entities_of_other_files_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("a secret")
    outside = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]>'.encode()
    assert "secret" not in (looked(tmp_path, outside + rss(entry(1), title="Open &x;")).name or "")


def test_a_feed_that_is_the_name_of_a_file_opens_none(tmp_path: Path) -> None:
    (tmp_path / "other.xml").write_bytes(rss(entry(1)))
    with pytest.raises(Unreadable):
        looked(tmp_path, bytes(tmp_path / "other.xml"))


@pytest.mark.parametrize("data", [b"", b"plain words", b"<!doctype html><title>News</title><p>x", b"{}", b"\x00\xff"])
def test_what_is_no_feed_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(Unreadable, match="is no feed"):
        looked(tmp_path, data)


def test_a_feed_without_items_has_none(tmp_path: Path) -> None:
    assert looked(tmp_path, rss()) == Poll(items=(), state=Polling(), name="Harbour Office")


@pytest.mark.parametrize("unit", ["<", "<a ", "&#", "<item>", '<a b="', "<!DOCTYPE "])
def test_broken_markup_takes_no_more_than_its_length(tmp_path: Path, unit: str) -> None:
    begun = time.process_time()
    looked(tmp_path, b'<rss version="2.0"><channel><title>' + unit.encode() * 20_000)
    assert time.process_time() - begun < 20


def test_its_size_is_bounded(tmp_path: Path, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed_module, "MAX_FEED_BYTES", 100)
    with pytest.raises(TooLarge):
        looked(tmp_path, rss(entry(1)))
    with pytest.raises(TooLarge):
        look(site.put("/feed", answer(rss(entry(1)))))


def test_a_feed_that_is_not_there_is_unreachable(site: Site) -> None:
    with pytest.raises(Unreachable, match="404"):
        look(f"{site.address}/none")


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("نشست خبری بندر", "نشست خبری بندر"),
        (" The harbour\n opens ", "The harbour opens"),
        ("5 &lt; 6 &amp;amp; 7", "5 < 6 & 7"),
        ("<![CDATA[The <i>quay</i>]]>", "The quay"),
        ("", None),
    ],
)
def test_a_title_is_text(tmp_path: Path, said: str, title: str | None) -> None:
    assert looked(tmp_path, rss(entry(1), title=said)).name == title
