"""The lines of a text, with their places in it."""

from __future__ import annotations

from typing import NamedTuple

from demarche.model import Span

_ENDS = (".", "!", "?", "…", ":", ";", "。")
_CLOSERS = "\"'”’»)]"
_WIDEST_PAGE = 100
_FEWEST_BREAKS = 2


class Line(NamedTuple):
    """A line that is not blank: its words without the blanks around them, and their place.

    `follows_blank` says that nothing, or a blank line, stands before it.
    """

    start: int
    text: str
    follows_blank: bool

    @property
    def end(self) -> int:
        """Where the line ends."""
        return self.start + len(self.text)

    @property
    def span(self) -> Span:
        """The place of the line."""
        return Span(self.start, self.end)


def lines_of(text: str) -> list[Line]:
    """Return the lines of `text` that are not blank."""
    found: list[Line] = []
    place, follows_blank = 0, True
    for raw in text.splitlines(keepends=True):
        if words := raw.strip():
            lead = 0 if raw[0] == words[0] else raw.index(words[0])
            found.append(Line(place + lead, words, follows_blank))
            follows_blank = False
        else:
            follows_blank = True
        place += len(raw)
    return found


def continued(lines: list[Line]) -> frozenset[int]:
    """Return which of `lines`, by index, carry on the one before, in a text with hard breaks.

    A break is hard where the next word did not fit into the width of the text.
    """
    width = max((len(line.text) for line in lines), default=0)
    if width > _WIDEST_PAGE:
        return frozenset()
    full = [
        at
        for at in range(1, len(lines))
        if not lines[at].follows_blank
        and len(lines[at - 1].text) + 1 + len(lines[at].text.partition(" ")[0]) > width
    ]
    in_mid_sentence = sum(lines[at].text[0].islower() for at in full)
    return frozenset(full) if in_mid_sentence >= _FEWEST_BREAKS else frozenset()


def ends_a_sentence(line: str) -> bool:
    """Whether `line` ends as a sentence does, inside or outside closing quotes or brackets."""
    return line.endswith(_ENDS) or line.rstrip(_CLOSERS).endswith(_ENDS)
