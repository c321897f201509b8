"""What is told on stderr while data go to stdout."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager
from types import TracebackType
from typing import TYPE_CHECKING

import click

from demarche.desk.cli.words import printable
from demarche.model import Failure

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_A_FEW = 3


def note(message: str) -> None:
    """Print one line for the person at the terminal."""
    click.echo(f"demarche: {printable(message)}", err=True)


def way_in(failure: Failure) -> str:
    """Return how what was kept out can be let in, where it can."""
    from demarche.service.intake import KeptOut

    if isinstance(failure, KeptOut) and failure.is_held:
        return f" (demarche admit {failure.number[:8]} lets it in)"
    return ""


class Run(AbstractContextManager["Run"]):
    """Counts what a run does, tells of each failure, and shows how far it is when it takes long."""

    def __init__(
        self, what: str, *, verb: str = "read", is_quiet: bool, prints: bool = True
    ) -> None:
        """A run over things called `what` (plural); a quiet one tells of failures alone.

        One that `prints` what it does shows no bar where that goes to the same terminal.
        """
        self.done = 0
        self.failed = 0
        self._what = what
        self._verb = verb
        self._is_quiet = is_quiet
        is_free = not (prints and sys.stdout.isatty())
        self._shows_bar = not is_quiet and sys.stderr.isatty() and is_free
        self._bar: tuple[Progress, TaskID] | None = None

    def succeed(self) -> None:
        """Count one more thing done."""
        self.done += 1
        self._advance()

    def fail(self, failure: Failure) -> None:
        """Count one more failure, and say which and why."""
        self.failed += 1
        message = f"{failure.name}: {failure.reason}{way_in(failure)}"
        if self._bar:
            self._bar[0].console.out(f"demarche: {printable(message)}", highlight=False)
        else:
            note(message)
        self._advance()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take the bar away, and say in the end how many things failed."""
        if self._bar:
            self._bar[0].stop()
        if kind is None and not self._is_quiet:
            self._close()

    def _close(self) -> None:
        if self.failed:
            note(
                f"{self.failed} of {self.done + self.failed} {self._what} could not be {self._verb}"
            )
        elif not self.done:
            note(f"no {self._what} found")

    def _advance(self) -> None:
        if self._shows_bar and self.done + self.failed > _A_FEW:
            progress, task = self._bar = self._bar or _bar(self._what)
            progress.update(task, completed=self.done + self.failed)


def _bar(what: str) -> tuple[Progress, TaskID]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    progress = Progress(
        BarColumn(bar_width=24),
        TextColumn("{task.completed:,} {task.description}"),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    progress.start()
    return progress, progress.add_task(what, total=None)
