"""Who is quoted, by which words, saying it to whom."""

# ruff: noqa: RUF001  # quotation marks of several scripts are what is tried

import pytest

from onrecord.quote.engines.marks import MarksQuoter
from onrecord.records import Quotation
from tests.quote.conftest import page


def only(*blocks: str) -> Quotation:
    return MarksQuoter().quotations(page(*blocks))[-1]


@pytest.mark.parametrize(
    ("text", "speaker", "cue", "addressee"),
    [
        ("“We will rebuild the harbour,” said Ada Quill.", "Ada Quill", "said", None),
        ("“We will rebuild the harbour,” Ada Quill said on Tuesday.", "Ada Quill", "said", None),
        ("“We will rebuild the harbour,” said Mayor Ada Quill, a former pilot.", "Mayor Ada Quill", "said", None),
        ("“We will rebuild the harbour,” said the mayor of Northquay.", "the mayor of Northquay", "said", None),
        ("Ada Quill said that “the harbour will be rebuilt” soon.", "Ada Quill", "said", None),
        ("Ada Quill, the mayor, said: “We will rebuild the harbour.”", "Ada Quill", "said", None),
        ("On Tuesday, Ada Quill said “we will rebuild the harbour”.", "Ada Quill", "said", None),
        ("Ada Quill (North Quay) said “we will rebuild the harbour”.", "Ada Quill", "said", None),
        ("Ada Quill told The Quay Post, “We will rebuild the harbour.”", "Ada Quill", "told", "The Quay Post"),
        ("According to Ada Quill, “the harbour will be rebuilt” soon.", "Ada Quill", "According to", None),
        ("Many doubt Ada Quill’s claim that “the harbour will be rebuilt” soon.", "Ada Quill", "claim", None),
        ("“We will rebuild the harbour.” — Ada Quill", "Ada Quill", "—", None),
        ("Mayor Quill: “We will rebuild the harbour.”", "Mayor Quill", None, None),
        ("وزیر بندر گفت: «ما اسکله را دوباره می‌سازیم.»", "وزیر بندر", "گفت", None),
        ("احمد رضایی، شهردار، در نشستی به خبرنگاران گفت: «ما می‌سازیم آن را.»", "احمد رضایی", "گفت", "خبرنگاران"),
        ("قال الوزير سامي حداد: «سنعيد بناء الميناء قريبا».", "الوزير سامي حداد", "قال", None),
        ("وأكد رئيس البلدية أن «المال موجود في الخزينة الآن».", "رئيس البلدية", "وأكد", None),
        ('"אנחנו נבנה את הנמל מחדש", אמר דן לוי, ראש העיר.', "דן לוי", "אמר", None),
        ('מפקד צה"ל אמר: "הנמל פתוח לכולם היום".', 'מפקד צה"ל', "אמר", None),
        ("„Wir bauen den Hafen wieder auf“, sagte Otto Brand.", "Otto Brand", "sagte", None),
        ("市长说：“我们将重建这个港口，三年内完成。”", "市长", "说", None),
        ("She’s warning that the dyke is “a thing of paper”.", "She", "warning", None),
        ("Otto Brand, who leads the port, said “we will go on”.", "Otto Brand", "said", None),
        ("Few heard the pilot who said “we will go on”.", "the pilot", "said", None),
        ("She was called “a liar and a thief” by Otto Brand.", "Otto Brand", "called", None),
        ("The plan was described by Ada Quill as “the worst of all plans”.", "Ada Quill", "described", None),
        ("The plan, said Quill, “was all about the harbour”.", "Quill", "said", None),
        ("Ada Quill left early, saying that “the harbour is lost”.", "Ada Quill", "saying", None),
        ("However, Ada Quill dismissed the plan of the council as “a joke of a plan”.", "Ada Quill", "dismissed", None),
        ("Ada Quill’s early reports on Otto Brand spoke of “a man without a plan”.", "Otto Brand", "spoke", None),
        ("In the words of Ada Quill, “the harbour is ours and stays ours”.", "Ada Quill", "words", None),
        ("“We will go on,” said Leona E. Quill, head of the port, on Friday.", "Leona E. Quill", "said", None),
        ("“We will go on,” Leona Quill, head of the port, said.", "Leona Quill", "said", None),
        ("“The plan is bound to fail,” said the report.", "the report", "said", None),
        ("“We will go on,” she rumbled from the podium.", "she", "rumbled", None),
        ("“We will go on,” He Jianyu said.", "He Jianyu", "said", None),
        ("“We will go on,” Quill on Tuesday said.", "Quill", "said", None),
        ("“We go on,” Leona Quill with the Westmere Police said.", "Leona Quill", "said", None),
        ("At Quay Air, Leona Quill called the weather of the week “very mild indeed”.", "Leona Quill", "called", None),
        ("“We will go on,” it further said.", "it", "said", None),
        ("“We will go on,” Theodora May said.", "Theodora May", "said", None),
        ("Quill turned to Brand, telling him: “Go on with it now.”", "Quill", "telling", "him"),
    ],
)
def test_speaker_cue_and_addressee(text: str, speaker: str, cue: str | None, addressee: str | None) -> None:
    found = only(text)
    assert (found.speaker, found.cue, found.addressee) == (speaker, cue, addressee)
    assert text[found.speaker_start : found.speaker_end] == speaker


@pytest.mark.parametrize(
    ("text", "speaker", "cue", "addressee"),
    [
        ("وی در پاسخ به خبرنگاران گفت: «ما می‌سازیم آن را.»", "وی", "گفت", "خبرنگاران"),
        ("به گفته شهردار بندر «ما می‌سازیم آن را».", "شهردار بندر", "به گفته", None),
        ("وقالت الوزيرة ليلى حداد إن «الميناء سيبقى مفتوحا».", "الوزيرة ليلى حداد", "وقالت", None),
        ("«الميناء سيبقى مفتوحا»، قال سامي حداد.", "سامي حداد", "قال", None),
        ('לדברי ראש העיר, "הנמל פתוח לכולם היום".', "ראש העיר", "לדברי", None),
        ("وزیر نے کہا: ”ہم بندرگاہ دوبارہ بنائیں گے۔“", "وزیر", "کہا", None),
        ("Am Dienstag sagte Otto Brand: „Wir bauen den Hafen wieder auf.“", "Otto Brand", "sagte", None),
        ("« Nous allons reconstruire le port », a déclaré le maire Ada Quill mardi.", "Ada Quill", "déclaré", None),
        ("Le maire a déclaré : « Nous allons reconstruire le port ».", "Le maire", "déclaré", None),
        ("«Reconstruiremos el puerto», dijo la alcaldesa Ada Quill el martes.", "Ada Quill", "dijo", None),
        ("Según Ada Quill, «el puerto se va a reconstruir».", "Ada Quill", "Según", None),
        ("«Мы восстановим порт», — сказал министр во вторник.", "министр", "сказал", None),
        ("Başkan Ada Quill salı günü, “Limanı yeniden yapacağız” diye konuştu.", "Başkan Ada Quill", "konuştu", None),
        ("市长夸尔周二在会议上表示，“我们将重建这个港口，三年内完成。”", "市长夸尔", "表示", None),
        ("“我们将重建这个港口，三年内完成。”市长夸尔说。", "市长夸尔", "说", None),
        ("市長は「港を再建するつもりだと思います」と述べた。", "市長", "述べ", None),
        ("「港を再建するつもりだと思います」と市長は述べた。", "市長", "述べ", None),
        ('시장은 "우리는 항구를 다시 지을 것이다"라고 말했다.', "시장", "말", None),
    ],
)
def test_other_languages(text: str, speaker: str, cue: str | None, addressee: str | None) -> None:
    found = only(text)
    assert (found.speaker, found.cue, found.addressee) == (speaker, cue, addressee)
    assert text[found.speaker_start : found.speaker_end] == speaker


@pytest.mark.parametrize(
    ("first", "then", "speaker"),
    [
        ("“We will rebuild it all,” said Ada Quill.", "“It takes three years of work,” she added.", "Ada Quill"),
        ("“We will rebuild it all,” said Ada Quill.", "She added that “it takes three years of work”.", "Ada Quill"),
        ("“We go on,” Otto Brand said. “It will fail,” said the report.", "“We will stay,” he added.", "Otto Brand"),
        ("“We go on,” Otto Brand said. “It will fail,” said the report.", "“It cannot last,” it added.", "the report"),
        ("Ada Quill met the dockers.", "“We will all go on,” she said.", "Ada Quill"),
        ("“We go on,” Ada Quill said.", "It rained. “It takes three years,” she said.", "Ada Quill"),
        ("Ada Quill said:", "“We will rebuild the harbour in three years.”", "Ada Quill"),
        ("قال الوزير سامي حداد: «سنعيد بناء الميناء قريبا».", "وأضاف: «هذا وعد منا للناس جميعا».", "الوزير سامي حداد"),
        ("وزیر بندر گفت: «ما آن را دوباره می‌سازیم.»", "وی افزود: «این کار سه سال طول می‌کشد.»", "وزیر بندر"),
    ],
)
def test_what_goes_on_has_the_speaker_before_it(first: str, then: str, speaker: str) -> None:
    assert only(first, then).speaker == speaker


def test_a_quotation_cut_in_two_has_one_speaker() -> None:
    text = (
        "“We will rebuild it,” Ada Quill said. “It takes three years,” she told them, adding that “the money is there”."
    )
    assert [one.speaker for one in MarksQuoter().quotations(page(text))] == ["Ada Quill"] * 3


def test_who_speaks_is_not_guessed() -> None:
    found = only("A board over the gate of the old harbour bears the words “do not enter after dark or alone”.")
    assert found.speaker is None
