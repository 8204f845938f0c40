"""Lines of the site and not of the article: sign-ups, shares, advertisements, cookies, walls, tags."""

# ruff: noqa: RUF001, SIM905  # letters of several scripts are looked for; word lists read best as text

import re
from typing import Final

from onrecord.read.phrases import any_of
from onrecord.read.piece import Piece

_MARKED: Final = frozenset(
    (
        "newsletter newsletters signup subscribe subscription paywall cookie cookies consent gdpr share sharing social "
        "advertisement advert sponsored donate donation breadcrumb breadcrumbs pagination tags taglist toolbar"
    ).split()
)
_MAX_LINE: Final = 260
_WHOLE: Final = re.compile(
    any_of(
        r"""
    (?:continue|scroll) (?:reading )?(?:below|down)
    (?:story|article) continues(?: below)?(?: (?:this )?advertisement)?
    advertise?ments?(?: ?[-–—:] ?(?:continue|scroll|story|article)[\w ]{0,40})?
    \W?ad\W?
    ads
    sponsored(?: (?:content|links?|post|by \w+))?
    promoted
    loading
    tweet
    share
    print
    e-?mail
    copy link
    link copied
    save
    bookmark
    pin it
    reddit
    linkedin
    whats ?app
    telegram
    facebook
    twitter
    comments?
    reply
    like
    follow
    subscribe
    log ?in
    sign ?(?:in|up)
    menu
    search
    close
    next
    previous
    back to top
    top
    home
    skip to (?:main )?content
    \d{1,3} ?min(?:ute)?s?\.? (?:read|listen)
    listen to this (?:article|story)
    download our app
    all rights reserved
    click here(?: to \w+(?: \w+){0,4})?
    read (?:the )?full (?:story|article)
    show (?:more|less)
    load more
    expand
    [\d,.]{1,9}[km]? ?(?:shares?|views?|likes?|retweets?)
    (?:\d{1,7} )?shares
    getty images?
    view (?:gallery|image|photos?)
    تبلیغات?
    آگهی
    اشتراک‌گذاری
    چاپ
    بازگشت به بالا
    إعلان
    إعلانات
    شارك
    مشاركة
    طباعة
    פרסומת
    שתפו
    שיתוף
    הדפסה
    publicité
    partager
    imprimer
    anzeige
    werbung
    teilen
    drucken
    publicidad
    compartir
    imprimir
    publicidade
    compartilhar
    pubblicità
    condividi
    реклама
    поделиться
    広告
    广告
    분享
    광고
    """
    ),
    re.IGNORECASE,
)
_BEGINS: Final = re.compile(
    any_of(
        r"""
    (?:get|receive) [\w' -]{0,60}(?:in|to) your inbox
    (?:accept|reject|manage) (?:all )?cookies
    (?:enjoying|did you like|love) (?:this|our) (?:article|story|journalism|reporting)
    you.ve (?:read|reached|used) [\w ]{0,24}(?:free|articles?|limit)
    subscribe for\b
    subscribe (?:to|now|today|for)
    sign up (?:for|to|here|now)
    (?:get|receive) (?:our|the|all the|your) [\w' -]{0,40}(?:newsletter|e-?mail|inbox|alerts?)
    join (?:our|the) (?:newsletter|mailing)
    thank(?:s| you) for (?:signing|subscribing|registering)
    already (?:a|have an?) (?:subscri|member|account)
    you have (?:read|reached|used|\d+) [\w ]{0,20}(?:free|articles?|limit)
    this (?:article|content|story) is (?:for|only|available|exclusive)[\w ]{0,16}(?:subscribers|members)
    to continue reading
    (?:log|sign) in (?:or|to) (?:read|continue|subscribe)
    share (?:this|on|via|with|to)\b
    click to (?:share|e-?mail|print)
    follow (?:us|me|\w+) on
    like us on
    find us on
    we use cookies
    this (?:web ?site|site) uses (?:cookies|akismet)
    by (?:continuing|using|signing|clicking|subscribing)[\w ,]{0,60}(?:cookies|terms|privacy|agree)
    like what you(?:.re)? read
    like this (?:story|article|post)\?
    this slideshow requires
    support (?:our|independent|quality) journalism
    become a (?:member|subscriber|supporter)
    (?:make a )?donat(?:e|ion) (?:now|today|to|here)
    (?:filed under|tags?|tagged(?: with| as)?|categor(?:y|ies)|topics?|keywords)\s?:
    download (?:our|the) (?:free )?app
    (?:please )?(?:enable|turn on) javascript
    your (?:browser|subscription)
    an? error (?:has )?occurred
    (?:story|article) continues (?:below|after)
    scroll (?:down )?(?:for|to) (?:more|continue)
    advertisement\W
    \(?(?:©|c\)|copyright)[^\n]{1,120}?\ball rights reserved
    in our privacy
    read our privacy
    view our (?:privacy|cookie)
    در خبرنامه
    عضو(?:یت)? (?:در )?خبرنامه
    برچسب‌?ها?\s?:
    ما را در [\w ]{2,20}دنبال کنید
    اشترك في
    تابعونا
    تابعنا على
    النشرة البريدية
    كلمات مفتاحية
    الوسوم\s?:
    הירשמו
    הצטרפו ל
    עקבו אחרינו
    תגיות\s?:
    abonnez-vous
    inscrivez-vous
    suivez-nous
    déjà abonné
    nous utilisons des cookies
    melden sie sich
    abonnieren sie
    newsletter
    folgen sie uns
    wir verwenden cookies
    suscríbete
    síguenos
    regístrate
    utilizamos cookies
    iscriviti
    seguici
    assine
    siga-nos
    подпи(?:шитесь|саться)
    следите за
    """
    ),
    re.IGNORECASE,
)


def is_boilerplate(piece: Piece) -> bool:
    """Whether a piece is the site's own line, by its words or by the field for an address that it stands at."""
    return "<email>" in piece.hints or is_site_line(piece.text) or (_is_marked(piece) and not piece.is_prose)


def is_site_line(text: str) -> bool:
    """Whether a line says what sites say around every article; a whole paragraph of prose never does."""
    said = text.strip(" \n.!…:*•|>»[]()-–—")
    return len(text) <= _MAX_LINE and (_WHOLE.fullmatch(said) is not None or _BEGINS.match(said) is not None)


def _is_marked(piece: Piece) -> bool:
    return bool(piece.hints & _MARKED)
