"""Lines that are furniture by their own words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from operator import attrgetter
from typing import NamedTuple

from demarche.knowledge.furniture import FurnitureCue, Reach, furniture_cues, plain
from demarche.model import Furniture
from demarche.read.article.outline import Outline

_LONGEST_PHRASE = 60
_LETTERS = 3
_RUNS_ON = (Furniture.NOTICE, Furniture.CAPTION)


class _LineCues(NamedTuple):
    """All cues for whole lines: by the first letters of the lines, and those for any line."""

    by_start: Mapping[str, tuple[FurnitureCue, ...]]
    always: tuple[FurnitureCue, ...]
    longest: int


def mark_by_words(outline: Outline) -> None:
    """Mark the lines that are furniture by their own words.

    A line within a paragraph is none; notices and captions take the lines that carry them on.
    """
    cues, kinds = _line_cues(), outline.kinds
    for at, line in enumerate(outline.lines):
        if at in outline.continued:
            if kinds.get(at - 1) in _RUNS_ON:
                kinds[at] = kinds[at - 1]
        elif len(line.text) <= cues.longest:
            kind = _kind(line.text, cues)
            if kind and (at + 1 not in outline.continued or kind in _RUNS_ON):
                kinds[at] = kind


def names_in(byline: str) -> str | None:
    """Return who wrote the report, by the line that says so; None where it names nobody."""
    for cue in furniture_cues().line_patterns:
        if cue.kind is Furniture.BYLINE and (found := cue.compiled.fullmatch(byline)):
            return found.groupdict().get("names")
    return None


@cache
def at_the(reach: Reach) -> re.Pattern[str]:
    """Return the pattern for the cues at the start or the end of lines, made ready once."""
    patterns = furniture_cues().patterns(reach)
    return re.compile(rf"(?:{patterns})\Z" if reach is Reach.END else patterns)


@cache
def _line_cues() -> _LineCues:
    by_start: dict[str, tuple[FurnitureCue, ...]] = {}
    always: list[FurnitureCue] = []
    for cue in furniture_cues().line_patterns:
        for start in {words[:_LETTERS] for words in cue.opens}:
            by_start[start] = (*by_start.get(start, ()), cue)
        if not cue.opens:
            always.append(cue)
    always.sort(key=attrgetter("longest"), reverse=True)
    longest = max(cue.longest for cue in furniture_cues().line_patterns)
    return _LineCues(by_start, tuple(always), longest)


def _kind(line: str, cues: _LineCues) -> Furniture | None:
    """Return what kind of furniture `line` is; None where its words do not tell."""
    if len(line) <= _LONGEST_PHRASE and (kind := _kind_of_phrase(line)):
        return kind
    for cue in cues.by_start.get(line[:_LETTERS]) or cues.by_start.get(line[0], ()):
        if cue.is_line(line):
            return cue.kind
    for cue in cues.always:
        if len(line) > cue.longest:
            break
        if cue.is_line(line):
            return cue.kind
    return None


def _kind_of_phrase(line: str) -> Furniture | None:
    words = plain(line)
    if not words:
        return None if any(map(str.isalnum, line)) else Furniture.NAVIGATION
    if line.endswith(".") and " " not in words and not line.isupper():
        return None
    return furniture_cues().kinds_of_lines.get(words)
