"""All expressions of time in a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from demarche.model import Days, Grain, Sentence, Span, TimeExpression
from demarche.read.times.grammar import grammar
from demarche.read.times.lexis import Line, line_of
from demarche.read.times.sense import Found, Sense, Setting, Tense
from demarche.read.times.tense import Verbs

_LOOKED_BACK_TO = frozenset({Grain.DAY, Grain.WEEK, Grain.MONTH, Grain.QUARTER, Grain.YEAR})
_WIDEST = 92
_FIELD = re.compile(r"([-/])")
_NEVER = (date(1804, 1, 2), date(2311, 7, 20))


@dataclass(frozen=True, slots=True)
class Read:
    """An expression as read against one day of publication."""

    start: int
    end: int
    sense: Sense


def find(
    text: str, sentences: Sequence[Sentence], *, published: Days | None
) -> tuple[TimeExpression, ...]:
    """Return the expressions of time in `text`, in order, none overlapping another.

    The tense that `sentences` show decides which way "on Friday" points. Where `published` is a
    window, days that hang on the day of publication are windows as well, or unknown where that
    would leave them wider than a quarter; parts of a `value` that are not known are X's. With no
    `published` at all, only what names its own year has days.
    """
    line = line_of(text)
    verbs = Verbs(sentences)

    def points(start: int, end: int) -> Tense:
        return verbs.governing(start, end).tense

    first, last = (published.first, published.last) if published else _NEVER
    found = read(line, first, points)
    if first == last:
        return tuple(_expression(text, one.start, one.end, one.sense) for one in found)
    later = {one.start: one for one in read(line, last, points)}
    return tuple(
        _expression(text, one.start, one.end, _either(one.sense, later[one.start].sense))
        for one in found
        if one.start in later and later[one.start].end == one.end
    )


def read(
    line: Line, anchor: date, points: Callable[[int, int], Tense], *, in_print: bool = True
) -> list[Read]:
    """Return the expressions of a line, read against the day of publication `anchor`."""
    setting = Setting(anchor, points, in_print=in_print)
    rules = grammar()
    found: list[Read] = []
    place = 0
    while match := rules.anywhere.search(line.kinds, place):
        place = match.start()
        taken = _longest(line, place, setting)
        if taken is None:
            place += 1
            continue
        place, sense = taken
        found.append(Read(line.starts[match.start()], line.ends[place - 1], sense))
        setting.named = _looked_back_to(sense) or setting.named
    return found


def _looked_back_to(sense: Sense) -> Days | None:
    """What a sense leaves for "that day" or "a week later" to look back to."""
    if not sense.names or sense.days is None:
        return None
    if sense.value and "/" in sense.value:
        return Days.on(sense.days.last)
    return sense.days if sense.days.grain in _LOOKED_BACK_TO else None


def _longest(line: Line, place: int, setting: Setting) -> tuple[int, Sense] | None:
    """The end and sense of the longest words from `place` that name a time."""
    for end, sense_of in grammar().at(line.kinds, place):
        try:
            sense = sense_of(Found(line, place, end, setting))
        except (ValueError, OverflowError):
            continue
        if sense is not None:
            return end, sense
    return None


def _expression(text: str, start: int, end: int, sense: Sense) -> TimeExpression:
    days = replace(sense.days, words=text[start:end]) if sense.days else None
    return TimeExpression(Span(start, end), sense.type, sense.value, days, sense.mod)


def _either(one: Sense, other: Sense) -> Sense:
    """The sense of an expression printed on some day between two: what they share."""
    if one == other:
        return one
    return replace(one, value=_shared(one.value, other.value), days=_hull(one.days, other.days))


def _shared(one: str | None, other: str | None) -> str | None:
    """What two values share: X's in the fields in which they differ; nothing where all do."""
    if one == other or one is None or other is None:
        return one if one == other else None
    left, right = _FIELD.split(one), _FIELD.split(other)
    if [len(field) for field in left] != [len(field) for field in right]:
        return None
    fields = [a if a == b else re.sub("[0-9]", "X", a) for a, b in zip(left, right, strict=True)]
    return "".join(fields) if re.search("[0-9]", "".join(fields)) else None


def _hull(one: Days | None, other: Days | None) -> Days | None:
    if one is None or other is None:
        return None
    first, last = min(one.first, other.first), max(one.last, other.last)
    own = max((one.last - one.first).days, (other.last - other.first).days)
    if (last - first).days - own > _WIDEST:
        return None
    return Days(first, last, Grain.WINDOW)
