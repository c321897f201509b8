"""A queue of what a person should look at, one thing at a time, the most doubtful first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock

from starlette.routing import Route

from demarche.desk.web.answer import Answer, routes_of
from demarche.desk.web.asked import Asked
from demarche.model.entries import Doubt
from demarche.model.mentions import Mention
from demarche.record.asking import Questions
from demarche.service import record_json
from demarche.service.record import Record

_MOST = 200
_MOST_AS_DATA = 12
_MOST_SKIPPED = 100
_SHORT = 12
# After so many changes by hand the questions are looked for anew.
_FRESH = 200
_MOST_KEPT = 8


def routes() -> list[Route]:
    """Return the addresses of this page."""
    return routes_of("/review", review)


@dataclass(frozen=True, slots=True)
class _Found:
    """The questions of a record, as of which change, and how much was on record then."""

    questions: Questions
    version: int
    held: tuple[object, ...]


class Queue:
    """The questions of the last few records and moments: what a person decides takes some away, and
    only what is added makes new ones, so that they need not be looked for after each decision."""

    def __init__(self) -> None:
        self._found: OrderedDict[object, _Found] = OrderedDict()
        self._lock = Lock()

    def of(self, record: Record) -> Questions:
        """Return the questions that are still open."""
        key = (record.engine, record.moment)
        version, held = record.version(), _held(record)
        with self._lock:
            known = self._found.get(key)
        if known and known.held == held and 0 <= version - known.version <= _FRESH:
            left = record.questions(most=_MOST, among=known.questions)
            if left.merges or left.readings:
                return left
        found = record.questions(most=_MOST)
        with self._lock:
            self._found[key] = _Found(found, version, held)
            self._found.move_to_end(key)
            while len(self._found) > _MOST_KEPT:
                self._found.popitem(last=False)
        return found


_QUEUE = Queue()


def _held(record: Record) -> tuple[object, ...]:
    """Return what changes whenever something is added, and seldom else."""
    tally = record.tally()
    return record.last_added(), tally["readings"], tally["mentions"]


def review(asked: Asked) -> Answer:
    """Return what is to be looked at next; what was skipped comes no more in this round."""
    skipped = asked.words("skip")[-_MOST_SKIPPED:]
    found = _QUEUE.of(asked.record)
    left = [one for one in found.in_turn() if number_of(one) not in skipped]
    first = next(iter(_doubts(asked.record, left[:1])), None)
    number = number_of(left[0]) if left else ""
    values = {
        "doubt": first,
        "is_one_event": bool(first and len(set(first.events)) == 1),
        "differ": differing(first) if first else frozenset(),
        "left": len(left),
        "is_more": _MOST in (len(found.merges), len(found.readings)),
        "skipped": ",".join(skipped),
        "skipping": asked.link("/review", skip=",".join((*skipped, number))),
        "many_skipped": len(skipped),
    }
    return Answer(
        "review.html",
        values,
        lambda: {
            "items": [
                record_json.doubt(one) for one in _doubts(asked.record, left[:_MOST_AS_DATA])
            ],
            "next": None,
        },
    )


def _doubts(record: Record, wanted: Sequence[tuple[str, ...]]) -> tuple[Doubt, ...]:
    """Return the questions with what was told, in their order."""
    if not wanted:
        return ()
    merges = tuple((one[0], one[1]) for one in wanted if len(one) > 1)
    readings = tuple(one[0] for one in wanted if len(one) == 1)
    return record.doubts(most=len(wanted), among=Questions(merges, readings))


def number_of(question: Sequence[str]) -> str:
    """Return what a question is known by while it is skipped."""
    return "-".join(one[:_SHORT] for one in question)


def differing(doubt: Doubt) -> frozenset[str]:
    """Return in what two tellings differ: type, status, days, parties."""
    told = [_told(one.mention) for one in doubt.tellings]
    return frozenset(name for name in told[0] if any(one[name] != told[0][name] for one in told))


def _told(one: Mention) -> dict[str, object]:
    return {
        "type": (one.event_type, one.mode),
        "status": one.status,
        "days": one.occurred.days.first if one.occurred else None,
        "parties": {party.code or party.name or party.text for party in one.actors},
    }
