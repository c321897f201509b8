"""Names found in a text, and what they may stand for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from demarche.knowledge.entries import Entry, EntryKind, Match
from demarche.knowledge.spelling import name_parts, pieces

_RANK = {kind: rank for rank, kind in enumerate(EntryKind)}
_ARTICLES = frozenset({"The", "the", "El", "La"})
_WORDLIKE = frozenset({"AID", "ACT", "ALL", "ARE", "CAR", "IS", "IT", "WHO"})

_Known = tuple[tuple[str, ...], tuple[str, ...], tuple[Entry, ...]]


class Names:
    """Every name of the tables, ready to be found in a row of words."""

    __slots__ = ("_lower_starts", "_starts")

    def __init__(self, named: Iterable[tuple[str, Entry]]) -> None:
        """Take pairs of a name and the entry that it may stand for.

        A part of a name written in small letters ("al", "security council") is found in any case;
        a capitalised first part only where it is printed with a capital or all in capitals; an
        abbreviation in capitals only so, or, from four letters on, capitalised ("Nato").
        """
        gathered: dict[tuple[str, ...], list[Entry]] = {}
        for name, entry in named:
            written = name_parts(name)
            if written not in gathered:
                gathered[written] = [entry]
            elif entry not in gathered[written]:
                gathered[written].append(entry)
        starts: dict[str, list[_Known]] = {}
        for written, entries in gathered.items():
            if len(entries) > 1:
                entries.sort(key=_likeliest_first)
            lowered = tuple([part.lower() for part in written])
            starts.setdefault(lowered[0], []).append((lowered, written, tuple(entries)))
        for candidates in starts.values():
            if len(candidates) > 1:
                candidates.sort(key=_longest_first)
        self._starts = starts
        self._lower_starts = frozenset(written[0] for written in gathered if written[0].islower())

    def match(self, words: Sequence[str]) -> tuple[Match, ...]:
        """Return the longest names in `words`, from left to right, none overlapping another."""
        printed = _Printed(words)
        found: list[Match] = []
        at = 0
        while at < len(printed.parts):
            part = printed.parts[at]
            length = 0
            if not part[0].islower() or part in self._lower_starts:
                candidates = self._starts.get(printed.lowered[at])
                if candidates is not None:
                    length, entries = _longest(candidates, printed, at)
                    if part in _ARTICLES and self._is_outreached(printed, at + 1, at + length):
                        length = 0
                    if length:
                        found.append(printed.match(at, at + length, entries))
            at += length or 1
        return tuple(found)

    def _is_outreached(self, printed: _Printed, at: int, end: int) -> bool:
        """Whether a name that starts at `at` goes on beyond `end` ("the West", "the West Bank")."""
        candidates = self._starts.get(printed.lowered[at]) if at < len(printed.parts) else None
        return candidates is not None and at + _longest(candidates, printed, at)[0] > end

    def lookup(self, name: str) -> tuple[Entry, ...]:
        """Return what the whole of `name` may stand for; nothing where it is not known."""
        words = name.split()
        for match in self.match(words):
            if match.start == 0 and match.end == len(words) and not match.is_partial:
                return match.entries
        return ()


def _likeliest_first(entry: Entry) -> tuple[int, int]:
    return -entry.weight, _RANK[entry.kind]


def _longest_first(known: _Known) -> int:
    return -len(known[0])


class _Printed:
    """The parts of a row of words, and which words each part comes from."""

    __slots__ = ("firsts", "lasts", "lowered", "parts")

    def __init__(self, words: Sequence[str]) -> None:
        self.parts: list[str] = []
        self.firsts: list[int] = []
        self.lasts: list[int] = []
        at = 0
        while at < len(words):
            word = words[at]
            end = at + 1
            if len(word) == 1 and word.isupper() and words[end : end + 1] == ["."]:
                end = _end_of_initials(words, at)
                word = "".join(words[at:end])
            for part in pieces(word):
                self.parts.append(part)
                self.firsts.append(at)
                self.lasts.append(end)
            at = end
        self.lowered = [part.lower() for part in self.parts]

    def match(self, at: int, end: int, entries: tuple[Entry, ...]) -> Match:
        """Return the match of the parts [at, end)."""
        firsts = self.firsts
        is_partial = (at > 0 and firsts[at - 1] == firsts[at]) or (
            end < len(firsts) and firsts[end - 1] == firsts[end]
        )
        return Match(firsts[at], self.lasts[end - 1], entries, is_partial)


def _end_of_initials(words: Sequence[str], at: int) -> int:
    """Return where initials split as "U", ".", "S", "." end; the next word if there is but one."""
    end = at
    while end + 1 < len(words) and len(words[end]) == 1 and words[end].isupper():
        if words[end + 1] != ".":
            break
        end += 2
    if end < len(words) and len(words[end]) == 1 and words[end].isupper():
        end += 1
    return end if end > at + 2 else at + 1


def _longest(candidates: list[_Known], printed: _Printed, at: int) -> tuple[int, tuple[Entry, ...]]:
    """Return how many parts from `at` on the longest name takes, and its entries; 0 if none."""
    length = 0
    entries: tuple[Entry, ...] = ()
    words = printed.lowered
    second = words[at + 1] if at + 1 < len(words) else None
    for lowered, written, named in candidates:
        size = len(lowered)
        if size < length:
            break
        if size > 1 and (lowered[1] != second or tuple(words[at : at + size]) != lowered):
            continue
        if _is_written_so(written, printed.parts, at):
            length = size
            entries += tuple([entry for entry in named if entry not in entries])
    return length, entries


def _is_written_so(written: tuple[str, ...], parts: list[str], at: int) -> bool:
    """Whether the case of the parts printed from `at` on allows the name as `written`."""
    has_article = written[0] in _ARTICLES
    for offset, name in enumerate(written):
        part = parts[at + offset]
        if part == name or name.islower() or (part.isupper() and not name.isupper()):
            continue
        if name.isupper():
            if part.isupper() or not (len(name) > 3 and part[0].isupper()):
                return False
        elif not name[1:].islower() or (part[0].islower() and (offset == 0 or has_article)):
            return False
    return not (written[0] in _WORDLIKE and _in_capitals(parts, at))


def _in_capitals(parts: list[str], at: int) -> bool:
    """Whether a word beside the one at `at` is in capitals too, as in a headline."""
    beside = parts[max(at - 1, 0) : at] + parts[at + 1 : at + 2]
    return any(len(part) > 1 and part.isupper() for part in beside)
