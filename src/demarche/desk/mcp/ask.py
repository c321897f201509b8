"""The tools that look for events: search, timeline, actor, stories, event."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from mcp.types import CallToolResult

from demarche.desk.mcp import forms, given
from demarche.desk.mcp.asked import answered, counted, found, rows_of, seen
from demarche.desk.mcp.cited import addressed
from demarche.model import RecordError
from demarche.service import record_json
from demarche.service.asked import Which, which_of
from demarche.service.record import Record

_TELLINGS = 6
_ACCOUNTS = 12
_CORRECTIONS = 20


@dataclass(frozen=True, slots=True)
class Ask:
    """Questions to the record that a call is about."""

    record_of: Callable[[], Record]

    def search(
        self,
        words: given.Words,
        since: given.Since = None,
        until: given.Until = None,
        types: given.Types = None,
        statuses: given.Statuses = None,
        limit: given.Limit = 20,
        cursor: given.Cursor = None,
        as_of: given.AsOf = None,
    ) -> Annotated[CallToolResult, forms.Hits]:
        """Search the quotes of events and the text of articles for words, the best first.

        A hit names the event that its passage tells of, to be cited. With a type or status only
        quotes of such events are searched.
        """
        record = seen(self.record_of(), as_of)
        which = which_of(since, until, types or (), statuses or ())
        got = rows_of(
            record,
            lambda then, most: then.search(words, which, most=most),
            record_json.hit,
            limit=limit,
            cursor=cursor,
        )
        return answered(
            forms.Hits(
                answer=found(got.rows, "passage", f"with “{words}”"),
                as_of=record.day,
                more=got.more,
                cursor=got.cursor,
                hits=got.rows,
            )
        )

    def timeline(
        self,
        since: given.Since = None,
        until: given.Until = None,
        types: given.Types = None,
        statuses: given.Statuses = None,
        parties: given.Parties = None,
        story: given.StoryId = None,
        limit: given.Limit = 20,
        cursor: given.Cursor = None,
        as_of: given.AsOf = None,
    ) -> Annotated[CallToolResult, forms.Events]:
        """List events by their days, the last ones first: who did what towards whom.

        Each has its id to be cited, its status (happened, planned, will_not_happen, contradicted
        ...), and a quote with its publisher, day of print and address.
        """
        record = seen(self.record_of(), as_of)
        which = which_of(since, until, types or (), statuses or (), story, parties or ())
        return answered(_events(record, which, limit, cursor))

    def actor(
        self,
        who: given.Who,
        since: given.Since = None,
        until: given.Until = None,
        types: given.Types = None,
        limit: given.Limit = 20,
        cursor: given.Cursor = None,
        as_of: given.AsOf = None,
    ) -> Annotated[CallToolResult, forms.Actor]:
        """List the events to which somebody is a party, the last ones first.

        Where several fit the name they are listed instead: ask again with the id of one of them.
        """
        record = seen(self.record_of(), as_of)
        known = record.parties(who)
        fitting = [forms.Party.model_validate(record_json.party(one)) for one in known]
        if len(known) != 1:
            told = f"No record of {who}."
            if known:
                told = f"Several fit “{who}”: ask for one of them by its id."
            return answered(forms.Actor(answer=told, as_of=record.day, parties=fitting))
        which = which_of(since, until, types or (), parties=[known[0][0]])
        events = _events(record, which, limit, cursor, f"of {known[0][1]}")
        return answered(forms.Actor(**dict(events), parties=fitting))

    def stories(
        self, limit: given.Limit = 20, cursor: given.Cursor = None, as_of: given.AsOf = None
    ) -> Annotated[CallToolResult, forms.Stories]:
        """List the affairs with most events; the id of one picks its events in `timeline`."""
        record = seen(self.record_of(), as_of)
        got = rows_of(
            record,
            lambda then, most: then.stories(most=most),
            record_json.story,
            limit=limit,
            cursor=cursor,
        )
        return answered(
            forms.Stories(
                answer=found(got.rows, "affair"),
                as_of=record.day,
                more=got.more,
                cursor=got.cursor,
                stories=got.rows,
            )
        )

    def event(
        self, event_id: given.EventId, as_of: given.AsOf = None
    ) -> Annotated[CallToolResult, forms.OneEvent]:
        """Show all that the record has on an event: each account of it beside the others.

        Each account has its origin (who was the first to say so), what it says, and the reports
        that print it with quote, chain of word, publisher, day and address. Accounts that
        contradict each other are never settled here: tell both.
        """
        record = seen(self.record_of(), as_of)
        try:
            told: Any = record_json.told(record.show(event_id))
        except RecordError as error:
            if "more than one" in error.reason:
                raise
            return answered(
                forms.OneEvent(answer=f"No record of an event {error.subject}.", as_of=record.day)
            )
        whole = forms.Whole.model_validate(addressed(record, _shortened(told)))
        accounts = counted(len(told["accounts"]), "account")
        answer = f"{accounts} by {counted(len(told['outlets']), 'outlet')}."
        return answered(forms.OneEvent(answer=answer, as_of=record.day, event=whole))


def _events(
    record: Record, which: Which, limit: int, cursor: str | None, asked: str = ""
) -> forms.Events:
    got = rows_of(
        record,
        lambda then, most: then.timeline(which, most=most)[::-1],
        record_json.entry,
        limit=limit,
        cursor=cursor,
    )
    return forms.Events(
        answer=found(got.rows, "event", asked),
        as_of=record.day,
        more=got.more,
        cursor=got.cursor,
        events=got.rows,
    )


def _shortened(told: dict[str, Any]) -> dict[str, Any]:
    """Return an event with its first accounts and tellings, and how many are left out."""
    accounts = [
        {**one, "tellings": one["tellings"][:_TELLINGS], "more": len(one["tellings"][_TELLINGS:])}
        for one in told["accounts"][:_ACCOUNTS]
    ]
    return {**told, "accounts": accounts, "history": told["history"][-_CORRECTIONS:]}
