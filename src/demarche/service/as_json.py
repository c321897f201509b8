"""Readings as JSON has them: the schema `demarche.reading/1`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from numbers import Integral, Real

from demarche.model import (
    Article,
    Attribution,
    Days,
    Failure,
    Mention,
    Occurrence,
    Party,
    Published,
    Reading,
    Relation,
    Span,
    Statement,
    TimeExpression,
    Unresolved,
)

SCHEMA = "demarche.reading/1"

JsonObject = dict[str, object]

_LINE_ENDS = {ord(end): f"\\u{ord(end):04x}" for end in "\x85\u2028\u2029"}


def line(value: JsonObject) -> bytes:
    """`value` as one line of JSON in UTF-8, its newline included."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False).translate(_LINE_ENDS)
    return text.encode("utf-8", errors="backslashreplace") + b"\n"


def reading(value: Reading, *, with_text: bool = False) -> JsonObject:
    """A reading, with the article's text where `with_text` asks for it."""
    return {
        "schema": SCHEMA,
        "article": _article(value.article, with_text=with_text),
        "mentions": [_mention(mention) for mention in value.mentions],
        "statements": [_statement(statement) for statement in value.statements],
        "times": [_time(time) for time in value.times],
    }


def relation(value: Relation | Unresolved | Failure) -> JsonObject:
    """A coded pair; where there is no act to give, nulls and the reason."""
    if isinstance(value, Relation):
        return {
            "event_type": value.event_type.value,
            "status": value.status.value,
            "plover_type": value.plover_type and value.plover_type.value,
            "confidence": _share(value.confidence),
        }
    nothing = dict.fromkeys(("event_type", "status", "plover_type", "confidence"))
    return {**nothing, "reason": value.reason}


def _article(article: Article, *, with_text: bool) -> JsonObject:
    return {
        "name": article.name,
        "id": article.id,
        "url": article.url,
        "publisher": article.publisher,
        "title": article.title,
        "byline": article.byline,
        "language": article.language,
        **_published(article.published),
        **({"text": article.text} if with_text else {}),
        "furniture": [
            {**_ends(piece.span), "kind": piece.kind.value} for piece in article.furniture
        ],
    }


def _published(published: Published | None) -> JsonObject:
    if published is None:
        known = ("published", "published_basis", "published_window", "published_reason")
        return dict.fromkeys(known)
    days = published.days
    is_one_day = days.first == days.last
    return {
        "published": days.first.isoformat() if is_one_day else None,
        "published_basis": published.basis.value,
        "published_window": None if is_one_day else _days(days),
        "published_reason": published.reason,
    }


def _mention(mention: Mention) -> JsonObject:
    return {
        "id": mention.id,
        "event_type": mention.event_type.value,
        "mode": mention.mode,
        "contexts": list(mention.contexts),
        "plover_type": mention.plover_type and mention.plover_type.value,
        "status": mention.status.value,
        "actors": [_party(party) for party in mention.actors],
        "recipients": [_party(party) for party in mention.recipients],
        "place": mention.place
        and {
            "text": mention.place.text,
            **_ends(mention.place.span),
            "code": mention.place.code,
        },
        "occurred": mention.occurred and _occurred(mention.occurred),
        "attributions": [_attribution(link) for link in mention.attributions],
        "evidence": {
            "sentence": _ends(mention.evidence.sentence),
            "trigger": _ends(mention.evidence.trigger),
        },
        "confidence": _share(mention.confidence),
        "why": _plain(mention.why),
    }


def _party(party: Party) -> JsonObject:
    return {
        "text": party.text,
        **_ends(party.span),
        "name": party.name,
        "entity": party.entity,
        "code": party.code,
        "sector": party.sector and party.sector.value,
    }


def _occurred(occurred: Occurrence) -> JsonObject:
    return {
        **_days(occurred.days),
        "text": occurred.text,
        "span": occurred.span and _pair(occurred.span),
    }


def _attribution(link: Attribution) -> JsonObject:
    source = link.source
    return {
        "source": source
        and {
            "text": source.text,
            **_ends(source.span),
            "code": source.code,
            "named": link.named,
        },
        "cue": link.cue and {"text": link.cue_text, **_ends(link.cue)},
        "kind": link.kind.value,
    }


def _statement(statement: Statement) -> JsonObject:
    return {
        "source": _pairs(statement.source) or None,
        "cue": _pairs(statement.cue),
        "content": _pairs(statement.content),
        "kind": statement.kind.value,
    }


def _time(time: TimeExpression) -> JsonObject:
    return {
        **_ends(time.span),
        "type": time.type.value,
        "value": time.value,
        "days": time.days and _days(time.days),
    }


def _days(days: Days) -> JsonObject:
    return {"start": days.first.isoformat(), "end": days.last.isoformat()}


def _ends(span: Span) -> JsonObject:
    return {"start": span.start, "end": span.end}


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]


def _pairs(spans: Iterable[Span]) -> list[list[int]]:
    return [_pair(span) for span in spans]


def _share(confidence: float) -> float:
    return round(float(confidence), 4)


def _plain(value: object) -> object:
    """What a rule left behind as its reasons, in JSON's own types."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Integral):
        return int(value)
    if isinstance(value, Real):
        return _share(float(value))
    if isinstance(value, Span):
        return _pair(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, Iterable):
        return [_plain(part) for part in value]
    raise TypeError(f"no JSON for {type(value).__name__}")
