"""Lists as tables, for programs that read CSV: a row for each thing, as data frames have it."""

from __future__ import annotations

from demarche.desk.web.answer import Row
from demarche.model import Days
from demarche.model.entries import Hit
from demarche.service.frames import row

__all__ = ["days_cell", "hit_row", "row"]


def hit_row(one: Hit) -> Row:
    """Return a passage as a row."""
    return {
        "event": one.event,
        "page": one.page,
        "printed": one.printed,
        "publisher": one.publisher,
        "title": one.title,
        "url": one.url,
        "text": one.text,
    }


def days_cell(days: Days | None) -> str | None:
    """Return days in one cell, with two dots between the first and the last."""
    if days is None:
        return None
    return days.first.isoformat() if days.first == days.last else f"{days.first}..{days.last}"
