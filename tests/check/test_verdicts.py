"""Every verdict, as docs/verdicts.md defines it, in three languages."""

# ruff: noqa: RUF001  # Persian and Arabic letters are what is tested

import pytest

from onrecord.check import Archive, ShelvedArchive, Spoken, check, check_body
from onrecord.check.archive import in_memory
from onrecord.check.engines.alignment import AlignmentChecker
from onrecord.records import Asked, Edit
from tests.check.conftest import HARBOUR, PERSIAN, VALLEY, archive_of, cues, spoken

Judged = list[tuple[str, str, list[Edit]]]


def edit(kind: str, quoted: str, said: str) -> Edit:
    return Edit(kind=kind, quoted=quoted, said=said)  # type: ignore[arg-type]  # the kinds are written out below


@pytest.mark.parametrize(
    ("quoted", "verdict"),
    [
        ("the harbour of Merrow was built by your grandparents", "verbatim"),
        ("THE HARBOUR — OF MERROW, WAS BUILT BY YOUR “GRANDPARENTS”!", "verbatim"),
        ("[T]he council voted eleven times on the breakwater", "verbatim"),
        ("winter. We never asked", "verbatim"),
        ("honor", "verbatim"),
        ("The council voted ... on the breakwater.", "elided"),
        ("The council voted [...] on the breakwater. Eleven times it said yes … nobody has laid a brick", "elided"),
        ("The council voted . . . on the breakwater.", "elided"),
        ("The council voted (…) on the breakwater.", "elided"),
        ("We never asked [our neighbours] for money; we asked them for patience", "bracketed"),
        ("We never ask[] the islands for money; we asked them", "altered"),
        ("We never ask[ing] the islands for money; we asked them", "bracketed"),
        ("The council [of the town] voted … on the breakwater. Eleven times it said yes", "bracketed"),
        ("we will sell a single stone of it", "altered"),
        ("The council voted twelve times on the breakwater", "altered"),
        ("The council voted … on the breakwater. Twelve times it said yes", "altered"),
        ("The council voted [many] times on the breakwater. Twelve times it said yes", "altered"),
        (
            "I have heard it said that the fishing fleet has no future and should be scrapped by the end of summer",
            "altered",
        ),
        ("the harbour of Merrow was built by your grandparents … the reservoir is half empty today", "stitched"),
        ("the harbour of Merrow was built by your grandparents the reservoir is half empty today", "stitched"),
        ("nobody has laid a brick … the harbour of Merrow was built by your grandparents", "stitched"),
        ("nobody has laid a brick … Eleven times it said yes", "stitched"),
        ("nobody has laid a brick, eleven times it said yes", "altered"),
        ("Eleven times it said yes … The council voted eleven times on the breakwater", "stitched"),
        ("Eleven times it said yes. The council voted eleven times on the breakwater", "stitched"),
        ("penguins ride bicycles through marmalade", "not found"),
        ("grandparents of honor a brick valley winter sell money times", "not found"),
        ("?!…", "not found"),
        ("", "not found"),
        ("ᚠᚢᚦᚨᚱᚲ", "not found"),
        ("برای ساختن این بندر سال ها کار كرديم", "verbatim"),
        ("ما برای ساختن این بندر … هیچ سنگی از آن را نمی‌فروشیم", "elided"),
        ("صبر مردم [این سرزمین] برای این شهر مایهٔ افتخار است", "bracketed"),
        ("صبر مردم جزیره برای این شهر مایهٔ شرمساری است", "altered"),
        ("هیچ سنگی از آن را نمی‌فروشیم … لقد بنينا هذا الميناء بأيدينا", "stitched"),
        ("ان صبر اهل الجزيره مصدر فخر لهذه المدينه", "verbatim"),
        ("إِنَّ صَبْرَ أَهْلِ الجَزِيرَةِ", "verbatim"),
        ("لقد بنينا هذا الميناء … ولن نبيع حجراً واحداً منه", "elided"),
        ("لقد بنينا هذا الميناء [العظيم] بأيدينا ولن نبيع حجراً", "bracketed"),
        ("سوف نبيع حجراً واحداً منه مهما كانت الظروف", "altered"),
    ],
)
def test_verdict(archive: Archive, checker: AlignmentChecker, quoted: str, verdict: str) -> None:
    assert check(checker, Asked(text=quoted), archive).verdict == verdict


@pytest.mark.parametrize(
    ("quoted", "edits"),
    [
        ("we will sell a single stone of it", [edit("dropped", "", "not")]),
        ("we will not sell a single old stone of it", [edit("added", "old", "")]),
        (
            "we consider their weakness to be a source of honor",
            [edit("replaced", "weakness", "patience")],
        ),
        ("Twelve times it said yes, and nobody has laid a brick", [edit("replaced", "Twelve", "Eleven")]),
        (
            "nobody has laid a brick, eleven times it said yes",
            [edit("moved", "nobody has laid a brick", "nobody has laid a brick")],
        ),
        ("the cheapest of them would take years to dig nine", [edit("moved", "nine", "nine")]),
    ],
)
def test_edits_are_exact(archive: Archive, checker: AlignmentChecker, quoted: str, edits: list[Edit]) -> None:
    found = check(checker, Asked(text=quoted), archive)
    assert (found.verdict, [edit(one.kind, one.quoted, one.said) for one in found.edits]) == ("altered", edits)
    assert [quoted[one.start : one.end] for one in found.edits] == [one.quoted for one in edits]


def test_an_ellipsis_excuses_only_what_stands_at_it(archive: Archive, checker: AlignmentChecker) -> None:
    found = check(checker, Asked(text="The council voted … on the breakwater. Eleven times it yes"), archive)
    assert found.verdict == "altered"
    assert [one.said for one in found.edits] == ["said"]


def test_parts_too_far_apart_are_stitched(checker: AlignmentChecker) -> None:
    filler = "and the committee of the ninth quay went on to read its minutes aloud " * 60
    record = archive_of(spoken("long", [HARBOUR[0], filler, VALLEY[0]]))
    quoted = "the harbour of Merrow was built by your grandparents … the reservoir is half empty today"
    found = check(checker, Asked(text=quoted), record)
    assert (found.verdict, len(found.sources)) == ("stitched", 2)


def test_parts_of_two_speakers_are_stitched(checker: AlignmentChecker) -> None:
    segments = cues([HARBOUR[0], VALLEY[0]], "Talia Orrin", "Bram Keswick")
    record = archive_of(Spoken(item="both", release="r-both", segments=segments))
    quoted = "the harbour of Merrow was built by your grandparents … the reservoir is half empty today"
    found = check(checker, Asked(text=quoted), record)
    assert found.verdict == "stitched"
    assert [source.speaker for source in found.sources] == ["Talia Orrin", "Bram Keswick"]


def test_a_stitch_names_both_sources_in_the_order_of_the_quotation(archive: Archive, checker: AlignmentChecker) -> None:
    quoted = "the reservoir is half empty today … the harbour of Merrow was built by your grandparents"
    found = check(checker, Asked(text=quoted), archive)
    assert [source.release for source in found.sources] == ["r-valley", "r-harbour"]


def test_a_source_points_to_its_words_and_times(archive: Archive, checker: AlignmentChecker) -> None:
    (source,) = check(checker, Asked(text="we consider their patience"), archive).sources
    assert "\n".join(HARBOUR)[source.start : source.end] == source.text == "we consider their patience"
    assert (source.start_ms, source.end_ms, source.speaker) == (20_000, 30_000, "Orrin, Talia")


def test_a_translation_shows_the_original_line_and_its_translator(archive: Archive, checker: AlignmentChecker) -> None:
    (source,) = check(checker, Asked(text="an honour to this city"), archive).sources
    assert (source.against, source.translator, source.start_ms) == ("translation", "Ines Tamar", 10_000)
    assert source.original is not None
    assert (source.original.text, source.original.language) == (PERSIAN[1], "fa")


def test_an_original_comes_before_a_translation_of_the_same_words(checker: AlignmentChecker) -> None:
    said = spoken("z-said", VALLEY)
    carried = Spoken(item="a", release="r-a", segments=cues(VALLEY[:1]), against="translation")
    found = check(checker, Asked(text="the reservoir is half empty"), archive_of(carried, said))
    assert found.sources[0].against == "original"


def test_copies_of_a_speech_are_one_source(checker: AlignmentChecker) -> None:
    record = archive_of(*(spoken(str(number), HARBOUR) for number in range(5)))
    for quoted in ("we asked them for patience", "we asked them for more patience, and we consider"):
        found = check(checker, Asked(text=quoted), record)
        assert len(found.sources) == 1
        assert found.sources[0].copies == ("r-1", "r-2", "r-3", "r-4")


def test_the_same_phrase_in_two_speeches_is_two_sources(checker: AlignmentChecker) -> None:
    record = archive_of(spoken("one", [*HARBOUR, "Thank you all."]), spoken("two", [*VALLEY, "Thank you all."]))
    found = check(checker, Asked(text="thank you all"), record)
    assert [(source.release, source.copies) for source in found.sources] == [("r-one", ()), ("r-two", ())]


@pytest.mark.parametrize(
    ("speaker", "attribution"),
    [("Talia Orrin", "same"), ("Ms Orrin", "same"), ("Bram Keswick", "other"), (None, "unknown")],
)
def test_attribution(archive: Archive, checker: AlignmentChecker, speaker: str | None, attribution: str) -> None:
    found = check(checker, Asked(text="we consider their patience", speaker=speaker), archive)
    assert found.attribution == attribution


def test_the_one_who_is_quoted_comes_first(checker: AlignmentChecker) -> None:
    record = archive_of(
        spoken("one", [*HARBOUR, "Thank you all."], "Talia Orrin"),
        spoken("two", [*VALLEY, "Thank you all."], "Bram Keswick"),
    )
    found = check(checker, Asked(text="thank you all", speaker="Keswick"), record)
    assert (found.sources[0].release, found.attribution) == ("r-two", "same")


def test_chance_grows_with_the_archive_and_falls_with_words(archive: Archive, checker: AlignmentChecker) -> None:
    word, phrase = (check(checker, Asked(text=text), archive) for text in ("the", "the reservoir is half empty today"))
    assert word.chance > 1 > phrase.chance


def test_a_withdrawn_text_is_passed_over(checker: AlignmentChecker, archive: Archive) -> None:

    texts = {"one": spoken("one", HARBOUR), "two": spoken("two", VALLEY)}
    record = ShelvedArchive(archive.summary, in_memory(texts.values()), texts.__getitem__, only={"two"})
    assert check(checker, Asked(text="the harbour of Merrow was built"), record).verdict == "not found"
    assert check(checker, Asked(text="the harbour of Merrow wasn't built by us"), record).verdict == "not found"


@pytest.mark.parametrize(
    ("headline", "verdict"),
    [
        ("a source of honor", "verbatim"),
        ("You are a source of honor", "altered"),
        ("Penguins ride bicycles", None),
        ("Penguins", None),
        ("[we consider]", "verbatim"),
        ("[honor] penguins", None),
        ("[you] penguins [honor]", None),
        ("…", None),
    ],
)
def test_a_headline_is_held_against_its_body(checker: AlignmentChecker, headline: str, verdict: str | None) -> None:
    body = ["we consider this movement to be a source of honor", "nobody has laid a brick"]
    found = check_body(checker, Asked(text=headline), body)
    assert (found and found.verdict) == verdict


@pytest.mark.parametrize(
    ("quoted", "at"), [("we will sell a single stone of it", 7), ("times it said yes, and nobody has laid a brick", 0)]
)
def test_dropped_words_have_the_place_where_they_would_stand(
    archive: Archive, checker: AlignmentChecker, quoted: str, at: int
) -> None:
    for one in check(checker, Asked(text=quoted), archive).edits:
        assert (one.kind, one.start, one.end) == ("dropped", at, at)


def test_the_rest_of_the_sentence_is_shown(archive: Archive, checker: AlignmentChecker) -> None:
    (source,) = check(checker, Asked(text="we asked them for patience"), archive).sources
    text = archive.spoken(archive.exact(["asked", "them", "for", "patience"])[0].item).text
    assert source.before + source.text + source.after in text
    assert source.before.startswith("We never asked the islands for money;")
    assert source.after.endswith("for this town.")
