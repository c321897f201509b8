"""What can go wrong that we expect to."""

from __future__ import annotations


class DemarcheError(Exception):
    """An expected failure; `subject` names what failed, `reason` says why in one line."""

    def __init__(self, subject: str, reason: str) -> None:
        super().__init__(f"{subject}: {reason}")
        self.subject = subject
        self.reason = reason


class PageError(DemarcheError):
    """A page that cannot be read: no text, not UTF-8, binary, too long."""


class FetchError(DemarcheError):
    """An address that could not be fetched.

    `is_passing` says that it may be had later; `wait` after how many seconds, where that is known.
    `status` is that of the server's answer, where it gave one.
    """

    def __init__(
        self,
        subject: str,
        reason: str,
        *,
        is_passing: bool = False,
        wait: float | None = None,
        status: int | None = None,
    ) -> None:
        super().__init__(subject, reason)
        self.is_passing = is_passing
        self.wait = wait
        self.status = status


class UsageError(DemarcheError):
    """Something asked for that makes no sense, such as a day that does not exist."""


class TableError(DemarcheError):
    """A table of facts with a row that contradicts itself or another."""


class RecordError(DemarcheError):
    """A record that cannot be opened, or has nothing under the name that was asked for."""
