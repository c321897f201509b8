"""The furniture of a text: all that is not the report's running text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from demarche.model import Furnishing, Furniture
from demarche.read.article.captions import mark_credited, mark_told_twice
from demarche.read.article.cues import mark_by_words, names_in
from demarche.read.article.datelines import mark_datelines
from demarche.read.article.headlines import mark_headline
from demarche.read.article.lines import Line
from demarche.read.article.outline import Outline
from demarche.read.article.repeats import mark_repeats
from demarche.read.article.stated import labelled_day


@dataclass(frozen=True, slots=True)
class Layout:
    """The furniture of a text, and what its headline, byline and time stamp say."""

    furniture: tuple[Furnishing, ...]
    headline: str | None
    byline: str | None
    published: date | None


def laid_out(lines: list[Line], title: str | None = None) -> Layout:
    """Return the furniture in `lines`; `title` is what the page gives itself."""
    outline = Outline.of(lines)
    mark_by_words(outline)
    mark_credited(outline)
    mark_datelines(outline)
    headline = mark_headline(outline, title)
    if outline.holds_doubles():
        mark_told_twice(outline)
        mark_repeats(outline)
    return Layout(
        furniture=outline.furniture(),
        headline=headline,
        byline=_byline(outline),
        published=_published(outline),
    )


def _byline(outline: Outline) -> str | None:
    """Return who wrote the report, by its first byline."""
    bylines = (at for at, kind in outline.kinds.items() if kind is Furniture.BYLINE)
    named = (names_in(outline.lines[at].text) for at in bylines)
    return next((names for names in named if names), None)


def _published(outline: Outline) -> date | None:
    """Return the day of the first notice that says when the report was published."""
    for at, kind in outline.kinds.items():
        if kind is Furniture.NOTICE and (day := labelled_day(outline.lines[at].text)):
            return day
    return None
