"""Reports in which the mentions of one event were grouped by annotators.

A file holds one stretch of a corpus, or reports of our own about several affairs. Its first line
names the reports, each with the hash of its text, or the text itself where it is ours, and with the
triggers that were judged, as [start, end); each further line is an event that two or
more mentions tell of, by their triggers. Judged triggers in no event are events of their own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from demarche.model import Page, Reading, Span
from demarche.model.events import Telling
from training.annotated import texts
from training.corpora import lines

Readings = Mapping[str, Reading]


@dataclass(frozen=True, slots=True)
class Grouped:
    """The tellings of one stretch of reports, in order, and the event of each by number."""

    tellings: tuple[Telling, ...]
    events: tuple[int, ...]


def pages(folder: Path, files: Iterable[Path]) -> dict[str, Page]:
    """Return the reports that `files` speak of, by name; raises ValueError where a text differs."""
    out = {}
    for path in files:
        head = next(iter(lines(path)))
        for report in head["docs"]:
            if "text" in report:
                out[report["doc"]] = own(report)
                continue
            text, _, published = texts(folder)[report["doc"]]
            if hashlib.sha256(text.encode()).hexdigest() != report["sha256"]:
                raise ValueError(f"{path.name}: {report['doc']}: the text is not the one")
            day = date.fromisoformat(published)
            out[report["doc"]] = Page(report["doc"], text.encode(), published=day)
    return out


def own(report: Mapping[str, Any]) -> Page:
    """Return a report of our own writing, which stands in the file with its text."""
    return Page(
        name=report["doc"],
        data=report["text"].encode(),
        url=report["url"],
        publisher=report["publisher"],
        title=report["title"],
        published=date.fromisoformat(report["published"]),
    )


def grouped(path: Path, tellings: Mapping[str, Iterable[Telling]]) -> Grouped:
    """Return the mentions of `path`'s reports that were judged, with the event of each.

    `tellings` holds what the reader finds in each report, by name; what it did not find when the
    events were grouped is left out.
    """
    head, *events = lines(path)
    number = {
        (doc, start, end): at
        for at, event in enumerate(events)
        for doc, start, end in event["told"]
    }
    found: list[Telling] = []
    of: list[int] = []
    alone = len(events)
    for report in head["docs"]:
        judged = [Span(*span) for span in report["judged"]]
        for telling in tellings[report["doc"]]:
            trigger = telling.mention.evidence.trigger
            span = next((one for one in judged if one.overlaps(trigger)), None)
            if span is None:
                continue
            event = number.get((report["doc"], span.start, span.end))
            found.append(telling)
            of.append(alone if event is None else event)
            alone += event is None
    return Grouped(tuple(found), tuple(of))
