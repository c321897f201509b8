"""What is awaited: a month of it as a calendar, and a list; and the calendar to subscribe to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from demarche.desk.web.answer import Answer, routes_of
from demarche.desk.web.asked import Asked
from demarche.desk.web.month import ends, spans, weeks
from demarche.desk.web.rows import row
from demarche.model import UsageError
from demarche.model.entries import Due
from demarche.model.ledger import Standing
from demarche.service import record_json
from demarche.service.asked import part_of
from demarche.service.calendars import calendar
from demarche.service.kept import Kept
from demarche.service.record import Record
from demarche.service.wording import MONTHS

_MOST = 50
_MOST_DATED = 500
_MOST_CLOSED = 2000
_KEPT = Kept()
_ALL = "all"
_AHEAD = (Standing.OPEN, Standing.SLIPPED)
_OPEN = (*_AHEAD, Standing.OVERDUE)
_CLOSED = tuple(one for one in Standing if one not in _OPEN)
# So far back, in days, the latest of what is overdue are looked for, until there are enough.
_BACK = (31, 366, 3660)
_A_YEAR = 366
# The list by how things stand: what each choice is called, and its standings.
CHOICES = (
    ("Coming", _AHEAD),
    ("Overdue", (Standing.OVERDUE,)),
    ("Kept", (Standing.KEPT, Standing.PARTLY_KEPT)),
    ("Not kept", (Standing.BROKEN, Standing.WITHDRAWN)),
    ("In doubt", (Standing.UNKNOWN,)),
    ("All", tuple(Standing)),
)


def routes() -> list[Route]:
    """Return the addresses of this page, and of the calendar."""
    return [
        Route("/due.ics", subscribed, methods=["GET"]),
        *routes_of("/due", due, has_rows=True),
    ]


def due(asked: Asked) -> Answer:
    """Return what is awaited, with a month of it as a calendar: without more what is coming, the
    next due first; of what is overdue, the latest first."""
    standings = standings_asked(asked)
    chosen = standings or _AHEAD
    owner, by = asked.word("owner"), asked.day("by")
    owner = owner.upper() if owner and ":" not in owner else owner
    part = part_of(
        asked.record,
        lambda record, most: _listed(record, chosen, owner, by, most),
        most=_MOST,
        cursor=asked.word("cursor"),
    )
    found = part.rows
    month = _month(asked)
    dated = _dated(asked.record, standings or tuple(Standing), owner, by, month)
    values = {
        "found": found,
        "next": part.next,
        "said": {
            "owner": owner or "",
            "by": by.isoformat() if by else "",
            "standing": _said(asked),
        },
        "choices": [(name, _written(some), set(some) == set(chosen)) for name, some in CHOICES],
        "called": next((name for name, some in CHOICES if set(some) == set(chosen)), "Some"),
        "today": asked.record.day,
        "weeks": weeks(dated, month),
        "spans": spans(dated, month),
        "month": month,
        "before": _moved(month, -1),
        "after": _moved(month, 1),
        "month_words": f"{MONTHS[month.month - 1]} {month.year}",
        "is_empty": not (found or dated) and not asked.record.tally()["expectations"],
    }
    return Answer(
        "due.html",
        values,
        lambda: {"items": [record_json.due(one) for one in found], "next": part.next},
        lambda: [row(one) for one in found],
    )


def subscribed(request: Request) -> Response:
    """Return what is awaited as a calendar that programs subscribe to."""
    asked = Asked(request)
    found = asked.record.due(
        standings=standings_asked(asked), owner=asked.word("owner"), by=asked.day("by")
    )
    data = calendar(asked.record, found)
    return Response(data, media_type="text/calendar; charset=utf-8")


def standings_asked(asked: Asked) -> tuple[Standing, ...]:
    """Return how what is asked for stands; raises UsageError for an unknown word."""
    out = []
    for word in asked.words("standing"):
        if word.lower() == _ALL:
            return tuple(Standing)
        try:
            out.append(Standing(word.lower()))
        except ValueError as error:
            raise UsageError(word, f"is none of {', '.join(Standing)}, {_ALL}") from error
    return tuple(out)


def _listed(
    record: Record, standings: Sequence[Standing], owner: str | None, by: date | None, most: int
) -> Sequence[Due]:
    if tuple(standings) != (Standing.OVERDUE,):
        return record.due(standings=standings, owner=owner, by=by, most=most)
    for back in (*_BACK, None):
        since = record.day - timedelta(days=back) if back else None
        found = record.due(standings=standings, owner=owner, since=since, by=by)
        if len(found) >= most:
            break
    return found[::-1][:most]


def _dated(
    record: Record, standings: Sequence[Standing], owner: str | None, by: date | None, month: date
) -> list[Due]:
    """Return what may stand in the calendar of a month: what was closed, whenever it was due, and
    what is open, whose window may end later."""
    first, last = ends(month)
    still, over = ([one for one in some if one in standings] for some in (_OPEN, _CLOSED))
    out: list[Due] = []
    if over:
        out += _KEPT.answer(
            record,
            ("closed", owner, by, tuple(over)),
            lambda: record.due(standings=over, owner=owner, by=by, most=_MOST_CLOSED),
        )
    if still:
        far = date.fromordinal(min(last.toordinal() + _A_YEAR, date.max.toordinal()))
        until = min(far, by or far)
        out += record.due(standings=still, owner=owner, since=first, by=until, most=_MOST_DATED)
    return out


def _said(asked: Asked) -> str:
    """Return the standings as the address says them."""
    return ",".join(word.lower() for word in asked.words("standing"))


def _written(standings: Sequence[Standing]) -> str:
    """Return the standings as an address says them; what is coming is shown without more."""
    if standings == _AHEAD:
        return ""
    return _ALL if len(standings) == len(Standing) else ",".join(one.value for one in standings)


def _month(asked: Asked) -> date:
    """Return the first day of the month that is shown: as asked, or that of the view's day."""
    word = asked.word("month")
    if word is None:
        return asked.record.day.replace(day=1)
    try:
        found = date.fromisoformat(f"{word}-01")
    except ValueError as error:
        raise UsageError(word, "is no month written as YYYY-MM") from error
    if not 1 < found.year < date.max.year:
        raise UsageError(word, "lies too far away")
    return found


def _moved(month: date, by: int) -> str:
    year, number = divmod(month.year * 12 + month.month - 1 + by, 12)
    return f"{year:04d}-{number + 1:02d}"
