"""onrecord: the record that a media-monitoring desk works from.

    from onrecord import Desk, check_article

    with Desk.find() as desk:
        checked = check_article(desk, "report.html")

A name is loaded when it is first used, so that a worker which reads one page doesn't load the whole house.
"""

from typing import TYPE_CHECKING, Final

from onrecord.lazily import loaded

if TYPE_CHECKING:
    from onrecord.desk import Desk
    from onrecord.desk.adding import add, add_lines
    from onrecord.desk.decisions import withdraw
    from onrecord.desk.issuing import clip, publish, trace
    from onrecord.desk.keeping import backup, restore, verify
    from onrecord.desk.questions import (
        article,
        check_article,
        check_quotations,
        find,
        match_file,
        match_release,
        pick,
        shots,
    )
    from onrecord.desk.working import work_through
    from onrecord.errors import OnrecordError
    from onrecord.records import Asked, Given
    from onrecord.search import Question

_HOMES: Final = {
    "Asked": "onrecord.records",
    "Desk": "onrecord.desk",
    "Given": "onrecord.records",
    "OnrecordError": "onrecord.errors",
    "Question": "onrecord.search",
    "add": "onrecord.desk.adding",
    "add_lines": "onrecord.desk.adding",
    "article": "onrecord.desk.questions",
    "backup": "onrecord.desk.keeping",
    "check_article": "onrecord.desk.questions",
    "check_quotations": "onrecord.desk.questions",
    "clip": "onrecord.desk.issuing",
    "find": "onrecord.desk.questions",
    "match_file": "onrecord.desk.questions",
    "match_release": "onrecord.desk.questions",
    "pick": "onrecord.desk.questions",
    "publish": "onrecord.desk.issuing",
    "restore": "onrecord.desk.keeping",
    "shots": "onrecord.desk.questions",
    "trace": "onrecord.desk.issuing",
    "verify": "onrecord.desk.keeping",
    "withdraw": "onrecord.desk.decisions",
    "work_through": "onrecord.desk.working",
}

__all__ = [
    "Asked",
    "Desk",
    "Given",
    "OnrecordError",
    "Question",
    "add",
    "add_lines",
    "article",
    "backup",
    "check_article",
    "check_quotations",
    "clip",
    "find",
    "match_file",
    "match_release",
    "pick",
    "publish",
    "restore",
    "shots",
    "trace",
    "verify",
    "withdraw",
    "work_through",
]

__getattr__ = loaded(__name__, _HOMES)
