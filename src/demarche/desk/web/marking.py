"""A text cut where something was read in it, so that each piece bears all that is marked there.

Places may nest, overlap, or cross the ends of paragraphs and sentences.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from demarche.model import Span, Statement, TimeExpression
from demarche.model.entries import Marked
from demarche.model.events import Telling
from demarche.service.wording import span_of_days

T = TypeVar("T")

_BREAK = re.compile(r"\n[ \t]*\n\s*|\n")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words that bear the same marks: where they lead, if anywhere, and what they are."""

    text: str
    leads_to: str | None
    looks: tuple[str, ...]
    hint: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A sentence with the mentions that it tells of, or words outside of any; its pieces in order.

    `anchors` are the mentions that begin here.
    """

    anchors: tuple[str, ...]
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, and which kind of furniture it is, where all of it is some."""

    furniture: str | None
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """Something that was read at a place: what it is, and the entry that tells of it."""

    span: Span
    looks: str
    leads_to: str | None = None
    hint: str = ""


def paragraphs(found: Marked) -> tuple[Paragraph, ...]:
    """Return the text of an article, cut where something was read in it."""
    text = found.article.text
    places = [*_mentions(found.tellings), *_times(found.times), *_statements(found.statements)]
    sentences = _sentences(found.tellings)
    furniture = found.article.furniture
    lines = list(_lines(text))
    told = _within(lines, [(span, (span, mentions)) for span, mentions in sentences])
    cut = [_stretches(line, told[at]) for at, line in enumerate(lines)]
    spans = [span for line in cut for span, _ in line if span]
    marked = dict(
        zip(spans, _within(spans, [(place.span, place) for place in places]), strict=True)
    )
    out = []
    for line, stretches in zip(lines, cut, strict=True):
        kind = next((one.kind.value for one in furniture if one.span.contains(line)), None)
        pieces = [
            Stretch(anchors, tuple(_pieces(text, span, marked[span])) if span else ())
            for span, anchors in stretches
        ]
        out.append(Paragraph(kind, tuple(pieces)))
    return tuple(out)


def _within(parts: Sequence[Span], placed: Iterable[tuple[Span, T]]) -> list[list[T]]:
    """Return for each part of a text, in their order, what lies in it in whole or in part."""
    out: list[list[T]] = [[] for _ in parts]
    starts = [part.start for part in parts]
    for span, what in placed:
        for at in range(max(0, bisect_right(starts, span.start) - 1), len(parts)):
            if parts[at].start >= span.end:
                break
            if parts[at].overlaps(span):
                out[at].append(what)
    return out


def _lines(text: str) -> Iterable[Span]:
    """Yield where the lines of a text lie, without those that are empty."""
    at = 0
    for found in (*_BREAK.finditer(text), None):
        end = found.start() if found else len(text)
        if text[at:end].strip():
            yield Span(at, end)
        at = found.end() if found else end


def _sentences(tellings: Sequence[Telling]) -> list[tuple[Span, tuple[str, ...]]]:
    """Return the sentences that tell of something, in order, each with its mentions."""
    held: dict[Span, list[str]] = {}
    for telling in tellings:
        held.setdefault(telling.mention.evidence.sentence, []).append(telling.mention.id)
    return [(span, tuple(held[span])) for span in sorted(held)]


def _stretches(
    line: Span, sentences: Sequence[tuple[Span, tuple[str, ...]]]
) -> list[tuple[Span | None, tuple[str, ...]]]:
    """Return a line in stretches, each with the mentions that begin there: the sentences that tell
    of something, and what lies between. One within what was given out already has no words left.
    """
    out: list[tuple[Span | None, tuple[str, ...]]] = []
    at = line.start
    for span, mentions in sentences:
        start, end = max(span.start, at), min(span.end, line.end)
        anchors = mentions if line.start <= span.start else ()
        if start >= end:
            out.append((None, anchors))
            continue
        if at < start:
            out.append((Span(at, start), ()))
        out.append((Span(start, end), anchors))
        at = end
    if at < line.end:
        out.append((Span(at, line.end), ()))
    return out


def _pieces(text: str, within: Span, places: Sequence[_Place]) -> Iterable[Piece]:
    """Yield the words of `within`, cut wherever a mark begins or ends.

    Where marks lie over each other, a piece leads to what the shortest of them tells.
    """
    cuts = {within.start, within.end}
    cuts |= {at for place in places for at in (place.span.start, place.span.end)
             if within.start < at < within.end}  # fmt: skip
    for start, end in pairwise(sorted(cuts)):
        here = [one for one in places if one.span.start <= start and end <= one.span.end]
        here.sort(key=lambda one: one.span.end - one.span.start)
        lead = next((one for one in here if one.leads_to), None)
        looks = tuple(dict.fromkeys(one.looks for one in here))
        hint = lead.hint if lead else ""
        yield Piece(text[start:end], lead.leads_to if lead else None, looks, hint)


def _mentions(tellings: Sequence[Telling]) -> Iterable[_Place]:
    for telling in tellings:
        one = telling.mention
        hint = f"{one.event_type.value}, {one.status.value.replace('_', ' ')}"
        yield _Place(one.evidence.trigger, f"act {one.status.value}", f"r-{one.id}", hint)


def _times(times: Sequence[TimeExpression]) -> Iterable[_Place]:
    for at, one in enumerate(times):
        hint = span_of_days(one.days.first, one.days.last) if one.days else "no day told"
        yield _Place(one.span, "time", f"t-{at}", hint)


def _statements(statements: Sequence[Statement]) -> Iterable[_Place]:
    for at, one in enumerate(statements):
        leading = one.cue or one.source or one.content[:1]
        for spans, looks in ((one.content, "said"), (one.source, "speaker"), (one.cue, "cue")):
            for span in spans:
                yield _Place(span, looks, f"s-{at}" if span in leading else None, "who says so")
