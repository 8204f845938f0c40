"""The words that say that somebody speaks, language by language: data for `onrecord.quote.cues`."""

# ruff: noqa: RUF001, SIM905  # letters of several scripts are looked for; word lists read best as text

from collections.abc import Mapping
from typing import Final, Literal, TypeAlias

Order: TypeAlias = Literal["before", "after", "either"]
"""Where the speaker stands: before the verb, after it, or on either side."""

REGULAR: Final = (
    "accuse acknowledge add address admit admonish advise affirm agree allege announce answer appeal applaud argue "
    "ask assail assert assure attack bark bellow bemoan berate beg blame blast blurt boast brag call caution challenge "
    "chant characterise characterize charge chastise cheer chuckle cite claim clarify comment compare complain concede "
    "conclude condemn confess confide confirm contend continue counter credit criticise criticize croon decry declare "
    "defend demand denounce deny depict deride describe detail disclose dismiss dub echo elaborate emphasise "
    "emphasize enthuse exclaim exhort explain express fume grumble gush hail hint hiss holler implore imply inform "
    "insist interject intone invoke joke label lambast lambaste lament lash laud lecture liken list maintain mention "
    "mock moan mumble murmur muse mutter note object observe opine paraphrase plead pledge point post praise predict "
    "press proclaim promise pronounce propose protest quip rage rail rant reaffirm reason reassure rebuke recall "
    "recite recommend recount refer reflect reiterate relate remark remember remind repeat reply report reprimand "
    "respond retort reveal retweet ridicule roar rule scoff scold scream shout shriek sigh signal slam smear snap "
    "snarl sneer sob speculate stammer state stress suggest summarise summarize surmise tease testify thank "
    "email message text theorise theorize thunder title tout tweet urge utter voice vow wail warn whisper wonder yell"
).split()
IRREGULAR: Final = (
    "say says said saying tell tells told telling write writes wrote written writing read reads reading think thinks "
    "thought thinking believe believes believed feel feels felt hold holds held put puts putting speak speaks spoke "
    "spoken speaking sing sings sang sung singing swear swears swore sworn go goes went cry cries cried crying "
    "replies replied testifies testified testifying identify identifies clarifies clarified quote quotes "
    "quoted quoting quip quips quipped quipping admit admitted admitting refer referred referring rebut rebuts "
    "rebutted find finds found finding make makes made making begin began begun begins foresee foresaw "
    "denies denied snap snapped snapping slammed slamming dub dubbed dubbing "
    "concur concurs concurred chide chided chides sum summed sums begged begging rip rips ripped ripping "
    "sobbed bragged bragging rebuff rebuffs rebuffed hammer hammers hammered cautioned lashed blurted"
).split()
WEAK: Final = frozenset(
    "message text go goes went make makes made making find finds found finding begin began begun begins hold "
    "holds held think thinks thought thinking believe believes believed feel feels felt list lists listed read "
    "reads reading put puts putting point points pointed pointing press presses pressed post posts posted title "
    "titles titled label labels labeled call calls called calling defend defends charge charged charges attack "
    "attacks attacked address addressed signal rule rules ruled ruling state states echo challenge challenges "
    "report reports voice express lists compare compares compared credit credits credited hail hails rip rips "
    "ripped hammer hammers hammered lash lashed smear reason reflect reflects reflected relate relates depict "
    "depicts depicted object objects detail details demand demands repeat mention sum sums suggest suggests "
    "suggested suggesting identify identifies continue continues continued reveal reveals signals signaled".split()
)
"""Verbs that speak only beside a quotation: most of the time they mean something else."""

NAMING: Final = frozenset(
    "call calls called calling describe describes described describing label labels labeled labelled labeling brand "
    "brands branded branding dub dubs dubbed characterize characterizes characterized characterise characterised "
    "deride derides derided dismiss dismisses dismissed dismissing denounce denounces denounced denouncing blast "
    "blasts blasted slam slams slammed criticize criticizes criticized criticise criticised praise praises praised "
    "hail hails hailed attack attacks attacked condemn condemns condemned ridicule ridiculed mock mocks mocked "
    "liken likens likened compare compares compared rip ripped depict depicts depicted tout touts touted decry "
    "decries decried defend defends defended cite cites cited".split()
)
"""Verbs that quote a name for a thing, which may stand far before it: `called the plan of the council a "..."`."""

NOUN_TOO: Final = frozenset(
    "tweet tweets message messages text texts email emails comment comments report reports claim claims call "
    "calls charge charges remark remarks promise promises post posts answer answers reply replies appeal appeals "
    "attack attacks demand demands state states note notes address addresses pledge pledges cheer cheers chant "
    "chants object objects point points press praise detail details list lists rule rules ruling title titles "
    "challenge challenges complaint mention mentions reason reasons brand brands label labels protest protests "
    "signal signals voice voices vow vows joke jokes plead saying reading writing feeling finding thinking "
    "meaning credit credits ask questions post".split()
)
"""Verbs of speech whose form is a noun's as well."""

NOUNS: Final = frozenset(
    "claim claims statement statements remark remarks comment comments words assertion assertions suggestion promise "
    "tweet tweets letter description argument response question quote declaration speech message warning vow "
    "pledge call phrase insistence contention answer complaint joke accusation email memo post advice mantra "
    "criticism praise plea chant chants testimony view opinion conclusion ruling assessment missive prediction "
    "reply retort lament boast characterization".split()
)
"""What somebody said, by a noun: `her claim that "..."`."""

TELLING: Final = frozenset(
    "tell tells told telling remind reminds reminded inform informs informed assure assures assured ask asks asked "
    "urge urges urged warn warns warned thank thanks thanked exhort exhorts exhorted implore implored beg begged "
    "advise advised scold scolds scolded address addresses addressed reassure reassured caution cautioned lecture "
    "lectures lectured promise promised".split()
)
"""Verbs whose object is the one who is spoken to."""

PERSIAN: Final = frozenset(
    "گفت گفته می‌گوید میگوید می‌گفت گفتند گفته‌است گوید افزود می‌افزاید افزودند اعلام تأکید تاکید تصریح اظهار "
    "نوشت نوشته می‌نویسد پرسید پاسخ خواند خواندند نامید خاطرنشان یادآور یادآوری هشدار دانست توضیح خواستار بیان "
    "ادامه خطاب مدعی عنوان فرمود فرمودند اشاره".split()
)
URDU: Final = frozenset("کہا کہنا کہتے بتایا لکھا پوچھا بولے بولا بولیں فرمایا دہرایا دعویٰ".split())
TURKISH: Final = frozenset(
    "dedi diyor demiş söyledi söylüyor konuştu açıkladı belirtti ekledi vurguladı kaydetti ifade yazdı sordu "
    "yanıtladı uyardı savundu bildirdi".split()
)
ARABIC: Final = frozenset(
    "قال قالت قالوا يقول تقول يقولون أكد أكدت يؤكد أضاف أضافت يضيف أوضح أوضحت أعلن أعلنت يعلن صرح صرحت ذكر ذكرت كتب "
    "كتبت شدد شددت أشار أشارت حذر حذرت تابع تابعت سأل سألت رد ردت أجاب أجابت وصف وصفت اعتبر اعتبرت دعا دعت زعم زعمت "
    "لفت لفتت نفى نفت أعرب أعربت طالب طالبت بين بينت رأى رأت".split()
)
HEBREW: Final = frozenset(
    "אמר אמרה אמרו אומר אומרת הוסיף הוסיפה הדגיש הדגישה כתב כתבה הודיע הודיעה טען טענה הבהיר הבהירה ציין ציינה השיב "
    "השיבה שאל שאלה הצהיר הצהירה הזהיר הזהירה סיפר סיפרה קרא קראה מסר מסרה הסביר הסבירה התחייב".split()
)
GERMAN: Final = frozenset(
    "sagte sagt sagten gesagt erklärte erklärt betonte betont schrieb schreibt meinte meint fügte fragte fragt "
    "antwortete warnte warnt kritisierte forderte fordert behauptete versicherte rief nannte ergänzte".split()
)
FRENCH: Final = frozenset(
    "dit disait déclare déclaré déclarait affirme affirmé affirmait ajoute ajouté expliqué explique écrit estimé "
    "estime souligné souligne assuré assure répondu répond lancé confié indiqué précisé martelé demandé averti".split()
)
SPANISH: Final = frozenset(
    "dijo dice dijeron dicho afirmó afirma declaró declara añadió añade explicó explica escribió aseguró asegura "
    "señaló señala advirtió subrayó preguntó respondió sostenía decía insistió sostuvo manifestó agregó indicó "
    "reiteró".split()
)
PORTUGUESE: Final = frozenset(
    "disse diz afirmou declarou acrescentou explicou escreveu perguntou respondeu destacou ressaltou".split()
)
ITALIAN: Final = frozenset("detto dichiarato affermato aggiunto spiegato scritto afferma spiega aggiunge".split())
RUSSIAN: Final = frozenset(
    "сказал сказала сказали говорит говорил говорила заявил заявила заявили отметил отметила написал написала "
    "добавил добавила подчеркнул подчеркнула ответил ответила спросил спросила пояснил пояснила сообщил сообщила "
    "предупредил объяснил объяснила заверил заметил уверен".split()
)
MALAY: Final = frozenset("berkata kata katanya ujar ujarnya mengatakan menyatakan tutur menurut".split())
SCANDINAVIAN: Final = frozenset("säger sade sier siger sagde skrev skriver uppger".split())

ORDERS: Final[Mapping[frozenset[str], Order]] = {
    PERSIAN: "before",
    URDU: "before",
    TURKISH: "before",
    ARABIC: "after",
    HEBREW: "after",
    GERMAN: "either",
    FRENCH: "either",
    SPANISH: "either",
    PORTUGUESE: "either",
    ITALIAN: "either",
    RUSSIAN: "either",
    MALAY: "either",
    SCANDINAVIAN: "either",
}
"""The languages besides English, and where their speakers stand; of Arabic and Hebrew, the commoner side."""

HAN: Final = (
    "表示",
    "指出",
    "强调",
    "強調",
    "说道",
    "說道",
    "告诉",
    "回应",
    "写道",
    "認為",
    "认为",
    "说",
    "說",
    "称",
    "稱",
    "道",
)
"""Chinese verbs of speech, which follow the name without a space."""

KANA: Final = ("述べ", "語っ", "語り", "話し", "言っ", "答え", "強調し", "指摘し", "訴え", "書い", "説明し", "コメント")
"""Beginnings of Japanese verbs of speech, which end the sentence behind the quotation and `と`."""

HANGUL: Final = ("말", "밝", "전했", "강조", "설명", "주장", "덧붙", "답했", "썼", "했다", "지적")
"""Beginnings of Korean verbs of speech, which end the sentence behind the quotation and `고`."""

PRONOUNS: Final = frozenset(
    "he she they it i we who which that وی او ایشان آنها آنان وہ هو هي هم הוא היא הם er sie il elle ils elles él "
    "ella он она они я мы ich wir je nous yo nosotros ben biz أنا نحن אני אנחנו من ما".split()
)
"""Words that stand for somebody named before, or for the writer."""

POSSESSIVES: Final = frozenset(["his", "her", "their", "its", "my", "our"])
WRITERS: Final = frozenset("i we my our я мы ich wir je nous yo nosotros ben biz أنا نحن אני אנחנו من ما".split())
"""Pronouns that stand for nobody named before."""

ACCORDING: Final = frozenset(
    [
        ("according", "to"),
        ("به", "گفته"),
        ("به", "گفتهٔ"),
        ("לפי", "דברי"),
        ("по", "словам"),
        ("a", "decir"),
        ("d'après",),
        ("d’après",),
        ("selon",),
        ("según",),
        ("segundo",),
        ("secondo",),
        ("laut",),
        ("enligt",),
        ("بحسب",),
        ("وفق",),
        ("بقول",),
        ("לדברי",),
    ]
)
"""What stands before a speaker without a verb."""

THINGS: Final = frozenset(
    "report study statement letter paper document documents website site page bill law ruling order complaint "
    "lawsuit filing memo note email post tweet ad advertisement video film book article story survey poll plan "
    "powerpoint presentation indictment transcript newspaper magazine account record resolution headline sign "
    "campaign data".split()
)
"""What is said to say something without being anybody."""
