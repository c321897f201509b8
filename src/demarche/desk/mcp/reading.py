"""The tools that read: a text that is kept nowhere, and a draft that is checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from mcp.types import CallToolResult

from demarche.desk.mcp import forms, given
from demarche.desk.mcp.asked import answered, counted, seen
from demarche.desk.mcp.cited import tidied
from demarche.model import Reading
from demarche.service import as_json
from demarche.service.cite_check import check, checked_json, is_borne_out
from demarche.service.reader import Reader
from demarche.service.record import Record

_MOST_ACTS = 60
_MOST_TIMES = 40


@dataclass(frozen=True, slots=True)
class Reads:
    """What reads texts, and checks them by the record that a call is about."""

    record_of: Callable[[], Record]

    def read_text(
        self,
        text: given.Text,
        published: given.Published = None,
        title: given.Title = None,
    ) -> Annotated[CallToolResult, forms.Read]:
        """Read a report into acts: who does, says, plans or refuses what, towards whom, when.

        Nothing is kept: what it finds is on no record, and has no id that could be cited.
        """
        reading = Reader().read_text(text, published=published, title=title)
        return answered(_read(reading, self.record_of()))

    def cite_check(
        self, draft: given.DraftText, as_of: given.AsOf = None
    ) -> Annotated[CallToolResult, forms.CiteCheck]:
        """Check a draft that cites events: which of its sentences does the record bear out?

        Each is supported, unsupported (with reasons), uncited (it states something without an id),
        unknown (no such event) or no_claim (a heading, a question). It compares names, days,
        status, type and quoted words with the events; it does not understand.
        """
        record = seen(self.record_of(), as_of)
        checked = check(record, draft)
        counts = Counter(one.finding.value for one in checked)
        told = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in counts.items())
        rows: Any = tidied([checked_json(one) for one in checked])
        return answered(
            forms.CiteCheck(
                answer=f"{counted(len(checked), 'sentence')}: {told}." if told else "No sentence.",
                as_of=record.day,
                is_borne_out=is_borne_out(checked),
                counts=dict(counts),
                sentences=rows,
            )
        )


def _read(reading: Reading, record: Record) -> forms.Read:
    text = reading.article.text
    told: Any = as_json.reading(reading)
    acts = [_act(one, text) for one in told["mentions"][:_MOST_ACTS]]
    times = [
        {"text": text[one["start"] : one["end"]], "days": one["days"]}
        for one in told["times"][:_MOST_TIMES]
    ]
    left = len(told["mentions"]) - len(acts)
    return forms.Read(
        answer=f"{counted(len(acts), 'act')} read; nothing was kept."
        if acts
        else "No act is told in it; nothing was kept.",
        as_of=record.day,
        more=f"{left} more acts are left out: give less text." if left else None,
        published=told["article"]["published"],
        acts=tidied(acts),
        times=tidied(times),
    )


def _act(mention: dict[str, Any], text: str) -> dict[str, Any]:
    """Return an act with the words that it was read from in place of where they stand."""
    sentence, place = mention["evidence"]["sentence"], mention["place"]
    sources = [link["source"] for link in mention["attributions"]]
    return {
        **mention,
        "actors": [{**one, "name": one["name"] or one["text"]} for one in mention["actors"]],
        "recipients": [
            {**one, "name": one["name"] or one["text"]} for one in mention["recipients"]
        ],
        "place": place and place["text"],
        "chain": [source["text"] for source in sources if source],
        "quote": text[sentence["start"] : sentence["end"]],
    }
