"""A queue of what a person should look at, one thing at a time, the most doubtful first."""

from __future__ import annotations

from starlette.routing import Route

from demarche.desk.web.answer import Answer, routes_of
from demarche.desk.web.asked import Asked
from demarche.model.entries import Doubt
from demarche.service import record_json
from demarche.service.kept import Kept

_MOST = 12
_MOST_SKIPPED = 100
_SHORT = 12
_KEPT = Kept()


def routes() -> list[Route]:
    """Return the addresses of this page."""
    return routes_of("/review", review)


def review(asked: Asked) -> Answer:
    """Return what is to be looked at next; what was skipped comes no more in this round."""
    skipped = asked.words("skip")[-_MOST_SKIPPED:]
    most = _MOST + len(skipped)
    record = asked.record
    found = _KEPT.answer(record, ("doubts", most), lambda: record.doubts(most=most))
    left = [one for one in found if number_of(one) not in skipped]
    first = left[0] if left else None
    number = number_of(first) if first else ""
    values = {
        "doubt": first,
        "is_one_event": bool(first and len(set(first.events)) == 1),
        "left": len(left),
        "is_more": len(found) == most,
        "skipped": ",".join(skipped),
        "skipping": asked.link("/review", skip=",".join((*skipped, number))),
        "many_skipped": len(skipped),
    }
    return Answer(
        "review.html",
        values,
        lambda: {"items": [record_json.doubt(one) for one in left], "next": None},
    )


def number_of(doubt: Doubt) -> str:
    """Return what a doubt is known by while it is skipped."""
    return "-".join(one.mention.id[:_SHORT] for one in doubt.tellings)
