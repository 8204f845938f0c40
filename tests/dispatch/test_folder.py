"""The folder: its page, its record, and what strangers may write into them."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from onrecord.dispatch import Material, publish, read_draft
from onrecord.dispatch.draft import Draft
from onrecord.dispatch.engines.folder import FolderPublisher
from onrecord.errors import Unknown
from onrecord.records import ArchiveSummary, Cue, Edit, Fact, Worded
from tests.dispatch import scene

EVIL = "</script><img src=x onerror=alert(1)>\"'\u202e&\x00"


def page_of(draft: Draft, material: Material, folder: Path) -> str:
    publish(FolderPublisher(), draft, material, folder)
    return (folder / "index.html").read_text(encoding="utf-8")


def tree_of(page: str) -> Any:  # noqa: ANN401  # what XPath answers depends on the question
    return html.document_fromstring(page)


def record_of(folder: Path) -> dict[str, object]:
    record: dict[str, object] = json.loads((folder / "dispatch.json").read_text(encoding="utf-8"))
    return record


def test_golden_record(video: Path, tmp_path: Path) -> None:
    draft = read_draft(scene.SOUND_DISPATCH, "d.md")
    page_of(draft, scene.material(draft, video), tmp_path)
    record = record_of(tmp_path)
    assert list(record) == [
        "schema", "title", "subtitle", "language", "author", "date", "published", "desk", "archive", "releases",
        "recordings", "quotations", "text",
    ]  # fmt: skip
    assert record["schema"] == 1
    assert record["recordings"] == [
        {
            "release": "speech",
            "start_ms": 0,
            "end_ms": 12_000,
            "file": "media/speech.mp4",
            "subtitles": ["subtitles/speech.fa.vtt", "subtitles/speech.en.vtt"],
        }
    ]


def test_what_strangers_write_is_only_text(video: Path, tmp_path: Path) -> None:
    draft = replace(read_draft(scene.DISPATCH, "d.md"), title=EVIL, subtitle=EVIL, author=EVIL)
    material = scene.material(draft, video)
    evidence = material.releases["speech"]
    assert evidence.transcript is not None
    capture = replace(evidence.capture, title=EVIL, source=EVIL, name=EVIL, address=f"javascript:{EVIL}")
    cues = (Cue(text=EVIL, start_ms=0, end_ms=12_000, speaker=EVIL),)
    transcript = replace(evidence.transcript, cues=cues, written_by=EVIL, language=EVIL)
    card = replace(material.cards[0], facts=(Fact(texts=(Worded(text=EVIL),), source=EVIL),), links=(f"data:{EVIL}",))
    page = page_of(
        draft,
        replace(
            material,
            desk=EVIL,
            releases={"speech": replace(evidence, capture=capture, transcript=transcript)},
            quotes={reference: replace(pick, speaker=EVIL) for reference, pick in material.quotes.items()},
            cards=(card,),
        ),
        tmp_path,
    )
    tree = tree_of(page)
    assert "\u202e" not in page
    assert "\x00" not in page
    assert len(tree.xpath("//script")) == 2
    assert tree.xpath("//img | //@onerror | //@style | //iframe | //object | //link") == []
    assert {address.partition(":")[0] for address in tree.xpath("//a/@href") if ":" in address} <= {"https"}
    structured = json.loads(tree.xpath("//script[@type='application/ld+json']")[0].text)
    assert structured["headline"].startswith("</script>")


def test_the_page_names_no_other_host_as_a_part_of_itself(video: Path, tmp_path: Path) -> None:
    draft = read_draft(scene.DISPATCH, "d.md")
    tree = tree_of(page_of(draft, scene.material(draft, video), tmp_path))
    parts = tree.xpath("//@src | //@poster | //link/@href | //use/@href")
    assert parts
    assert not [part for part in parts if not re.match(r"(media/|data:text/vtt|#i-)", part)]
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy


def test_the_three_clocks_stand_apart_and_unknown_is_said(video: Path, tmp_path: Path) -> None:
    draft = read_draft(scene.DISPATCH, "d.md")
    material = scene.material(draft, video)
    evidence = material.releases["speech"]
    bare = replace(evidence, capture=replace(evidence.capture, published=None))
    tree = tree_of(page_of(draft, replace(material, releases={"speech": bare}), tmp_path))
    terms = {div.findtext("dt"): " ".join(div.find("dd").text_content().split()) for div in tree.xpath("//dl/div")}
    assert terms["Said to have happened"].endswith("1999 (given)")
    assert terms["Published"] == "not known"
    assert "2024" in terms["Captured"]
    assert terms["SHA-256"].startswith("5f" * 32)


def test_structured_data_says_where_each_quotation_plays(video: Path, tmp_path: Path) -> None:
    draft = read_draft(scene.DISPATCH, "d.md")
    tree = tree_of(page_of(draft, scene.material(draft, video), tmp_path))
    data = json.loads(tree.xpath("//script[@type='application/ld+json']")[0].text)
    assert (data["@type"], data["datePublished"]) == ("Report", "2024-03-25T09:30:00Z")
    assert data["hasPart"][0]["associatedMedia"] == {
        "@type": "Clip",
        "startOffset": 4.0,
        "endOffset": 7.5,
        "url": "media/speech.mp4",
    }
    assert data["isBasedOn"][0]["@id"] == "urn:sha256:" + "5f" * 32


def test_machine_text_and_verdicts_are_marked(video: Path, tmp_path: Path) -> None:
    draft = read_draft(scene.DISPATCH, "d.md")
    tree = tree_of(page_of(draft, scene.material(draft, video), tmp_path))
    verdicts = [
        " ".join(mark.text_content().split()) for mark in tree.xpath("//article//a[contains(@class,'verdict')]")
    ]
    assert verdicts == ["verbatim", "altered: said “not”, left out", "from the record"]
    assert tree.xpath("//figure[@class='quotation']//span[@class='machine']")
    assert len(tree.xpath("//article/p/span[@class='machine']")) == 2
    assert len(tree.xpath("//ol[@class='ledger']//span[@class='machine']")) == 2


def said_on(tree: Any) -> str:  # noqa: ANN401  # lxml's own
    return " ".join(tree.text_content().split())


def test_the_archive_is_the_one_that_the_strip_was_held_against(video: Path, tmp_path: Path) -> None:
    draft = read_draft(scene.DISPATCH, "d.md")
    material = scene.material(draft, video)
    evidence = material.releases["speech"]
    assert evidence.matching is not None
    small = ArchiveSummary(generation=7, releases=1, hours=0.0111, earliest_published="2009-06-02")
    held = replace(evidence, matching=replace(evidence.matching, archive=small))
    said = said_on(tree_of(page_of(draft, replace(material, releases={"speech": held}), tmp_path)))
    assert "Held against 1 release with 40 s of recordings, the first published June 2, 2009." in said.replace(
        "2 June 2009", "June 2, 2009"
    )
    assert "captured since" not in said


def test_published_and_captured_since_are_two_dates(video: Path, tmp_path: Path) -> None:
    draft = read_draft(scene.DISPATCH, "d.md")
    tree = tree_of(page_of(draft, scene.material(draft, video), tmp_path))
    assert [time.get("datetime") for time in tree.xpath("//p[@class='note'][contains(., 'Held against')]//time")] == [
        "2009-05-02",
        "2021-02-11",
    ]
    extent = tree.xpath("string(//td[contains(., 'not in this archive')]/small)")
    assert extent.startswith("212 releases · 96.5 h · published since")
    assert "captured since" in extent


def test_times_on_the_strip_are_not_cut(video: Path, tmp_path: Path) -> None:
    draft = read_draft(scene.DISPATCH, "d.md")
    tree = tree_of(page_of(draft, scene.material(draft, video), tmp_path))
    assert [bdi.text for bdi in tree.xpath("//figure[@class='strip']//td[1]//bdi")] == [
        "0:00–0:03.8",
        "0:03.8–0:09",
        "0:09–0:12",
    ]


def test_changed_words_are_flagged_where_they_are_read(video: Path, tmp_path: Path) -> None:
    draft = read_draft(scene.DISPATCH, "d.md")
    material = scene.material(draft, video)
    edits = tuple(Edit(kind="replaced", quoted=f"w{n}", said=f"s{n}") for n in range(3))
    checked = {
        placed: replace(found, edits=edits) for placed, found in material.verdicts.items() if found.verdict == "altered"
    }
    tree = tree_of(page_of(draft, replace(material, verdicts=checked), tmp_path))
    flagged = tree.xpath("string(//article//a[contains(@class, 'edited')])")
    assert flagged == "altered: said “s0”, written “w0”; said “s1”, written “w1”; …"
    assert len(tree.xpath("//ul[@class='edits']/li")) == 3


@pytest.mark.parametrize("address", ["https://desk.example/speech/", None])
def test_how_to_cite_says_what_it_rests_on(video: Path, tmp_path: Path, address: str | None) -> None:
    draft = replace(read_draft(scene.DISPATCH, "d.md"), author="The  Sarand desk")
    tree = tree_of(page_of(draft, replace(scene.material(draft, video), address=address), tmp_path))
    cited = " ".join(tree.xpath("string(//p[@class='cite'])").split())
    assert cited.count("Sarand") == 1
    assert "March 2024" in cited or "March 25, 2024" in cited
    assert f"SHA-256 {'5f' * 6}." in cited
    assert ("https://desk.example/speech/" in cited) is (address is not None)
    assert "21" in cited.partition("captured")[2]


def test_a_quotation_that_nobody_checked_says_so(video: Path, tmp_path: Path) -> None:
    draft = read_draft(scene.DISPATCH, "d.md")
    page = page_of(draft, replace(scene.material(draft, video), verdicts={}), tmp_path)
    assert "not checked" in page


def test_a_release_that_can_not_be_played_is_still_quoted(video: Path, tmp_path: Path) -> None:
    draft = read_draft(scene.SOUND_DISPATCH, "d.md")
    tree = tree_of(page_of(draft, replace(scene.material(draft, video), media={}), tmp_path))
    assert tree.xpath("//video | //audio | //a[@data-player]") == []
    assert scene.ENGLISH[1] in tree.text_content()


def test_a_translation_that_is_not_on_the_record_is_named_with_its_line(video: Path, tmp_path: Path) -> None:
    draft = read_draft(scene.SOUND_DISPATCH.replace("lang=en", "lang=de"), "d.md")
    with pytest.raises(Unknown, match=r"d\.md, line 8: asks for words in de"):
        page_of(draft, scene.material(draft, video), tmp_path)


def test_a_release_with_any_name_gets_safe_files(video: Path, tmp_path: Path) -> None:
    text = scene.SOUND_DISPATCH.replace("speech", "x/../../y")
    draft = read_draft(text, "d.md")
    material = scene.material(draft, video)
    page_of(draft, replace(material, releases={"x/../../y": material.releases["speech"]}), tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_subtitles_of_a_clip_begin_where_it_begins(video: Path, tmp_path: Path) -> None:
    draft = read_draft(scene.DISPATCH, "d.md")
    page_of(draft, scene.material(draft, video), tmp_path)
    written = (tmp_path / "subtitles" / "speech-8000-11000.en.vtt").read_text(encoding="utf-8")
    assert "00:00:00.000 --> 00:00:03.000" in written
    assert written.count("-->") == 1


def test_the_path_that_a_file_was_added_from_is_not_published(video: Path, tmp_path: Path) -> None:
    draft = read_draft(scene.DISPATCH, "d.md")
    material = scene.material(draft, video)
    evidence = material.releases["speech"]
    local = replace(evidence, capture=replace(evidence.capture, address="/home/leyan/secret/speech.mp4"))
    page = page_of(draft, replace(material, releases={"speech": local}), tmp_path)
    assert "leyan/secret" not in page + (tmp_path / "dispatch.json").read_text(encoding="utf-8")
    assert "added from a file" in page


def test_a_speaker_is_named_as_readers_write_the_name(video: Path, tmp_path: Path) -> None:
    draft = read_draft(scene.DISPATCH, "d.md")
    tree = tree_of(page_of(draft, scene.material(draft, video), tmp_path))
    assert tree.xpath("string(//figure[@class='quotation']//strong)") == "Bahram Sarandi"
    assert tree.xpath("//ol[contains(@class,'lines')]/li[1]/p/b/bdi/text()")[:2] == ["بهرام سارندی", "Bahram Sarandi"]
