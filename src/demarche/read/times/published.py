"""The day of publication, inferred from the text alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import TypeAlias

from demarche.model import (
    Days,
    Grain,
    Published,
    PublishedBasis,
    Sentence,
    Span,
    TimeExpression,
    Unresolved,
)
from demarche.read.times import calendar
from demarche.read.times.finding import find
from demarche.read.times.lexis import lexis
from demarche.read.times.offices import held_by, in_first_year
from demarche.read.times.sense import Tense
from demarche.read.times.tense import Verbs

Holders: TypeAlias = Callable[[str], tuple[tuple[date, date | None], ...]]

_DATELINE = re.compile(r"(?:^|\n)[^\n]{0,20}\b[A-Z]{3,}[^\n.]{0,40}$")
_STAMP = re.compile(r"(?im)^[ \t]*(?:first |last )?(?:published|posted|updated)\b[^\n.]{0,25}$")
_NO_YEAR = re.compile(r"XXXX-(\d\d)(?:-(\d\d))?(?:/XXXX-(\d\d)(?:-(\d\d))?)?")
_MOST_YEARS = 25
_BEFORE, _BEHIND = 45, 300
_SATURDAY, _SUNDAY = 6, 7


@dataclass(frozen=True, slots=True)
class Clue:
    """Something in the text that some days of publication fit and others do not."""

    words: str
    fits: Callable[[date], bool]
    weight: int = 1


def infer_published(
    text: str, sentences: Sequence[Sentence], *, holders: Holders | None = None
) -> Published | Unresolved:
    """Return the days on which `text` can have been printed, with the reason in words.

    Bounds are the stamp or dateline, full dates told as past or to come, and the terms of those
    whom the text calls by their office, which `holders` gives for a phrase such as "Secretary of
    State Antony Blinken". Within them, days and months named without a year, and "this week",
    choose.
    """
    times = find(text, sentences, published=None)
    verbs = Verbs(sentences)
    stamped = _stamped(text, times)
    if stamped is not None:
        return _published(stamped.days, f"the text is dated {stamped.words}")
    past, ahead = _dated(times, verbs)
    held = held_by(text, holders) if holders else None
    if held and not held.sure and not _within(held.stretches, past):
        held = None
    bounds, reasons = _bounds(past, ahead, held.stretches if held else ())
    if not bounds:
        return Unresolved("neither a year nor an officeholder bounds the day of publication")
    if held and held.reason:
        reasons = [held.reason, *reasons]
    clues = [*_clues(text, times, verbs)]
    if held:
        clues += [Clue(words, fits, 1) for words, fits in in_first_year(text, held)]
    best, told = _best(bounds, clues)
    return _published(best, "; ".join(dict.fromkeys([*reasons, *told])))


def _published(days: Days, reason: str) -> Published:
    return Published(days, PublishedBasis.INFERRED, reason)


@dataclass(frozen=True, slots=True)
class _Stamp:
    days: Days
    words: str


def _stamped(text: str, times: Sequence[TimeExpression]) -> _Stamp | None:
    """The day of a stamp or dateline with its year; a dateline's story may run a day later."""
    for one in times:
        if one.days is None or one.days.grain is not Grain.DAY:
            continue
        before, words = text[max(one.span.start - 80, 0) : one.span.start], one.span.of(text)
        if _STAMP.search(before):
            return _Stamp(Days.on(one.days.first), words)
        if _is_dateline(text, one.span):
            last = calendar.shifted(one.days.first, 1)
            return _Stamp(Days(one.days.first, last, Grain.WINDOW), words)
    return None


def _is_dateline(text: str, span: Span) -> bool:
    before, after = text[max(span.start - 80, 0) : span.start], text[span.end : span.end + 12]
    return bool(_DATELINE.search(before)) and re.match(r"\s*(?:\(|--|–|—|- )", after) is not None


def _within(stretches: Sequence[tuple[date, date]], past: Sequence[Days]) -> bool:
    """Whether the last of the days told as past lies in one of the stretches."""
    last = max((days.last for days in past), default=date.min)
    return any(a <= last <= b for a, b in stretches)


def _bounds(
    past: Sequence[Days], ahead: Sequence[Days], held: Sequence[tuple[date, date]]
) -> tuple[list[tuple[date, date]], list[str]]:
    """The stretches of days that officeholders and full dates allow; none where one end is open."""
    reasons = []
    low = max(past, key=lambda days: days.first, default=None)
    high = min(ahead, key=lambda days: days.last, default=None)
    if low:
        reasons.append(f"{low.words} is past")
    if high:
        reasons.append(f"{high.words} is to come")
    first = low.first if low else date.min
    last = high.last if high else date.max
    whole = held or [(date.min, date.max)]
    stretches = [(max(a, first), min(b, last)) for a, b in whole]
    closed = [(a, b) for a, b in stretches if a <= b and a > date.min and b < date.max]
    return closed, reasons


def _dated(times: Sequence[TimeExpression], verbs: Verbs) -> tuple[list[Days], list[Days]]:
    """The days with their year that the text tells as past, and those that it tells as to come."""
    past, ahead = [], []
    for one in times:
        if one.days is None or one.days.grain not in (Grain.DAY, Grain.MONTH, Grain.YEAR):
            continue
        tense = verbs.governing(one.span.start, one.span.end).tense
        if tense is Tense.PAST:
            past.append(one.days)
        elif tense is Tense.FUTURE and one.days.grain is not Grain.YEAR:
            ahead.append(one.days)
    return past, ahead


def _clues(text: str, times: Sequence[TimeExpression], verbs: Verbs) -> Iterator[Clue]:
    """What days and months without a year, their weekdays, and "this week" tell."""
    coming = []
    for one in times:
        match = _NO_YEAR.fullmatch(one.value or "")
        if match is None:
            continue
        words, tense = one.span.of(text), verbs.governing(one.span.start, one.span.end).tense
        span = _YearlessSpan.of(match, one.mod)
        if _is_dateline(text, one.span):
            yield Clue(f"dateline {words}", span.is_stamp_of, 3)
            continue
        yield Clue(words, span.lies_ahead_of if _ahead(tense) else span.lies_behind)
        weekday = _weekday_in(words)
        if weekday:
            yield Clue(f"{words} by its weekday", partial(span.falls_on, weekday))
        if _ahead(tense) and span.is_days:
            coming.append((words, span))
    week = _coming_week(text, times, verbs)
    if week and len(coming) == 1:
        words, span = coming[0]
        yield Clue(f'{words} in "{week}"', partial(span.in_week_of, week))


def _ahead(tense: Tense) -> bool:
    return tense in (Tense.FUTURE, Tense.PRESENT)


def _weekday_in(words: str) -> int:
    first = lexis().words.get(words.split(",")[0].split()[0].lower())
    return first[2] if first and first[1] == "weekday" else 0


def _coming_week(text: str, times: Sequence[TimeExpression], verbs: Verbs) -> str | None:
    for one in times:
        words = one.span.of(text).lower()
        if words in ("this week", "next week"):
            ahead = _ahead(verbs.governing(one.span.start, one.span.end).tense)
            return words if ahead or words == "next week" else None
    return None


@dataclass(frozen=True, slots=True)
class _YearlessSpan:
    """Days or months without their year: the first and the last month and day."""

    first: tuple[int, int]
    last: tuple[int, int]
    is_days: bool

    @classmethod
    def of(cls, match: re.Match[str], mod: str | None) -> _YearlessSpan:
        month, day, last_month, last_day = (int(g) if g else 0 for g in match.groups())
        start = day or {"MID": 11, "END": 21}.get(mod or "", 1)
        end = last_day or day or 31
        return cls((month, start), (last_month or month, end), bool(day))

    def _days(self, year: int) -> tuple[date, date]:
        (month, day), (last_month, last_day) = self.first, self.last
        end_year = year + (last_month < month)
        last_day = min(last_day, calendar.month_length(end_year, last_month))
        day = min(day, calendar.month_length(year, month))
        return date(year, month, day), date(end_year, last_month, last_day)

    def _near(self, day: date) -> list[tuple[date, date]]:
        return [self._days(day.year + step) for step in (-1, 0, 1)]

    def lies_ahead_of(self, day: date) -> bool:
        """Whether the days begin within weeks of `day`, or are not over on it."""
        near = self._near(day)
        return any(a - timedelta(_BEFORE) <= day <= b for a, b in near)

    def lies_behind(self, day: date) -> bool:
        """Whether the days have begun, not many months before `day`."""
        return any(a <= day <= a + timedelta(_BEHIND) for a, _ in self._near(day))

    def is_stamp_of(self, day: date) -> bool:
        """Whether a report with this dateline can be printed on `day`."""
        return any(0 <= (day - a).days <= 1 for a, _ in self._near(day))

    def falls_on(self, weekday: int, day: date) -> bool:
        """Whether the days nearest to `day` begin on this weekday."""
        nearest = min(self._near(day), key=lambda pair: abs((pair[0] - day).days))
        return nearest[0].isoweekday() == weekday

    def in_week_of(self, week: str, day: date) -> bool:
        """Whether the days lie in what print on `day` calls "this week" or "next week"."""
        sunday = day.isoweekday() == _SUNDAY
        start = calendar.shifted(day, 1) if sunday else calendar.week(day).first
        if week == "next week":
            start = calendar.week(day).first + timedelta(7)
        return any(
            start <= a and b <= start + timedelta(6) and b >= day for a, b in self._near(day)
        )


def _best(bounds: Sequence[tuple[date, date]], clues: Sequence[Clue]) -> tuple[Days, list[str]]:
    """The stretch of days that the most clues fit, and the words of those clues."""
    first, last = min(a for a, _ in bounds), max(b for _, b in bounds)
    if (last - first).days > _MOST_YEARS * 366 or not clues:
        return Days(first, last, Grain.WINDOW), []
    scored: dict[date, int] = {}
    for start, end in bounds:
        for step in range((end - start).days + 1):
            day = start + timedelta(step)
            scored[day] = sum(clue.weight for clue in clues if clue.fits(day))
    top = max(scored.values())
    days = [day for day, score in scored.items() if score == top]
    told = [clue.words for clue in clues if all(clue.fits(day) for day in (days[0], days[-1]))]
    return Days(min(days), max(days), Grain.WINDOW), told
