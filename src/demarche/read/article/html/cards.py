"""The pieces of a listing: headlines with a link or a day, often with a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from demarche.read.article.html.blocks import count_words, text_of
from demarche.read.article.html.days import folded, printed_days

_TAGS = {
    "div",
    "li",
    "article",
    "section",
    "tr",
    "td",
    "dl",
    "dd",
    "p",
    "a",
    "figure",
    "ul",
    "span",
}
_ITEMS = {"li", "article"}
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_FEWEST, _MOST_WORDS, _WORDS_OF_A_HEADLINE = 4, 130, 3
_LEAST_SHARE = 0.6


def cards_of(tree: Any) -> list[Any]:
    """Return the elements of a page that are pieces of listings, in order; none lies in another.

    They are siblings of one name, four at the least, and most siblings of their name are such.
    """
    found: list[Any] = []
    taken: set[Any] = set()
    for parent in tree.iter():
        if len(parent) < _FEWEST or parent in taken:
            continue
        for group in _groups(parent):
            cards = [one for one in group if is_card(one)]
            if len(cards) >= max(_FEWEST, _LEAST_SHARE * len(group)):
                found += cards
                for card in cards:
                    taken.update(card.iter())
    return found


def is_card(element: Any) -> bool:
    """Whether an element has a headline that leads on, or that has a day, and few words."""
    text = " ".join(element.itertext())
    if not _WORDS_OF_A_HEADLINE <= count_words(text) <= _MOST_WORDS:
        return False
    links = [link for link in _links(element) if count_words(text_of(link)) >= _WORDS_OF_A_HEADLINE]
    if element.tag == "p":
        return any(_opens(element, link) for link in links)
    if links:
        return True
    if element.tag == "tr" and printed_days(folded(text)):
        return True
    if next(element.iter(*_HEADINGS), None) is None:
        return False
    is_item = element.tag in _ITEMS or next(element.iter("a"), None) is not None
    return is_item or bool(printed_days(folded(text)))


def _groups(parent: Any) -> Iterator[list[Any]]:
    """Yield the children of an element that have one tag and one first class."""
    groups: dict[tuple[str, str], list[Any]] = {}
    for child in parent:
        if child.tag in _TAGS:
            names = (child.get("class") or "").split()
            groups.setdefault((child.tag, names[0] if names else ""), []).append(child)
    yield from (group for group in groups.values() if len(group) >= _FEWEST)


def _links(element: Any) -> Iterator[Any]:
    return element.iter("a")  # type: ignore[no-any-return]


def _opens(paragraph: Any, link: Any) -> bool:
    """Whether a paragraph begins with a link."""
    opening = " ".join("".join(paragraph.itertext()).split())
    return opening.startswith(" ".join("".join(link.itertext()).split()))
