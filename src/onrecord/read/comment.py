"""Comment forms and their prompts."""

# ruff: noqa: RUF001  # letters and marks of several scripts are what is looked for

import re
from typing import Final

from onrecord.read.piece import Piece

_MARKED: Final = frozenset(
    ["comments", "comment", "respond", "commentlist", "commentform", "disqus", "reply", "discussion"]
)
_MAX_PROMPT: Final = 240
_PROMPTS: Final = re.compile(
    r"leave a (?:reply|comment)|(?:post|add|write|submit) (?:a |your )?comment|your email address will not be|"
    r"required fields are marked|save my name,? email|(?:log|sign) in to (?:comment|reply|post)|"
    r"you must be logged in|join the (?:conversation|discussion)|cancel reply|comments are (?:closed|moderated|off)|"
    r"view (?:all )?(?:\d+ )?comments|notify me of (?:new|follow)|"
    r"دیدگاه(?:تان| خود) را|دیدگاهتان را بنویسید|ارسال (?:نظر|دیدگاه)|نظر (?:شما|بدهید)|"
    r"نشانی ایمیل شما|بخش‌های موردنیاز|"
    r"اترك (?:تعليق|ردا)|أضف تعليق|لن يتم نشر (?:عنوان )?بريدك|الحقول الإلزامية|"
    r"כתיבת תגובה|כתוב תגובה|הוסף תגובה|האימייל לא יוצג|שדות החובה|"
    r"laisser un commentaire|votre adresse (?:e-mail|de messagerie) ne sera|schreibe einen kommentar|"
    r"deine e-mail-adresse wird nicht|deja (?:una respuesta|un comentario)|tu dirección de correo|"
    r"deixe (?:um comentário|uma resposta)|добавить комментарий|ваш адрес email не будет|发表评论|コメントを残す",
    re.IGNORECASE,
)
_HEADING: Final = re.compile(
    r"(?:\d{1,6} )?(?:comments?|replies|responses|دیدگاه‌?ها|نظرات|تعليقات|التعليقات|תגובות|commentaires|kommentare|"
    r"comentarios|comentários|комментарии)(?: ?\(\d{1,6}\))?",
    re.IGNORECASE,
)
_LABELS: Final = re.compile(
    r"(?:name|e-?mail(?: address)?|web ?site|comment|submit|reply|send|نام|ایمیل|وب.?سایت|الاسم|البريد الإلكتروني|"
    r"שם|אימייל|אתר|תגובה)\s?[*:]?",
    re.IGNORECASE,
)


def is_comment(piece: Piece) -> bool:
    """Whether a piece stands in a comment form or list by its markup, or is a prompt by its words."""
    return bool(piece.hints & _MARKED) or is_prompt(piece.text)


def is_prompt(line: str) -> bool:
    """Whether a line asks the reader for a comment."""
    asked = line.strip(" \n*•-–—:")
    return len(line) <= _MAX_PROMPT and (_HEADING.fullmatch(asked) is not None or _PROMPTS.match(asked) is not None)


def is_label(line: str) -> bool:
    """Whether a line is the label of a field of a comment form; this means something only beside a prompt."""
    return _LABELS.fullmatch(line.strip()) is not None
