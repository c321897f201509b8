"""From a page as received to its article: a text that never changes, and what the page says of it.

The text of plain pages is what was received, character by character; that of HTML pages is what
was extracted. Offsets are characters of that text.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from demarche.model import (
    Article,
    Days,
    Furnishing,
    Furniture,
    Page,
    PageError,
    Published,
    PublishedBasis,
    Span,
)
from demarche.read.article.decoding import decoded, is_html, refuse_endless_lines
from demarche.read.article.header import header_of
from demarche.read.article.language import language_of
from demarche.read.article.layout import laid_out
from demarche.read.article.lines import Line, lines_of
from demarche.read.article.stated import Stated

__all__ = ["from_page"]

_ID_DIGITS = 32


@dataclass(frozen=True, slots=True)
class _Source:
    """A page's text, its lines below any header, the header, and what the page says of itself.

    `published` is when it was printed, where the page lets one know how that is known.
    """

    text: str
    lines: list[Line]
    header: Span | None
    stated: Stated
    published: Published | None = None


def from_page(page: Page, *, published: date | None = None) -> Article:
    """Return the article that `page` holds; `published` is its day, where the caller gives it.

    What the caller gives comes first, then what the page's sender says of it, then what stands on
    the page. Raises PageError for a page that holds no text that could be read.
    """
    source = (_from_html if is_html(page) else _from_plain)(page, published or page.published)
    stated = source.stated
    layout = laid_out(source.lines, page.title or stated.title)
    header = (Furnishing(source.header, Furniture.HEADER),) if source.header else ()
    return Article(
        name=page.name,
        id=hashlib.sha256(source.text.encode()).hexdigest()[:_ID_DIGITS],
        text=source.text,
        url=page.url or stated.url,
        publisher=page.publisher or stated.publisher,
        title=page.title or _title(stated.title, layout.headline),
        byline=stated.byline or layout.byline,
        language=language_of(source.text, source.lines[0].start),
        published=_published(published, page.published)
        or source.published
        or _published(None, stated.published or layout.published),
        furniture=header + layout.furniture,
    )


def _from_plain(page: Page, published: date | None) -> _Source:
    text = decoded(page)
    refuse_endless_lines(page.name, text)
    lines = lines_of(text)
    header = header_of(page.name, lines, published=published)
    if header is None:
        return _Source(text, lines, None, Stated())
    below = lines[header.lines :]
    if not below:
        raise PageError(page.name, "no text below its header")
    return _Source(text, below, header.span, header.stated)


def _from_html(page: Page, published: date | None) -> _Source:
    # Plain pages, of which there may be many, have no need of all that reads HTML.
    from demarche.read.article.html.markup import extracted

    found = extracted(page, decoded(page), published=published)
    refuse_endless_lines(page.name, found.text)
    paragraphs = [line._replace(follows_blank=True) for line in lines_of(found.text)]
    dated = found.dated
    published_on = Published(Days.on(dated.day), dated.basis, dated.reason) if dated else None
    return _Source(found.text, paragraphs, None, found.stated, published_on)


def _title(stated: str | None, headline: str | None) -> str | None:
    """Return the title of the page, less the name of its site where the headline goes without."""
    if stated and headline and stated.startswith(headline):
        return headline
    return stated or headline


def _published(given: date | None, found: date | None) -> Published | None:
    if given:
        return Published(Days.on(given), PublishedBasis.GIVEN)
    return Published(Days.on(found), PublishedBasis.METADATA) if found else None
