"""The usual written forms of citations are read, in eight languages; what only looks like one is not."""

# ruff: noqa: RUF001  # the scripts of these languages are what is read

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.citations import citations, is_citation, key_of

QURAN = """
Quran 22:40|Q 22:40|Q22:40|Qur'an 22:40|Qur’ān 22:40|Koran, 22:40|the Holy Quran (22:40)|QS 22:40|Quran 22.40
Surat al-Hajj, verse 40|Surah Al-Hajj (22:40)|al-Hajj 22:40|verse 40 of Surat al-Hajj|the 40th verse of Surat al-Hajj
verse 22:40 of the Quran|Quran chapter 22 verse 40|chapter 22, verse 40 of the Quran|Quran, Surah 22, verse 40
verse 40 of chapter 22 of the Quran|Surah Al-Hajj (The Pilgrimage), verse 40
Surat al-Hajj [22]: 40|Quran XXII:40
Sure 22, Vers 40|Koran, Sure 22:40|Sourate 22, verset 40|Corán 22:40|azora 22, aleya 40
سورة الحج: 40|سورة الحج، الآية 40|القرآن ٢٢:٤٠|الآية 40 من سورة الحج|القرآن الكريم، سورة الحج، الآية ٤٠
سوره حج آیه ۴۰|آیه ۴۰ سوره حج|قرآن ۲۲:۴۰|سوره‌ی حج آیه‌ی ۴۰|سورۃ الحج آیت 40|סורה 22, פסוק 40|קוראן 22:40
"""
BIBLE = {
    "John 3:16": """
John 3:16|Jn 3:16|Jn3:16|Joh 3,16|Jean 3, 16|Juan 3:16|St. John iii. 16|John 3.16|John chapter 3 verse 16
Bible, John 3:16
the Gospel of John, chapter 3, verse 16|chapter 3, verse 16 of John|يوحنا ٣:١٦|یوحنا ۳:۱۶|انجیل یوحنا باب ۳ آیه ۱۶
إنجيل يوحنا، الإصحاح 3، الآية 16|יוחנן ג 16""",
    "1 Corinthians 13:4-7": """
1 Cor 13:4–7|1 Cor. 13:4-7|I Corinthians 13:4-7|First Corinthians 13:4 to 7|1. Korinther 13,4-7|1 Kor 13,4–7
1Cor 13:4-7|the First Letter to the Corinthians 13:4-7|1ª Corintios 13:4-7|اول قرنتیان ۱۳:۴-۷""",
    "Psalms 23:4": """
Ps. xxiii. 4|Ps 23:4|Psalm 23, verse 4|Salmo 23:4|Ps 23(22),4
مزمور 23:4|زبور ۲۳:۴|תהלים כג ד|תהילים פרק כג פסוק ד""",
    "Genesis 50:21": "Gen l. 21|Genesis l. 21",
    "Psalms 23": "Psalm 23|Psaume 23|مزمور ٢٣",
    "Isaiah 40:31": """
Isaiah 40 verse 31|Isa. xl. 31|Jesaja 40,31|verse 31 of Isaiah 40|ישעיהו מ, לא|ישעיה מ', ל"א""",
    "Genesis 1:1-3": "Gen. 1:1-3|1. Mose 1,1-3|Génesis 1:1-3",
}
LAWS = {
    "Article 6": """
Article 6 of the Charter|Article VI of the Charter|the sixth article of the Charter|Article six of the charter
Charter, Art. 6|Charter Article 6|the Charter's Article 6|Art. 6 EMRK|article 6 de la Charte|l'article 6 de la Charte
artículo 6 de la Carta|Artikel 6 der Charta|ماده ۶ منشور|ماده ششم منشور|منشور، ماده ۶|المادة 6 من الميثاق
المادة السادسة من الميثاق|סעיף 6 של האמנה
آرٹیکل 6 منشور|منشور کا آرٹیکل 6|Chapter II, Article 6 of the Charter""",
    "Article 2(4)": """
Art. 2(4) UN Charter|UN Charter art. 2(4)|Article 2.4 of the ICCPR|paragraph 4 of Article 2 of the Charter
Art. 2 Abs. 4 GG|Article 2, paragraph 4 of the Charter|Article 2, fourth paragraph, of the Charter
بند ۴ ماده ۲ منشور|الفقرة 4 من المادة 2 من الميثاق""",
    "Section 5": "§ 5|§ 5 BGB|Section 5 of the Fisheries Act|the fifth section of the Fisheries Act|Charter §5",
    "Article 5-7": "Articles 5-7 of the Charter|Articles 5 to 7 of the Charter",
}


def forms(text: str) -> list[str]:
    """The forms in a table."""
    return [form for line in text.strip().splitlines() for form in line.split("|")]


@pytest.mark.parametrize("form", forms(QURAN))
def test_a_place_of_the_quran(form: str) -> None:
    (cited,) = citations(f"He read, as {form}, aloud.")
    assert (cited.work, cited.place) == ("Quran", "22:40")
    (cited,) = citations(form, alone=True)
    assert cited.place == "22:40"


@pytest.mark.parametrize(("place", "form"), [(place, form) for place, table in BIBLE.items() for form in forms(table)])
def test_a_place_of_the_bible(place: str, form: str) -> None:
    for alone in (False, True):
        (cited,) = citations(form, alone=alone)
        assert (cited.work, cited.place) == ("Bible", place)


@pytest.mark.parametrize(("place", "form"), [(place, form) for place, table in LAWS.items() for form in forms(table)])
def test_a_place_of_a_law(place: str, form: str) -> None:
    (cited,) = citations(form)
    assert cited.place == place


@pytest.mark.parametrize(
    ("form", "work", "place"),
    [
        ("al-Hajj: 40", "Quran", "22:40"),
        ("الحج: ٤٠", "Quran", "22:40"),
        ("حج/۴۰", "Quran", "22:40"),
        ("Is 40:31", "Bible", "Isaiah 40:31"),
        ("Jude 5", "Bible", "Jude 1:5"),
        ("És 40, 31", "Bible", "Isaiah 40:31"),
        ("Art. 6", None, "Article 6"),
        ("Section 3, paragraph 2", None, "Section 3(2)"),
        ("ماده ۶", None, "Article 6"),
        ("Tides 3:16", "Tides", "3:16"),
        ("Song of the Ebb 3:16", "Song of the Ebb", "3:16"),
    ],
)
def test_in_a_bracket_less_has_to_be_said(form: str, work: str | None, place: str) -> None:
    (cited,) = citations(form, alone=True)
    assert (cited.work, cited.place) == (work, place)
    assert citations(form) == ()
    assert is_citation(form)


@pytest.mark.parametrize(
    ("form", "place"),
    [
        ("the twenty-sixth article of the Charter", "Article 26"),
        ("the hundred and sixth article of the Charter", "Article 106"),
        ("Article two hundred and fifty-one of the Charter", "Article 251"),
        ("le vingt-sixième article de la Charte", "Article 26"),
        ("the forty-first verse of Surat al-Hajj", "22:41"),
        ("Surat al-Hajj, verse forty-one", "22:41"),
        ("Surat al-Hajj, verse six", "22:6"),
        ("Surah two, verse five", "2:5"),
        ("Quran, chapter twenty-two, verse forty", "22:40"),
        ("John chapter three, verse sixteen", "John 3:16"),
    ],
)
def test_numbers_are_read_in_words(form: str, place: str) -> None:
    assert [one.place for one in citations(form)] == [place]


@pytest.mark.parametrize(
    "form",
    [
        "le soixante-dixième article de la Charte",
        "el vigésimo sexto artículo de la Carta",
        "المادة السادسة والعشرون من الميثاق",
        "the fifth and sixth articles of the Charter",
        "Article five thousand of the Charter",
        "Surat al-Hajj, verse vingt et un",
        "Surat al-Hajj, verse threescore",
        "Quran 22:-40",
        "Quran 22:400000",
        "Quran 22:40x",
        "Quran 22:40:3",
        "Quran 22:40-39",
        "Quran 22 (40)",
        "Article 6(20000)",
        "Article 6½",
        "Article 6/1",
        "Article 6,2 of the Harbour Charter",
        "Annex II, Article 6, Harbour Charter",
        "Harbour Charter 6(2)",
        "2 Harbour Charter 3:16",
        "Quran 22 41",
        "Quran 22; 41",
        "Quran 22, no. 41",
        "Article 6, paragraph vingt et un",
        "Art. 6 no. 2 Harbour Charter",
    ],
)
def test_a_number_that_is_not_understood_is_never_a_smaller_one(form: str) -> None:
    assert citations(form, ["Harbour Charter"], alone=True) == ()


@pytest.mark.parametrize(
    ("form", "place"),
    [
        ("Article 6 bis of the Charter", "Article 6bis"),
        ("Article 6 quater", "Article 6quater"),
        ("Article 6-1 of the Charter", "Article 6-1"),
        ("Article 6a of the Charter", "Article 6a"),
        ("Art. 16 a GG", "Article 16a"),
        ("Art. 2 II 1 GG", "Article 2(2)(1)"),
        ("Article 6(2a)", "Article 6(2a)"),
        ("Article 6(viii)", "Article 6(viii)"),
        ("Art. 6 § 2", "Article 6(2)"),
        ("Art. 6 lit. b of the Charter", "Article 6(b)"),
        ("Artikel 5 bis 7 der Charta", "Article 5-7"),
        ("المادة 6 مكرر من الميثاق", "Article 6bis"),
    ],
)
def test_a_suffix_is_a_part_of_the_number_of_an_article(form: str, place: str) -> None:
    (cited,) = citations(form, alone=True)
    assert cited.place == place
    if cited.last is None:
        assert key_of(place) == cited.key


@pytest.mark.parametrize(
    ("form", "work"),
    [
        ("Art. 6(1) Basic Law", "Basic Law"),
        ("Art. 6, Lagos Rulebook", "Lagos Rulebook"),
        ("Art. 6 of the rulebook", "rulebook"),
        ("Art. 6, as amended", None),
        ("Article 6 of the Harbour Charter Act", "Harbour Charter Act"),
        ("Other Harbour Charter 3:16", "Other Harbour Charter"),
        ("see Art. 6", None),
    ],
)
def test_an_article_in_a_bracket_is_of_the_law_that_is_named_with_it(form: str, work: str | None) -> None:
    (cited,) = citations(form, ["Harbour Charter"], alone=True)
    assert cited.work == work


def test_a_part_of_a_verse_is_told() -> None:
    assert [one.is_part for one in citations("John 3:16a; John 3:16")] == [True, False]


def test_names_of_works_that_are_held_are_known() -> None:
    text = "As it stands in the Book of Tides 3:16 and in Article 6 of Harbour Rule, nobody rows."
    assert [(one.work, one.place) for one in citations(text, ["The Book of Tides", "Harbour Rule"])] == [
        ("The Book of Tides", "3:16"),
        ("Harbour Rule", "Article 6"),
    ]


def test_several_places_of_one_work_are_several() -> None:
    assert [one.place for one in citations("Quran 22:39; 2:190")] == ["22:39", "2:190"]
    assert [one.place for one in citations("Romans 8:28, 31")] == ["Romans 8:28", "Romans 8:31"]
    assert [one.place for one in citations("Mt 5:3; Lk 6:20")] == ["Matthew 5:3", "Luke 6:20"]
    assert [one.place for one in citations("Quran 22:39, 40")] == ["22:39-40"]


@pytest.mark.parametrize(
    "text",
    [
        "We met at 22:40 on Monday.",
        "They won 3:1 and lost 2:4.",
        "Article 6 was published on Monday.",
        "The ratio was 3:1 in Section 3.",
        "Mark said at 10:30 that John 3 years later came.",
        "I'm not sure 22:40 works. Sure I do.",
        "Luke 20, a student, read Acts of 2 men.",
        "Section 3 of the stadium was full at half past 3.",
        "Mark 10:30 pm in the diary for the Quran, which has 114 suras",
        "reading the Quran at 22:40",
        "Chapter 22, verse 40, paragraph 2",
        "Daniel 40, a baker; Isaiah 40, a builder",
        "Q1 2022 and Q 3 2022",
        "بازی ۳:۱ تمام شد، ساعت ۲۲:۴۰",
        "the act of 3 men, a law of 3 pages",
        "2:255",
    ],
)
def test_what_only_looks_like_a_citation_is_none(text: str) -> None:
    assert citations(text) == ()


@pytest.mark.parametrize(
    "inside", ["applause", "22:40", "the port", "in 2010", "emphasis added", "John 3 years later", "Harbour Charter"]
)
def test_what_editors_put_in_brackets_besides_is_no_citation(inside: str) -> None:
    assert not is_citation(inside)


PIECES = (
    "Quran ",
    "22:40",
    "Art. ",
    "6",
    "(",
    ")",
    "; ",
    " of the ",
    "Charter",
    "سورة ",
    "الحج",
    "۴۰",
    " – ",
    "John ",
    "i",
    "Ps. ",
)


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=30), st.booleans())
def test_every_citation_stands_where_it_is_said_to_stand(pieces: list[str], alone: bool) -> None:  # noqa: FBT001  # given
    text = "".join(pieces)
    end = 0
    for cited in citations(text, ["Book of Tides"], alone=alone):
        assert text[cited.start : cited.end] == cited.text
        assert cited.start >= end
        end = cited.end
        assert cited.place


@pytest.mark.parametrize(
    "piece",
    ["Article ", "1:1 ", "Quran ", "((", "al ", "1 Cor 13:4-7; ", "Art. 6(2)(", "of the ", "و", "سورة ", "i ", "1"],
)
def test_a_text_made_to_be_slow_is_read_in_a_time_that_grows_with_its_length(piece: str) -> None:
    def seconds(times: int) -> float:
        began = time.process_time()
        citations(piece * times, alone=True)
        return time.process_time() - began

    seconds(200)
    assert seconds(4000) < 20 * seconds(1000) + 0.5
