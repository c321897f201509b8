"""The command line."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import click

import demarche
from demarche.desk.cli import ask, change, gather, look, output
from demarche.desk.cli.add import add, rebuild
from demarche.desk.cli.cite_check import cite_check
from demarche.desk.cli.exits import Exit
from demarche.desk.cli.notes import note
from demarche.desk.cli.read import read
from demarche.desk.cli.relate import relate
from demarche.desk.cli.serve import serve, user
from demarche.desk.cli.serve_mcp import mcp
from demarche.model import DemarcheError, UsageError


class _Demarche(click.Group):
    """A group of commands whose every ending follows one rule: a line on stderr, an exit code."""

    def main(  # type: ignore[override]
        self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any
    ) -> NoReturn:
        """Run the command that the arguments name, and exit."""
        sys.exit(self._code(args, prog_name or "demarche", **extra))

    def _code(self, args: Sequence[str] | None, prog_name: str, **extra: Any) -> int:
        try:
            code = super().main(args, prog_name, **{**extra, "standalone_mode": False})
        except click.Abort:
            return Exit.INTERRUPTED
        except click.ClickException as error:
            note(_usage(error))
            return Exit.WRONG_USAGE
        except UsageError as error:
            note(str(error))
            return Exit.WRONG_USAGE
        except DemarcheError as error:
            note(str(error))
            return Exit.FAILED
        return code if isinstance(code, int) else Exit.DONE

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands by what they are for, in the order of `_SECTIONS`."""
        del ctx
        for title, some in _SECTIONS.items():
            with formatter.section(title):
                formatter.write_dl([(str(one.name), one.get_short_help_str(100)) for one in some])

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; when whoever reads its output has gone, the work is done."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            output.hush()
            return Exit.DONE


_SECTIONS: dict[str, tuple[click.Command, ...]] = {
    "Read": (read, relate),
    "Keep": (add, gather.watch, gather.source, gather.rejected, gather.admit, rebuild),
    "Ask": (
        ask.timeline,
        ask.show,
        ask.due,
        ask.silences,
        ask.actor,
        ask.pair,
        ask.search,
        ask.brief,
        look.stories,
        look.captures,
        look.judgements,
        cite_check,
    ),
    "Set right": (
        change.correct,
        change.merge,
        change.split,
        change.reject,
        change.close,
        change.enter,
        change.rename,
        change.grade,
        change.undo,
        look.history,
    ),
    "Open": (serve, mcp, user),
}


def _usage(error: click.ClickException) -> str:
    message = error.format_message().rstrip(".")
    ctx = getattr(error, "ctx", None)
    return f"{message} (see {ctx.command_path} --help)" if ctx else message


@click.group(cls=_Demarche, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(demarche.__version__, prog_name="demarche", message="%(prog)s %(version)s")
def main() -> None:
    """Keep the diplomatic record from the news.

    Who did, said, plans, promised or refused what, towards whom, when, and on whose word: each
    bound to the words it was read from.

    \b
    demarche read report.txt --published 2021-03-14
    demarche read reports/ > readings.jsonl
    demarche relate pairs.tsv
    demarche add reports/
    demarche due --overdue

    Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done in part.
    """


for some in _SECTIONS.values():
    for command in some:
        main.add_command(command)
