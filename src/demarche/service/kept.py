"""Answers that take a while, kept for as long as the record is what it was."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

from demarche.service.record import Record

_MOST = 8

T = TypeVar("T")


class Kept:
    """Keeps the last few answers: a question has the same one on a day until something changes."""

    def __init__(self) -> None:
        self._answers: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = Lock()

    def answer(self, record: Record, question: Hashable, ask: Callable[[], T]) -> T:
        """Return what `ask` returns, which asks `question` of `record`, or returned before."""
        version = record.version()
        key = (str(record.engine.url), version, record.day, record.moment, question)
        with self._lock:
            found = self._answers.get(key)
        if found is None:
            found = ask()
        with self._lock:
            self._answers[key] = found
            self._answers.move_to_end(key)
            while len(self._answers) > _MOST:
                self._answers.popitem(last=False)
        return found
