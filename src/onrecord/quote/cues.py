"""Words that say that somebody speaks."""

# ruff: noqa: SIM905  # letters of several scripts are looked for; word lists read best as text

from typing import Final

_REGULAR: Final = (
    "accuse acknowledge add address admit advise affirm agree allege announce answer appeal argue ask assert assure "
    "attack blame blast boast brag call caution challenge charge chant charge characterize cheer cite claim clarify "
    "comment complain concede conclude condemn confess confirm contend continue counter criticize criticise decry "
    "declare defend demand denounce deny deride describe detail dismiss dub echo elaborate emphasize emphasise "
    "exclaim explain express fume gush hint implore imply inform insist interject joke label lament lambaste "
    "lecture list maintain mention mock murmur muse mutter note object observe opine pledge plead point post praise "
    "predict press proclaim promise pronounce propose question quip rail rant reaffirm recall recommend recount "
    "refer reflect reiterate relate remark remember remind repeat reply report respond retort reveal retweet rule "
    "scoff scream shout signal slam snap state stress suggest summarize surmise tease testify thank thunder tout "
    "tweet urge utter voice vow wail warn whisper wonder yell hail liken slogan invoke paraphrase brand protest "
    "conclude reason title caption caution"
).split()
_IRREGULAR: Final = (
    "say says said saying tell tells told telling write writes wrote written writing read reads reading think thinks "
    "thought thinking believe believes believed feel feels felt hold holds held put puts putting speak speaks spoke "
    "spoken speaking sing sings sang sung singing swear swears swore sworn go goes went cry cries cried crying reply "
    "replies replied reaffirms testifies testified testifying identify identifies clarifies clarified quote quotes "
    "quoted quoting quip quips quipped quipping admit admitted admitting refer referred referring rebut rebuts "
    "rebutted find finds found finding make makes made making begin began begun begins foresee foresaw deny denies "
    "denied denying decried decries decrying recall snap snapped snapping slammed slamming dub dubbed dubbing "
    "concur concurs concurred chide chided chides sum summed sums tweeting"
).split()
_WEAK: Final = frozenset(
    "go goes went make makes made making find finds found finding begin began begun begins hold holds held think "
    "thinks thought thinking believe believes believed feel feels felt list lists listed read reads reading put puts "
    "putting point points pointed pointing press presses pressed post posts posted title titles titled label labels "
    "labeled call calls called calling defend defends charge charged attack attacks attacked address addressed "
    "signal rule rules ruled caption captions state states echo challenge challenges report reports slogan "
    "voice express list title go".split()
)
"""Words that speak only beside a quotation: most of the time they mean something else."""

_NOUNS: Final = frozenset(
    "claim claims statement statements remark remarks comment comments words assertion assertions suggestion promise "
    "tweet tweets letter description argument response question slogan quote declaration speech message warning vow "
    "pledge call phrase term insistence contention answer complaint joke accusation email memo post advice mantra "
    "motto criticism praise plea chant chants testimony view opinion conclusion ruling assessment".split()
)
_PERSIAN: Final = frozenset(
    "گفت گفته می‌گوید میگوید گفتند گفته‌است افزود می‌افزاید اعلام تأکید تاکید تصریح اظهار نوشت نوشته پرسید پاسخ خواند "
    "خاطرنشان یادآور هشدار دانست توضیح خواستار بیان ادامه خطاب".split()
)
_ARABIC: Final = frozenset(
    "قال قالت قالوا يقول تقول أكد أكدت أضاف أضافت أوضح أوضحت أعلن أعلنت صرح صرحت ذكر ذكرت كتب كتبت شدد شددت أشار "
    "أشارت حذر حذرت تابع تابعت سأل سألت رد ردت وصف وصفت اعتبر اعتبرت دعا دعت زعم زعمت لفت".split()
)
_HEBREW: Final = frozenset(
    "אמר אמרה אמרו אומר אומרת הוסיף הוסיפה הדגיש הדגישה כתב כתבה הודיע הודיעה טען טענה הבהיר הבהירה ציין ציינה השיב "
    "השיבה שאל שאלה הצהיר הצהירה הזהיר הזהירה סיפר סיפרה קרא קראה מסר מסרה".split()
)
_OTHERS: Final = frozenset(
    "sagte sagt erklärte betonte schrieb dit déclaré affirmé ajouté expliqué écrit dijo afirmó declaró añadió explicó "
    "escribió disse afirmou declarou сказал сказала заявил заявила отметил написал добавил "
    "说 表示 称 指出 強調 強调 强调".split()
)
PRONOUNS: Final = frozenset("he she they it i we who which that وی او ایشان آنها هو هي هم הוא היא הם".split())
"""Words that stand for somebody named before."""

TELLING: Final = frozenset(
    "tell tells told telling remind reminds reminded inform informed assure assured ask asks asked urge urged warn "
    "warned".split()
)
"""Verbs whose object is the one who is spoken to."""


_SHORT: Final = 3
"""Arabic and Hebrew words up to this length begin with their own letter, not with a conjunction."""


def _forms(verb: str) -> set[str]:
    if verb.endswith("e"):
        return {verb, verb + "s", verb + "d", verb[:-1] + "ing"}
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return {verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"}
    plural = "es" if verb.endswith(("s", "sh", "ch", "x")) else "s"
    return {verb, verb + plural, verb + "ed", verb + "ing"}


_ENGLISH: Final = frozenset(form for verb in _REGULAR for form in _forms(verb)) | frozenset(_IRREGULAR)


def is_verb(word: str) -> bool:
    """Whether a word, in lower case, can say that somebody speaks."""
    return word in _ENGLISH or word in _OTHERS or is_persian(word) or is_arabic(word) or is_hebrew(word)


def is_weak(word: str) -> bool:
    """Whether a verb of speech mostly means something else, so that it counts only close to a quotation."""
    return word in _WEAK


def is_noun(word: str) -> bool:
    """Whether a word names something said."""
    return word in _NOUNS


def is_persian(word: str) -> bool:
    """Persian: the verb ends the clause and the speaker stands before it."""
    return word in _PERSIAN


def is_arabic(word: str) -> bool:
    """Arabic: the verb comes first, with `and` and `so` written onto it, and the speaker stands after it."""
    return word in _ARABIC or (len(word) > _SHORT and word[0] in "وف" and word[1:] in _ARABIC)


def is_hebrew(word: str) -> bool:
    """Hebrew: the speaker stands on either side of the verb."""
    return word in _HEBREW or (len(word) > _SHORT and word[0] in "וש" and word[1:] in _HEBREW)
