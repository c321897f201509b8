"""The words about an expression that join it to an act: prepositions, clauses, ranges."""

from __future__ import annotations

import re
from collections.abc import Sequence

from demarche.model import Days, Grain, Span, TimeExpression
from demarche.read.times import calendar

_LEAD = re.compile(
    r"(?i)\b(?P<word>since|until|till|by|before|after|from|between|within|for|in|through|throughout"
    r"|over|during)\s+(?:only\s+|just\s+|about\s+|around\s+|roughly\s+|at\s+|early\s+on\s+|late\s+on\s+"
    r"|the\s+|its\s+|their\s+|his\s+|her\s+|as\s+early\s+as\s+|nearly\s+|almost\s+)*$"
)
_JOINT = re.compile(r"(?i)^\s*(?:to|and|until|till|through|-|–|—)\s*(?:the\s+)?$")
_NOT_APART = (
    "of|in|at|by|to|and|that|the|a|an|have|has|had|is|was|were|are|will|would|he|she|it|they|we"
    "|there"
)
_SINCE = re.compile(r"(?i)\bsince\s[^,.;:!?()0-9\n]{1,70}$")
_APART = re.compile(rf"(?:['’]s?)?(?:\s(?!(?:{_NOT_APART})\b)[\w’'-]+){{0,4}}\s")
_DETERMINED = re.compile(r"(?i)\b(?:the|an?|its|their|his|her)\s+$")
_LOOK = 48


def lead(before: str) -> str:
    """Return the preposition at the end of `before`, lower case; empty where there is none."""
    match = _LEAD.search(before)
    return match["word"].lower() if match else ""


def led(before: str) -> str:
    """Return the end of `before` from that preposition on."""
    match = _LEAD.search(before)
    return before[match.start() :] if match else ""


def is_told_apart(text: str, dated_by: Span, act: Span) -> bool:
    """Whether the act is the noun that the expression stands before: "after Friday's attack"."""
    if act.start < dated_by.end or not _APART.fullmatch(text, dated_by.end, act.start):
        return False
    before = text[max(dated_by.start - _LOOK, 0) : dated_by.start]
    return text[dated_by.end] in "'’" or _DETERMINED.search(before) is not None


def is_outside_since(text: str, dated_by: Span, act: Span) -> bool:
    """Whether the expression stands in a "since" clause, and the act before or after that."""
    start, end = dated_by.start, dated_by.end
    since = _SINCE.search(text, max(start - _LOOK * 2, 0), start)
    if since is None:
        return False
    return act.end <= since.start() or (act.start >= end and "," in text[end : act.start])


def joined(expression: TimeExpression, text: str, times: Sequence[TimeExpression]) -> Days | None:
    """Return the days from one expression to the next where a range or a list joins them."""
    place = next((i for i, one in enumerate(times) if one.span == expression.span), None)
    if place is None:
        return None
    for left, right in ((place, place + 1), (place - 1, place)):
        if left >= 0 and right < len(times):
            found = _pair(times[left], times[right], text)
            if found is not None:
                return found
    return None


def _pair(left: TimeExpression, right: TimeExpression, text: str) -> Days | None:
    between = text[left.span.end : right.span.start]
    if left.days is None or right.days is None or not _JOINT.match(between):
        return None
    word = lead(text[max(left.span.start - _LOOK, 0) : left.span.start])
    listed = "and" in between.lower()
    is_range = word == ("between" if listed else "from")
    adjoin = calendar.shifted(left.days.last, 1) == right.days.first
    is_list = listed and adjoin and left.days.grain is right.days.grain
    if not (is_range or is_list) or right.days.last < left.days.first:
        return None
    words = Span(left.span.start, right.span.end).of(text)
    return Days(left.days.first, right.days.last, Grain.WINDOW, words)
