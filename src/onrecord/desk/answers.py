"""The answers that scripts rely on, as docs/json.md promises them: `"schema": 1`, then fields that never change."""

from collections.abc import Mapping
from typing import Any

from onrecord.desk.overview import Shown
from onrecord.desk.questions import CheckedArticle
from onrecord.errors import OnrecordError
from onrecord.records import Article, Checked, Matching, MediaReading, Reprint
from onrecord.store.codec import plain

Answer = dict[str, Any]


def answer(fields: Mapping[str, Any]) -> Answer:
    """Fields under the schema's number."""
    return {"schema": 1, **fields}


def of_shots(reading: MediaReading) -> Answer:
    """`shots`."""
    return answer({"duration_ms": reading.duration_ms, **_of_reading(reading)})


def of_release(shown: Shown) -> Answer:
    """`show`."""
    media = _of_reading(shown.media) if shown.media is not None else None
    return answer({"release": shown.listed.release, **plain(shown), "media": media})


def _of_reading(reading: MediaReading) -> Answer:
    """A media file as it was read; where its prints lie is the desk's own business."""
    fields: Answer = plain(reading)
    del fields["prints"]
    return fields


def of_matching(matching: Matching) -> Answer:
    """`match`; how many words the archive has is nothing to it."""
    fields = plain(matching)
    del fields["archive"]["words"]
    return answer(fields)


def of_article(article: Article) -> Answer:
    """`article`."""
    return answer({**plain(article.page), "quotations": [plain(quotation) for quotation in article.quotations]})


def of_checked_article(checked: CheckedArticle) -> Answer:
    """`check` on an article."""
    return answer(
        {
            "archive": plain(checked.archive),
            "article": of_article(checked.article),
            "quotations": [of_quotation(one) for one in checked.answers],
        }
    )


def of_quotation(checked: Checked | OnrecordError) -> Answer:
    """One quotation of an article; `{"error"}` where it could not be checked."""
    return {"error": str(checked)} if isinstance(checked, OnrecordError) else of_checked(checked)


def of_checked(checked: Checked) -> Answer:
    """One quotation of `check`."""
    fields: Answer = plain(checked)
    return fields


def of_reprint(reprint: Reprint, quotations: tuple[Checked, ...]) -> Answer:
    """`spread`."""
    fields = plain(reprint)
    if reprint.headline is not None:
        fields["headline"] = {"from": reprint.headline.before, "to": reprint.headline.after}
    return answer({**fields, "quotations": [of_checked(one) for one in quotations]})
