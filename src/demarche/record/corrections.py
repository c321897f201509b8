"""What was set right by hand: never overwritten, folded anew each time, undone by taking out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, or_, select

from demarche.model.events import Event, Word
from demarche.model.judgements import Deed, Judgement, Verdict
from demarche.model.ledger import Awaited, Expectation, Outcome
from demarche.record import codec
from demarche.record.events import Fields, from_hand
from demarche.record.store import Now, Then, View, batches, schema

Rows = Sequence[Mapping[str, Any]]
_NOW = Now()


@dataclass(frozen=True, slots=True)
class Hand:
    """The corrections that hold, by the mention that each was made on, in the order they came."""

    rows: Mapping[str, Rows]

    @classmethod
    def over(cls, connection: Connection, mentions: Iterable[str], view: View = _NOW) -> Hand:
        """Return the corrections that hold of `mentions`."""
        wanted = list(mentions)
        inherited = _inherited(connection, wanted, view)
        rows: dict[str, list[Mapping[str, Any]]] = {}
        for row in effective(connection, [*wanted, *inherited], view):
            target = str(inherited.get(row["target"], row["target"]))
            rows.setdefault(target, []).append(row)
        return cls(rows)

    def fields(self, group: Iterable[str]) -> Fields:
        """Return the fields that were set by hand on any mention of an event; the last counts."""
        found: dict[str, Any] = {}
        for row in self._of(group, Deed.CORRECT):
            found[row["field"]] = from_hand(row["field"], row["value"])
        return found

    def is_rejected(self, group: Iterable[str]) -> bool:
        """Whether a person said that there is no such event, and nobody entered it since."""
        said = self._of(group, Deed.REJECT, Deed.ENTER)
        return bool(said) and said[-1]["kind"] == Deed.REJECT

    def closed(self, found: Expectation | None, event: Event) -> Expectation | None:
        """Return an expectation as it was closed by hand, or as it is."""
        mentions = [one.mention.id for one in event.tellings]
        for row in self._of(mentions, Deed.CLOSE):
            value = row["value"]
            found = found or Expectation(event.id, Awaited.PLAN, event.actors, (), 0, Outcome.OPEN)
            day = date.fromisoformat(value["day"])
            words = Word(event.id, day, value.get("because") or "", value["who"], None)
            outcome = Outcome(value["outcome"])
            is_open = outcome is Outcome.OPEN
            found = replace(
                found,
                outcome=outcome,
                closing=None if is_open else words,
                closed=None if is_open else day,
            )
        return found

    def _of(self, group: Iterable[str], *deeds: Deed) -> Rows:
        rows = [row for one in group for row in self.rows.get(one, ()) if row["kind"] in deeds]
        return sorted(rows, key=lambda row: (row["transaction"], row["place"]))


def _inherited(connection: Connection, mentions: Sequence[str], view: View) -> dict[str, str]:
    """Return, by its id, each mention of an earlier reading in whose place one of these stands."""
    table = schema.heirs
    out: dict[str, str] = {}
    for first in range(0, len(mentions), 400):
        query = select(table.c.mention, table.c.heir).where(
            table.c.heir.in_(mentions[first : first + 400]), view.holds(table)
        )
        out |= {row.mention: row.heir for row in connection.execute(query)}
    return out


def effective(connection: Connection, targets: Iterable[str], view: View) -> Rows:
    """Return the corrections on `targets` that nobody has undone."""
    table = schema.corrections
    wanted = list(dict.fromkeys(targets))
    rows: list[Mapping[str, Any]] = []
    for first in range(0, len(wanted), 400):
        query = select(table).where(table.c.target.in_(wanted[first : first + 400]))
        rows += [dict(row) for row in connection.execute(query).mappings()]
    if isinstance(view, Then):
        rows = [row for row in rows if row["transaction"] <= view.transaction]
    undone = set()
    numbers = [row["id"] for row in rows]
    for first in range(0, len(numbers), 400):
        query = select(table.c.undoes).where(table.c.undoes.in_(numbers[first : first + 400]))
        if isinstance(view, Then):
            query = query.where(table.c.transaction <= view.transaction)
        undone |= {row.undoes for row in connection.execute(query)}
    return [row for row in rows if row["id"] not in undone and row["kind"] != Deed.UNDO]


def rulings(connection: Connection, mentions: set[str]) -> list[Judgement]:
    """Return what persons judged of pairs of `mentions`."""
    return [
        ruled
        for ruled in rulings_on(connection, sorted(mentions), _NOW)
        if ruled.one in mentions and ruled.other in mentions
    ]


def has_rulings(connection: Connection) -> bool:
    """Return whether a person ever judged of a pair."""
    return connection.execute(select(schema.rulings.c.one).limit(1)).first() is not None


def rulings_on(connection: Connection, mentions: Sequence[str], view: View) -> list[Judgement]:
    """Return what persons judged of pairs of mentions on record, one of them in `mentions`."""
    table = schema.rulings
    inherited = _inherited(connection, mentions, view)
    rows: dict[tuple[str, str, int], Any] = {}
    for some in batches([*mentions, *inherited]):
        query = select(table).where(
            or_(table.c.one.in_(some), table.c.other.in_(some)), view.holds(table)
        )
        rows |= {(row.one, row.other, row.since): row for row in connection.execute(query)}
    if not rows:
        return []
    said = [row for _, row in sorted(rows.items())]
    ends = sorted({end for row in said for end in (row.one, row.other)})
    place = _places(connection, ends, view)
    pairs = [(place.get(row.one), place.get(row.other), row) for row in said]
    return [
        Judgement(one, other, Verdict(row.verdict), None, row.by)
        for one, other, row in pairs
        if one and other and one != other
    ]


def _places(connection: Connection, mentions: Sequence[str], view: View) -> dict[str, str]:
    """Return which mention on record stands for each of `mentions`: its heir, or itself."""
    table, told = schema.heirs, schema.mentions
    heirs: dict[str, str] = {}
    for some in batches(mentions):
        query = select(table.c.mention, table.c.heir).where(
            table.c.mention.in_(some), view.holds(table)
        )
        heirs |= {row.mention: row.heir for row in connection.execute(query)}
    on_record: set[str] = set()
    for some in batches(sorted({*mentions, *heirs.values()})):
        query = select(told.c.id).where(told.c.id.in_(some), view.holds(told))
        on_record |= set(connection.execute(query).scalars())
    places = {one: [heirs.get(one, one), one] for one in mentions}
    return {
        one: mine
        for one, either in places.items()
        if (mine := next((each for each in either if each in on_record), None))
    }


def plain(value: object) -> Any:
    """Return a field's value as a correction keeps it."""
    return codec.kept(value)
