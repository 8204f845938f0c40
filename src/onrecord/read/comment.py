"""Comment forms and their prompts."""

# ruff: noqa: RUF001  # letters and marks of several scripts are what is looked for

import re
from typing import Final

from onrecord.read.phrases import any_of
from onrecord.read.piece import Piece

_MARKED: Final = frozenset(
    ["comments", "comment", "respond", "commentlist", "commentform", "disqus", "reply", "discussion"]
)
_MAX_PROMPT: Final = 240
_PROMPTS: Final = re.compile(
    any_of(
        r"""
    (?:reply|respond|comment) (?:to|on) this (?:post|article|story|page)
    (?:drop|leave|post|add|share|write|send) (?:us )?(?:a|your) (?:own )?(?:comments?|thoughts?|voice|opinions?)
    (?:your|any|more) (?:thoughts|comments|opinion)\?
    speak your mind
    leave (?:a|your) (?:reply|comment|response)
    (?:post|add|write|submit|make|type) (?:a |your )?(?:public )?(?:comment|reply)
    your e-?mail address will not be
    required fields are marked
    save my name,? e-?mail
    (?:please )?(?:log|sign) ?in (?:or register )?to (?:(?:leave|post|write|make) a )?(?:comment|reply|post)
    (?:please )?(?:log|sign) ?in (?:or register )?to (?:join )?(?:the )?(?:conversation|discussion)
    you (?:must|need to|have to) (?:be logged|be registered|be signed|log|sign|register)
    (?:join|start|continue) the (?:conversation|discussion|debate)
    cancel reply
    comments are (?:closed|moderated|off|disabled|open)
    (?:view|show|see|load|read|hide|open)(?: all| more| the| \d+)* (?:comments|replies)
    notify me of (?:new|follow)
    (?:be the )?first to (?:comment|reply)
    have your say
    (?:tell|let) us (?:know )?(?:what you think|your thoughts)
    what do you think\?
    what are your thoughts
    share your (?:thoughts|views?|opinion|comment)
    got (?:something|anything) to say
    what.s on your mind
    (?:sort|sorted) by\W{1,3}(?:best|newest|oldest|top|most)
    report (?:this )?(?:comment|abuse)
    this site uses akismet
    learn how your comment
    \d+ (?:thoughts?|responses?|comments?) (?:on|to)
    name \(required\)
    (?:mail|e-?mail) \((?:will not be published|required)
    no comments yet
    there are no comments
    دیدگاه(?:تان| خود| شما)? ?را
    دیدگاهتان را بنویسید
    (?:ارسال|ثبت|افزودن|نوشتن) (?:نظر|دیدگاه)
    نظر(?:ات)? ?(?:شما|بدهید|خود را|کاربران|خوانندگان|تان را)
    برای (?:ارسال|ثبت|نوشتن) (?:نظر|دیدگاه)
    نشانی ایمیل شما
    بخش‌های موردنیاز
    (?:اترك|اكتب|أضف|شارك|أدخل) (?:تعليق|ردا|رأيك|برأيك)
    شاركنا (?:رأيك|برأيك)
    لن يتم نشر (?:عنوان )?بريدك
    الحقول الإلزامية
    سجل (?:الدخول|دخولك) (?:للتعليق|لإضافة)
    تعليقات القراء
    כתיבת תגובה
    (?:כתוב|כתבו|הוסף|הוסיפו|השאירו|השאר) תגובה
    הגיבו
    התחברו כדי (?:להגיב|לכתוב)
    האימייל לא יוצג
    שדות החובה
    (?:laissez?|écri(?:re|vez)|ajoute[rz]|poste[rz]) un commentaire
    réagi(?:r|ssez)
    donnez votre avis
    (?:connectez|identifiez)-vous pour (?:comment|réagir)
    votre adresse (?:e-?mail|de messagerie) ne sera
    (?:schreibe(?:n sie)?|hinterlasse(?:n sie)?) (?:einen|ihren) kommentar
    kommentar (?:schreiben|verfassen|hinterlassen|abgeben)
    diskutieren sie
    (?:deine|ihre) e-mail-adresse wird nicht
    zum kommentieren
    (?:bitte )?(?:melden sie sich an|anmelden),? um zu kommentieren
    (?:dej[ae]|escrib[ea]|añad[ea]|public[ae]) (?:una respuesta|(?:un|tu|su) comentario)
    inicia(?:r)? sesión para
    tu dirección de correo
    únete a la conversación
    deixe (?:um comentário|uma resposta|seu comentário)
    lascia un commento
    добавить комментарий
    (?:оставьте|написать) комментарий
    ваш адрес email
    发表评论
    コメントを(?:残す|書く|投稿)
    댓글
    """
    ),
    re.IGNORECASE,
)
_HEADING: Final = re.compile(
    r"(?:\d{1,6} )?"
    + any_of(
        r"""
    conversation
    comments?|replies|responses|comments section|reader comments|commentaires|kommentare|comentarios|comentários
    комментарии|reacties|commenti|دیدگاه‌?ها|نظرات|تعليقات|التعليقات|תגובות
    """
    )
    + r"(?: ?\(\d{1,6}\))?(?: so far)?",
    re.IGNORECASE,
)
_LABELS: Final = re.compile(
    r"(?:name|e-?mail(?: address)?|web ?site|comment|submit|reply|send|نام|ایمیل|وب.?سایت|الاسم|البريد الإلكتروني|"
    r"שם|אימייל|אתר|תגובה)\s?[*:]?",
    re.IGNORECASE,
)


def is_comment(piece: Piece) -> bool:
    """Whether a piece stands in a comment form or list by its markup, or is a prompt by its words."""
    return "<textarea>" in piece.hints or bool(piece.hints & _MARKED) or is_prompt(piece.text)


def is_prompt(line: str) -> bool:
    """Whether a line asks the reader for a comment."""
    asked = line.strip(" \n*•-–—:")
    return len(line) <= _MAX_PROMPT and (_HEADING.fullmatch(asked) is not None or _PROMPTS.match(asked) is not None)


def is_label(line: str) -> bool:
    """Whether a line is the label of a field of a comment form; this means something only beside a prompt."""
    return _LABELS.fullmatch(line.strip()) is not None
