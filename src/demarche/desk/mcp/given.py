"""What the tools are given: arguments with their descriptions and bounds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from demarche.model import EventType, Status
from demarche.model.ledger import Standing
from demarche.record.words import terms

MOST = 100
LONGEST_TEXT = 60_000
LONGEST_DRAFT = 20_000
LONGEST_WORD = 200
MOST_TERMS = 50
# The record reckons some time to either side of a day, and there are no days before the year 1.
FIRST, LAST = date(1000, 1, 1), date(2999, 12, 31)


def _each(change: Callable[[str], str]) -> BeforeValidator:
    """Return what takes one word for a list of it, and words in any case."""

    def changed(value: Any) -> Any:
        several = [value] if isinstance(value, str) else value
        if isinstance(several, list | tuple):
            return [change(one.strip()) if isinstance(one, str) else one for one in several]
        return several

    return BeforeValidator(changed)


def _few(words: str) -> str:
    if len(terms(words)) > MOST_TERMS:
        raise ValueError(f"more than {MOST_TERMS} words")
    return words


Day = Annotated[date, Field(ge=FIRST, le=LAST)]
Word = Annotated[str, Field(max_length=LONGEST_WORD)]
Since = Annotated[Day | None, Field(description="Only what lies on or after this day, YYYY-MM-DD.")]
Until = Annotated[
    Day | None, Field(description="Only what lies on or before this day, YYYY-MM-DD.")
]
AsOf = Annotated[
    Day | None,
    Field(
        description="Answer from the record exactly as it stood at the end of this day, YYYY-MM-DD;"
        " nothing that was recorded later shows. Without it: as it stands now."
    ),
]
Types = Annotated[
    list[EventType] | None,
    _each(str.upper),
    Field(
        description="Only acts of these types: PLOVER's sixteen, and POLICY.",
        max_length=len(EventType),
    ),
]
Statuses = Annotated[
    list[Status] | None,
    _each(str.lower),
    Field(
        description="Only events that stand so: took place, is planned, will not happen ...",
        max_length=len(Status),
    ),
]
Standings = Annotated[
    list[Standing] | None,
    _each(str.lower),
    Field(
        description="Only what stands so: open, slipped, overdue, kept, broken ...",
        max_length=len(Standing),
    ),
]
Parties = Annotated[
    list[Word] | None,
    _each(str),
    Field(
        description="Only events to which each of these is a party: ISO 3166-1 alpha-3 codes of"
        " countries (USA, PRK), codes of bodies (UN, NATO), or ids such as person:sung-kim, which"
        " the tool `actor` finds.",
        max_length=8,
    ),
]
Party = Annotated[
    Word | None,
    Field(description="Only those of or towards this country or body: a code, such as PRK."),
]
Code = Annotated[
    str,
    Field(
        description="A country by its ISO 3166-1 alpha-3 code (USA), or a body by its own (UN).",
        min_length=1,
        max_length=100,
    ),
]
StoryId = Annotated[
    Word | None, Field(description="Only events of this affair, by its id; see `stories`.")
]
Limit = Annotated[int, Field(ge=1, le=MOST, description="At most so many rows.")]
LimitOfEach = Annotated[int, Field(ge=1, le=MOST, description="At most so many rows of each kind.")]
Cursor = Annotated[
    Word | None,
    Field(description="The cursor of the answer before, for the rows that follow it."),
]
Who = Annotated[
    str,
    Field(
        description="A code (USA, UN), a name or part of one (Sung Kim, Foreign Ministry).",
        min_length=1,
        max_length=200,
    ),
]
Words = Annotated[
    str,
    AfterValidator(_few),
    Field(
        description="Words that must all stand in a passage, in any order; those between"
        ' "quotation marks" in a row. Inflected forms are found too.',
        min_length=1,
        max_length=400,
    ),
]
EventId = Annotated[
    str,
    Field(
        description="The id of an event or the first eight or more signs of it.",
        min_length=4,
        max_length=64,
    ),
]
Text = Annotated[
    str, Field(description="The text of one report.", min_length=1, max_length=LONGEST_TEXT)
]
Published = Annotated[
    Day | None,
    Field(
        description="The day on which it was printed, YYYY-MM-DD; what 'on Friday' means hangs on"
        " it. Without it the day is inferred, or days stay unknown."
    ),
]
Title = Annotated[str | None, Field(description="Its headline.", max_length=1000)]
DraftText = Annotated[
    str,
    Field(
        description="The draft. Sentences cite events as [4496f2e4] or [4496f2e4; 5e25f145].",
        min_length=1,
        max_length=LONGEST_DRAFT,
    ),
]
