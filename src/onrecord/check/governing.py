"""The words by which a speaker negates, reports or conditions what comes next, by language.

Short lists of words that seldom mean anything else: each is where people look first, none is complete. Where a
language isn't known, English and the lists of other scripts are used, since their words don't get in each other's way.
"""

# ruff: noqa: RUF001  # letters of other scripts are what is listed

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache, reduce
from typing import Final

from onrecord.words import folded_words


def _listed(text: str) -> frozenset[str]:
    return frozenset(folded_words(text))


@dataclass(frozen=True, slots=True)
class Governing:
    """The folded words of one language.

    `negations`, `conditions` and `reports` govern what follows them; a report does so through `that` too. `after` are
    conditions that follow what they govern, `behind` negations and reports that stand behind it with no comma between.
    Words that begin with one of `prefixes` are negated.
    """

    negations: frozenset[str] = frozenset()
    conditions: frozenset[str] = frozenset()
    reports: frozenset[str] = frozenset()
    that: frozenset[str] = frozenset()
    after: frozenset[str] = frozenset()
    behind: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()

    def negates(self, word: str) -> bool:
        """Whether a folded word is a negation."""
        return word in self.negations or word.startswith(self.prefixes)

    def __or__(self, other: "Governing") -> "Governing":
        """The words of both."""
        return Governing(
            negations=self.negations | other.negations,
            conditions=self.conditions | other.conditions,
            reports=self.reports | other.reports,
            that=self.that | other.that,
            after=self.after | other.after,
            behind=self.behind | other.behind,
            prefixes=self.prefixes + other.prefixes,
        )


LANGUAGES: Final = {
    "en": Governing(
        negations=_listed(
            "not no never nor neither nobody nothing none cannot can't don't doesn't didn't won't wouldn't isn't aren't"
            " wasn't weren't haven't hasn't hadn't shouldn't couldn't mustn't hardly without"
        ),
        conditions=_listed("if unless whether suppose supposing provided assuming"),
        reports=_listed(
            "say says said saying claim claims claimed claiming argue argues argued arguing believe believes believed"
            " think thinks thought allege alleges alleged tell tells told suggest suggests suggested assert asserts"
            " asserted pretend pretends pretended imagine insist insists insisted deny denies denied doubt doubts"
            " hope hopes hoped wish wishes fear fears feared"
        ),
        that=_listed("that"),
        after=_listed("if unless suppose supposing provided assuming"),
    ),
    "fr": Governing(
        negations=_listed(
            "ne pas jamais aucun aucune rien personne ni sans nullement n'est n'a n'ai n'ont n'avons n'avez n'était"
            " n'étaient n'y n'en n'était n'avait n'aura"
        ),
        conditions=_listed("si s'il s'ils sinon pourvu"),
        reports=_listed(
            "dit disent disait disaient dire prétend prétendent prétendait affirme affirment affirmait croit croient"
            " crois croyons croyait pense pensent pensons pensait assure assurent assurait soutient soutiennent"
            " espère espérons nie nient doute"
        ),
        that=_listed("que qu' qu'il qu'ils qu'elle qu'elles qu'on qu'un qu'une"),
        after=_listed("si s'il s'ils"),
        behind=_listed("pas jamais"),
    ),
    "de": Governing(
        negations=_listed(
            "nicht kein keine keinen keinem keiner keines nie niemals niemand niemandem nichts weder noch ohne kaum"
        ),
        conditions=_listed("wenn falls sofern ob"),
        reports=_listed(
            "sagt sagen sagte sagten sage behauptet behaupten behauptete behaupteten glaubt glauben glaubte glaube"
            " meint meinen meinte denkt denken dachte denke hofft hoffen hoffe angeblich bestreitet bestritt leugnet"
        ),
        that=_listed("dass daß"),
        after=_listed("wenn falls sofern"),
        behind=_listed("nicht nie niemals"),
    ),
    "es": Governing(
        negations=_listed("no nunca jamás nadie nada ni ningún ninguna ninguno sin tampoco"),
        conditions=_listed("si salvo excepto"),
        reports=_listed(
            "dice dicen decía decían dijo dijeron digo afirma afirman afirmó afirmaron cree creen creo creemos creía"
            " piensa piensan pienso sostiene sostienen sostuvo asegura aseguran aseguró espero esperamos espera niega"
            " niegan negó duda dudo supuestamente"
        ),
        that=_listed("que"),
        after=_listed("si salvo excepto"),
    ),
    "ru": Governing(
        negations=_listed("не нет ни никогда никто никого ничего ничто никакой никаких нельзя без вряд"),
        conditions=_listed("если ли разве пускай"),
        reports=_listed(
            "говорит говорят говорил говорили сказал сказала сказали утверждает утверждают утверждал утверждали думает"
            " думают думал думаю считает считают считал считаю полагает полагают заявил заявила заявили надеюсь"
            " надеемся якобы будто отрицает отрицают"
        ),
        that=_listed("что будто"),
        after=_listed("если"),
    ),
    "tr": Governing(
        negations=_listed("değil yok asla hiç hiçbir"),
        conditions=_listed("eğer şayet"),
        reports=_listed(
            "dedi dediler diyor diyorlar söyledi söylediler söylüyor sanıyor sanıyorum sanıyorlar inanıyor inanıyorum"
            " iddia umarım güya sözde"
        ),
        that=_listed("ki"),
        after=_listed("ise"),
        behind=_listed("değil değildir değiliz değilim diyor diyorlar dedi dediler diye"),
    ),
    "fa": Governing(
        negations=_listed("نه نیست نیستند نیستیم نبود نبودند نباید نخواهد نخواهیم نخواهند هرگز هیچ بدون"),
        conditions=_listed("اگر مگر چنانچه"),
        reports=_listed(
            "می‌گویند می‌گوید می‌گفت می‌گفتند گفت گفتند گفته‌اند ادعا مدعی می‌پندارند گمان فکر معتقدند معتقد امیدوارم"
        ),
        that=_listed("که"),
        after=_listed("اگر مگر"),
        behind=_listed("نیست نیستند نیستیم نبود نبودند نباشد نباید نخواهد نخواهیم نخواهند"),
        prefixes=tuple(_listed("نمی")),
    ),
    "ar": Governing(
        negations=_listed("لا لم لن ليس ليست ليسوا لسنا لست غير دون بدون"),
        conditions=_listed("إذا لو لولا"),
        reports=_listed(
            "قال قالت قالوا يقول تقول يقولون زعم زعمت زعموا يزعم يزعمون ادعى يدعي يدعون يظن يظنون أظن نظن يعتقد يعتقدون"
            " أعتقد نأمل آمل"
        ),
        that=_listed("أن إن بأن أنه أنها أنهم بأنه"),
        after=_listed("إذا لو"),
    ),
    "he": Governing(
        negations=_listed("לא אין אינו אינה אינם אינן איננו אל בלי ללא מעולם לעולם"),
        conditions=_listed("אם אילו אלמלא"),
        reports=_listed(
            "אמר אמרה אמרו אומר אומרת אומרים טוען טוענת טוענים טען טענה טענו חושב חושבת חושבים חשבו מאמין מאמינים"
            " סבור סבורים מקווה מקווים כביכול"
        ),
        that=_listed("כי"),
        after=_listed("אם אלמלא"),
    ),
    "ur": Governing(
        negations=_listed("نہیں نہ مت بغیر ہرگز"),
        conditions=_listed("اگر چاہے"),
        reports=_listed("کہا کہتے کہتا کہتی دعویٰ دعوی سمجھتے سمجھتا سمجھتی سوچتے امید الزام"),
        that=_listed("کہ"),
        after=_listed("اگر"),
        behind=_listed("نہیں"),
    ),
}

_WITHOUT_A_LANGUAGE: Final = ("en", "ru", "fa", "ar", "he", "ur")


def _all(languages: Iterable[str]) -> Governing:
    return reduce(Governing.__or__, (LANGUAGES[language] for language in languages))


@lru_cache(maxsize=256)
def governing(language: str | None) -> Governing:
    """The words of a language, by its tag; none where nothing is known of it."""
    if not language:
        return _all(_WITHOUT_A_LANGUAGE)
    return LANGUAGES.get(language.casefold().replace("_", "-").partition("-")[0], Governing())
