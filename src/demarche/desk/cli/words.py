"""Values put into words for a person to read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from demarche.model import Attribution, Party, Published, PublishedBasis, Quoting, Span
from demarche.service.wording import CONTROLS, TURNS_OF_DIRECTION, span_of_days

_SPACES = re.compile(r"\s+")
_ENDS_OF_LINES = (0x09, 0x0A, 0x0D, 0x85, 0x2028, 0x2029)
_SAFE: dict[int, str | None] = {
    **dict.fromkeys(CONTROLS, "\N{REPLACEMENT CHARACTER}"),
    **dict.fromkeys(TURNS_OF_DIRECTION, None),
    **dict.fromkeys(_ENDS_OF_LINES, " "),
}


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs that a terminal can show."""

    arrow: str
    dash: str
    dot: str
    quotes: tuple[str, str]
    edge: str
    is_ascii: bool

    def quote(self, words: str) -> str:
        """`words` between quotation marks."""
        return f"{self.quotes[0]}{words}{self.quotes[1]}"

    def numbers(self, numbers: Iterable[int]) -> str:
        """`numbers` as a mark behind a word."""
        mark = ",".join(map(str, numbers))
        return f"({mark})" if self.is_ascii else mark.translate(_RAISED)

    def text(self, words: str) -> str:
        """`words` on one line, without what would steer a terminal."""
        return self.piece(words).strip()

    def piece(self, words: str) -> str:
        """The same, with the spaces at either end left where other words are to follow."""
        words = _SPACES.sub(" ", printable(words))
        return words.translate(_PLAIN) if self.is_ascii else words


RICH = Signs("→", "–", " · ", ("“", "”"), "│", is_ascii=False)
PLAIN = Signs("->", "-", " - ", ('"', '"'), "|", is_ascii=True)

_RAISED = str.maketrans("0123456789,", "⁰¹²³⁴⁵⁶⁷⁸⁹˒")
_PLAIN = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "—": "--", "…": "...", "\xa0": " "}
)


def printable(text: str) -> str:
    """`text` without the characters that would steer a terminal or turn its line."""
    return text.translate(_SAFE)


def signs(encoding: str | None) -> Signs:
    """The signs that a terminal of this encoding shows."""
    try:
        "→–·“”│¹⁹˒".encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return PLAIN
    return RICH


def published(value: Published | None, sign: Signs) -> str:
    """When a report was printed, and how that is known."""
    if value is None:
        return "day of publication not known"
    days = span_of_days(value.days.first, value.days.last, dash=sign.dash)
    if value.basis is PublishedBasis.GIVEN:
        return f"{days} (as given)"
    if value.basis is PublishedBasis.METADATA:
        return f"{days} (from the page)"
    reason = f": {sign.text(value.reason)}" if value.reason else ""
    return f"{days} (inferred{reason})"


def party(value: Party, sign: Signs) -> str:
    """Who it is, with the words printed for them where these are others."""
    printed = sign.text(value.text)
    if not value.name or _within(value.name, printed):
        return printed
    name = sign.text(value.name)
    return name if _within(printed, name) else f"{name}, {sign.quote(printed)}"


def codes(value: Party) -> str:
    """The codes of the country or body and of the sector, as PLOVER users write them."""
    return "/".join(filter(None, (value.code, value.sector and value.sector.value)))


def standing(value: Attribution) -> str:
    """How a word is given: by whom it is not said, or in their very words.

    >>> standing(Attribution(None, named=False, cue=None, cue_text=None, kind=Quoting.DIRECT))
    ' (unnamed, quoted)'
    """
    marks = [] if value.named else ["unnamed"]
    marks += ["quoted"] if value.kind is Quoting.DIRECT else []
    return f" ({', '.join(marks)})" if marks else ""


def pieces(text: str, within: Span, marked: Sequence[Span]) -> list[tuple[str, list[int]]]:
    """The words of `within`, cut at the marked places; each piece with the indexes of its marks.

    Of places that overlap, the later ones share the piece of the first.

    >>> pieces("They met.", Span(0, 9), [Span(5, 8)])
    [('They ', []), ('met', [0]), ('.', [])]
    """
    found: list[tuple[str, list[int]]] = [("", [])]
    at = within.start
    for index, span in sorted(enumerate(marked), key=lambda pair: pair[1]):
        if span.start < at and found[-1][1]:
            found[-1][1].append(index)
        elif within.contains(span):
            found += [(text[at : span.start], []), (span.of(text), [index])]
            at = span.end
    found.append((text[at : within.end], []))
    return [(words, indexes) for words, indexes in found if words]


def _within(inner: str, outer: str) -> bool:
    return inner.casefold() in outer.casefold()
