"""What a person rules on two mentions: that they tell of one event, or of two."""

from __future__ import annotations

from sqlalchemy import Connection

from demarche.model import UsageError
from demarche.model.judgements import Correction, Deed, Verdict
from demarche.record import asking
from demarche.record.by_hand import write_down
from demarche.record.deriving import derive
from demarche.record.store import Now, change, present, schema

_NOW = Now()
_DEEDS = {Verdict.SAME: Deed.MERGE, Verdict.DIFFERENT: Deed.SPLIT}


def rule(
    connection: Connection, transaction: int, one: str, other: str, verdict: Verdict
) -> Correction:
    """Keep what a person judged of two mentions, which is undone as a merge or a split is."""
    if verdict not in _DEEDS:
        raise UsageError(verdict, "is no ruling; two mentions are the same or different")
    if one == other:
        raise UsageError(one, "is one mention; a ruling is on two")
    first, second = sorted((one, other))
    event = asking.event_of(connection, _NOW, first)
    asking.event_of(connection, _NOW, second)
    row = write_down(connection, transaction, _DEEDS[verdict], event, None, [first, second], None)
    old = [r for r in present(connection, schema.rulings, "one", [first]) if r["other"] == second]
    ruling = {"one": first, "other": second, "verdict": verdict.value, "by": row.who,
              "correction": row.id}  # fmt: skip
    change(connection, schema.rulings, [ruling], among=old, transaction=transaction)
    derive(connection, transaction, {first, second})
    return row
