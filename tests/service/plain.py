"""A reader that only takes articles out of pages, as they are told apart in earnest: no weights."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from demarche.model import Page, PageKind, Reading
from demarche.read import article
from demarche.read.article.kinds import Kind


@dataclass
class PlainReader:
    """Reads what a page says of itself and its text, and no mentions in it."""

    pages: list[str] = field(default_factory=list)

    def read(self, page: Page, *, published: date | None = None) -> Reading:
        """Return the article; raises PageError where there is none."""
        self.pages.append(page.name)
        return Reading(article.from_page(page, published=published), (), (), ())


def always_an_article(_page: Page) -> Kind:
    """Whatever it is."""
    return Kind(PageKind.ARTICLE, "as the test has it")


def kind_by_its_beginning(page: Page) -> Kind:
    """Return the kind whose name stands at the beginning of a page, between square brackets."""
    for kind in PageKind:
        if page.data.startswith(f"[{kind}]".encode()):
            return Kind(kind, f"says that it is: {kind}")
    return Kind(PageKind.ARTICLE, "says nothing")
