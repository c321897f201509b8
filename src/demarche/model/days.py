"""Days, and the expressions that name them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from demarche.model.spans import Span


class Grain(StrEnum):
    """How finely a stretch of days was named."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    WINDOW = "window"


@dataclass(frozen=True, slots=True)
class Days:
    """The days from `first` to `last`, both inclusive, with the words that named them."""

    first: date
    last: date
    grain: Grain
    words: str | None = None

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"not days: {self.first} to {self.last}")

    @classmethod
    def on(cls, day: date, words: str | None = None) -> Days:
        """The one day `day`."""
        return cls(day, day, Grain.DAY, words)

    def overlap(self, other: Days) -> bool:
        """Whether the two share a day."""
        return self.first <= other.last and other.first <= self.last


@dataclass(frozen=True, slots=True)
class Unresolved:
    """What could not be worked out, and why."""

    reason: str


class TimexType(StrEnum):
    """TIMEX3 types (TimeML 1.2.1)."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A TIMEX3 expression: its place, type and value, and the days it covers where it names any."""

    span: Span
    type: TimexType
    value: str | None
    days: Days | None
    mod: str | None = None
