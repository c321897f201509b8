"""The lines of a page while it is found out which of them are furniture."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from demarche.model import Furnishing, Furniture, Span
from demarche.read.article.lines import Line, continued


@dataclass(slots=True)
class Outline:
    """The lines of a page, with what is known of them so far.

    `kinds` says, by index, which lines are furniture as a whole; `parts` are pieces of furniture
    within lines, each with its line's index; `continued` are the lines that carry on the one
    before; `dated` is the line that a dateline opens.
    """

    lines: list[Line]
    continued: frozenset[int]
    kinds: dict[int, Furniture] = field(default_factory=dict)
    parts: list[tuple[int, Furnishing]] = field(default_factory=list)
    dated: int | None = None

    @classmethod
    def of(cls, lines: list[Line]) -> Outline:
        """Return the outline of `lines` with nothing found yet."""
        return cls(lines, continued(lines))

    def is_whole(self, at: int) -> bool:
        """Whether line `at` is a paragraph of its own, not a piece of one with hard breaks."""
        return at not in self.continued and at + 1 not in self.continued

    def is_in_parts(self, at: int) -> bool:
        """Whether a piece of line `at` is furniture."""
        return any(line == at for line, _ in self.parts)

    def free(self, start: int = 0) -> Iterator[int]:
        """Yield the lines from `start` on that are not furniture as a whole, by index."""
        return (at for at in range(start, len(self.lines)) if at not in self.kinds)

    def holds_doubles(self) -> bool:
        """Whether any line says what another says."""
        return len({line.text for line in self.lines}) < len(self.lines)

    def furniture(self) -> tuple[Furnishing, ...]:
        """Return all that was found, in the order of the text."""
        whole = [Furnishing(self.lines[at].span, kind) for at, kind in self.kinds.items()]
        parts = [part for at, part in self.parts if at not in self.kinds]
        return tuple(sorted(whole + parts, key=_place))


def _place(furnishing: Furnishing) -> Span:
    return furnishing.span
