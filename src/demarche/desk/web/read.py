"""A text read at once, and not kept."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from demarche.desk.web import article
from demarche.desk.web.answer import Answer, routes_of, shown
from demarche.desk.web.asked import Asked
from demarche.model import Page, PageError, Reading
from demarche.model.entries import Marked
from demarche.model.events import Printed, Telling
from demarche.service import Reader
from demarche.service.days import parse_day

_LARGEST = 5_000_000
# Of what is read, in signs: the reader takes time with each.
LONGEST = 100_000
_BESIDE = (b"script", b"style")
_BEGINS = frozenset(bytes([sign]) for sign in b"abcdefghijklmnopqrstuvwxyz/!?")
_HTML = (".html", ".htm", ".xhtml")


def routes() -> list[Route]:
    """Return the addresses of this page."""
    return [
        *routes_of("/read", asking, has_data=False),
        Route("/read", _given, methods=["POST"]),
    ]


def asking(_asked: Asked) -> Answer:
    """Return the form that a text is put into."""
    return Answer("read.html", {"text": "", "published": "", "fault": None})


async def _given(request: Request) -> Response:
    """Read what a form brings: a text, or a file."""
    async with request.form(max_files=1, max_fields=10, max_part_size=_LARGEST) as form:
        upload = form.get("file")
        data = await upload.read(_LARGEST + 1) if isinstance(upload, UploadFile) else b""
        name = upload.filename or "" if isinstance(upload, UploadFile) else ""
        words = {key: value for key, value in form.items() if isinstance(value, str)}
    return await run_in_threadpool(_read, Asked(request, words), data, name)


def _read(asked: Asked, data: bytes, name: str) -> Response:
    text = str(asked.form.get("text", ""))
    published = str(asked.form.get("published", "")).strip()
    try:
        page = page_of(text, data, name, str(asked.form.get("title", "")).strip())
        reading = reader().read(page, published=parse_day(published) if published else None)
    except PageError as error:
        again = {"text": text, "published": published, "fault": error.reason}
        return shown(asked, Answer("read.html", again, status=422))
    values: dict[str, Any] = {**article.shown(as_marked(reading)), "captures": (), "is_kept": False}
    return shown(asked, Answer("article.html", values))


def page_of(text: str, data: bytes, name: str, title: str) -> Page:
    """Return the page that a form brings; raises PageError where it brings none, or too much."""
    if not data and not text.strip():
        raise PageError("text", "there is nothing to read: paste a text, or choose a file")
    is_html = name.lower().endswith(_HTML) or data.lstrip()[:15].lower().startswith(b"<!doctype")
    signs = max(len(text), _signs(data) if is_html else len(data))
    if len(data) > _LARGEST or signs > LONGEST:
        raise PageError("text", f"is longer than {LONGEST:,} signs, or 5 MB with all that is in it")
    if not data:
        encoded = text.encode("utf-8", errors="replace")
        return Page(name="Your text", data=encoded, title=title or None)
    kind = "text/html" if is_html else "text/plain"
    return Page(name=name or "file", data=data, media_type=kind, title=title or None)


def _signs(data: bytes) -> int:
    """Return about how many signs of text a page holds, what stands in tags and scripts aside."""
    lowered, count, at = data.lower(), 0, 0
    while (start := lowered.find(b"<", at)) >= 0:
        count += start - at
        end = _end_of_tag(lowered, start)
        if end is None:
            return count + len(data) - start
        at = end
    return count + len(data) - at


def _end_of_tag(page: bytes, start: int) -> int | None:
    """Return where a tag ends, of a script with all that is in it; None where it does not."""
    if page[start + 1 : start + 2] not in _BEGINS:
        return start + 1
    script = next((name for name in _BESIDE if page.startswith(name, start + 1)), None)
    close = page.find(b"</" + script, start) if script else start
    end = page.find(b">", close) if close >= 0 else -1
    return end + 1 if end >= 0 else None


def as_marked(reading: Reading) -> Marked:
    """Return a reading that is not on record as the page of an article shows it."""
    found = reading.article
    printed = Printed(
        page=found.id,
        document=found.name,
        publisher=found.publisher,
        title=found.title,
        url=found.url,
        published=found.published.days if found.published else None,
        accessed=datetime(1970, 1, 1, tzinfo=UTC),
        original=found.id,
        first_publisher=None,
    )
    tellings = tuple(
        Telling(one, printed, one.evidence.sentence.of(found.text)) for one in reading.mentions
    )
    return Marked(found, printed, tellings, {}, reading.statements, reading.times, is_whole=True)


@cache
def reader() -> Any:
    """Return the reader, which is loaded when something is first read."""
    return Reader()
