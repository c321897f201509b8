"""One source asked once: what it names, and when it is to be asked again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from demarche.model import Item, Page, Poll, Source, SourceKind

if TYPE_CHECKING:
    from demarche.gather.web import Known, Web

# The clocks of sources are followed between these.
SHORTEST, LONGEST = timedelta(minutes=5), timedelta(hours=24)
# Of a sitemap in parts so many are asked: the last ones, where the new reports are.
_MOST_PARTS = 3
_MAX_AGE = re.compile(r"\bmax-age=(\d{1,9})\b")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a source answered: its page, the reports that it names, how long it says to wait, and
    what is wrong with it; `is_in_parts` says that other pages name some of them."""

    page: Page
    items: tuple[Item, ...]
    ttl: timedelta | None = None
    faults: tuple[str, ...] = ()
    is_in_parts: bool = False

    @property
    def known_by(self) -> tuple[str | None, str | None]:
        """What its server knows the answer by; nothing where its parts may change without it."""
        headers = {} if self.is_in_parts else dict(self.page.headers)
        return headers.get("etag"), headers.get("last-modified")


def ask(web: Web, source: Source, known: Known) -> Asked | None:
    """Return what `source` names; None where it is as it was `known`.

    Raises FetchError where it cannot be had, PageError where it is no feed.
    """
    if source.kind is SourceKind.SECTION:
        page = web.page(source.address, known)
        return _of_section(source, page) if page else None
    page = web.feed(source.address, known)
    return _of_feed(web, source, page) if page else None


def _of_section(source: Source, page: Page) -> Asked:
    from demarche.gather.sections import links_of

    found = links_of(page.url or source.address, page.data)
    return Asked(page, _items(source, found), _max_age(page))


def _of_feed(web: Web, source: Source, page: Page) -> Asked:
    from demarche.gather.feeds import feed_of

    feed = feed_of(page.url or source.address, page.data, page.media_type)
    items, faults = list(feed.items), list(feed.faults)
    for address in feed.parts[-_MOST_PARTS:]:
        part = web.feed(address)
        if part:
            found = feed_of(address, part.data, part.media_type)
            items += found.items
            faults += found.faults
    ttl = max((one for one in (feed.ttl, _max_age(page)) if one), default=None)
    is_in_parts = bool(feed.parts)
    return Asked(page, _items(source, items), ttl, tuple(faults), is_in_parts)


def _items(source: Source, found: Iterable[Any]) -> tuple[Item, ...]:
    from demarche.gather.canonical import canonical

    items: dict[str, Item] = {}
    for one in found:
        address = canonical(one.url)
        stamp = "|".join(str(said or "") for said in (one.title, one.published, one.updated))
        day = one.published.date() if one.published else None
        items.setdefault(address, Item(address, source.address, stamp, one.title, day))
    return tuple(items.values())


def _max_age(page: Page) -> timedelta | None:
    found = _MAX_AGE.search(dict(page.headers).get("cache-control", ""))
    return timedelta(seconds=min(int(found[1]), 10**7)) if found else None


def answered(
    source: Source, known: Poll | None, asked: Asked | None, now: datetime, every: timedelta
) -> Poll:
    """Return how it stands with a source that answered, and when it is to be asked again.

    That is as long after as it says itself, by its feed or its server, else `every` so often. What
    is unchanged says the same as before.
    """
    if asked is None:
        etag, modified, seconds = _known(known)
        said = "unchanged"
    else:
        etag, modified = asked.known_by
        seconds = round(asked.ttl.total_seconds()) if asked.ttl else None
        said = asked.faults[0] if asked.faults else f"names {_reports(len(asked.items))}"
    stated = timedelta(seconds=seconds) if seconds else every
    again = now + min(max(stated, min(SHORTEST, every)), LONGEST)
    return Poll(source.address, again, now, 0, said, etag, modified, seconds)


def failed(
    source: Source, known: Poll | None, reason: str, now: datetime, every: timedelta,
    wait: float | None,
) -> Poll:  # fmt: skip
    """Return how it stands with a source that failed: it is asked ever less often, and no sooner
    than it asked for."""
    failures = (known.failures if known else 0) + 1
    pause = min(every * 2 ** min(failures, 10), LONGEST)
    again = now + max(pause, timedelta(seconds=wait or 0.0))
    return Poll(source.address, again, now, failures, reason, *_known(known))


def _known(poll: Poll | None) -> tuple[str | None, str | None, int | None]:
    return (poll.etag, poll.last_modified, poll.stated) if poll else (None, None, None)


def _reports(count: int) -> str:
    return f"{count} reports" if count != 1 else "1 report"
