"""Sentences in which two parties are marked, as researchers keep them in tables."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from demarche.model import Failure, Span, UsageError

_MARK = re.compile(r"</?[st]>")


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence and the places in it of the party that acts and of the one acted upon.

    One of the two may be left unsaid ("Two newspapers were ordered to close"): `None`, never both.
    """

    sentence: str
    source: Span | None
    target: Span | None

    def __post_init__(self) -> None:
        """Refuse a pair of nobody."""
        if self.source is None and self.target is None:
            raise UsageError(_brief(self.sentence), "no party is marked")


def from_marks(marked: str) -> Pair:
    """The pair that `<s>…</s>` and `<t>…</t>` mark in a sentence; the first of each counts.

    >>> from_marks("<s>Oslo</s> thanked <t>Quito</t>.").target
    Span(start=13, end=18)

    Raises `UsageError` where a mark is never opened or closed, or none is there.
    """
    opened: dict[str, int] = {}
    places: dict[str, Span] = {}
    removed = 0
    for mark in _MARK.finditer(marked):
        place, letter = mark.start() - removed, mark[0][-2]
        removed += len(mark[0])
        is_opening = mark[0][1] != "/"
        if is_opening == (letter in opened):
            raise UsageError(_brief(marked), f"{mark[0]} has no other half")
        if is_opening:
            opened[letter] = place
        elif (start := opened.pop(letter)) < place:
            places.setdefault(letter, Span(start, place))
    for letter in opened:
        raise UsageError(_brief(marked), f"<{letter}> has no other half")
    return Pair(_MARK.sub("", marked), places.get("s"), places.get("t"))


def between(sentence: str, source: str | Span | None, target: str | Span | None) -> Pair:
    """The pair whose parties are given by their place in `sentence` or by their words.

    Where words stand more than once, the first whole words that leave room for the other party are
    meant. Raises `UsageError` where they do not stand there.
    """
    sources, targets = _places(sentence, source, "source"), _places(sentence, target, "target")
    for one in sources:
        for other in targets:
            if not (one and other and one.overlaps(other)):
                return Pair(sentence, one, other)
    return Pair(sentence, sources[0], targets[0])


def from_table(text: str, *, name: str) -> Iterator[Pair | Failure]:
    """Each row of a tab-separated table as a pair, or as the reason why it is none.

    Raises `UsageError` where the columns that are needed are missing.
    """
    head, *rows = _rows(text) or [[]]
    columns = [column.strip().lower() for column in head]
    if "marked_sentence" not in columns:
        missing = [need for need in ("sentence", "source", "target") if need not in columns]
        if missing:
            what = "column" if len(missing) == 1 else "columns"
            raise UsageError(name, f"lacks the {what} {', '.join(missing)} (or marked_sentence)")
    return (_pair(columns, row, f"{name}: row {n}") for n, row in enumerate(rows, start=1))


def _pair(columns: Sequence[str], row: Sequence[str], name: str) -> Pair | Failure:
    cells = dict(zip(columns, row, strict=False))
    try:
        if cells.get("marked_sentence"):
            return from_marks(cells["marked_sentence"])
        if not cells.get("sentence"):
            return Failure(name, "has no sentence")
        return between(cells["sentence"], cells.get("source", ""), cells.get("target", ""))
    except UsageError as error:
        return Failure(name, error.reason)


def _rows(text: str) -> list[list[str]]:
    """The rows of a table; quotes that are not set as spreadsheets set them are read as words."""
    quoted = csv.reader(io.StringIO(text, newline=""), delimiter="\t", strict=True)
    try:
        return [row for row in quoted if row]
    except csv.Error:
        return [line.split("\t") for line in re.split(r"\r\n|\r|\n", text) if line]


def _places(sentence: str, party: str | Span | None, role: str) -> Sequence[Span | None]:
    if isinstance(party, Span):
        if party.end > len(sentence):
            raise UsageError(_brief(sentence), f"the {role} lies outside the sentence")
        return [party]
    words = (party or "").strip()
    if not words:
        return [None]
    found = [Span(*match.span()) for match in re.finditer(re.escape(words), sentence)]
    if not found:
        raise UsageError(_brief(sentence), f"the {role} “{_brief(words)}” is not in the sentence")
    return sorted(found, key=lambda span: not _whole(sentence, span))


def _whole(sentence: str, span: Span) -> bool:
    before, after = sentence[: span.start][-1:], sentence[span.end :][:1]
    return not (before.isalnum() or after.isalnum())


def _brief(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
