"""A rule: a shape of words, and what it comes to."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from demarche.read.times.lexis import lexis
from demarche.read.times.sense import Found, Sense

# Shapes that several rules share. A rule is written in the names of kinds and of these.
SHAPES = {
    "counted": "(?: small | many | count (?: dash? count )? | (?: a | small | count )? big_count )",
    "amount": "(?: counted (?: dash? and dash? a dash? half | dash? fraction )?"
    " | a? couple of? | a? some of? | half a? | a )",
    "unit": "(?: u_day | u_week | u_month | u_year | u_quarter | u_decade | u_century )",
    "any_unit": "(?: unit | units | u_clock | clock_units )",
    "bound": "(?: more than | less than | at least | at to | over | nearly )",
    "edge": "(?: (?: early | late | mid ) dash? | (?: the | a )? (?: start | middle | end ) of )",
    "which_year": "(?: comma? year | comma? brief_year | comma? of year"
    " | of? (?: last | this | next | that | the same | the following | the previous ) u_year )",
    "day_number": "(?: small | ordinal_day )",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """A shape of words in the names of kinds, and the sense of what it matches.

    `sense` returns `None` where the words name no time after all; it raises ValueError or
    OverflowError where they name a day that does not exist.
    """

    shape: str
    sense: Callable[[Found], Sense | None]


@dataclass(frozen=True, slots=True)
class Grammar:
    """Rules, each compiled, and one expression that finds where any of them may match."""

    rules: tuple[tuple[re.Pattern[str], Callable[[Found], Sense | None]], ...]
    anywhere: re.Pattern[str]

    @classmethod
    def of(cls, rules: Sequence[Rule]) -> Grammar:
        """Return the grammar of these rules; of two that match alike the earlier is tried first."""
        lex = lexis()
        shapes = [lex.pattern(rule.shape, SHAPES) for rule in rules]
        compiled = tuple(
            (re.compile(shape), rule.sense) for shape, rule in zip(shapes, rules, strict=True)
        )
        return cls(compiled, re.compile("|".join(f"(?:{shape})" for shape in shapes)))

    def at(self, kinds: str, place: int) -> list[tuple[int, Callable[[Found], Sense | None]]]:
        """Return the ends of the rules that match at a place with their senses, longest first."""
        found = [
            (match.end(), sense)
            for pattern, sense in self.rules
            if (match := pattern.match(kinds, place)) and match.end() > place
        ]
        found.sort(key=lambda pair: -pair[0])
        return found
