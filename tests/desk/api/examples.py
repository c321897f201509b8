"""The examples of the description: asked of a record of the reports in `examples/`.

`python -m tests.desk.api.examples` asks anew and writes them, when a reader reads otherwise.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from contextlib import chdir
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeAlias, cast

from starlette.testclient import TestClient

import demarche
from demarche.desk import api
from demarche.model import EventType, Page, Refused, Source
from demarche.service.asked import which_of
from demarche.service.record import Record
from tests.desk.api.door import Door

REPORTS = Path(__file__).parents[3] / "examples"
WRITTEN = Path(api.__file__).with_name("examples.json")
NOW = datetime(2021, 6, 1, 12, tzinfo=UTC)
MARCH = (date(2021, 3, 1), date(2021, 3, 31))
OTHER = "https://meridian-news.example/world/oslo"
APP = api.app()
FEED = "https://meridian-news.example/world/feed.xml"

Example: TypeAlias = dict[str, Any]


def made(path: Path) -> Record:
    """Return a new record of the reports, each added as it was printed, with what is watched and
    what was kept out."""
    with_reports = demarche.open(path, who="Kim")
    with chdir(REPORTS.parent):  # a report has the name by which it was given
        found = list(with_reports.add(REPORTS.name, replay=True))
    assert all(added.receipt.kept == "new" for added in found)
    with_reports.close()
    record = at(path)
    feed = Source(FEED, publisher="Meridian News Agency", country="NOR", language="en")
    record.gathering.follow(feed)
    text = "Envoys of Norway and Finland met in Oslo on Monday.\n"
    page = Page(
        "https://potomac-ledger.example/1", text.encode(), url=FEED.replace("feed.xml", "1")
    )
    record.gathering.refuse(page.name, Refused.PAYWALL, "the page asks to subscribe", page=page)
    event = record.timeline(which_of(*MARCH, ["CONSULT"], parties=["KOR"]))[0].id
    record.correct(event, "note", "the joint statement names no day", "read again")
    record.grade("Meridian News Agency", "B2")
    return record


def at(path: Path) -> Record:
    """Return the record at a path, on the day of the examples."""
    return cast("Record", replace(demarche.open(path, who="Kim"), clock=lambda: NOW))


def asked(record: Record) -> dict[str, Example]:
    """Return what is asked and sent, by the names of the operations."""
    (review,) = (
        one.entry.id
        for one in record.due()
        if one.entry.event_type is EventType.POLICY and "review" in one.entry.line.best.quote
    )
    talks = [one.id for one in record.timeline(which_of(*MARCH, ["CONSULT"], parties=["KOR"]))]
    few = min(record.timeline(), key=lambda one: (one.tellings, len(one.line.best.quote)))
    told = record.show(review).event.tellings
    pages = {telling.printed.page for telling in told}
    page = min(pages, key=lambda one: (len(record.article(one).article.text), one))
    (kept_out,) = record.gathering.refusals()
    correction = record.history()[0]
    one = {"limit": 1}
    because = {"because": "the ministry's calendar has it so"}
    return {
        "listEvents": {
            "asked": {"since": "2021-03-01", "until": "2021-03-31", "party": ["KOR"], **one}
        },
        "getEvent": {"asked": {"event": few.id}},
        "getEventHistory": {"asked": {"event": correction.target}},
        "getEventJudgements": {"asked": {"event": review, **one}},
        "citeEvent": {"asked": {"event": few.id, "form": "bibtex"}},
        "enterEvent": {
            "sent": {
                "event_type": "CONSULT",
                "status": "happened",
                "actors": ["USA"],
                "recipients": ["KOR"],
                "occurred": {"start": "2021-03-18", "end": "2021-03-18"},
                "quote": "The ministers met in Seoul on Thursday.",
                "words": "met",
                "source": "Foreign Ministry",
                "printed": "2021-03-18",
            }
        },
        "correctEvent": {
            "asked": {"event": talks[0]},
            "sent": {"field": "days", "value": "2021-03-17..2021-03-18", **because},
        },
        "splitEvent": {
            "asked": {"event": review},
            "sent": {"mentions": [told[-1].mention.id], "because": "another review"},
        },
        "rejectEvent": {"asked": {"event": few.id}, "sent": {"because": "a slip of the pen"}},
        "settleEvent": {
            "asked": {"event": review},
            "sent": {"outcome": "kept", "day": "2021-04-30", **because},
        },
        "mergeEvents": {"sent": {"events": talks[:2], "because": "one meeting"}},
        "listCorrections": {"asked": one},
        "undoCorrection": {"asked": {"correction": correction.id}, "sent": {"because": "misread"}},
        "listDoubts": {"asked": one},
        "ruleOnPair": {
            "sent": {
                "one": told[0].mention.id,
                "other": told[-1].mention.id,
                "verdict": "different",
                "because": "another review",
            }
        },
        "listDue": {"asked": {"standing": ["kept"], "owner": "USA", **one}},
        "getDueCalendar": {"asked": {"standing": ["overdue"], "by": "2021-03-31"}},
        "listSilences": {"asked": {"party": "PRK", "as_of": "2021-03-14", **one}},
        "getBrief": {"asked": {"since": "2021-05-21", "party": ["KOR"], "type": ["CONSULT"]}},
        "getPair": {"asked": {"one": "USA", "other": "KOR", "since": "2021-03-01", **one}},
        "search": {"asked": {"q": '"coming weeks" review', **one}},
        "getArticle": {"asked": {"page": page}},
        "listCaptures": {"asked": {"page": page}},
        "findParties": {"asked": {"q": "Blinken"}},
        "listPartyEvents": {"asked": {"who": "person:antony-blinken", **one}},
        "listStories": {"asked": one},
        "nameStory": {"asked": {"story": "USA:review"}, "sent": {"name": "The policy review"}},
        "listSources": {},
        "listRefusals": {},
        "admitRefusal": {"asked": {"refusal": kept_out.id}, "sent": {"because": "it is whole"}},
        "listGrades": {},
        "gradeSource": {"asked": {"source": "The Potomac Ledger"}, "sent": {"grade": "B2"}},
        "readText": {
            "sent": {
                "text": "Blinken will meet Chung in Seoul on Wednesday, a ministry official said.",
                "published": "2021-03-14",
            }
        },
        "getRecord": {"asked": {"as_of": "2021-03-14"}},
    }


def answered(record: Record, operation: str, example: Example) -> Example:
    """Return what is answered to an example, and as what: of JSON its value, else the text."""
    method, path = place_of(operation)
    given = dict(example.get("asked", {}))
    for name in [name for name in given if f"{{{name}}}" in path]:
        path = path.replace(f"{{{name}}}", given.pop(name))
    asker = TestClient(Door(record, app=APP))
    found = asker.request(method, path, params=given, json=example.get("sent"))
    assert found.status_code in (200, 201), found.text
    media_type = found.headers["content-type"].partition(";")[0]
    return {"as": media_type, "answered": found.json() if "json" in media_type else found.text}


def place_of(operation: str) -> tuple[str, str]:
    """Return the method and path of an operation."""
    for path, methods in APP.openapi()["paths"].items():
        for method, told in methods.items():
            if told["operationId"] == operation:
                return method, path
    raise KeyError(operation)


def whole(folder: Path) -> dict[str, Example]:
    """Return all examples; each change is made to a record of its own, at one place: what knows
    its statements is quicker than what is new."""
    first, second = folder / "record.sqlite", folder / "changed.sqlite"
    made(first).close()
    record, copied = at(first), at(Path(shutil.copy(first, second)))
    examples = asked(record)
    for operation, example in examples.items():
        if place_of(operation)[0] == "get":
            example |= answered(record, operation, example)
            continue
        copied.close()
        for beside in ("-wal", "-shm"):
            Path(f"{second}{beside}").unlink(missing_ok=True)
        shutil.copy(first, second)
        example |= answered(copied, operation, example)
    copied.close()
    record.close()
    return examples


def main() -> None:
    """Ask, and write what is answered."""
    with tempfile.TemporaryDirectory() as folder:
        examples = whole(Path(folder))
    WRITTEN.write_text(json.dumps(examples, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
