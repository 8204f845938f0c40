"""Lines that say whose text a page carries."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.read.credit import copyright_of, credit_of, opening_credit

PROSE = "The council of Northquay decided on Tuesday to rebuild the old harbour within three years."


@pytest.mark.parametrize(
    ("line", "publisher", "kind"),
    [
        ("Originally published by the Harbour Gazette", "Harbour Gazette", "reprint"),
        ("Originally published by our partner The Quay Post", "The Quay Post", "reprint"),
        ("Originally published by coastal news watchdog Seawire", "Seawire", "reprint"),
        ("This article first appeared in the Harbour Gazette on 4 May 2031.", "Harbour Gazette", "reprint"),
        ("This story was originally published by Seawire and is republished here.", "Seawire", "reprint"),
        ("Republished with permission from The Quay Post", "The Quay Post", "reprint"),
        ("Reprinted from Voice of Northquay, under a Creative Commons licence.", "Voice of Northquay", "reprint"),
        ("Source: Harbour Gazette", "Harbour Gazette", "reprint"),
        ("Translated from the Persian by Nilufar Bahri", "Nilufar Bahri", "translation"),
        ("Photographs and text courtesy of Seawire", None, None),
        ("Courtesy of Seawire", "Seawire", "courtesy"),
        ("h/t: Seawire", "Seawire", "courtesy"),
        ("h/t to Lena Marsh", "Lena Marsh", "courtesy"),
        ("(via The Quay Post)", "The Quay Post", "courtesy"),
        ("With reporting by Seawire", "Seawire", "agency"),
        ("منبع: خبرنامهٔ بندر", "خبرنامهٔ بندر", "reprint"),
        ("المصدر: جريدة الميناء", "جريدة الميناء", "reprint"),
        ("מקור: עיתון הנמל", "עיתון הנמל", "reprint"),
        ("This article was first published by Northquay Herald", "Northquay Herald", "reprint"),
        ("Reprinted with permission of the Westmere Courier", "Westmere Courier", "reprint"),
        ("Crossposted with The Anchor", "The Anchor", "reprint"),
        ("Story originally broadcast by Radio Northquay", "Radio Northquay", "reprint"),
        ("This story comes to us from our partner station Radio Northquay.", "Radio Northquay", "reprint"),
        ("The post Harbour to be rebuilt appeared first on The Anchor.", "The Anchor", "reprint"),
        ("Thanks to The Anchor for permission to republish this essay.", "The Anchor", "reprint"),
        ("From The Anchor, with permission", "The Anchor", "reprint"),
        ("Originally published at https://www.anchor.example/a/b", "anchor.example", "reprint"),
        ("(Reporting by Ada Quill for Seawire; editing by Otto Brand)", "Seawire", "agency"),
        ("(Reporting by Ada Quill; editing by Otto Brand)", None, None),
        ("The Quay Press contributed to this report.", "The Quay Press", "agency"),
        ("Ada Quill contributed to this report.", None, None),
        ("(avec Seawire)", "Seawire", "agency"),
        ("(with applause)", None, None),
        ("(avec Lise Marchand)", None, None),
        ("Translated from the Brennish by I. Colm", "I. Colm", "translation"),
        ("Translation: Nilufar Bahri", "Nilufar Bahri", "translation"),
        ("Traduit de l'anglais par Lise Marchand", "Lise Marchand", "translation"),
        ("Aus dem Englischen von Jana Lind", "Jana Lind", "translation"),
        ("Traducción de Inés Robles", "Inés Robles", "translation"),
        ("תרגום: נועה ברק", "נועה ברק", "translation"),
        ("Dieser Artikel erschien zuerst im Hafenboten", "Hafenboten", "reprint"),
        ("Cet article a été publié initialement par Le Courrier", "Le Courrier", "reprint"),
        ("Este artículo fue publicado originalmente por El Ancla", "El Ancla", "reprint"),
        ("بازنشر از روزنامهٔ ساحل", "روزنامهٔ ساحل", "reprint"),
        ("این مقاله نخستین بار در هفته‌نامهٔ لنگر منتشر شد", "هفته‌نامهٔ لنگر", "reprint"),
        ("این گزارش در شورا خوانده شد و همه از آن خشنود بودند.", None, None),
        ("Aus dem Hafen von Northquay kamen am Dienstag neun Boote.", None, None),
        ("Photo courtesy of the Northquay Museum", None, None),
        ("Published on 4 May 2031", None, None),
        ("Published by mistake, the list was withdrawn by the council on the same day.", None, None),
        ("The report was published in March.", None, None),
        ("Translated by hand, the sign over the gate means nothing.", None, None),
        (PROSE, None, None),
    ],
)
def test_credit_lines(line: str, publisher: str | None, kind: str | None) -> None:
    credit = credit_of(line)
    assert (credit and credit.publisher, credit and credit.kind) == (publisher, kind)


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("© 2031 Northquay Herald. Reprinted with permission.", "Northquay Herald"),
        ("Copyright 2031 Seawire News Agency", "Seawire News Agency"),
        ("© 2031 The Quay Post. All rights reserved.", None),
        ("© 2031", None),
    ],
)
def test_who_holds_the_right(line: str, publisher: str | None) -> None:
    credit = copyright_of(line)
    assert (credit and credit.publisher) == publisher


def test_a_linked_name_is_the_publisher() -> None:
    credit = credit_of("This article is republished from The Quay Post in Northquay today", linked="The Quay Post")
    assert credit is not None
    assert credit.publisher == "The Quay Post"


def test_the_agency_in_a_dateline() -> None:
    credit = opening_credit("NORTHQUAY (Seawire) — The council decided on Tuesday.")
    assert credit is not None
    assert (credit.publisher, credit.kind, credit.text) == ("Seawire", "agency", "NORTHQUAY (Seawire) —")
    assert opening_credit("The council (which met on Tuesday) decided.") is None


@given(st.text(max_size=400))
def test_credits_of_any_text_never_fail(line: str) -> None:
    credit = credit_of(line)
    assert credit is None or credit.publisher
