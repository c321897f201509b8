"""Events, expectations and silences as rows of the store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

from demarche.model import EventType, PloverType, Status
from demarche.model.events import Event, Line, Side
from demarche.model.ledger import Expectation, Silence
from demarche.model.plover import Mode, intensity, modes_of
from demarche.record import codec
from demarche.record.expectations import word


def event_row(one: Event) -> dict[str, Any]:
    """Return the row of an event."""
    days = one.days
    return {
        "id": one.id,
        "event_type": one.event_type.value,
        "status": one.status.value if one.status else None,
        "first": days.first if days else None,
        "last": days.last if days else None,
        "shown": days.first if days else one.tellings[0].printed.day,
        "story": one.story,
        "tellings": len(one.tellings),
        "outlets": len(one.outlets),
        "origins": len(one.accounts),
        "is_contradicted": bool(one.contradictions),
        "is_rejected": one.is_rejected,
        "is_corrected": bool(one.corrected) or one.is_rejected,
        "state": codec.kept(brief(one)),
    }


def brief(one: Event) -> Line:
    """Return an event in one line, with the telling that says best what it is."""
    best = max(
        (t for t in one.tellings if t.mention.status == one.status or one.status is None),
        key=lambda t: (t.mention.confidence, -t.printed.day.toordinal(), t.mention.id),
        default=one.tellings[-1],
    )
    return Line(
        plover_type=one.plover_type,
        mode=one.mode,
        contexts=one.contexts,
        actors=one.actors,
        recipients=one.recipients,
        place=one.place.text if one.place else None,
        days=one.days,
        words=str(best.mention.why.get("trigger", "")),
        best=word(best),
        printed=one.tellings[0].printed.day,
        outlets=one.outlets,
        origins=tuple(account.origin for account in one.accounts),
        contradictions=one.contradictions,
        note=one.note,
        corrected=tuple(sorted(one.corrected)),
    )


def side_rows(found: Iterable[Event]) -> list[dict[str, Any]]:
    """Return a row for each side of each event, in the order of its parties."""
    rows: list[dict[str, Any]] = []
    for one in found:
        known: set[str | None] = set()
        sides = [("actor", s) for s in one.actors] + [("recipient", s) for s in one.recipients]
        for place, (role, side) in enumerate([] if one.is_rejected else sides):
            rows.append(
                {
                    "event": one.id,
                    "place": place,
                    "role": role,
                    "code": side.code,
                    "entity": side.entity,
                    "name": side.name,
                    "is_first": side.code not in known,
                    "shown": _shown(one),
                }
            )
            known.add(side.code)
    return rows


_MUTUAL = frozenset({EventType.CONSULT, EventType.COOPERATE, EventType.AGREE})


def dyad_rows(
    found: Iterable[Event], outcomes: Mapping[str, str] = MappingProxyType({})
) -> list[dict[str, Any]]:
    """Return a row for each pair of codes between which an event passed, either way.

    `outcomes` says of the events that are or were awaited what became of them.

    That is from actors to recipients; between actors where they meet and no recipient is told.
    """
    rows: list[dict[str, Any]] = []
    for one in found:
        actors, recipients = _codes(one.actors), _codes(one.recipients)
        if not recipients and one.event_type in _MUTUAL:
            recipients = actors
        pairs = {tuple(sorted((a, r))) for a in actors for r in recipients if a != r}
        rows += [
            {
                "event": one.id,
                "one": first,
                "other": second,
                "month": _shown(one).strftime("%Y-%m"),
                "shown": _shown(one),
                "intensity": scored(one),
                "awaited": outcomes.get(one.id),
            }
            for first, second in sorted(pairs)
            if not one.is_rejected
        ]
    return rows


def scored(one: Event) -> float | None:
    """Return PLOVER's intensity of an event, -10 (conflict) to 10 (cooperation).

    `None` for what PLOVER has no type for, and for what did not happen or will not.
    """
    if one.plover_type is None or one.status in (Status.DID_NOT_HAPPEN, Status.WILL_NOT_HAPPEN):
        return None
    kind = PloverType(one.plover_type)
    mode = Mode(one.mode) if one.mode and one.mode in set(modes_of(kind)) else None
    return intensity(kind, mode)


def _shown(one: Event) -> date:
    """Return the day under which an event stands: its first, else that by which it was printed."""
    return one.days.first if one.days else one.tellings[0].printed.day


def _codes(sides: Sequence[Side]) -> set[str]:
    return {side.code for side in sides if side.code}


def expectation_row(one: Expectation) -> dict[str, Any]:
    """Return the row of an expectation."""
    return {
        "event": one.event,
        "kind": one.kind.value,
        "owner": next((side.code for side in one.owners if side.code), None),
        "outcome": one.outcome.value,
        "opened": one.windows[0].printed if one.windows else None,
        "first_due": one.first_due,
        "due": one.due,
        "slips": one.slips,
        "closed": one.closed,
        "state": codec.kept(one),
    }


def silence_row(one: Silence) -> dict[str, Any]:
    """Return the row of a silence."""
    return {
        "event": one.event,
        "kind": one.kind.value,
        "silent": next((side.code for side in one.silent if side.code), None),
        "asking": next((side.code for side in one.asking if side.code), None),
        "began": one.began.first if one.began else None,
        "broken": one.broken.printed if one.broken else None,
        "state": codec.kept(one),
    }
