"""A citation beside a quotation is meant by it; one that the sentence goes on to is not."""

import pytest

from onrecord.citations import before, behind


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("“Keep the light” (Book of Tides 3:16)", ["3:16"]),
        ("“Keep the light” [John 3:16], he said", ["John 3:16"]),
        ("“Keep the light,” as Article 6 of the Charter says.", ["Article 6"]),
        ("“Keep the light” – Psalm 23", ["Psalms 23"]),
        ("“Keep the light” (Art. 6(1) Basic Law).", ["Article 6(1)"]),
        ("“Keep the light,” she said (Art. 6(1)(b) of the Charter).", ["Article 6(1)(b)"]),
        ("“Keep the light” [see Art. 6 [bis] of the Charter]", ["Article 6bis"]),
        ("“Keep the light,” according to the Book of Job, chapter 22, verse 20.", ["Job 22:20"]),
        ("“Keep the light” — according to Surat al-Hajj, verse 40.", ["22:40"]),
        ("“Keep the light” (see Jn 3:16; Mt 5:3)", ["John 3:16", "Matthew 5:3"]),
        ("“چراغ را” (سوره حج، آیه ۴۰)", ["22:40"]),
        ("“چراغ را” طبق ماده ۶ منشور", ["Article 6"]),
        ("“Keep the light,” she told the warden (Psalm 96:11).", ["Psalms 96:11"]),
        ("“Keep the light,” she told the warden (in Room 22:40).", []),
        ("“Keep the light.” She left. The sermon (Psalm 96:11) was long.", []),
        ("“Keep the light” (applause)", []),
        ("“Keep the light”, said the warden, citing Article 6 of the Charter", []),
        ("“Keep the light.” Article 6 of the Charter says more", []),
        ("“Keep the light”. The Quran 22:40 says more", []),
        ("“Keep the light”", []),
    ],
)
def test_behind_a_quotation(text: str, places: list[str]) -> None:
    found = behind(text, text.index("”"))
    assert [one.place for one in found] == places
    assert all(text[one.start : one.end] == one.text for one in found)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("In Surat al-Hajj, verse 40, God says: “", "22:40"),
        ("Article 6 of the Charter says, “", "Article 6"),
        ("As it is written in Isaiah 40:31: “", "Isaiah 40:31"),
        ("The Quran (22:40) says: “", "22:40"),
        ("ماده ۶ منشور می‌گوید: «", "Article 6"),
        ("Speaking of Article 6 of the Charter, the minister said: “", None),
        ("He read Article 6 of the Charter. “", None),
    ],
)
def test_before_a_quotation(text: str, place: str | None) -> None:
    found = before(text, len(text) - 1)
    assert [one.place for one in found] == ([place] if place else [])
