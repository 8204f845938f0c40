"""Quoted words are held against the place that is cited for them; a wrong one is never passed."""

import pytest

from onrecord.check import CitedWork, Rendering, ShelvedArchive, Spoken, check_citation, cited_inside, without_citations
from onrecord.check.archive import in_memory
from onrecord.check.engines.alignment import AlignmentChecker
from onrecord.citations import Cited, citations
from onrecord.records import ArchiveSummary, Citation, WorkPlace

OPENING = "By the sea that bears us."
TIDES = {
    "1:1": OPENING,
    "1:2": "The moon stood over the bar.",
    "2:1": f"{OPENING} The boats went out before dawn.",
    "2:2": "Those who keep the light shall not be driven from the shore, said the warden.",
    "2:3": "And the boats came home before the storm, one after the other.",
    "2:4": "Nobody slept, and [nobody] spoke of the storm.",
    "3:1": f"{OPENING} The gulls went inland.",
    "3:2": "The moon stood over the bar. It was cold.",
}
OTHER_TIDES = {
    "2:2": "Nobody may drive the keepers of the lamp from the coast, the guardian told them.",
    "2:3": "Then every vessel returned ahead of the gale.",
}
CHARTER = {
    "Article 5": "No ship is sold without the word of the council.",
    "Article 6(1)": "Every fisher may use the quay.",
    "Article 6(2)": "The light is kept at the cost of all.",
}


def work_of(*texts: dict[str, str], title: str = "Book of Tides", is_named: bool = True) -> CitedWork:
    renderings = tuple(
        Rendering(
            id=f"{number}",
            title=title,
            places=tuple(WorkPlace(place=place, text=text) for place, text in places.items()),
            told_by=f"translator {number}",
        )
        for number, places in enumerate(texts)
    )
    spoken = {item: one.spoken(item) for one in renderings for item in one.items}
    return CitedWork(renderings=renderings, archive=_archive(spoken), is_named=is_named)


def _archive(spoken: dict[str, Spoken]) -> ShelvedArchive:
    shards = in_memory(spoken.values())
    words = sum(entry.words for shard in shards for entry in shard.entries)
    summary = ArchiveSummary(generation=0, releases=len(spoken), hours=0.0, words=words)
    return ShelvedArchive(summary, shards, spoken.__getitem__)


def cited(form: str) -> Cited:
    (one,) = citations(form, ["Book of Tides", "Harbour Charter"], alone=True)
    return one


def held(work: CitedWork, form: str, *quoted: str) -> Citation:
    return check_citation(AlignmentChecker(), quoted, cited(form), work)


BOTH = work_of(TIDES, OTHER_TIDES)


@pytest.mark.parametrize(
    ("form", "quoted", "verdict", "stands_at"),
    [
        ("2:2", "Those who keep the light shall not be driven from the shore, said the warden", "right", None),
        ("2:2", "THOSE who keep the light shall not be driven from the shore said the warden!", "right", None),
        ("2:2", "keep the light shall not be driven", "part", None),
        ("2:2", "Those who keep the light … said the warden.", "part", None),
        ("2:2", "[The men] who keep the light shall not be driven", "altered", None),
        ("2:3", "And the [ships] came home before the storm, one after the other.", "altered", None),
        ("2:3", "And the boats came home [to us] before the storm, one after the other.", "altered", None),
        ("2:3", "And the [boats] came home before the storm, one after the other.", "right", None),
        ("2:3", "[A]nd the boats came home before the storm [sic], one after the other.", "right", None),
        ("2:3", "And the boats came home [...], one after the other.", "part", None),
        ("2:3", "[…] the boats came home before the storm", "part", None),
        ("2:3", "And the boats … came [ships] home, one after the other.", "altered", None),
        ("2:3", "said the [mayor]. And the boats came home before the storm", "altered", None),
        ("2:3", "Then every vessel returned ahead of the gale.", "right", None),
        ("2:2-3", " ".join((TIDES["2:2"], TIDES["2:3"])), "right", None),
        ("2:2-3", "And the boats came home before the storm", "part", None),
        ("2", "And the boats came home before the storm", "part", None),
        ("2:1", "The boats went out before dawn.", "right", None),
        ("2:4", "Nobody slept, and spoke of the storm.", "right", None),
        ("3:2", "The moon stood over the bar.", "part", None),
        ("2:3", "keep the light shall not be driven", "wrong", "2:2"),
        ("1:2", "Then every vessel returned ahead of the gale.", "wrong", "2:3"),
        ("2:3", "Those who keep the light … said the warden.", "wrong", "2:2"),
        ("9:9", "Nobody slept", "wrong", "2:4"),
        ("2:3", "said the warden. And the boats came home before the storm", "part", "2:2-3"),
        ("2:2", "said the warden. And the boats came home before the storm", "wrong", "2:2-3"),
        ("2:2", "those who keep the lamp shall never be driven from the shore", "altered", None),
        ("2:4", "those who keep the lamp shall never be driven from the shore", "wrong", "2:2"),
        ("2:2", "the mayor of the town bought a new horse in the spring", "wrong", None),
        ("2:2", "\u06a9\u0633\u06cc \u0646\u062e\u0648\u0627\u0628\u06cc\u062f", "unknown", None),
    ],
)
def test_the_verdict_and_where_the_words_stand(form: str, quoted: str, verdict: str, stands_at: str | None) -> None:
    found = held(BOTH, f"Book of Tides {form}", quoted)
    assert (found.verdict, found.stands_at) == (verdict, stands_at)
    assert found.work == "Book of Tides"
    assert found.quoted == quoted


def test_what_was_changed_is_said() -> None:
    found = held(BOTH, "Book of Tides 2:2", "those who keep the lamp shall not be driven from the shore")
    assert [(edit.kind, edit.quoted, edit.said) for edit in found.edits] == [("replaced", "lamp", "light")]
    assert found.translation == "translator 0"


def test_the_translation_that_decided_is_named() -> None:
    assert held(BOTH, "Book of Tides 2:3", "Then every vessel returned").translation == "translator 1"


@pytest.mark.parametrize(
    ("form", "verdict", "stands_at"),
    [
        ("Harbour Charter, Article 6(2)", "right", None),
        ("Article 6 of the Harbour Charter", "part", None),
        ("Harbour Charter, Article 6(1)", "wrong", "Article 6(2)"),
        ("Harbour Charter, Article 5", "wrong", "Article 6(2)"),
        ("Harbour Charter, Article 5(2)", "wrong", "Article 6(2)"),
        ("Harbour Charter, Section 6(2)", "right", None),
        ("Chapter 6 of the Harbour Charter", "wrong", "Article 6(2)"),
        ("Article 6 bis of the Harbour Charter", "wrong", "Article 6(2)"),
        ("Article 6-1 of the Harbour Charter", "wrong", "Article 6(2)"),
        ("the twenty-sixth article of the Harbour Charter", "wrong", "Article 6(2)"),
    ],
)
def test_an_article_and_its_paragraphs(form: str, verdict: str, stands_at: str | None) -> None:
    found = held(work_of(CHARTER, title="Harbour Charter"), form, "The light is kept at the cost of all.")
    assert (found.verdict, found.stands_at) == (verdict, stands_at)


def test_a_paragraph_that_the_file_does_not_tell_is_at_most_a_part() -> None:
    found = held(
        work_of(CHARTER, title="Harbour Charter"),
        "Harbour Charter, Article 5(1)",
        "No ship is sold without the word of the council.",
    )
    assert (found.verdict, found.place) == ("part", "Article 5(1)")


def test_a_letter_may_stand_without_its_brackets_where_no_other_article_has_it() -> None:
    own = {
        "Article 6(a)": "Every fisher may use the quay.",
        "Article 7a": "Nobody sails at night.",
        "Article 7(a)": "No.",
    }
    work = work_of(own, title="Harbour Charter")
    assert held(work, "Harbour Charter, Art. 6a", "Every fisher may use the quay.").verdict == "right"
    assert held(work, "Harbour Charter, Art. 7a", "Nobody sails at night.").verdict == "right"


def test_a_part_of_a_verse_is_at_most_a_part() -> None:
    assert held(BOTH, "Book of Tides 2:3a", TIDES["2:3"]).verdict == "part"


def test_where_no_work_is_named_only_the_same_words_elsewhere_are_wrong() -> None:
    charter = work_of(CHARTER, title="Harbour Charter", is_named=False)
    assert held(charter, "Art. 5", "The light is kept at the cost of all.").verdict == "wrong"
    assert held(charter, "Art. 5", "The lamp is kept at the cost of all the men.").verdict == "unknown"
    assert held(charter, "Art. 5", "The council may sell the word of the mayor of the town").verdict != "wrong"


def test_a_work_that_is_not_held_is_unknown() -> None:
    found = check_citation(AlignmentChecker(), ["Nobody slept"], cited("Quran 22:40"), None)
    assert (found.work, found.place, found.verdict) == ("Quran", "22:40", "unknown")


def test_a_psalm_may_have_another_number_elsewhere() -> None:
    psalms = work_of({"Ps 22:4": "The gulls went inland at night.", "Ps 23:4": "The lamp burns over the quay."})
    found = held(psalms, "Ps 22:4", "The lamp burns over the quay.")
    assert (found.verdict, found.stands_at) == ("wrong", "Ps 23:4")
    assert found.note
    assert "psalters" in found.note


# --- what a citation inside a quotation is given for


def test_the_words_before_a_citation_and_their_last_sentences() -> None:
    text = "I was born here. My town has a saying. Those who keep the light shall stay [Tides 2:2] and so we stay."
    ((found, quoted),) = cited_inside(text, ("Tides",))
    assert [one.place for one in found] == ["2:2"]
    assert quoted == (
        "I was born here. My town has a saying. Those who keep the light shall stay",
        "My town has a saying. Those who keep the light shall stay",
        "Those who keep the light shall stay",
    )
    assert without_citations(text).split() == text.replace("[Tides 2:2]", "").split()


def test_words_between_marks_of_their_own_come_first() -> None:
    ((_, quoted),) = cited_inside("The book says: “keep the light” [Tides 2:2].", ("Tides",))
    assert quoted[0] == "keep the light"


def test_each_citation_has_the_words_since_the_one_before() -> None:
    found = list(cited_inside("Keep the light [Tides 2:2] and sleep (Tides 2:4).", ("Tides",)))
    assert [quoted[0] for _, quoted in found] == ["Keep the light", "and sleep"]


def test_one_that_opens_a_quotation_is_given_for_what_follows() -> None:
    ((_, quoted),) = cited_inside("[Tides 2:2] Keep the light", ("Tides",))
    assert quoted == ("Keep the light",)


def test_a_saying_of_ones_own_before_the_words_is_left_out() -> None:
    text = "We say it here every year. Those who keep the light shall not be driven from the shore [Book of Tides 2:2]"
    ((found, quoted),) = cited_inside(text, ("Book of Tides",))
    answer = check_citation(AlignmentChecker(), quoted, found[0], BOTH)
    assert (answer.verdict, answer.quoted) == ("part", quoted[-1])


def test_what_is_left_of_a_changed_quotation_does_not_pass() -> None:
    quoted = ("Nobody ate. It was cold, and nobody spoke of the storm", "nobody spoke of the storm")
    changed = ("Those who hate the light: shall not be driven from the shore", "shall not be driven from the shore")
    assert held(BOTH, "Book of Tides 2:2", *changed).verdict == "altered"
    assert held(BOTH, "Book of Tides 2:4", *quoted).verdict in ("part", "right")


def test_a_citation_may_have_brackets_in_it_and_stand_in_others() -> None:
    text = "The boats came home (Art. 6(1) Basic Law) and stayed (as they say (John 3:16))."
    assert [[one.place for one in found] for found, _ in cited_inside(text)] == [["Article 6(1)"], ["John 3:16"]]
    assert without_citations("The boats came home (Art. 6(1) Basic Law).").split() == [
        "The",
        "boats",
        "came",
        "home",
        ".",
    ]
