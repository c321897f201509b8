"""Changes by hand, and their history: nothing is overwritten, and each can be undone."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, insert, or_, select

from demarche.model import EventType, RecordError, Status, UsageError
from demarche.model.events import Event, Side
from demarche.model.judgements import Correction, Deed, Verdict
from demarche.model.ledger import Outcome
from demarche.record import asking, codec
from demarche.record.deriving import derive
from demarche.record.events import FIELDS
from demarche.record.putting import retire
from demarche.record.store import Now, Then, View, change, present, schema
from demarche.record.whole import whole

_NOW = Now()


def correct(
    connection: Connection, transaction: int, number: str, field: str, value: str
) -> Correction:
    """Set a field of an event; `value` is as a person writes it."""
    event = asking.event_of(connection, _NOW, number)
    if field not in FIELDS:
        raise UsageError(field, f"no field that can be corrected; there are {', '.join(FIELDS)}")
    before = codec.kept(_before(whole(connection, _NOW, event), field))
    after = _PARSERS.get(field, _text)(value)
    row = write_down(connection, transaction, Deed.CORRECT, event, field, after, before)
    derive(connection, transaction, [event])
    return row


def merge(connection: Connection, transaction: int, numbers: Sequence[str]) -> Correction:
    """Say that events are one: all that tells of them, whatever was said of it before."""
    events = [asking.event_of(connection, _NOW, number) for number in numbers]
    distinct = list(dict.fromkeys(events))
    if len(distinct) < 2:
        raise UsageError(" ".join(numbers), "is one event already")
    for event in distinct:
        if whole(connection, _NOW, event).is_rejected:
            raise RecordError(event[:8], "was rejected; undo that before it is merged")
    row = write_down(connection, transaction, Deed.MERGE, distinct[0], None, distinct, None)
    members = sorted(
        str(r["mention"]) for r in present(connection, schema.members, "event", distinct)
    )
    pairs = {(distinct[0], other) for other in members if other != distinct[0]}
    pairs |= {
        (str(ruled["one"]), str(ruled["other"]))
        for ruled in present(connection, schema.rulings, "one", members)
        if ruled["other"] in members
    }
    _rule(connection, transaction, sorted(pairs), Verdict.SAME, row)
    return row


def split(
    connection: Connection, transaction: int, number: str, mentions: Sequence[str]
) -> Correction:
    """Say that `mentions` of an event tell of another: each differs from all that stay."""
    event = asking.event_of(connection, _NOW, number)
    members = [str(r["mention"]) for r in present(connection, schema.members, "event", [event])]
    gone = [_one_of(members, begins) for begins in mentions]
    stay = [one for one in members if one not in gone]
    if not stay or not gone:
        raise UsageError(number, "a split needs mentions that go and mentions that stay")
    row = write_down(connection, transaction, Deed.SPLIT, event, None, sorted(gone), None)
    pairs = [(one, other) for one in gone for other in stay]
    _rule(connection, transaction, pairs, Verdict.DIFFERENT, row)
    return row


def reject(connection: Connection, transaction: int, number: str) -> Correction:
    """Say that there is no such event."""
    event = asking.event_of(connection, _NOW, number)
    row = write_down(connection, transaction, Deed.REJECT, event, None, True, None)
    derive(connection, transaction, [event])
    return row


def settle(
    connection: Connection, transaction: int, number: str, outcome: Outcome, day: date
) -> Correction:
    """Close an expectation, or open it again."""
    event = asking.event_of(connection, _NOW, number)
    who, because = _by(connection, transaction)
    value = {"outcome": outcome.value, "day": day.isoformat(), "because": because, "who": who}
    row = write_down(connection, transaction, Deed.CLOSE, event, None, value, None)
    derive(connection, transaction, [event])
    return row


def rename(connection: Connection, transaction: int, story: str, name: str) -> Correction:
    """Give an affair a name."""
    base = story.partition("@")[0]
    runs = asking.runs_of(connection, _NOW, [base]).get(base, ())
    if not any(run.holds(story) for run in runs):
        raise RecordError(story, "no such story in the record")
    if not name.strip():
        raise UsageError(story, "a name has at least one letter")
    before = asking.names_of(connection, _NOW, [base]).get(story)
    return write_down(connection, transaction, Deed.RENAME, story, "name", name.strip(), before)


_GRADE = re.compile(r"([A-F])([1-6])?")


def grade(connection: Connection, transaction: int, source: str, value: str) -> Correction:
    """Grade a source: its reliability A to F, and the credibility of what it says 1 to 6."""
    if not _GRADE.fullmatch(value.upper()):
        raise UsageError(value, "no grade; the Admiralty scale has A to F and 1 to 6, as in B2")
    before = grades(connection, _NOW).get(source)
    return write_down(connection, transaction, Deed.GRADE, source, "grade", value.upper(), before)


def grades(connection: Connection, view: View = _NOW) -> dict[str, str]:
    """Return the grades that sources have."""
    rows = _standing(connection, view, schema.corrections.c.kind == Deed.GRADE)
    return {row["target"]: row["value"] for row in rows}


def undo(connection: Connection, transaction: int, number: str | None) -> Correction:
    """Undo a correction: the one with this id, an event's last, or the last of all."""
    found = _to_undo(connection, number)
    row = write_down(
        connection, transaction, Deed.UNDO, found["target"], found["field"], found["before"],
        found["value"], undoes=found["id"],
    )  # fmt: skip
    ruled = present(connection, schema.rulings, "correction", [found["id"]])
    before = _ruled_before(connection, ruled)
    change(connection, schema.rulings, before, among=ruled, transaction=transaction)
    touched = {str(r[side]) for r in ruled for side in ("one", "other")}
    if found["kind"] in (Deed.CORRECT, Deed.REJECT, Deed.CLOSE):
        heirs = present(connection, schema.heirs, "mention", [found["target"]])
        touched |= {found["target"], *(str(row["heir"]) for row in heirs)}
    if found["kind"] == Deed.ENTER:
        touched |= retire(connection, transaction, found["value"]["page"])
    if touched:
        derive(connection, transaction, touched)
    return row


def history(
    connection: Connection, view: View, event: str | None, most: int | None
) -> tuple[Correction, ...]:
    """Return the corrections of an event, by any of its mentions, or the last `most` of all."""
    table, log = schema.corrections, schema.transactions
    query = select(table, log.c.who, log.c.recorded, log.c.because).join(
        log, log.c.id == table.c.transaction
    )
    if isinstance(view, Then):
        query = query.where(table.c.transaction <= view.transaction)
    if event:
        members = schema.members
        mentions = select(members.c.mention).where(members.c.event == event, view.holds(members))
        ruled = select(schema.rulings.c.correction).where(
            or_(schema.rulings.c.one.in_(mentions), schema.rulings.c.other.in_(mentions))
        )
        heirs = schema.heirs
        older = select(heirs.c.mention).where(heirs.c.heir.in_(mentions), view.holds(heirs))
        mine = or_(table.c.target.in_(mentions), table.c.target.in_(older), table.c.id.in_(ruled))
        query = query.where(or_(mine, table.c.undoes.in_(ruled)))
    query = query.order_by(table.c.transaction.desc(), table.c.place.desc()).limit(most)
    rows = list(connection.execute(query).mappings())
    undone_ids = {row["undoes"] for row in rows if row["undoes"]}
    return tuple(_correction(row, row["id"] in undone_ids) for row in reversed(rows))


def _correction(row: Mapping[Any, Any], is_undone: bool) -> Correction:
    return Correction(
        id=row["id"],
        deed=Deed(row["kind"]),
        target=row["target"],
        field=row["field"],
        before=row["before"],
        after=row["value"],
        who=row["who"],
        recorded=row["recorded"],
        because=row["because"],
        undoes=row["undoes"],
        is_undone=is_undone,
    )


def write_down(
    connection: Connection,
    transaction: int,
    deed: Deed,
    target: str,
    field: str | None,
    value: object,
    before: object,
    *,
    undoes: str | None = None,
) -> Correction:
    """Write a change by hand down, with who made it, when and why."""
    table = schema.corrections
    row = {
        "id": secrets.token_hex(8),
        "transaction": transaction,
        "kind": deed.value,
        "target": target,
        "field": field,
        "value": value,
        "before": before,
        "undoes": undoes,
        "place": len(
            connection.execute(select(table.c.id).where(table.c.transaction == transaction)).all()
        ),
    }
    connection.execute(insert(table), row)
    log = schema.transactions
    who = (
        connection.execute(
            select(log.c.who, log.c.recorded, log.c.because).where(log.c.id == transaction)
        )
        .mappings()
        .one()
    )
    return _correction({**row, **who}, is_undone=False)


def _rule(
    connection: Connection,
    transaction: int,
    pairs: Iterable[tuple[str, str]],
    verdict: Verdict,
    row: Correction,
) -> None:
    """Keep what a person judged of pairs, in place of what a person judged before."""
    ordered = [tuple(sorted(pair)) for pair in pairs]
    touched = {one for pair in ordered for one in pair}
    old = [
        ruled
        for ruled in present(connection, schema.rulings, "one", touched)
        if (ruled["one"], ruled["other"]) in ordered
    ]
    rows = [
        {"one": one, "other": other, "verdict": verdict.value, "by": row.who, "correction": row.id}
        for one, other in ordered
    ]
    change(connection, schema.rulings, rows, among=old, transaction=transaction)
    derive(connection, transaction, touched)


def _ruled_before(
    connection: Connection, ruled: Sequence[Mapping[Any, Any]]
) -> list[dict[Any, Any]]:
    """Return what was last said of the same pairs before, by what nobody has undone since."""
    table = schema.rulings
    standing = {row["id"] for row in _standing(connection, _NOW)} - {
        row["correction"] for row in ruled
    }
    out = []
    for row in ruled:
        query = (
            select(table)
            .where(table.c.one == row["one"], table.c.other == row["other"])
            .order_by(table.c.since.desc())
        )
        older = connection.execute(query).mappings()
        last = next((dict(one) for one in older if one["correction"] in standing), None)
        if last:
            out.append(last)
    return out


def _to_undo(connection: Connection, number: str | None) -> Mapping[Any, Any]:
    rows = _standing(connection, _NOW)
    if number is None:
        if not rows:
            raise RecordError("undo", "nothing was corrected yet")
        return rows[-1]
    if not number.strip():
        raise RecordError(repr(number), "no such correction")
    named = [row for row in rows if row["id"].startswith(number)]
    if not named:
        event = asking.event_of(connection, _NOW, number)
        known = {one.id for one in history(connection, _NOW, event, None)}
        named = [row for row in rows if row["id"] in known]
    if not named:
        raise RecordError(number, "no correction of it is left to undo")
    return named[-1]


def _standing(connection: Connection, view: View, *where: Any) -> list[Mapping[Any, Any]]:
    """Return the corrections that nobody has undone, in the order in which they came."""
    table = schema.corrections
    query = select(table).order_by(table.c.transaction, table.c.place)
    if isinstance(view, Then):
        query = query.where(table.c.transaction <= view.transaction)
    rows: list[Mapping[Any, Any]] = [dict(r) for r in connection.execute(query).mappings()]
    undone = {row["undoes"] for row in rows}
    kept = [row for row in rows if row["id"] not in undone and row["kind"] != Deed.UNDO]
    if not where:
        return kept
    wanted = {row.id for row in connection.execute(select(table.c.id).where(*where))}
    return [row for row in kept if row["id"] in wanted]


def _by(connection: Connection, transaction: int) -> tuple[str, str | None]:
    log = schema.transactions
    row = connection.execute(select(log.c.who, log.c.because).where(log.c.id == transaction)).one()
    return row.who, row.because


def _one_of(members: Sequence[str], begins: str) -> str:
    found = [one for one in members if one.startswith(begins.lower())]
    if len(found) != 1:
        reason = "no mention of the event" if not found else "more than one mention begins so"
        raise RecordError(begins, reason)
    return found[0]


def _before(event: Event, field: str) -> object:
    return {
        "type": event.event_type,
        "status": event.status,
        "days": [event.days.first, event.days.last] if event.days else None,
        "actors": event.actors,
        "recipients": event.recipients,
        "place": event.place and {"text": event.place.text, "code": event.place.code},
        "note": event.note,
    }[field]


def _kind(value: str) -> str:
    try:
        return EventType(value.strip().upper()).value
    except ValueError as error:
        raise UsageError(value, f"no type; there are {', '.join(EventType)}") from error


def _status(value: str) -> str:
    try:
        return Status(value.strip().lower()).value
    except ValueError as error:
        raise UsageError(value, f"no status; there are {', '.join(Status)}") from error


def parse_days(value: str) -> list[str]:
    """Return the first and last day that a person wrote as 2021-03-17 or 2021-03-17..2021-03-18."""
    first, _, last = value.partition("..")
    try:
        days = [date.fromisoformat(day.strip()) for day in (first, last or first)]
    except ValueError as error:
        raise UsageError(value, "no days; write 2021-03-17 or 2021-03-17..2021-03-18") from error
    if days[1] < days[0]:
        raise UsageError(value, "ends before it begins")
    return [day.isoformat() for day in days]


_CODE = re.compile(r"[A-Z][A-Z_]{1,15}")


def _sides(value: str) -> list[dict[str, Any]]:
    names = [name.strip() for name in value.split(",") if name.strip()]
    if not names:
        raise UsageError(repr(value), "names nobody")
    return [codec.kept(Side(name, code=name if _CODE.fullmatch(name) else None)) for name in names]


def _place(value: str) -> dict[str, Any]:
    return {"text": _text(value), "code": None}


def _text(value: str) -> str:
    if not value.strip():
        raise UsageError(value, "an empty value says nothing")
    return value.strip()


_PARSERS: Mapping[str, Callable[[str], Any]] = {
    "type": _kind,
    "status": _status,
    "days": parse_days,
    "actors": _sides,
    "recipients": _sides,
    "place": _place,
}
