"""The article in an HTML page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from demarche.model import Page, PageError
from demarche.read.article.html.blocks import blocks_of
from demarche.read.article.html.byline import byline_of
from demarche.read.article.html.claims import claims_of
from demarche.read.article.html.cutting import cut
from demarche.read.article.html.frame import Frame, frame_of
from demarche.read.article.html.parsed import Parsed, parse
from demarche.read.article.html.published import Dated, published_of
from demarche.read.article.html.publisher import names_of_site, publisher_of, sure_names
from demarche.read.article.html.title import title_of
from demarche.read.article.html.trimmed import trimmed
from demarche.read.article.stated import Stated

_ADDRESS = re.compile(r"https?://\S+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of an article in HTML, what the page says of itself, and how its day is known."""

    text: str
    stated: Stated
    dated: Dated | None


def extracted(page: Page, html: str, *, published: date | None = None) -> Extracted:
    """Return the article in `html`.

    The day of publication is looked for unless it is given as `published`. Raises PageError where
    there is no article.
    """
    parsed = parse(html, page.url)
    if parsed is None:
        raise PageError(page.name, "no article found in the HTML")
    blocks = blocks_of(parsed.tree)
    claims = claims_of(parsed, blocks)
    title = title_of(parsed, blocks, names_of_site(claims))
    frame = frame_of(blocks, title)
    text = _text(parsed, frame)
    if not any(map(str.isalnum, text)):
        raise PageError(page.name, "no article found in the HTML")
    publisher = publisher_of(claims, frame.headline, parsed)
    dated = None if published else published_of(parsed, frame)
    stated = Stated(
        title=frame.headline or None,
        byline=byline_of(parsed, frame, sure_names(claims, publisher)),
        publisher=publisher,
        url=_address(parsed),
        published=published or (dated.day if dated else None),
    )
    return Extracted(text, stated, dated)


def _address(parsed: Parsed) -> str | None:
    """Return the address of the page: as received, or the one that it gives itself."""
    links = (link.get("href") for link in parsed.tree.iterfind(".//link[@rel='canonical']"))
    given = (parsed.url, *links, *parsed.metas("og:url"))
    return next((url for url in given if url and _ADDRESS.match(url)), None)


def _text(parsed: Parsed, frame: Frame) -> str:
    import trafilatura

    tree = trimmed(parsed.tree)
    kept = blocks_of(tree)
    found: Any = trafilatura.bare_extraction(tree, url=parsed.url, include_comments=False)
    return cut((found.text or "").strip() if found else "", frame, kept)
