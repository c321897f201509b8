"""When an act took place, from the expression that dates it and the words about it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from demarche.knowledge.timewords import time_words
from demarche.model import Days, Grain, Sentence, Span, TimeExpression, TimexType
from demarche.read.times import calendar, leads
from demarche.read.times.lexis import lexis
from demarche.read.times.sense import Tense
from demarche.read.times.shifts import Stretch, stretch_of
from demarche.read.times.tense import NOTHING, Governing, Verbs

_PERFECT = re.compile(r"(?i)\b(?:has|have|['’]ve|been)\b[^.;!?]*$")
_JUST = re.compile(r"(?i)\b(?:just|shortly|right|immediately)\s+before\s+(?:the\s+)?$")
_OTHER_END = re.compile(r"(?:\sto\s|-|–)(?P<number>[a-z]+|[0-9]{1,3})\s")
_LOOK = 48


@dataclass(frozen=True, slots=True)
class Dating:
    """An expression with what stands about it: the words before and after, and the tense."""

    expression: TimeExpression
    before: str
    after: str
    words: str
    published: Days
    governing: Governing
    act_outside_since: bool = False

    @property
    def lead(self) -> str:
        """The preposition that leads to the expression, lower case; empty where there is none."""
        return leads.lead(self.before)

    @property
    def ahead(self) -> date:
        """The first day after publication."""
        return calendar.shifted(self.published.last, 1)

    @property
    def is_perfect(self) -> bool:
        """Whether what is told began before and has gone on."""
        printed = _PERFECT.search(self.before) is not None and not self.points_ahead
        return self.governing.perfect or (self.lead == "for" and printed)

    @property
    def points_ahead(self) -> bool:
        """Whether the verb does."""
        return self.governing.tense is Tense.FUTURE


def as_occurrence(
    expression: TimeExpression,
    text: str,
    sentences: Sequence[Sentence] = (),
    *,
    published: Days | None,
    times: Sequence[TimeExpression] = (),
    act: Span | None = None,
) -> Days | None:
    """Return the days of an act that `expression` dates; `None` where they cannot be told.

    The expression's own days are those that it names; an act dated "since Friday" lasts from that
    Friday to the day of publication, one "by Friday" comes between publication and Friday, one
    "for seven years" in a perfect tense began seven years before publication. `times`, the
    article's expressions, let "from Monday to Friday" be read as one; `act`, the word of the act,
    tells whether the act is what "since the war began in 2011" holds, or what has gone on since.
    """
    if published is None:
        return expression.days
    start, end = expression.span.start, expression.span.end
    before, after = text[max(start - _LOOK * 2, 0) : start], text[end : end + _LOOK]
    governing = Verbs(sentences).governing(start, end) if sentences else NOTHING
    if not sentences and _PERFECT.search(before):
        governing = Governing(Tense.PAST, perfect=True)
    joined = leads.joined(expression, text, times)
    if joined is not None:
        return joined
    if act is not None and expression.days and leads.is_told_apart(text, expression.span, act):
        return expression.days
    outside = act is not None and leads.is_outside_since(text, expression.span, act)
    words = expression.span.of(text)
    return dated(Dating(expression, before, after, words, published, governing, outside))


def dated(dating: Dating) -> Days | None:
    """Return the days of the act."""
    days = dating.expression.days
    if dating.expression.type in (TimexType.DURATION, TimexType.SET):
        found = days or _lasting(dating)
    else:
        found = _led(dating, days) if days else None
    if found is None or found == days:
        return found
    return replace(found, words=leads.led(dating.before) + dating.words)


def _led(dating: Dating, days: Days) -> Days | None:
    """The days of an act, as the preposition before a date has it."""
    published, lead = dating.published, dating.lead
    future = days.last > published.last
    if (
        dating.act_outside_since
        or lead == "since"
        or (lead == "from" and days.first <= published.last)
    ):
        return _window(days.first, max(published.last, days.first))
    if lead == "by" and (future or dating.points_ahead):
        return _window(dating.ahead, days.last)
    if lead in ("until", "till", "through"):
        return _window(published.first, days.last) if future else None
    if lead == "before":
        if days.first <= dating.ahead:
            return _just_before(dating, days)
        return _window(dating.ahead, calendar.shifted(days.first, -1))
    if lead == "after" and "after" in dating.before[-7:].lower():
        if days.last >= published.last:
            return None
        return _window(calendar.shifted(days.last, 1), published.last)
    inside = days.first <= published.last < days.last
    if inside and days.grain is Grain.YEAR and dating.governing.tense is Tense.PAST:
        return _window(days.first, published.last)
    return days


def _just_before(dating: Dating, days: Days) -> Days | None:
    """The week before a day that is past, for "just before" it; else unknown."""
    if not _JUST.search(dating.before):
        return None
    return _window(calendar.shifted(days.first, -7), calendar.shifted(days.first, -1))


def _lasting(dating: Dating) -> Days | None:
    """The days of an act that a duration without days of its own dates."""
    stretch = stretch_of(_longest(dating))
    if stretch is None or dating.expression.type is TimexType.SET:
        return None
    published, lead = dating.published, dating.lead
    following = dating.after.split()[:1]
    if lead == "within":
        if following == ["of"] or dating.governing.tense is Tense.PAST:
            return None
        return _window(dating.ahead, _beyond(dating, stretch))
    if lead == "in" and dating.points_ahead:
        if "X" in (dating.expression.value or ""):
            return _window(dating.ahead, _beyond(dating, stretch))
        return _window_about(stretch.after(published.last), stretch)
    back = _window(stretch.before(published.first), published.last)
    if lead in ("for", "") and dating.is_perfect:
        return back
    if lead == "after" and following == ["of"] and not dating.points_ahead:
        return back
    return back if _is_lasting_noun(dating, stretch) else None


def _longest(dating: Dating) -> str:
    """The value of the duration; of "six to 12 months" that of the twelve."""
    value = dating.expression.value or ""
    other = _OTHER_END.search(dating.words.lower())
    word = other["number"] if other else ""
    number = int(word) if word.isdigit() else lexis().words.get(word, ("", "", 0))[2]
    return re.sub("[0-9]+", str(number), value, count=1) if number else value


def _beyond(dating: Dating, stretch: Stretch) -> date:
    return max(stretch.after(dating.published.last), dating.ahead)


def _is_lasting_noun(dating: Dating, stretch: Stretch) -> bool:
    """Whether the duration is that of something not over: "the seven-year war"."""
    if stretch.days < calendar.WEEK or (dating.lead and "-" not in dating.words):
        return False
    nouns = re.findall(r"[a-z-]+", dating.after.lower())[:4]
    return bool(set(nouns) & time_words().pointing["lasting_nouns"])


def _window_about(day: date, stretch: Stretch) -> Days:
    """The day, week, month or year about a day, as finely as the stretch was measured."""
    if stretch.unit == "Y":
        return calendar.year(day.year)
    if stretch.unit == "M":
        return calendar.month(day.year, day.month)
    return calendar.week(day) if stretch.unit == "W" else Days.on(day)


def _window(first: date, last: date) -> Days | None:
    return Days(first, last, Grain.WINDOW) if first <= last else None
