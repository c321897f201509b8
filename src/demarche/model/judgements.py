"""What was judged and corrected, and by whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Verdict(StrEnum):
    """Whether two mentions tell of one event."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


PROGRAM = "program"


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether the mentions `one` and `other` tell of one event; `by` is the program or a person.

    `score` is the chance that they do, as the program has it; a person's judgement has none.
    """

    one: str
    other: str
    verdict: Verdict
    score: float | None
    by: str = PROGRAM

    @property
    def is_by_hand(self) -> bool:
        """Whether a person judged."""
        return self.score is None


class Deed(StrEnum):
    """What a person did to the record."""

    CORRECT = "correct"
    MERGE = "merge"
    SPLIT = "split"
    REJECT = "reject"
    ENTER = "enter"
    CLOSE = "close"
    RENAME = "rename"
    GRADE = "grade"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Correction:
    """One change by hand: who, when, what, why, before and after."""

    id: str
    deed: Deed
    target: str
    field: str | None
    before: object
    after: object
    who: str
    recorded: datetime
    because: str | None
    undoes: str | None = None
    is_undone: bool = False
    details: Mapping[str, object] | None = None
