"""What a visitor asks for: the words of a request, and the record as it is to be seen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import quote, urlencode

from starlette.requests import Request

from demarche.model import UsageError
from demarche.service.days import parse_day
from demarche.service.record import Record
from demarche.service.users import Role, User

_PLAIN = "/:@,"
# Under one name in an address.
_MOST_WORDS = 50


class Asked:
    """A request: where it goes, its words, and the record on the day that it names."""

    def __init__(self, request: Request, form: Mapping[str, Any] | None = None) -> None:
        self.request = request
        self.form = form or {}

    @property
    def path(self) -> str:
        """The path, without the ending that asks for data."""
        path = "/" + self.request.url.path.lstrip("/")
        for ending in (".json", ".csv"):
            path = path.removesuffix(ending)
        return path

    @cached_property
    def as_of(self) -> date | None:
        """The day on which the record is to be seen; None for the present."""
        return self.day("as_of")

    @cached_property
    def record(self) -> Record:
        """The record as it is to be seen."""
        record: Record = self.request.state.record
        return record.as_of(self.as_of)

    @property
    def user(self) -> User | None:
        """Who asks; None for somebody unknown."""
        user: User | None = getattr(self.request.state, "user", None)
        return user

    @property
    def csrf(self) -> str:
        """What a form must bring back."""
        return str(getattr(self.request.state, "csrf", ""))

    @property
    def may_leave(self) -> bool:
        """Whether the visitor logged in, and so can log out."""
        return self.user is not None and not getattr(self.request.state, "is_open", True)

    @property
    def is_editor(self) -> bool:
        """Whether the visitor may correct the record here: in the present, and by their role."""
        return self.as_of is None and self.may_correct

    @property
    def may_correct(self) -> bool:
        """Whether the visitor has the role of those who correct."""
        return self.user is not None and self.user.role is Role.EDITOR

    def named(self, part: str) -> str:
        """Return a part of the path."""
        return str(self.request.path_params[part])

    def word(self, name: str) -> str | None:
        """Return what the address says under a name; None where it is empty or missing."""
        return (self.request.query_params.get(name) or "").strip() or None

    def words(self, name: str) -> tuple[str, ...]:
        """Return all that the address says under a name, with commas between or named again."""
        said = self.request.query_params.getlist(name)
        each = (one.strip() for part in said for one in part.split(","))
        found = tuple(dict.fromkeys(one for one in each if one))
        if len(found) > _MOST_WORDS:
            raise UsageError(name, f"names more than {_MOST_WORDS} things")
        return found

    def day(self, name: str) -> date | None:
        """Return the day under a name; raises UsageError where it is none, or at the very ends of
        the calendar, where no day lies before or after it."""
        word = self.word(name)
        day = parse_day(word) if word else None
        if day and not date.min.year < day.year < date.max.year:
            raise UsageError(str(day), "lies too far away")
        return day

    def link(self, path: str, **query: object) -> str:
        """Return an address on this desk that keeps to the day on which the record is seen."""
        said = {name: str(value) for name, value in query.items() if value}
        if self.as_of:
            said["as_of"] = self.as_of.isoformat()
        path, mark, fragment = path.partition("#")
        return (
            quote(path, safe=_PLAIN)
            + (f"?{urlencode(said)}" if said else "")
            + mark
            + quote(fragment)
        )

    def again(self, ending: str = "", **changes: object) -> str:
        """Return this address with some of its words changed; an empty one is left out."""
        items = self.request.query_params.multi_items()
        said = [(name, value) for name, value in items if value and name not in changes]
        said += [(name, str(value)) for name, value in changes.items() if value]
        return quote(self.path, safe=_PLAIN) + ending + (f"?{urlencode(said)}" if said else "")

    def others(self, *names: str) -> list[tuple[str, str]]:
        """Return the words of the address under other names than these."""
        items = self.request.query_params.multi_items()
        return [(name, value) for name, value in items if value and name not in names]
