"""Datelines: where, and often when and by which agency, a report was filed."""

from __future__ import annotations

import re
from itertools import islice

from demarche.knowledge.furniture import Reach
from demarche.model import Furnishing, Furniture, Span
from demarche.read.article.cues import at_the
from demarche.read.article.outline import Outline

_FIRST_PARAGRAPHS = 4
_ENDS_WITHIN = 90
_MARKS = re.compile(r"[)/_–—―]| -|--")


def mark_datelines(outline: Outline) -> None:
    """Mark the datelines at the head of the first paragraphs, one at the most."""
    pattern = at_the(Reach.START)
    starts = (at for at in outline.free() if at not in outline.continued)
    for at in islice(starts, _FIRST_PARAGRAPHS):
        line = outline.lines[at]
        found = _MARKS.search(line.text, 0, _ENDS_WITHIN) and pattern.match(line.text)
        if not found:
            continue
        if found.end() == len(line.text):
            outline.kinds[at] = Furniture.DATELINE
        else:
            span = Span(line.start, line.start + len(found[0].rstrip()))
            outline.parts.append((at, Furnishing(span, Furniture.DATELINE)))
            outline.dated = at
        return
