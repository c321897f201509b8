"""What an expression of time comes to, and what it is read against."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from demarche.model import Days, TimexType
from demarche.read.times import calendar
from demarche.read.times.lexis import Line, lexis


class Tense(StrEnum):
    """Which way the governing verb points; a perfect tense is past."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"
    NONE = "none"


UNIT_KINDS = ("u_day", "u_week", "u_month", "u_quarter", "u_year", "u_decade", "u_century")


@dataclass(frozen=True, slots=True)
class Sense:
    """What an expression comes to: TIMEX3 type and value, its days, and TIMEX3's `mod`.

    `names` says whether it names a time that "that day" or "a week later" may look back to.
    """

    type: TimexType
    value: str | None
    days: Days | None
    mod: str | None = None
    names: bool = True


@dataclass(slots=True)
class Setting:
    """What an expression is read against.

    `anchor` is the day of publication, `named` the days last named before it, `quarter` the
    quarter last spoken of (year and number), `points` gives the tense that governs the expression.
    `in_print` says that the words stand in a report, which calls its own day by its weekday: "will
    meet on Friday", printed on a Friday, is that day.
    """

    anchor: date
    points: Callable[[int, int], Tense]
    named: Days | None = None
    quarter: tuple[int, int] | None = None
    in_print: bool = True


@dataclass(frozen=True, slots=True)
class Found:
    """Words that a rule matched: those from `first` up to `last` of a line."""

    line: Line
    first: int
    last: int
    setting: Setting

    @property
    def anchor(self) -> date:
        """The day of publication."""
        return self.setting.anchor

    @property
    def tense(self) -> Tense:
        """The tense that governs the words."""
        return self.setting.points(self.line.starts[self.first], self.line.ends[self.last - 1])

    @property
    def looks_back_to(self) -> date:
        """The day that "a week later" counts from: the last one named, else publication."""
        return self.setting.named.first if self.setting.named else self.anchor

    @property
    def text(self) -> str:
        """The words as printed."""
        return self.line.text[self.line.starts[self.first] : self.line.ends[self.last - 1]]

    def place(self, kind: str) -> int | None:
        """The place of the first word of a kind."""
        found = self.line.kinds.find(lexis().codes[kind], self.first, self.last)
        return None if found < 0 else found

    def has(self, *kinds: str) -> bool:
        """Whether a word of one of these kinds is among them."""
        return any(self.place(kind) is not None for kind in kinds)

    def words(self, *kinds: str) -> list[str]:
        """The words of these kinds, in order, lower case."""
        codes = {lexis().codes[kind] for kind in kinds}
        kinds_here = self.line.kinds
        return [self.line.word(i) for i in range(self.first, self.last) if kinds_here[i] in codes]

    def number(self, *kinds: str) -> int:
        """The number of the first word of one of these kinds; a ValueError where there is none."""
        words = self.words(*kinds)
        if not words:
            raise ValueError(f"no {kinds} in {self.text!r}")
        return number_of(words[0])

    def before(self, steps: int = 1) -> str:
        """The word so many steps before them, lower case."""
        return self.line.word(self.first - steps)

    def after(self, steps: int = 1) -> str:
        """The word so many steps after them, lower case."""
        return self.line.word(self.last + steps - 1)

    def printed_after(self) -> str:
        """The word after them as printed."""
        return self.line.printed(self.last)


def number_of(word: str) -> int:
    """Return the number of a word: of digits their value, of a word that of the table."""
    known = lexis().words.get(word)
    if known:
        return known[2]
    digits = "".join(c for c in word if c in "0123456789")
    if not digits or len(digits) > len("999999"):
        raise ValueError(f"no number that counts: {word}")
    return int(digits)


def on_day(day: date, mod: str | None = None) -> Sense:
    """Return the sense of one day."""
    return Sense(TimexType.DATE, day.isoformat(), Days.on(day), mod)


def in_month(year: int, month: int) -> Sense:
    """Return the sense of a month."""
    return Sense(TimexType.DATE, f"{year:04}-{month:02}", calendar.month(year, month))


def in_week(day: date) -> Sense:
    """Return the sense of the week that holds a day."""
    return Sense(TimexType.DATE, calendar.week_value(day), calendar.week(day))


def in_quarter(year: int, number: int) -> Sense:
    """Return the sense of a quarter."""
    return Sense(TimexType.DATE, f"{year:04}-Q{number}", calendar.quarter(year, number))


def in_half(year: int, number: int) -> Sense:
    """Return the sense of a half year."""
    return Sense(TimexType.DATE, f"{year:04}-H{number}", calendar.half(year, number))


def in_season(year: int, number: int) -> Sense:
    """Return the sense of a season, 1 (spring) to 4 (winter)."""
    value = f"{year:04}-{calendar.SEASONS[number - 1]}"
    return Sense(TimexType.DATE, value, calendar.season(year, number))


def in_year(year: int) -> Sense:
    """Return the sense of a year."""
    return Sense(TimexType.DATE, f"{year:04}", calendar.year(year))


def in_decade(decade: int) -> Sense:
    """Return the sense of a decade: 199 is the nineties."""
    return Sense(TimexType.DATE, f"{decade:03}", calendar.decade(decade))


def in_century(century: int) -> Sense:
    """Return the sense of a century: 19 is the twentieth."""
    return Sense(TimexType.DATE, f"{century:02}", calendar.century(century))


def at_time(day: date, clock: str) -> Sense:
    """Return the sense of a time of day: `clock` is such as `TNI` or `T10:35`."""
    return Sense(TimexType.TIME, day.isoformat() + clock, Days.on(day))


def reference(value: str, days: Days | None = None) -> Sense:
    """Return the sense of PRESENT_REF, PAST_REF or FUTURE_REF."""
    return Sense(TimexType.DATE, value, days, names=False)


def lasting(value: str, days: Days | None = None, mod: str | None = None) -> Sense:
    """Return the sense of a duration."""
    return Sense(TimexType.DURATION, value, days, mod, names=False)


def repeated(value: str) -> Sense:
    """Return the sense of what happens again and again."""
    return Sense(TimexType.SET, value, None, names=False)


def whole(day: date, unit: str) -> Sense:
    """Return the sense of the day, week, month, ..., century that holds a day.

    >>> whole(date(2021, 3, 14), "quarter").value
    '2021-Q1'
    """
    if unit == "week":
        return in_week(day)
    if unit == "month":
        return in_month(day.year, day.month)
    if unit == "quarter":
        return in_quarter(day.year, (day.month + 2) // 3)
    if unit == "decade":
        return in_decade(day.year // 10)
    if unit == "century":
        return in_century(day.year // 100)
    return in_year(day.year) if unit == "year" else on_day(day)
