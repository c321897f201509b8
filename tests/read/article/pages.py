"""Pages made by hand, and what is asked of the articles found in them."""

from __future__ import annotations

from demarche.model import Article, Furniture, Page
from demarche.read import article

LEAD = (
    "The two ministers will meet again in Oslo before the end of the month, an aide said on Friday."
)
SECOND = (
    "Neither side has said what will be on the table when they do, or how long the talks will last."
)
LAST = (
    "They met last in the autumn, in a hotel by the lake, and parted without a word to the press."
)
BODY = f"{LEAD}\n\n{SECOND}\n\n{LAST}"


def of_text(text: str | bytes) -> Article:
    """The article of a plain page that holds `text`."""
    data = text if isinstance(text, bytes) else text.encode()
    return article.from_page(Page("a page", data))


def of_html(html: str | bytes, *, media_type: str = "text/html", url: str | None = None) -> Article:
    """The article of an HTML page."""
    data = html if isinstance(html, bytes) else html.encode()
    return article.from_page(Page("a page", data, media_type, url=url))


def marked(found: Article, kind: Furniture) -> list[str]:
    """The words of the furniture of `kind`, in order."""
    return [piece.span.of(found.text) for piece in found.furniture if piece.kind is kind]


def all_marked(found: Article) -> list[tuple[str, str]]:
    """All furniture, as kind and words."""
    return [(piece.kind.value, piece.span.of(found.text)) for piece in found.furniture]
