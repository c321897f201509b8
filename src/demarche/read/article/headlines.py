"""The headline of a report, and the lines below it that add to it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

from demarche.model import Furniture
from demarche.read.article.lines import ends_a_sentence
from demarche.read.article.outline import Outline

_LOOKED_AT = 20
_FEWEST_WORDS, _MOST_WORDS, _LONGEST = 3, 30, 200
_MOST_WORDS_OF_A_SENTENCE = 14
_FEWEST_WORDS_OF_A_BODY = 8
_WIDEST_BREAK = 120
_MOST_DECKS = 2
_FEWEST_CAPITALS = 4
_SMALL_WORDS = frozenset(
    """a an and as at but by for from in into of off on or over per than the to up via vs with
    """.split()
)
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_MARKS = re.compile(r"[\W_]+")
_CREDITS = (Furniture.BYLINE, Furniture.DATELINE)
_ASKS = ("?", "!", "?’", "?'", "!’", "!'")


def mark_headline(outline: Outline, title: str | None = None) -> str | None:
    """Mark the headline and the lines that add to it; return the headline, None where none is.

    `title` is what the page gives itself, where it gives any. Without it the headline is the first
    line that is not furniture, where that is no sentence and a body of sentences comes after.
    """
    at = _titled(outline, title) if title else None
    if at is None:
        at = _first(outline)
    if at is None:
        return None
    outline.kinds[at] = Furniture.HEADLINE
    for deck in islice(_decks(outline, at), _MOST_DECKS):
        outline.kinds[deck] = Furniture.HEADLINE
    return outline.lines[at].text


def _titled(outline: Outline, title: str) -> int | None:
    """Return the line that says what the title says, or the title less the name of its site."""
    wanted = _plain(title)
    for at in islice(outline.free(), _LOOKED_AT):
        line = _plain(outline.lines[at].text)
        is_start = wanted.startswith(f"{line} ") and line.count(" ") + 1 >= _FEWEST_WORDS
        if line == wanted or is_start:
            return at
    return None


def _plain(words: str) -> str:
    return _MARKS.sub(" ", words.casefold()).strip()


def _first(outline: Outline) -> int | None:
    """Return the first line that is not furniture where it is a headline.

    A line that stands twice describes a picture, where the next line is a headline as well.
    """
    at = next(outline.free(), None)
    if at is None or not _is_headline(outline, at):
        return None
    if _is_doubled(outline, at):
        after = next(outline.free(at + 2), None)
        if after is not None and _is_headline(outline, after):
            return after
    return at


def _is_headline(outline: Outline, at: int) -> bool:
    line = outline.lines[at].text
    if not _FEWEST_WORDS <= line.count(" ") + 1 <= _MOST_WORDS or len(line) > _LONGEST:
        return False
    if line[0].islower() or outline.is_in_parts(at) or not _stands_alone(outline, at):
        return False
    if ends_a_sentence(line) and not _is_in_capitals(line):
        may_be = line.endswith(_ASKS) or _comes_before_credits(outline, at)
        if not may_be or line.count(" ") >= _MOST_WORDS_OF_A_SENTENCE:
            return False
    return _has_body(outline, at + 1)


def _stands_alone(outline: Outline, at: int) -> bool:
    """Whether what comes after a line is parted from it."""
    if not outline.is_whole(at) or at + 1 >= len(outline.lines):
        return False
    after = outline.lines[at + 1]
    return (
        after.follows_blank
        or at + 1 in outline.kinds
        or _is_doubled(outline, at)
        or len(after.text) > max(_WIDEST_BREAK, len(outline.lines[at].text))
    )


def _is_doubled(outline: Outline, at: int) -> bool:
    return outline.lines[at].text in (line.text for line in outline.lines[at + 1 : at + 2])


def _is_in_capitals(line: str) -> bool:
    """Whether the words of `line` begin with capitals, as those of many headlines do."""
    words = [word for word in _WORD.findall(line)[1:] if word.lower() not in _SMALL_WORDS]
    return len(words) >= _FEWEST_CAPITALS and all(word[0].isupper() for word in words)


def _comes_before_credits(outline: Outline, at: int) -> bool:
    """Whether a byline or a dateline comes next, as it does below a headline."""
    after = at + 1
    return after == outline.dated or outline.kinds.get(after) in _CREDITS


def _has_body(outline: Outline, start: int) -> bool:
    return any(
        ends_a_sentence(outline.lines[at].text)
        and outline.lines[at].text.count(" ") + 1 >= _FEWEST_WORDS_OF_A_BODY
        for at in outline.free(start)
    )


def _decks(outline: Outline, headline: int) -> Iterable[int]:
    """Yield the lines after the headline that are no sentences either, up to the body."""
    for at in list(outline.free(headline + 1)):
        line = outline.lines[at].text
        if not _FEWEST_WORDS < line.count(" ") + 1 <= _MOST_WORDS or ends_a_sentence(line):
            return
        if line[0].islower() or outline.is_in_parts(at) or not _stands_alone(outline, at):
            return
        if _is_doubled(outline, at) or line == outline.lines[headline].text:
            return
        yield at
