"""Words looked for in quotes and articles, and a box that knows an id, a code and a day."""

from __future__ import annotations

import re

from starlette.routing import Route

from demarche.desk.web.answer import Answer, Elsewhere, routes_of
from demarche.desk.web.asked import Asked
from demarche.desk.web.rows import hit_row
from demarche.desk.web.timeline import filters, which_asked
from demarche.model import RecordError, UsageError
from demarche.record.words import terms
from demarche.service import record_json, who
from demarche.service.asked import part_of
from demarche.service.days import parse_day

_MOST = 20
_ID = re.compile(r"[0-9a-f]{6,32}")
_CODE = re.compile(r"[A-Z][A-Z_0-9]{1,15}")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_WORD = re.compile(r"\w+")
_A_PAIR = 2


def routes() -> list[Route]:
    """Return the addresses of this page."""
    return routes_of("/search", search, has_rows=True)


def search(asked: Asked) -> Answer | Elsewhere:
    """Return the passages in which the words stand; what names one thing leads to it."""
    words = asked.word("q") or ""
    if words and not asked.word("words"):
        place = _jump(asked, words)
        if place:
            return Elsewhere(place)
    which = which_asked(asked)
    part = part_of(
        asked.record,
        lambda record, most: record.search(words, which, most=most),
        most=_MOST,
        cursor=asked.word("cursor"),
    )
    hits = part.rows
    values = {
        "q": words,
        "hits": [(hit, marked(hit.text, words)) for hit in hits],
        "next": part.next,
        "parties": asked.record.parties(words)[:8] if words else (),
        **filters(asked),
    }
    return Answer(
        "search.html",
        values,
        lambda: {"items": [record_json.hit(one) for one in hits], "next": part.next},
        lambda: [hit_row(one) for one in hits],
    )


def _jump(asked: Asked, words: str) -> str | None:
    """Return the address of the one thing that the words name, if they do."""
    if _DAY.fullmatch(words):
        try:
            day = parse_day(words)
        except UsageError:
            return None
        return asked.link("/timeline", since=day, until=day)
    if _ID.fullmatch(words.lower()):
        return _of_id(asked, words.lower())
    codes = words.upper().split()
    if all(_CODE.fullmatch(code) and who.name_of(code) for code in codes):
        if len(codes) == 1 and words == words.upper():
            return asked.link(f"/actors/{codes[0]}")
        if len(codes) == _A_PAIR and words == words.upper():
            return asked.link(f"/pairs/{codes[0]}/{codes[1]}")
    return None


def _of_id(asked: Asked, number: str) -> str | None:
    """Return the address of the event, or else the article, whose id begins so."""
    try:
        return asked.link(f"/events/{asked.record.show(number).event.id}")
    except RecordError:
        pass
    try:
        return asked.link(f"/articles/{asked.record.article(number).printed.page}")
    except RecordError:
        return None


def marked(text: str, words: str) -> list[tuple[str, bool]]:
    """Return a passage in pieces, each with whether it is one of the words, or begins as one does.

    >>> marked("They meet.", "meeting")
    [('They ', False), ('meet', True), ('.', False)]
    """
    wanted = set(terms(words))
    out: list[tuple[str, bool]] = []
    at = 0
    for found in _WORD.finditer(text):
        if wanted & set(terms(found[0])):
            if at < found.start():
                out.append((text[at : found.start()], False))
            out.append((found[0], True))
            at = found.end()
    if at < len(text):
        out.append((text[at:], False))
    return out
