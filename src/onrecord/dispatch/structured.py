"""The dispatch as schema.org says it (JSON-LD), for machines that read pages."""

from collections.abc import Mapping
from typing import Any

from onrecord.dispatch.harmless import harmless
from onrecord.dispatch.page import Page, Player, Quote
from onrecord.dispatch.reference import Reference
from onrecord.records import Capture

Json = dict[str, Any]


def structured(page: Page, media: Mapping[Reference, str]) -> Json:
    """The page as a schema.org Report. `media` names the file of each player, as its page addresses it."""
    draft, material = page.draft, page.material
    said: Json = _said(
        {
            "@context": "https://schema.org",
            "@type": "Report",
            "headline": draft.title,
            "alternativeHeadline": draft.subtitle,
            "inLanguage": draft.language,
            "author": {"@type": "Person", "name": draft.author} if draft.author else None,
            "publisher": {"@type": "Organization", "name": material.desk},
            "dateCreated": draft.date,
            "datePublished": material.published_at,
            "isBasedOn": [_release(evidence.capture) for evidence in page.releases.values()],
            "associatedMedia": [_media(player, media) for player in page.players.values()],
            "hasPart": [_quotation(quote, media) for quote in page.quotes.values()],
        }
    )
    return said


def _release(capture: Capture) -> Json:
    return {
        "@type": "CreativeWork",
        "@id": f"urn:sha256:{capture.blob}",
        "name": capture.title,
        "url": capture.address if capture.address.startswith(("http://", "https://")) else None,
        "inLanguage": capture.language,
        "publisher": {"@type": "Organization", "name": capture.source} if capture.source else None,
        "datePublished": capture.published.value if capture.published else None,
        "contentReferenceTime": capture.happened.value if capture.happened else None,
        "identifier": {"@type": "PropertyValue", "propertyID": "SHA-256", "value": capture.blob},
    }


def _media(player: Player, media: Mapping[Reference, str]) -> Json:
    whole = player.reference.kind == "release"
    return {
        "@type": "VideoObject" if player.recording.kind == "video" else "AudioObject",
        "name": player.evidence.capture.title,
        "contentUrl": media[player.reference],
        "encodingFormat": player.recording.media_type,
        "duration": f"PT{player.recording.duration_ms / 1000:g}S",
        "isBasedOn": {"@id": f"urn:sha256:{player.evidence.capture.blob}"},
        "description": None if whole else f"{player.start_ms / 1000:g} s to {player.end_ms / 1000:g} s",
    }


def _quotation(quote: Quote, media: Mapping[Reference, str]) -> Json:
    return {
        "@type": "Quotation",
        "text": quote.written.text,
        "inLanguage": quote.written.language,
        "spokenByCharacter": {"@type": "Person", "name": quote.speaker} if quote.speaker else None,
        "isBasedOn": {"@id": f"urn:sha256:{quote.evidence.capture.blob}"},
        "associatedMedia": _clip(quote, media),
    }


def _clip(quote: Quote, media: Mapping[Reference, str]) -> Json | None:
    """Where the quotation plays; offsets are seconds of the file."""
    player, pick = quote.player, quote.pick
    if player is None or pick.start_ms is None or pick.end_ms is None:
        return None
    return {
        "@type": "Clip",
        "startOffset": (pick.start_ms - player.start_ms) / 1000,
        "endOffset": (pick.end_ms - player.start_ms) / 1000,
        "url": media[player.reference],
    }


def _said(value: Any) -> Any:  # noqa: ANN401  # JSON is recursive
    """Without what is not known, and with text made harmless."""
    if isinstance(value, dict):
        return {key: _said(part) for key, part in value.items() if part is not None and part != []}
    if isinstance(value, list):
        return [_said(part) for part in value]
    return harmless(value) if isinstance(value, str) else value
