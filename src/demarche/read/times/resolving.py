"""The days that words of time point to, taken by themselves."""

from __future__ import annotations

from datetime import date

from demarche.model import Days, Span, TimeExpression, Unresolved
from demarche.read.times.finding import Read, read
from demarche.read.times.lexis import line_of
from demarche.read.times.occurrence import Dating, dated
from demarche.read.times.sense import Tense
from demarche.read.times.tense import Governing


def resolve(expression: str, *, anchor: date, tense: Tense) -> Days | Unresolved:
    """Return the days that `expression`, written on `anchor`, points to.

    >>> resolve("on Friday", anchor=date(2021, 3, 14), tense=Tense.PAST).first
    datetime.date(2021, 3, 12)
    """
    found = read(line_of(expression), anchor, lambda _start, _end: tense, in_print=False)
    if not found:
        return Unresolved(f"no time is named: {expression!r}")
    first = found[0]
    governing = Governing(tense, perfect=tense is Tense.PAST)
    days = dated(_dating(expression, first, Days.on(anchor), governing))
    return days or Unresolved(f"no days are named: {expression!r}")


def _dating(text: str, one: Read, published: Days, governing: Governing) -> Dating:
    sense, span = one.sense, Span(one.start, one.end)
    expression = TimeExpression(span, sense.type, sense.value, sense.days, sense.mod)
    before, after = text[: one.start], text[one.end :]
    return Dating(expression, before, after, span.of(text), published, governing)
