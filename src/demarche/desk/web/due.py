"""What is awaited: a month of it as a calendar, and a list; and the calendar to subscribe to."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Sequence
from datetime import date
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from demarche.desk.web.answer import Answer, routes_of
from demarche.desk.web.asked import Asked
from demarche.desk.web.rows import due_row
from demarche.desk.web.words import MONTHS
from demarche.model import UsageError
from demarche.model.entries import Due
from demarche.model.ledger import Standing
from demarche.service import record_json
from demarche.service.asked import part_of
from demarche.service.calendars import calendar

_MOST = 50
_MOST_DATED = 500


def routes() -> list[Route]:
    """Return the addresses of this page, and of the calendar."""
    return [
        Route("/due.ics", subscribed, methods=["GET"]),
        *routes_of("/due", due, has_rows=True),
    ]


def due(asked: Asked) -> Answer:
    """Return what is awaited, the next due first, with a month of it as a calendar."""
    standings = standings_asked(asked)
    owner, by = asked.word("owner"), asked.day("by")
    owner = owner.upper() if owner and ":" not in owner else owner
    part = part_of(
        asked.record,
        lambda record, most: record.due(standings=standings, owner=owner, by=by, most=most),
        most=_MOST,
        cursor=asked.word("cursor"),
    )
    found = part.rows
    month = _month(asked)
    first, last = _ends(month)
    dated = asked.record.due(
        standings=standings, owner=owner, since=first, by=min(last, by or last), most=_MOST_DATED
    )
    values = {
        "found": found,
        "next": part.next,
        "said": {
            "owner": owner or "",
            "by": by.isoformat() if by else "",
            "standing": ",".join(one.value for one in standings),
        },
        "standings": [one.value for one in Standing],
        "today": asked.record.day,
        "weeks": weeks(dated, month),
        "month": month,
        "before": _moved(month, -1),
        "after": _moved(month, 1),
        "month_words": f"{MONTHS[month.month - 1]} {month.year}",
        "is_empty": not found and not asked.record.tally()["expectations"],
    }
    return Answer(
        "due.html",
        values,
        lambda: {"items": [record_json.due(one) for one in found], "next": part.next},
        lambda: [due_row(one) for one in found],
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
        try:
            out.append(Standing(word.lower()))
        except ValueError as error:
            raise UsageError(word, f"is none of {', '.join(Standing)}") from error
    return tuple(out)


def weeks(found: Sequence[Due], month: date) -> list[list[dict[str, Any]]]:
    """Return the weeks of a month: for each day, whether it lies in the month and what is due."""
    by_day: dict[date, list[Due]] = {}
    for one in found:
        if one.expectation.due:
            by_day.setdefault(one.expectation.due, []).append(one)
    return [
        [
            {"day": day, "is_inside": day.month == month.month, "due": by_day.get(day, [])}
            for day in week
        ]
        for week in Calendar().monthdatescalendar(month.year, month.month)
    ]


def _ends(month: date) -> tuple[date, date]:
    """Return the first and the last day that the calendar of a month shows."""
    days = list(Calendar().itermonthdates(month.year, month.month))
    return days[0], days[-1]


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
