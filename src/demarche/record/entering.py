"""Entries by hand: what a person read elsewhere, with the words that it was read from."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from demarche.model import (
    Article,
    Days,
    EventType,
    Evidence,
    Grain,
    Mention,
    Occurrence,
    Page,
    Party,
    Published,
    PublishedBasis,
    Reading,
    Span,
    Status,
    UsageError,
)
from demarche.model.judgements import Correction, Deed
from demarche.record.by_hand import write_down
from demarche.record.deriving import derive
from demarche.record.judging import Traces
from demarche.record.keeping import BY_HAND, Kept, keep, revive
from demarche.record.tellings import identity


@dataclass(frozen=True, slots=True)
class Entry:
    """What is entered: the act, and the quote that says so with who printed it and when.

    `words` is the part of the quote that names the act; actors and recipients are codes or names.
    """

    event_type: EventType
    status: Status
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    days: Days | None
    quote: str
    words: str | None
    source: str
    printed: date
    url: str | None = None

    def __post_init__(self) -> None:
        """Refuse an entry without words, or whose words are not in its quote."""
        if not self.quote.strip():
            raise UsageError("quote", "an entry needs the words that it was read from")
        if not self.source.strip():
            raise UsageError("source", "an entry needs to say where it was read")
        if self.words and self.words not in self.quote:
            raise UsageError(self.words, "these words are not in the quote")


def enter(
    connection: Connection, transaction: int, entry: Entry, *, at: datetime, who: str
) -> Correction:
    """Keep an entry by hand as a page of its own; it takes part in all that follows from pages."""
    page = _page(entry)
    reading = _reading(entry, page, who)
    receipt = keep(
        connection, transaction, page, reading, accessed=at, reader=BY_HAND, traces=Traces()
    )
    if receipt.kept is Kept.KNOWN and not revive(
        connection, transaction, receipt.page, reading, reader=BY_HAND, traces=Traces()
    ):
        raise UsageError(entry.quote[:40], "was entered already")
    mention = identity(receipt.page, reading.mentions[0])
    row = write_down(
        connection, transaction, Deed.ENTER, mention, None, {"page": receipt.page}, None
    )
    derive(connection, transaction, [mention])
    return row


def _page(entry: Entry) -> Page:
    fields = {
        "type": entry.event_type.value,
        "status": entry.status.value,
        "actors": entry.actors,
        "recipients": entry.recipients,
        "days": [entry.days.first.isoformat(), entry.days.last.isoformat()] if entry.days else None,
        "quote": entry.quote,
        "words": entry.words,
        "source": entry.source,
        "printed": entry.printed.isoformat(),
        "url": entry.url,
    }
    data = json.dumps(fields, ensure_ascii=False, sort_keys=True).encode()
    name = f"entry of {entry.printed}: {entry.quote[:40]}"
    return Page(name, data, BY_HAND, publisher=entry.source, published=entry.printed)


def _reading(entry: Entry, page: Page, who: str) -> Reading:
    quote = entry.quote.strip()
    start = quote.index(entry.words) if entry.words else 0
    trigger = Span(start, start + len(entry.words or quote))
    whole = Span(0, len(quote))
    article = Article(
        name=page.name,
        id=page.name,
        text=quote,
        url=entry.url,
        publisher=entry.source,
        title=None,
        language="en",
        published=Published(Days.on(entry.printed), PublishedBasis.GIVEN),
    )
    mention = Mention(
        id="",
        event_type=entry.event_type,
        plover_type=None,
        mode=None,
        contexts=(),
        status=entry.status,
        actors=_parties(entry.actors, quote),
        recipients=_parties(entry.recipients, quote),
        place=None,
        occurred=Occurrence(entry.days, entry.days.words, None) if entry.days else None,
        attributions=(),
        evidence=Evidence(whole, trigger),
        confidence=1.0,
        why={"trigger": trigger.of(quote), "rule": f"entered by {who}"},
        likeness=bytes(96),
    )
    return Reading(article, (mention,), (), ())


def _parties(names: Sequence[str], quote: str) -> tuple[Party, ...]:
    """Return parties from codes or names; one that the quote does not print stands at its head."""
    out = []
    for name in names:
        start = max(0, quote.find(name))
        code = name if name.isupper() and name.replace("_", "").isalpha() else None
        length = len(name) if quote.find(name) >= 0 else 1
        out.append(Party(Span(start, start + length), name, name, None, code))
    return tuple(out)


def days_of(first: date, last: date) -> Days:
    """Return the days from `first` to `last`, as a person enters them."""
    return Days(first, last, Grain.DAY if first == last else Grain.WINDOW)
