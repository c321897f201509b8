"""The article in an HTML page."""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from demarche.model import Page, PageError
from demarche.read.article.stated import Stated, iso_day, labelled_day

# Fixed bounds, for both libraries would else take the day of the run.
_EARLIEST, _LATEST = "1980-01-01", "2100-01-01"
_PARAGRAPH = re.compile(r"<p\b[^>]*>(.*?)</p\s*>", re.IGNORECASE | re.DOTALL)
_ROOT = re.compile(r"<html\b", re.IGNORECASE)
_ROOT_LIES_WITHIN = 5_000
_TAG = re.compile(r"<[^>]*>")
_SHORTEST_OF_RUNNING_TEXT = 12


def extracted(page: Page, html: str, *, published: date | None = None) -> tuple[str, Stated]:
    """Return the article's text in `html`, and what the page says of it.

    The day of publication is looked for unless it is given as `published`. Raises PageError where
    there is no article.
    """
    import trafilatura

    found: Any = trafilatura.bare_extraction(
        html if _ROOT.search(html, 0, _ROOT_LIES_WITHIN) else f"<html><body>{html}</body></html>",
        url=page.url,
        with_metadata=True,
        include_comments=False,
        date_extraction_params={
            "extensive_search": False,
            "min_date": _EARLIEST,
            "max_date": _LATEST,
        },
    )
    text = (found.text or "").strip() if found else ""
    if found is None or not any(map(str.isalnum, text)):
        raise PageError(page.name, "no article found in the HTML")
    return text, Stated(
        title=found.title or None,
        byline=_names(found.author),
        publisher=_publisher(found),
        url=found.url or None,
        published=published or _published(html, page.url),
    )


def _published(html: str, url: str | None) -> date | None:
    """Return the day that the page gives for itself, not one that its running text speaks of."""
    import htmldate

    frame = _PARAGRAPH.sub(_without_running_text, html)
    found = htmldate.find_date(
        frame,
        extensive_search=False,
        original_date=True,
        url=url,
        min_date=_EARLIEST,
        max_date=_LATEST,
    )
    return iso_day(found) if found else labelled_day(_TAG.sub(" ", frame))


def _without_running_text(paragraph: re.Match[str]) -> str:
    words = len(_TAG.sub(" ", paragraph[1]).split())
    return paragraph[0] if words < _SHORTEST_OF_RUNNING_TEXT else "<p></p>"


def _names(author: str | None) -> str | None:
    names = [name.strip() for name in (author or "").split(";") if name.strip()]
    if len(names) < 2:
        return names[0] if names else None
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _publisher(found: Any) -> str | None:
    """Return the site's name; an address alone is no name."""
    site: str | None = found.sitename
    host = urlsplit(found.url or "").hostname or ""
    return None if not site or site.lower() in host else site
