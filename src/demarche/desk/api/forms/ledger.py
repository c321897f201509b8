"""What is awaited, what is not answered, what passed between two, and what changed."""

from __future__ import annotations

from datetime import datetime

from pydantic import Field

from demarche.desk.api.forms.events import Correction, Entry, Expectation, Silence
from demarche.desk.api.forms.parts import Form
from demarche.model.ledger import Standing


class Due(Expectation):
    """An expectation, how it stands on the day asked on, and its event."""

    standing: Standing
    event: Entry


class Unanswered(Silence):
    """A silence, for how many days it had lasted on the day asked on, and its event."""

    days: int | None
    event: Entry


class Month(Form):
    """What passed between two parties in a month, by the sums of PLOVER's intensities."""

    month: str
    events: int
    cooperation: float
    conflict: float
    balance: float


class Pair(Form):
    """What passed between two parties, both ways, and what is open between them."""

    pair: list[str] = Field(min_length=2, max_length=2)
    months: list[Month]
    due: list[Due]
    silences: list[Unanswered]
    events: list[Entry]


class Change(Form):
    """An event that changed, before and after."""

    before: Entry
    after: Entry


class Brief(Form):
    """What changed in the record between two moments."""

    since: datetime
    until: datetime
    new: list[Entry]
    changed: list[Change]
    closed: list[Due]
    slipped: list[Due]
    overdue: list[Due]
    silences_broken: list[Unanswered]
    contradicted: list[Entry]
    corrections: list[Correction]
