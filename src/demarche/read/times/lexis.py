"""Text as a line of words, each of a kind that rules of time can name.

A kind is one character, so that the whole line is a string of kinds, and a rule a regular
expression over it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from demarche.knowledge.timewords import time_words

_NUMERIC = {
    "iso": r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9:]+)?\b",
    "slashed": r"[0-9]{1,2}([/.])[0-9]{1,2}\1(?:[0-9]{4}|[0-9]{2})\b(?![/.-]?[0-9])",
    "nine_eleven": r"9/11\b(?!/)",
    "clock": r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:[ap]m\b)?|[0-9]{1,2}(?:[.][0-9]{2})?[ap]m\b",
    "decade": r"(?:[0-9]{3}0['’]?s|['’‘`]?[2-9]0['’]?s)\b",
    "ordinal_day": r"[0-9]{1,3}(?:st|nd|rd|th)\b",
    "brief_year": r"['’‘][0-9]{2}\b(?!-)",
    "fraction": r"[1-9]/[2-9]\b(?!/)|½",
    "number": r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?",
}
_PLAIN = ("small", "year", "many", "break", "comma", "dash", "poss", "open", "quote", "holiday")
_MONTH_BRIEF = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
_DAY_BRIEF = "Mon|Tues?|Wed|Thu(?:rs)?|Fri|Sat|Sun"
_MARKS = {",": "comma", "-": "dash", "–": "dash", "—": "dash", "(": "open", "'": "quote"}
_MARKS |= {"’": "quote"}
_CAPITAL_ONLY = frozenset({"month", "month_brief", "weekday", "weekdays"})
_LAST_DAY = 31
OTHER = "x"
_YEARS = (1000, 2200)


@dataclass(frozen=True, slots=True)
class Lexis:
    """What tells words apart: the pattern of a word, and the characters that stand for kinds."""

    token: re.Pattern[str]
    codes: Mapping[str, str]
    words: Mapping[str, tuple[str, str, int]]

    def pattern(self, rule: str, aliases: Mapping[str, str]) -> str:
        """Return a rule written in the names of kinds as an expression over their characters.

        Spaces in a rule mean nothing; an alias stands for a rule.
        """

        def code(match: re.Match[str]) -> str:
            name = match[0]
            if name in aliases:
                return f"(?:{self.pattern(aliases[name], aliases)})"
            return self.codes[name]

        return re.sub(r"[a-z_]+", code, rule).replace(" ", "")


@dataclass(frozen=True, slots=True)
class Line:
    """A text as words: the string of their kinds, and the places where they start and end."""

    text: str
    kinds: str
    starts: list[int]
    ends: list[int]

    def word(self, place: int) -> str:
        """The word at `place` in lower case; empty outside the line."""
        if not 0 <= place < len(self.starts):
            return ""
        return self.text[self.starts[place] : self.ends[place]].lower()

    def printed(self, place: int) -> str:
        """The word at `place` as printed; empty outside the line."""
        if not 0 <= place < len(self.starts):
            return ""
        return self.text[self.starts[place] : self.ends[place]]

    def adjoins(self, place: int) -> bool:
        """Whether no space parts the word at `place` from the next."""
        return place + 1 < len(self.starts) and self.ends[place] == self.starts[place + 1]


@cache
def lexis() -> Lexis:
    """Return the lexis of the table of time words."""
    table = time_words()
    kinds = dict.fromkeys([entry.kind for entry in table.words.values()])
    names = [*kinds, *_NUMERIC, *_PLAIN]
    codes = {name: chr(0x4E00 + place) for place, name in enumerate(names)}
    codes["other"] = OTHER
    words = {word: (codes[e.kind], e.kind, e.number) for word, e in table.words.items()}
    return Lexis(_token_pattern(), codes, words)


def _token_pattern() -> re.Pattern[str]:
    feasts = sorted((n for h in time_words().holidays for n in h.names), key=len, reverse=True)
    holiday = "|".join(re.escape(name).replace("'", "['’]") for name in feasts)
    holiday = holiday.replace(r"\ ", "[ ]")
    groups = "\n|".join(f"(?P<{name}>{body})" for name, body in _NUMERIC.items())
    groups = groups.replace(r"([/.])", "(?P<slash>[/.])").replace(r"\1", "(?P=slash)")
    return re.compile(
        rf"""(?P<holiday>(?=[A-Z])(?i:{holiday})\b)
|(?P<brief>(?:{_MONTH_BRIEF}|{_DAY_BRIEF})\.)
|(?P<dotted>(?:[^\W\d_]\.){{2,}})
|(?P<word>[^\W\d_]+)
|(?=[0-9'’‘`½])(?:{groups})
|(?P<break>\n[ \t\r]*\n\s*)
|(?P<poss>['’]s\b)
|(?P<mark>[^\s])""",
        re.VERBOSE,
    )


def line_of(text: str) -> Line:
    """Return the words of `text`."""
    lex = lexis()
    words, codes = lex.words, lex.codes
    kinds: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in lex.token.finditer(text):
        group = match.lastgroup or "mark"
        start, end = match.span()
        if group == "word":
            kinds.append(_word_kind(match[0], words))
        else:
            kinds.append(_other_kind(group, match[0], words, codes))
        starts.append(start)
        ends.append(end)
    return Line(text, "".join(kinds), starts, ends)


def _word_kind(word: str, words: Mapping[str, tuple[str, str, int]]) -> str:
    found = words.get(word) or words.get(word.lower())
    if found is None or (found[1] in _CAPITAL_ONLY and not word[0].isupper()):
        return OTHER
    return found[0]


def _other_kind(
    group: str, word: str, words: Mapping[str, tuple[str, str, int]], codes: Mapping[str, str]
) -> str:
    if group == "number":
        return codes[number_kind(word)]
    if group in ("brief", "dotted"):
        found = words.get(word.lower())
        return found[0] if found else OTHER
    if group == "mark":
        return codes[_MARKS[word]] if word in _MARKS else OTHER
    return codes["slashed" if group == "slash" else group]


def number_kind(digits: str) -> str:
    """Return `small` for a number that may be a day, `year` for one that may be a year.

    >>> [number_kind(digits) for digits in ("17", "2021", "2,021", "48")]
    ['small', 'year', 'many', 'many']
    """
    if not digits.isdigit() or len(digits) > len("2021"):
        return "many"
    value = int(digits)
    if 1 <= value <= _LAST_DAY and digits[0] != "0":
        return "small"
    return "year" if _YEARS[0] <= value < _YEARS[1] else "many"
