"""What is awaited, and what was not answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from demarche.model.days import Days
from demarche.model.events import Side, Word


class Awaited(StrEnum):
    """Why something is awaited."""

    PLAN = "plan"
    POSSIBILITY = "possibility"
    PROMISE = "promise"
    DEMAND = "demand"


class Outcome(StrEnum):
    """What became of an expectation, as far as the record tells.

    `UNKNOWN` is one on which accounts contradict each other, or whose closing is doubtful.
    """

    OPEN = "open"
    KEPT = "kept"
    PARTLY_KEPT = "partly_kept"
    BROKEN = "broken"
    WITHDRAWN = "withdrawn"
    UNKNOWN = "unknown"


class Standing(StrEnum):
    """How an expectation stands on a given day: its outcome, and for open ones how they fare."""

    OPEN = "open"
    SLIPPED = "slipped"
    OVERDUE = "overdue"
    KEPT = "kept"
    PARTLY_KEPT = "partly_kept"
    BROKEN = "broken"
    WITHDRAWN = "withdrawn"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Expectation:
    """Something planned, promised, demanded or possible, and what became of it.

    `windows` holds, in order of print, the word that first gave each window; a later one that ends
    later is a slip. `closing` is the word that closed it, `closed` the day of that, as told or,
    where no day is told, that of the print.
    """

    event: str
    kind: Awaited
    owners: tuple[Side, ...]
    windows: tuple[Word, ...]
    slips: int
    outcome: Outcome
    closing: Word | None = None
    closed: date | None = None

    @property
    def first_due(self) -> date | None:
        """The last day of the first window that was given."""
        return next((word.days.last for word in self.windows if word.days), None)

    @property
    def due(self) -> date | None:
        """The last day of the window that holds."""
        return next((word.days.last for word in reversed(self.windows) if word.days), None)

    @property
    def is_late(self) -> bool:
        """Whether it was closed after the last day of the first window, for all that is told."""
        told = self.closing.days.first if self.closing and self.closing.days else self.closed
        return bool(told and self.first_due and min(told, self.closed or told) > self.first_due)

    def standing(self, day: date) -> Standing:
        """How it stands on `day`."""
        if self.outcome is not Outcome.OPEN:
            return Standing(self.outcome.value)
        if self.due is not None and self.due < day:
            return Standing.OVERDUE
        return Standing.SLIPPED if self.slips else Standing.OPEN


class Quiet(StrEnum):
    """What kind of silence it is."""

    UNANSWERED = "unanswered"
    NO_ANNOUNCEMENT = "no_announcement"


@dataclass(frozen=True, slots=True)
class Silence:
    """An approach that was not answered, or something that is said not to be coming.

    `began` holds the days from which it is told to last; `broken` is the silent side's own answer.
    """

    event: str
    kind: Quiet
    silent: tuple[Side, ...]
    asking: tuple[Side, ...]
    channels: tuple[str, ...]
    began: Days | None
    words: tuple[Word, ...]
    broken: Word | None = None

    def days(self, day: date) -> int | None:
        """For how many days it had lasted by `day`, from the first day since which it is told to.

        `None` where nobody says since when.
        """
        if self.began is None:
            return None
        end = min(day, self.broken.printed) if self.broken else day
        return max(0, (end - self.began.first).days)
