"""Whom and what a sentence names, as the reader's tables know them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from demarche.knowledge import EntryKind
from demarche.model import Span
from demarche.read.words import words
from demarche.record.words import folded
from demarche.service import parts

__all__ = ["Named", "named_in", "worded"]

_PLACES = frozenset({EntryKind.CITY, EntryKind.CAPITAL, EntryKind.REGION})
_WHERE = frozenset({"in", "at", "near", "outside"})
# Words that are printed with a capital and name nobody.
_NOBODY = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june"
    " july august september october november december i he she it they we its his her their this"
    " that these those the a an and but or nor so yet as at by for from in of on to with after"
    " before both during each earlier later meanwhile no none not since then there two three four"
    " when while who which what according north south east west".split()
)
_SIGNS = re.compile(r"[\W_]+")
# Headlines cut these short, and without them Korea is the South.
_CUT_SHORT = re.compile(r"\b([NS])\.[ \u00a0]?(?=(?:Korea|Sudan|Africa)n?s?\b)")
_CUT_FROM = {"N": "North ", "S": "South "}
_INITIAL = re.compile(r"\b(\w)\.(?=\w\b|\W|$)")


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a sentence, and what it may stand for; `is_where` says that it tells where."""

    words: str
    codes: frozenset[str]
    entities: frozenset[str]
    is_person: bool
    is_where: bool


def worded(text: str) -> str:
    """Return `text` folded, its words between single spaces, and a space at either end.

    >>> worded("The U.S. and Kim Yo-jong's")
    ' the us and kim yo jong s '
    """
    plain = _INITIAL.sub(r"\1", folded(_in_full(text)))
    return f" {_SIGNS.sub(' ', plain).strip()} "


def named_in(text: str) -> tuple[Named, ...]:
    """Return the names in `text`: those of the tables, and other words that a capital marks."""
    text = _in_full(text)
    spans = list(words(text, Span(0, len(text)))) if text else []
    printed = [span.of(text) for span in spans]
    known = parts.knowledge()
    out, taken = [], set()
    for match in known.names.match(printed):
        taken |= set(range(match.start, match.end))
        places = text[spans[match.start].start : spans[match.end - 1].end]
        before = printed[match.start - 1].lower() if match.start else ""
        is_place = match.entries[0].kind in _PLACES
        out.append(
            Named(
                places,
                frozenset(one.code for one in match.entries if one.code),
                frozenset(one.entity for one in match.entries),
                is_person=False,
                is_where=is_place and before in _WHERE,
            )
        )
    for role in known.roles.match(printed):
        taken |= set(range(role.start, role.end))
    return (*out, *_others(text, spans, taken))


def _in_full(text: str) -> str:
    return _CUT_SHORT.sub(lambda match: _CUT_FROM[match[1]], text)


def _others(text: str, spans: Sequence[Span], taken: set[int]) -> Iterator[Named]:
    """Yield the runs of words with a capital that are in no table of names."""
    people = parts.knowledge().people
    for first, last in _runs(text, spans, taken):
        name = text[spans[first].start : spans[last].end]
        meant = people.named(name.split()) or people.by_family_name(name)
        if not meant and first == last and (first == 0 or name.isupper()):
            continue
        yield Named(
            name,
            frozenset(one.code for one in meant),
            frozenset(f"person:{one.id}" for one in meant),
            is_person=True,
            is_where=False,
        )


def _runs(text: str, spans: Sequence[Span], taken: set[int]) -> Iterator[tuple[int, int]]:
    first: int | None = None
    last = 0
    for at, span in enumerate(spans):
        word = span.of(text)
        goes_on = first is not None and _is_joined(text, spans, at)
        if at not in taken and (goes_on or _is_name(word)):
            first, last = (at if first is None else first), at
        elif first is not None:
            yield first, last
            first = None
    if first is not None:
        yield first, last


def _is_joined(text: str, spans: Sequence[Span], at: int) -> bool:
    """Whether a word hangs on the one before it by a hyphen ("Yo-jong")."""
    word = spans[at].of(text)
    is_hyphen = word in "-‐‑" and spans[at].start == spans[at - 1].end
    follows = at > 0 and spans[at - 1].of(text) in "-‐‑" and spans[at].start == spans[at - 1].end
    return is_hyphen or follows


def _is_name(word: str) -> bool:
    return word[0].isupper() and len(word) > 1 and word.lower().strip(".") not in _NOBODY
