"""Cues of furniture: what stands on a page beside the running text of a report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from typing import Any

from demarche.knowledge.rows import tree
from demarche.model import Furniture, TableError

_PIECE = re.compile(r"\{([a-z_]+)\}")
_EDGES = " \t\u00a0\u200b▲▼►▶◀»«›‹<>·•|-–—:.…[]()*#_"
_LONGEST = 200
_TOO_FEW_LETTERS = 2


class Reach(StrEnum):
    """How much of a line a cue makes furniture."""

    LINE = "line"
    START = "start"
    END = "end"


@dataclass(frozen=True)
class FurnitureCue:
    """A way to know a piece of furniture, with the lines that prove it.

    `lines` are whole lines, in the form that `plain` gives; `pattern` is tried on lines of at most
    `longest` characters that begin with one of `opens` and hold one of `needs`, where there are
    any. In the examples "¦" parts what is furniture from what is not, where `reach` is not the
    whole line.
    """

    id: str
    kind: Furniture
    reach: Reach
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]
    lines: frozenset[str] = frozenset()
    pattern: str | None = None
    opens: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    longest: int = _LONGEST

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern, made ready when first wanted."""
        return re.compile(self.pattern or "")

    def is_line(self, line: str) -> bool:
        """Whether the pattern says what `line` as a whole is."""
        return (
            len(line) <= self.longest
            and (not self.opens or line.startswith(self.opens))
            and (not self.needs or any(map(line.__contains__, self.needs)))
            and self.compiled.fullmatch(line) is not None
        )


@dataclass(frozen=True)
class FurnitureCues:
    """All cues, and the ways to look a line up in them."""

    cues: tuple[FurnitureCue, ...]

    @cached_property
    def kinds_of_lines(self) -> Mapping[str, Furniture]:
        """The kind of each line that is furniture by its words alone, by `plain` form."""
        return {line: cue.kind for cue in self.cues for line in cue.lines}

    @cached_property
    def line_patterns(self) -> tuple[FurnitureCue, ...]:
        """The cues with a pattern for whole lines."""
        return tuple(cue for cue in self.cues if cue.pattern and cue.reach is Reach.LINE)

    def patterns(self, reach: Reach) -> str:
        """Return the patterns of all cues of `reach` as one."""
        return "|".join(f"(?:{cue.pattern})" for cue in self.cues if cue.reach is reach)


def plain(line: str) -> str:
    """Return `line` without case, marks at its edges and doubled blanks.

    >>> plain("» Back  To Top")
    'back to top'
    """
    return " ".join(line.strip(_EDGES).casefold().split())


@cache
def furniture_cues() -> FurnitureCues:
    """Return the cues of `tables/furniture.toml`. Raises TableError where a row makes no sense."""
    table = tree("furniture")
    words = table["words"]
    return FurnitureCues(tuple(_cue(row, words) for row in table["cue"]))


def _cue(row: Mapping[str, Any], words: Mapping[str, str]) -> FurnitureCue:
    subject = f"furniture {row.get('id')}"
    if not row.get("examples") or not row.get("counter_examples"):
        raise TableError(subject, "brings no proof")
    cells: dict[str, Any] = {
        **row,
        "kind": Furniture(row["kind"]),
        "reach": Reach(row["reach"]),
        "lines": frozenset(_checked(row.get("lines", []), subject)),
        "examples": tuple(row["examples"]),
        "counter_examples": tuple(row["counter_examples"]),
        "opens": tuple(row.get("opens", [])),
        "needs": tuple(row.get("needs", [])),
    }
    if any(len(words) == _TOO_FEW_LETTERS for words in row.get("opens", [])):
        raise TableError(subject, "opens with two letters")
    if "pattern" in row:
        cells["pattern"] = _filled(row["pattern"], words)
    try:
        return FurnitureCue(**cells)
    except TypeError as error:
        raise TableError(subject, str(error)) from error


def _checked(lines: list[str], subject: str) -> Iterator[str]:
    for line in lines:
        if line != plain(line):
            raise TableError(subject, f"{line!r} is not in plain form: {plain(line)!r}")
        yield line


def _filled(pattern: str, words: Mapping[str, str]) -> str:
    """Return `pattern` with every {name} replaced by the piece of that name."""
    while _PIECE.search(pattern):
        pattern = _PIECE.sub(lambda piece: f"(?:{words[piece[1]]})", pattern)
    return pattern
