"""Paragraphs that stand in a text twice."""

from __future__ import annotations

from demarche.model import Furniture
from demarche.read.article.outline import Outline

_FEWEST_WORDS = 6


def mark_repeats(outline: Outline) -> None:
    """Mark every paragraph that says word for word what one before it says."""
    seen: set[str] = set()
    for at in list(outline.free()):
        words = outline.lines[at].text
        if words in seen:
            outline.kinds[at] = Furniture.REPEAT
        elif words.count(" ") >= _FEWEST_WORDS - 1:
            seen.add(words)
