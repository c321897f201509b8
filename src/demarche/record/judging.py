"""Judgements by the program: which mentions on record a new one tells the event of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from demarche.model.events import Telling
from demarche.model.judgements import Verdict
from demarche.record import on_record
from demarche.record.promises import doings
from demarche.record.silences import may_answer_for
from demarche.record.store import change, present, schema
from demarche.record.traces import Trace, shifted, trace
from demarche.record.weighing import LEAST, SLACK, SURE, chances

# The code under which mentions are kept that name no country or body.
NOBODY = "-"


class Traces:
    """Traces of mentions on record, kept at hand from one report to the next."""

    _MOST = 60_000

    def __init__(self) -> None:
        self._known: dict[str, Trace] = {}

    def of(self, connection: Connection, mentions: Iterable[str]) -> list[Trace]:
        """Return the traces of `mentions`, which are on record, in their order."""
        wanted = list(mentions)
        missing = [mention for mention in wanted if mention not in self._known]
        if len(self._known) + len(missing) > self._MOST:
            self._known.clear()
            missing = wanted
        for mention, telling in on_record.tellings(connection, missing).items():
            self._known[mention] = trace(telling)
        return [self._known[mention] for mention in wanted if mention in self._known]

    def forget(self, mentions: Iterable[str]) -> None:
        """Let go of mentions that may be told otherwise from now on."""
        for mention in mentions:
            self._known.pop(mention, None)

    def add(self, traces: Iterable[Trace]) -> None:
        """Keep traces at hand that were made just now."""
        self._known |= {one.id: one for one in traces}


def judge(
    connection: Connection, transaction: int, tellings: Sequence[Telling], known: Traces
) -> None:
    """Weigh new tellings against each other and those on record, and keep what may be one event.

    Only pairs that share a country or body, or of which one has none, are weighed, and only where
    their days lie near each other. A chance below `LEAST` is not kept.
    """
    new = [trace(one) for one in tellings]
    if not new:
        return
    ours = {one.id for one in new}
    near = _near(connection, new)
    on_file = known.of(connection, [mention for mention in near if mention not in ours])
    known.add(new)
    _keep_traces(connection, transaction, new)
    _keep_answers(connection, transaction, tellings)
    _keep_doings(connection, transaction, tellings)
    rows: list[dict[str, Any]] = []
    for others in (on_file, new):
        scores = chances(new, others)
        for i, j in zip(*scores.nonzero(), strict=True):
            may_meet = others is on_file and _meet(new[i], others[j])
            if scores[i, j] >= LEAST and (may_meet or (others is new and i < j)):
                rows.append(_judgement(new[i].id, others[j].id, float(scores[i, j])))
    old = present(connection, schema.judgements, "one", ours)
    old += [
        r for r in present(connection, schema.judgements, "other", ours) if r["one"] not in ours
    ]
    change(connection, schema.judgements, rows, among=old, transaction=transaction)


def _meet(one: Trace, other: Trace) -> bool:
    """Whether mentions of two pages are looked up for each other: they share a country or body, or
    neither has one. Those found on another's account are left out, or the order would play a part.
    """
    return bool(one.codes & other.codes) or not (one.codes or other.codes)


def _judgement(one: str, other: str, score: float) -> dict[str, Any]:
    first, second = sorted((one, other))
    verdict = Verdict.SAME if score >= SURE else Verdict.UNSURE
    return {
        "one": first,
        "other": second,
        "verdict": verdict.value,
        "score": round(score, 4),
    }


def _keep_traces(connection: Connection, transaction: int, new: Sequence[Trace]) -> None:
    rows = [
        {"code": code, "mention": one.id, "first": one.around[0], "last": one.around[1]}
        for one in new
        for code in sorted(one.codes) or [NOBODY]
    ]
    old = present(connection, schema.traces, "mention", [one.id for one in new])
    change(connection, schema.traces, rows, among=old, transaction=transaction)


def _keep_answers(connection: Connection, transaction: int, tellings: Sequence[Telling]) -> None:
    rows = [
        {"mention": one.mention.id, "code": code, "printed": one.printed.day}
        for one in tellings
        for code in sorted(may_answer_for(one))
    ]
    old = present(connection, schema.answers, "mention", [one.mention.id for one in tellings])
    change(connection, schema.answers, rows, among=old, transaction=transaction)


def _keep_doings(connection: Connection, transaction: int, tellings: Sequence[Telling]) -> None:
    rows = [
        {"mention": one.mention.id, "code": code, "word": word, "printed": one.printed.day}
        for one in tellings
        for code, word in sorted(doings(one))
    ]
    old = present(connection, schema.doings, "mention", [one.mention.id for one in tellings])
    change(connection, schema.doings, rows, among=old, transaction=transaction)


def _near(connection: Connection, new: Sequence[Trace]) -> list[str]:
    """Return the mentions on record that share a country with a new one, in days near its own."""
    traces = schema.traces
    codes: dict[str, list[tuple[date, date]]] = {}
    for one in new:
        for code in one.codes or {NOBODY}:
            codes.setdefault(code, []).append(one.around)
    found: dict[str, None] = {}
    for code, stretches in sorted(codes.items()):
        for first, last in _joined(stretches):
            query = select(traces.c.mention).where(
                traces.c.code == code,
                traces.c.first <= shifted(last, SLACK),
                traces.c.last >= shifted(first, -SLACK),
                traces.c.until.is_(None),
            )
            found |= dict.fromkeys(str(row.mention) for row in connection.execute(query))
    return sorted(found)


def _joined(stretches: Iterable[tuple[date, date]]) -> list[tuple[date, date]]:
    """Return the stretches of days, those that meet or nearly do as one."""
    out: list[tuple[date, date]] = []
    for first, last in sorted(stretches):
        if out and first <= shifted(out[-1][1], SLACK):
            out[-1] = (out[-1][0], max(out[-1][1], last))
        else:
            out.append((first, last))
    return out
