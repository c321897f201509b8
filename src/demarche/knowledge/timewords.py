"""Words of time in news English: months, units, what points back and ahead, holidays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from demarche.knowledge.rows import tree
from demarche.model.errors import TableError


@dataclass(frozen=True, slots=True)
class TimeWord:
    """What a word is to the grammar of time: its kind, and its number where it has one."""

    kind: str
    number: int


@dataclass(frozen=True, slots=True)
class Holiday:
    """A feast and how its day follows from the year.

    Either `month` and `day`; or `month`, `weekday` (Monday is 1) and `nth` (-1: the last), not
    before the `not_before`th; or `easter`, the days from Easter Sunday; or a day of the Islamic
    calendar. `length` is how many days it lasts.
    """

    names: tuple[str, ...]
    month: int = 0
    day: int = 0
    weekday: int = 0
    nth: int = 0
    not_before: int = 1
    easter: int | None = None
    islamic_month: int = 0
    islamic_day: int = 0
    length: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table, with the sentences that prove it."""

    id: str
    words: tuple[str, ...]
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TimeWords:
    """The whole table."""

    words: Mapping[str, TimeWord]
    rows: tuple[Row, ...]
    windows: Mapping[str, int]
    traps: Mapping[str, frozenset[str]]
    pointing: Mapping[str, frozenset[str]]
    holidays: tuple[Holiday, ...]


@cache
def time_words() -> TimeWords:
    """Return the table; raise `TableError` where a word stands in two rows."""
    raw = tree("timewords")
    words: dict[str, TimeWord] = {}
    rows = []
    for row in raw["word"]:
        numbers = row["words"] if isinstance(row["words"], dict) else dict.fromkeys(row["words"], 0)
        for word, number in numbers.items():
            if word in words:
                raise TableError("timewords", f"stands there twice: {word}")
            words[word] = TimeWord(row["id"], number)
        proof = (tuple(row["examples"]), tuple(row["counter_examples"]))
        rows.append(Row(row["id"], tuple(numbers), *proof))
    holidays = tuple(
        Holiday(**{**entry, "names": tuple(entry["names"])}) for entry in raw["holiday"]
    )
    return TimeWords(
        words,
        tuple(rows),
        raw["windows"],
        {name: frozenset(listed) for name, listed in raw["traps"].items()},
        {name: frozenset(listed) for name, listed in raw["pointing"].items()},
        holidays,
    )
