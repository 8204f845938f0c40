"""How lines that credit others begin, in several languages."""

# ruff: noqa: RUF001  # letters and marks of several scripts are what is looked for

from typing import Final, Literal, TypeAlias

from onrecord.read.phrases import any_of

CreditKind: TypeAlias = Literal["reprint", "agency", "translation", "courtesy"]

OPENING: Final = r"[\s\W]{0,4}(?:editor.?s? )?(?:note\W{1,3})?"
"""What may stand before a lead."""

_NAME: Final = r"(?=[^\n]{2,80}$)"
"""Where a lead says so little that it counts only before a mere name."""
_NOUN: Final = any_of(
    """
    article|story|piece|report|post|text|essay|interview|analysis|commentary|column|content|material|item|release
    statement|op-?ed|excerpt|feature|podcast|blog post|editorial|work
    """
)
_WHICH: Final = any_of(
    """
    this|the|original|the above|the following|(?:a|an earlier|a longer) version of this|(?:parts|portions) of this
    """
)
_SUBJECT: Final = rf"(?:{_WHICH}\s(?:[\w-]+\s){{0,3}}?{_NOUN}s?\s|{_NOUN}\s)"
_WAS: Final = r"(?:(?:is|was|has been|had been|were|being|has|first)\s)"
_WHEN: Final = r"(?:(?:first|originally|previously|initially|also)\s)"
_MADE: Final = any_of(
    """
    published|appeared|posted|printed|released|ran|produced|written|carried|distributed|broadcast|aired|reported
    featured
    """
)
_AGAIN: Final = any_of(
    """
    re-?published|re-?printed|reproduced|re-?posted|syndicated|cross-? ?posted|excerpted|adapted|distributed|taken
    extracted|reblogged|shared|used|provided|supplied
    """
)
_HOW: Final = (
    r"(?:(?:here|jointly|first|again|in full|in part|online|below)\s){0,2}"
    r"(?:(?:with|by|under)\s(?:the\s)?(?:kind\s|express\s|full\s)?(?:a\s)?(?:[\w-]+\s){0,3}?"
    r"(?:permission|licen[sc]e|arrangement|agreement)\s)?"
)
_BY: Final = r"(?:by|in|on|at|from|via|courtesy of|of|with)\s"
_TEXTE: Final = r"(?:(?:cet |cette |ce )?(?:article|texte|tribune|entretien|billet|reportage)\s)"
_PARU: Final = r"(?:(?:a été|est|a|fut)\s)?(?:(?:initialement|d.abord|originellement)\s)?(?:publiée?|parue?)\s"
_BEITRAG: Final = (
    r"(?:(?:dieser|der|dieses|diese) (?:artikel|beitrag|text|bericht|kommentar|interview|essay|reportage)\s)"
)
_NOTA: Final = r"(?:(?:este|esta|o|el) (?:artículo|texto|nota|artigo|entrevista|reportaje|reportagem)\s)"

LEADS: Final[tuple[tuple[CreditKind, str], ...]] = (
    (
        "translation",
        any_of(
            rf"""
            (?:{_SUBJECT}{_WAS}?)?(?:\w+\s)?translat(?:ed|ion)\s(?:from\s(?:\w+\s){{1,4}}?)?by\s
            (?:{_SUBJECT}{_WAS}?)?(?:\w+\s)?translat(?:ed|ion)\s(?:from|courtesy of)\s
            (?:\w+\s)?translat(?:ion|or|ed)(?: credit)?\s?:\s?
            (?:ترجمه|برگردان|مترجم)\s?:\s?
            (?:ترجمه (?:از|به دست|توسط)|ترجمهٔ|ترجمه‌ی|برگردان)\s{_NAME}
            ترجمة\s?:\s?
            (?:ترجمه(?:ا)?|نقله(?:ا)?) (?:عن|من|إلى) \S{{2,20}}\s?:?\s
            (?:ترجمها|مترجم عن|ترجمة)\s{_NAME}
            (?:תרגום|תרגמה?|מתרגמת?)(?: \S{{2,20}})?\s?:\s?
            (?:תורגמה?)(?: \S{{2,20}})? (?:על ידי|בידי)\s
            traduction\s?:\s?
            (?:texte |article )?traduit(?: d[eu] ?(?:l.)?\w+)? par\s
            traduction (?:de|par)\s{_NAME}
            übersetzung\s?:\s?
            (?:übersetzt|übersetzung)(?: aus dem \w+)? (?:von|durch)\s
            aus dem \w+ischen(?: \w+)? von\s
            (?:traducción|tradução|traduzione)\s?(?::|de|por|di|a cura di)\s?{_NAME}
            (?:traducido|traduzido|tradotto)(?: del? \w+| do \w+| dall.\w+)? (?:por|da)\s
            перевод(?: с \w+)?\s?:\s?
            перев[её]л[аи]?\s
            """
        ),
    ),
    (
        "courtesy",
        any_of(
            rf"""
            (?:h/t|hat[ -]tip)(?: to)?\s?:?\s{_NAME}
            via\s?:?\s{_NAME}
            (?:{_SUBJECT}{_WAS}?)?(?:(?:provided|used|published|with)\s)?(?:by\s)?courtesy of\s
            {_NOUN} courtesy\s?:\s?{_NAME}
            با (?:اجازهٔ?|سپاس|تشکر|قدردانی)(?: از)?\s
            (?:بإذن من|بالإذن من|بموافقة من|شكرا ل)\s?
            באדיבות\s
            (?:(?:publié|reproduit) )?avec l.(?:aimable )?autorisation (?:de la|de l.|des|du|de)\s?
            merci à\s{_NAME}
            mit freundlicher (?:genehmigung|erlaubnis|unterstützung)(?: von| des| der| durch)?\s
            (?:(?:por )?cortesía de|cortesia d[aeo]|per gentile concessione d[ei]l?|agradecimientos a)\s
            """
        ),
    ),
    (
        "agency",
        any_of(
            rf"""
            with (?:additional )?(?:reporting|files|material|inputs?) (?:by|from)\s
            (?:additional )?(?:reporting|writing) by\s[^\n]{{2,120}}?\sfor\s(?=[^\W\d_])
            (?:agency|wire|agencies)(?: (?:report|copy))?\s?:\s?
            (?:خبرگزاری|وكالة|وكالات|סוכנות(?: הידיעות)?)\s{_NAME}
            mit material (?:von|der|des)\s
            con (?:información|datos) de\s{_NAME}
            """
        ),
    ),
    (
        "reprint",
        any_of(
            rf"""
            {_SUBJECT}?{_WAS}?{_WHEN}{_MADE}\s{_HOW}{_BY}
            {_SUBJECT}{_WAS}?{_MADE}\s{_WHEN}?{_HOW}{_BY}
            {_MADE}\s{_WHEN}{_HOW}{_BY}
            {_SUBJECT}?{_WAS}?{_WHEN}?{_AGAIN}\s{_HOW}{_BY}
            {_MADE}\s(?:here\s)?(?:with|by)\s(?:the\s)?(?:kind\s)?permission\s(?:of|from|by)\s
            {_SUBJECT}?{_WAS}?{_WHEN}written\sfor\s
            we (?:re-?)?(?:publish|print|post)(?:ed)? (?:this|the) {_NOUN} (?:from|by|courtesy of)\s
            {_SUBJECT}(?:comes|came|is brought) to (?:us|you) (?:from|by|via|courtesy of)\s
            {_SUBJECT}(?:is|was) from\s{_NAME}
            (?:by|in|through) (?:special )?(?:arrangement|partnership|agreement|permission) (?:with|of)\s
            with (?:the )?(?:kind )?permission (?:of|from|by)\s
            (?:with )?(?:our )?thank(?:s| you) (?:to )?(?=[^\n]{{2,60}} for (?:the )?permission)
            from (?=[^\n,]{{2,60}},? (?:reprinted |used |republished )?(?:with|by) permission)
            (?:the )?(?:post|article|story|entry)\s[^\n]{{0,200}}?\s?(?:appeared|published) first (?:on|in|at)\s
            (?:original )?(?:source|article|story|text|credit|publisher|publication)s?\s?:\s?{_NAME}
            original (?:article|story|post|text|version) (?:from|by|at|in|on|appeared in)\s
            (?:read|view|see|find) (?:the )?(?:original|full)(?: {_NOUN}| version)?(?: here)? ?(?:on|at|in|from)\s
            (?:read|see) more at\s(?=[^\n,]{{2,40}}$)
            """
        ),
    ),
    (
        "reprint",
        any_of(
            rf"""
            (?:منبع|مأخذ|ماخذ|برگرفته از|بازنشر(?: از)?|بازنشرشده از|به نقل از|نقل از)\s?:?\s{_NAME}
            این (?:مطلب|مقاله|گزارش|نوشته|متن)(?=[^\n]{{0,120}}منتشر)[\w\u200c ]{{0,30}}? (?:در|از سوی|توسط|از)\s
            (?:نخستین بار|اولین بار|پیش‌تر|ابتدا) (?:در|از سوی|توسط)\s{_NAME}
            (?:ال)?مصدر\s?:\s?{_NAME}
            (?:نقلا|نقلاً|بتصرف|مقتبس|منقول|أعيد نشره?) (?:عن|من|بإذن من)\s
            (?:نُ?شرت?|ظهرت?) (?:هذا |هذه )?(?:المقالة? |النص |التقرير )?(?:أولا|أولاً|لأول مرة|سابقا) (?:في|على)\s
            ה?מקור\s?:\s?{_NAME}
            (?:(?:המאמר|הכתבה|הטקסט|הידיעה) )?(?:פורסמה?|הופיעה?) (?:לראשונה |במקור |בראשונה )(?:ב|על ידי |באתר )
            (?:repris|reproduit|republié|tiré|extrait)(?: avec (?:la permission|l.autorisation))? (?:de|du|des)\s
            {_TEXTE}?{_PARU}(?:initialement|à l.origine|d.abord|pour la première fois) (?:par|dans|sur|en)\s
            (?:publiée?|parue?)\s(?:par|dans|sur)\s{_NAME}
            ce(?:t|tte)? {_TEXTE}{_PARU}(?:par|dans|sur)\s
            sources?\s:\s?{_NAME}
            quellen?\s?:\s?{_NAME}
            (?:nachdruck|abdruck|übernommen)(?: mit (?:freundlicher )?(?:genehmigung|erlaubnis))? (?:von|des|der|aus)\s
            {_BEITRAG}?(?:(?:ist|wurde|erschien)\s)?(?:zuerst|ursprünglich|erstmals|im original)\s"""
            rf"""(?:(?:erschienen|veröffentlicht|publiziert)\s)?(?:im|in der|in|bei|von|auf|am|durch)\s
            (?:reproducido|republicado|tomado|reproduzido)(?: co[nm] (?:el |a )?(?:permiso|permissão))? (?:del?|d[oa])\s
            {_NOTA}?(?:(?:fue|ha sido|foi|se)\s)?(?:publicad[oa]|publicó|aparecido|apareció)\s"""
            rf"""(?:originalmente|inicialmente|por primera vez|primero|pela primeira vez)\s(?:por|en|em|n[oa])\s
            (?:questo articolo è (?:stato )?)?pubblicato\s(?:originariamente|per la prima volta)\s(?:da|su|in)\s
            (?:fuente|fonte|sumber|kaynak|bron|källa|źródło)\s?:\s?{_NAME}
            источник\s?:\s?{_NAME}
            (?:впервые опубликован[оаы]?|оригинал (?:статьи )?(?:опубликован)?|перепечатано) (?:в|на|из|с разрешения)\s
            """
        ),
    ),
)
