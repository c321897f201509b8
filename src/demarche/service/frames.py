"""What the record answers as data frames of pandas or polars: a row for each thing.

They are not installed with Demarche: `pip install demarche[frames]`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from demarche.model import UsageError
from demarche.model.entries import Due, Entry, Month, Unanswered
from demarche.model.events import Side

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

Row = Mapping[str, Any]


def to_pandas(found: Iterable[object]) -> pd.DataFrame:
    """Return entries, expectations, silences or months as a frame of pandas.

    Raises UsageError for things of another kind.
    """
    import pandas as pd

    return pd.DataFrame([row(one) for one in found])


def to_polars(found: Iterable[object]) -> pl.DataFrame:
    """Return the same as a frame of polars."""
    import polars as pl

    return pl.DataFrame([dict(row(one)) for one in found], infer_schema_length=None)


def row(one: object) -> Row:
    """Return one thing as a row: days as dates, several parties in one cell with "; " between."""
    kind = next((kind for kind in _ROWS if isinstance(one, kind)), None)
    if kind is None:
        raise UsageError(type(one).__name__, "cannot be a row of a frame")
    return _ROWS[kind](one)


def _entry(one: Entry) -> Row:
    line = one.line
    return {
        "id": one.id,
        "event_type": one.event_type.value,
        "plover_type": line.plover_type and line.plover_type.value,
        "mode": line.mode,
        "status": one.status and one.status.value,
        "actors": _names(line.actors),
        "actor_codes": _codes(line.actors),
        "recipients": _names(line.recipients),
        "recipient_codes": _codes(line.recipients),
        "start": line.days and line.days.first,
        "end": line.days and line.days.last,
        "days_as_printed": line.days and line.days.words,
        "first_printed": line.printed,
        "place": line.place,
        "story": one.story,
        "tellings": one.tellings,
        "outlets": one.outlets,
        "origins": one.origins,
        "is_contradicted": one.is_contradicted,
        "quote": line.best.quote,
        "publisher": line.best.publisher,
        "source": line.best.source,
    }


def _due(one: Due) -> Row:
    expectation = one.expectation
    return {
        "standing": one.standing.value,
        "kind": expectation.kind.value,
        "owners": _names(expectation.owners),
        "first_due": expectation.first_due,
        "due": expectation.due,
        "slips": expectation.slips,
        "outcome": expectation.outcome.value,
        "closed": expectation.closed,
        "is_late": expectation.is_late,
        **_entry(one.entry),
    }


def _silence(one: Unanswered) -> Row:
    silence = one.silence
    return {
        "kind": silence.kind.value,
        "silent": _names(silence.silent),
        "asking": _names(silence.asking),
        "channels": "; ".join(silence.channels),
        "began": silence.began and silence.began.first,
        "days": one.days,
        "broken": silence.broken and silence.broken.printed,
        **_entry(one.entry),
    }


def _month(one: Month) -> Row:
    return {
        "month": one.month,
        "events": one.events,
        "cooperation": one.cooperation,
        "conflict": one.conflict,
        "balance": one.balance,
    }


def _names(sides: Iterable[Side]) -> str:
    return "; ".join(side.name for side in sides)


def _codes(sides: Iterable[Side]) -> str:
    return "; ".join(dict.fromkeys(side.code for side in sides if side.code))


_ROWS: dict[type, Callable[[Any], Row]] = {
    Entry: _entry,
    Due: _due,
    Unanswered: _silence,
    Month: _month,
}
