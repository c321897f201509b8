"""The tools over what is open: what is due, silences, what passed between two, what changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from mcp.types import CallToolResult
from pydantic import Field

from demarche.desk.mcp import forms, given
from demarche.desk.mcp.asked import answered, counted, found, rows_of, seen
from demarche.desk.mcp.cited import addressed
from demarche.service import record_json
from demarche.service.asked import which_of
from demarche.service.record import Record

_KINDS = (
    "new",
    "changed",
    "closed",
    "slipped",
    "overdue",
    "silences_broken",
    "contradicted",
)


@dataclass(frozen=True, slots=True)
class Ledger:
    """Questions about what is open, to the record that a call is about."""

    record_of: Callable[[], Record]

    def due(
        self,
        standings: given.Standings = None,
        owner: Annotated[
            given.Word | None, Field(description="Only what this country or body is to do: a code.")
        ] = None,
        by: Annotated[
            given.Day | None, Field(description="Only what is due by this day, YYYY-MM-DD.")
        ] = None,
        types: given.Types = None,
        parties: given.Parties = None,
        limit: given.Limit = 20,
        cursor: given.Cursor = None,
        as_of: given.AsOf = None,
    ) -> Annotated[CallToolResult, forms.Dues]:
        """List what is planned, promised, demanded or possible, and what became of it; next first.

        Each stands as open, slipped (a later window was given), overdue (its window is past and
        nothing was heard), kept, partly_kept, broken, withdrawn or unknown, with the words that
        opened it, moved it and closed it.
        """
        record = seen(self.record_of(), as_of)
        which = which_of(types=types or (), parties=parties or ())
        got = rows_of(
            record,
            lambda then, most: then.due(
                standings=standings or (),
                owner=owner and owner.upper(),
                by=by,
                which=which,
                most=most,
            ),
            lambda one: _few(record_json.due(one)),
            limit=limit,
            cursor=cursor,
        )
        answer = forms.Dues(
            answer=found(got.rows, "expectation"),
            as_of=record.day,
            more=got.more,
            cursor=got.cursor,
            due=got.rows,
        )
        return answered(answer)

    def silences(
        self,
        party: given.Party = None,
        only_unbroken: Annotated[
            bool, Field(description="Only those that nobody has answered yet.")
        ] = False,
        since: given.Since = None,
        until: given.Until = None,
        limit: given.Limit = 20,
        cursor: given.Cursor = None,
        as_of: given.AsOf = None,
    ) -> Annotated[CallToolResult, forms.Silences]:
        """List approaches that were not answered, with their clocks, and what is said not to be
        coming.

        A silence is broken by a response of the silent side on its own word, and by nothing else.
        """
        record = seen(self.record_of(), as_of)
        got = rows_of(
            record,
            lambda then, most: then.silences(
                party=party and party.upper(),
                only_unbroken=only_unbroken,
                which=which_of(since, until),
                most=most,
            ),
            lambda one: _few(record_json.unanswered(one)),
            limit=limit,
            cursor=cursor,
        )
        answer = forms.Silences(
            answer=found(got.rows, "silence"),
            as_of=record.day,
            more=got.more,
            cursor=got.cursor,
            silences=got.rows,
        )
        return answered(answer)

    def pair(
        self,
        one: given.Code,
        other: given.Code,
        since: given.Since = None,
        until: given.Until = None,
        types: given.Types = None,
        limit: given.LimitOfEach = 6,
        as_of: given.AsOf = None,
    ) -> Annotated[CallToolResult, forms.Pair]:
        """Show what passed between two countries or bodies, both ways: by month, what is awaited,
        silences, and the last events.

        Cooperation and conflict are the sums of PLOVER's intensities of what took place or is
        planned.
        """
        record = seen(self.record_of(), as_of)
        which = which_of(since, until, types or ())
        told: Any = record_json.pair(record.pair(one.upper(), other.upper(), which, most=limit + 1))
        names = " and ".join(told["pair"])
        cut: Any = {key: told[key][:limit] for key in ("due", "silences")}
        cut |= {"months": told["months"][-24:], "events": told["events"][-limit:]}
        is_more = any(len(told[key]) > limit for key in ("due", "silences", "events"))
        form = addressed(record, {"pair": told["pair"], **_few(cut)})
        answer = forms.Pair(
            answer=found(form["events"], "event", f"between {names}"),
            as_of=record.day,
            more="There are more: ask `timeline` for these parties, or with a larger limit."
            if is_more
            else None,
            **form,
        )
        return answered(answer)

    def brief(
        self,
        since: Annotated[
            given.Day, Field(description="What changed from this day on, YYYY-MM-DD.")
        ],
        until: given.Until = None,
        types: given.Types = None,
        statuses: given.Statuses = None,
        parties: given.Parties = None,
        story: given.StoryId = None,
        limit: given.LimitOfEach = 5,
        as_of: given.AsOf = None,
    ) -> Annotated[CallToolResult, forms.Brief]:
        """Show what changed in the record since a day: new, changed, kept, slipped, overdue,
        answered, contradicted.

        Both days are those on which it was recorded, not those on which it happened.
        """
        record = seen(self.record_of(), until if as_of is None else as_of)
        which = which_of(
            types=types or (), statuses=statuses or (), story=story, parties=parties or ()
        )
        told: Any = record_json.brief(record.brief(since, which))
        left_out = {kind: len(told[kind]) - limit for kind in _KINDS if len(told[kind]) > limit}
        form = addressed(record, _few({kind: told[kind][:limit] for kind in _KINDS}))
        counts = [counted(len(told[kind]), kind.replace("_", " "), kind.replace("_", " "))
                  for kind in _KINDS if told[kind]]  # fmt: skip
        answer = forms.Brief(
            answer=f"Since {since}: {', '.join(counts)}."
            if counts
            else f"No record of any change since {since}.",
            as_of=record.day,
            more=_left(left_out),
            since=since,
            left_out=left_out,
            **form,
        )
        return answered(answer)


def _few(form: Any) -> Any:
    """Return JSON forms with the first and the last two of the words that opened or moved them."""
    if isinstance(form, list):
        return [_few(one) for one in form]
    if not isinstance(form, dict):
        return form
    return {
        key: value[:1] + value[1:][-2:] if key in ("windows", "told") else _few(value)
        for key, value in form.items()
    }


def _left(left_out: dict[str, int]) -> str | None:
    if not left_out:
        return None
    kinds = ", ".join(f"{count} more {kind}" for kind, count in left_out.items())
    return f"Left out: {kinds}. Ask with a larger limit, or for fewer days or parties."
