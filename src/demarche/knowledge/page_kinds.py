"""What pages say that are no articles, and the words that tell of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from demarche.knowledge.rows import entries
from demarche.model import PageKind

_BLANKS = re.compile(r"\s+")
_QUOTES = str.maketrans("“”„«»‘’‚`´", "\"\"\"\"\"'''''")
_TOKEN = re.compile(r"[\w'%]+")
# Chinese, Japanese, Korean and Thai have no blanks between words, or none to count on.
_JOINED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
# What "…" in the table stands for: no more than five words.
_BETWEEN = r" (?:[^ ]+ ){0,5}?"


@dataclass(frozen=True, slots=True)
class KindCue:
    """A row of the table, with lines that it must catch and lines that it must leave alone."""

    id: str
    kind: PageKind
    words: tuple[str, ...]
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


@cache
def page_kinds() -> tuple[KindCue, ...]:
    """Return the cues, in the order of the table."""
    rows = entries("page_kinds", "page_kind")
    return tuple(KindCue(**row | {"kind": PageKind(row["kind"])}) for row in rows)


@lru_cache(maxsize=1024)
def cues_in(line: str) -> frozenset[str]:
    """Return the ids of the rows whose words stand in `line`.

    >>> sorted(cues_in("Already a subscriber? Log in to read the full story."))
    ['already-subscribed', 'go-on-reading']
    """
    words = plain_words(line)
    tokens = _TOKEN.findall(words)
    spoken = f" {' '.join(tokens)} "
    found = {
        row
        for token in set(tokens)
        for row, parts in _by_first_word().get(token, ())
        if all(part in spoken for part in parts) and _follow(parts, spoken)
    }
    if _JOINED.search(words):
        found |= {row for row, phrase in _joined() if phrase in words}
    return frozenset(found)


def plain_words(line: str) -> str:
    """Return `line` as words are looked for in it: small letters, plain quotes, single blanks."""
    return _BLANKS.sub(" ", line.translate(_QUOTES)).strip().lower()


def _follow(parts: tuple[str, ...], spoken: str) -> bool:
    """Whether the parts of a phrase stand one after the other, with few words between."""
    if len(parts) == 1:
        return True
    return (
        re.search(" " + _BETWEEN.join(re.escape(part.strip()) for part in parts) + " ", spoken)
        is not None
    )


@cache
def _by_first_word() -> Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    """Return the phrases by their first word: the row of each, and its parts between blanks."""
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for row in page_kinds():
        for phrase in row.words:
            if not _JOINED.search(phrase):
                parts = tuple(f" {' '.join(_TOKEN.findall(part))} " for part in phrase.split("…"))
                found.setdefault(parts[0].split()[0], []).append((row.id, parts))
    return {word: tuple(phrases) for word, phrases in found.items()}


@cache
def _joined() -> tuple[tuple[str, str], ...]:
    return tuple(
        (row.id, phrase) for row in page_kinds() for phrase in row.words if _JOINED.search(phrase)
    )
