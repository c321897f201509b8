"""Text into paragraphs and words, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from demarche.model import Span

_ABBREVIATIONS = (
    "Mr|Mrs|Ms|Dr|Prof|Gen|Maj|Brig|Col|Lt|Sgt|Capt|Cmdr|Adm|Sen|Sens|Rep|Reps|Gov|Hon|Rev|St|Jr|Sr|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|Mon|Tue|Tues|Wed|Thu|Thurs|Fri|Sat|Sun|"
    "Inc|Corp|Co|Ltd|Bros|Mt|Ft|vs|No|Calif|Fla|Mass|Conn|Pa|Va|Wash|Ariz|Tex|Ill|Mich|Minn|Ore|Tenn"
)
# A single letter with a full stop is a name's, but not before one of these ("Plan B. The"),
_OPENINGS = frozenset(
    "a i the it he she they we you in on at an but and or nor so yet then this that these those "
    "there as if when while after before since for to by with from of his her its their our my not "
    "no mr mrs ms what who how why where is are was were some many most all now both one".split()
)
# nor after one of these.
_PARTS = frozenset(
    "plan group type annex appendix vitamin hepatitis section part grade class exhibit schedule "
    "category option team zone level sector phase agent hall serie rated war point".split()
)
_CAPITALS = "".join(chr(code) for code in range(0x41, 0x180) if chr(code).isupper())
_INITIAL = re.compile(rf"([{_CAPITALS}])\.(?=\s+([{_CAPITALS}][^\W_]*\.?))")
_WORD = re.compile(
    rf"""
      (?:[^\W\d_]\.){{2,}}                        # U.S., a.m.
    | \b(?:{_ABBREVIATIONS})\.(?=\s|[,;:)])       # Mr., Sept.
    | \d+(?:[.,:/]\d+)*(?:[^\W_]+)?               # 10,000  12:30  17/03/2021  1990s  3rd  10bn
    | [^\W\d_]+(?=n['’‘]t\b)                       # did|n't
    | n['’‘]t\b
    | ['’‘](?:s|re|ve|ll|d|m|S)\b                  # 's
    | [^\W\d_](?:[’'](?=[^\W\d_]{{3}}))[^\W_]+    # O'Brien, d'Estaing
    | [^\W_]+
    | \.{{2,}} | -{{2,}} | `` | ''
    | [^\w\s] | _
    """,
    re.VERBOSE,
)
_BLANK_LINE = re.compile(r"\r?\n[ \t\r\f\v]*\n\s*")
_NEWLINE = re.compile(r"\n\s*")
_WRAP_WIDTHS = range(45, 100)
_LONGEST_WORD = 15


def words(text: str, span: Span) -> Iterator[Span]:
    """Yield the place of each word and mark of punctuation of `text` within `span`, in order.

    Words are cut as in the English trees of Universal Dependencies: `n't` and `'s` stand alone,
    hyphens part words, and abbreviations and initials keep their full stop.
    """
    at, before = span.start, ""
    while match := _WORD.search(text, at, span.end):
        if match.end() == match.start() + 1:
            initial = _INITIAL.match(text, match.start(), span.end)
            if initial is not None and _is_of_name(initial, before):
                match = initial
        yield Span(match.start(), match.end())
        at, before = match.end(), match.group()


def _is_of_name(initial: re.Match[str], before: str) -> bool:
    """Whether a letter and full stop belong to a name, with the word before in mind.

    "I" does after a name or before another initial only.
    """
    letter, following = initial.groups()
    if following.lower() in _OPENINGS or before.lower() in _PARTS:
        return False
    return letter != "I" or before[:1].isupper() or following[1:] == "."


def paragraphs(text: str) -> Iterator[Span]:
    """Yield the place of each paragraph of `text`, in order.

    A blank line always parts paragraphs; a single line break does unless the text is broken into
    lines of a fixed width.
    """
    for block in _between(text, _BLANK_LINE, Span(0, len(text)) if text else None):
        if _is_wrapped(block.of(text)):
            yield block
        else:
            yield from _between(text, _NEWLINE, block)


def _is_wrapped(block: str) -> bool:
    """Whether the lines of `block` are one paragraph, broken at a fixed width."""
    lines = [line.strip() for line in block.splitlines()]
    *body, last = (len(line) for line in lines)
    if not body or last > max(body) + _LONGEST_WORD:
        return False
    return min(body) in _WRAP_WIDTHS and max(body) in _WRAP_WIDTHS


def _between(text: str, gap: re.Pattern[str], span: Span | None) -> Iterator[Span]:
    """Yield the stretches of `span` between matches of `gap`, trimmed, empty ones left out."""
    if span is None:
        return
    start = span.start
    ends = [(m.start(), m.end()) for m in gap.finditer(text, span.start, span.end)]
    for end, following in [*ends, (span.end, span.end)]:
        part = text[start:end]
        left = start + len(part) - len(part.lstrip())
        right = start + len(part.rstrip())
        if left < right:
            yield Span(left, right)
        start = following
