"""Check the written reports in `data/written/*.jsonl` against the rules of annotation.

    python -m training.written_check [FILE.jsonl ...]

Prints one line per fault and a count per type and status; exits 1 where there is a fault.
"""

from __future__ import annotations

import collections
import json
import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from demarche.model import EventType, Sector, Status
from training.written_days import expected_days

TYPES = frozenset(EventType)
STATUSES = frozenset(Status)
SECTORS = frozenset(Sector) | {""}
CODE = re.compile(r"^(?:[A-Z][A-Z_0-9-]*)?$")
FIELDS = {
    "sentence",
    "anchor",
    "type",
    "actors",
    "recipients",
    "status",
    "when",
    "attribution",
    "core",
}


def faults_of_event(event: dict[str, Any], text: str, published: date) -> Iterator[str]:
    """What is wrong with one event line of a report printed on `published`."""
    if set(event) != FIELDS:
        yield f"fields {sorted(set(event) ^ FIELDS)}"
        return
    sentence, anchor = event["sentence"], event["anchor"]
    if text.count(sentence) != 1:
        yield f"sentence stands {text.count(sentence)} times: {sentence[:50]}"
    if sentence.count(anchor) != 1 or not anchor.strip():
        yield f"anchor {anchor!r} stands {sentence.count(anchor)} times"
    if event["type"] not in TYPES or event["status"] not in STATUSES:
        yield f"type or status: {event['type']} {event['status']}"
    if not isinstance(event["core"], bool):
        yield "core is not true or false"
    for role in ("actors", "recipients"):
        for party in event[role]:
            yield from faults_of_party(party, text, {"text", "code", "sector"})
    for party in event["attribution"]:
        yield from faults_of_party(party, text, {"text", "code"})
    if event["when"] is not None:
        yield from faults_of_when(event["when"], text, published)
        yield from faults_of_order(event, published)


def faults_of_party(party: dict[str, str], text: str, fields: set[str]) -> Iterator[str]:
    """What is wrong with one actor, recipient or source."""
    if set(party) != fields:
        yield f"fields of a party: {sorted(party)}"
        return
    if not party["text"] or party["text"] not in text:
        yield f"party not in the text: {party['text']!r}"
    if not CODE.match(party["code"]):
        yield f"code: {party['code']!r}"
    if party.get("sector", "") not in SECTORS:
        yield f"sector: {party['sector']!r}"


def faults_of_when(when: dict[str, str], text: str, published: date) -> Iterator[str]:
    """What is wrong with the days of one event."""
    if set(when) != {"text", "start", "end"}:
        yield f"fields of when: {sorted(when)}"
        return
    first, last = date.fromisoformat(when["start"]), date.fromisoformat(when["end"])
    if not when["text"] or when["text"] not in text:
        yield f"time not in the text: {when['text']!r}"
    if last < first:
        yield f"days run backwards: {when}"
    allowed = expected_days(when["text"], published)
    if allowed and (first, last) not in allowed:
        told = ", ".join(f"{a}..{b}" for a, b in sorted(allowed))
        yield f"{when['text']!r} on {published} is {told}, not {first}..{last}"


def faults_of_order(event: dict[str, Any], published: date) -> Iterator[str]:
    """Whether an act that is over lies ahead, or one to come lies behind."""
    when = event["when"]
    first, last = date.fromisoformat(when["start"]), date.fromisoformat(when["end"])
    if event["status"] in {"happened", "ongoing", "did_not_happen"} and first > published:
        yield f"{event['status']}, but dated {first}"
    if event["status"] in {"planned", "possible"} and last < published:
        yield f"{event['status']}, but dated {last}"


def faults_of_anchors(events: list[dict[str, Any]]) -> Iterator[str]:
    """The pairs of lines in one sentence that are named by the same words."""
    for number, event in enumerate(events):
        start = event["sentence"].find(event["anchor"])
        end = start + len(event["anchor"])
        for other in events[:number]:
            at = other["sentence"].find(other["anchor"])
            if other["sentence"] != event["sentence"]:
                continue
            if at < end and start < at + len(other["anchor"]):
                yield f"{event['anchor']!r} and {other['anchor']!r} lie over each other"


def faults_of_report(report: dict[str, Any]) -> Iterator[str]:
    """What is wrong with one report."""
    if set(report) != {"id", "published", "text", "events"}:
        yield f"fields {sorted(report)}"
        return
    published = date.fromisoformat(report["published"])
    if not report["text"].strip():
        yield "no text"
    yield from faults_of_anchors(report["events"])
    seen = set()
    for event in report["events"]:
        for fault in faults_of_event(event, report["text"], published):
            yield f"{event.get('anchor')!r}: {fault}"
        key = (event.get("sentence"), event.get("anchor"), event.get("type"), event.get("status"))
        if key in seen:
            yield f"told twice: {key[1:]}"
        seen.add(key)


def main(paths: list[Path]) -> int:
    """Check all files; the number of faults decides the exit status."""
    ids: set[str] = set()
    kinds: collections.Counter[tuple[str, str]] = collections.Counter()
    reports = words = empty = faults = 0
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            report = json.loads(line)
            found = list(faults_of_report(report))
            if report["id"] in ids:
                found.append("id given twice")
            ids.add(report["id"])
            for fault in found:
                print(f"{path.name}: {report['id']}: {fault}")
            faults += len(found)
            reports += 1
            words += len(report["text"].split())
            empty += not report["events"]
            kinds.update((event["type"], event["status"]) for event in report["events"])
    for kind, count in sorted(kinds.items()):
        print(f"{kind[0]:10} {kind[1]:16} {count}")
    lines = sum(kinds.values())
    print(
        f"{reports} reports, {empty} without events, {words} words, {lines} lines, {faults} faults"
    )
    return 1 if faults else 0


if __name__ == "__main__":
    given = [Path(name) for name in sys.argv[1:]]
    here = Path(__file__).parent / "data" / "written"
    sys.exit(main(given or sorted(here.glob("*.jsonl"))))
