"""Common nouns that say in what capacity somebody acts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from demarche.knowledge.entries import Role, RoleKind, RoleMatch
from demarche.knowledge.rows import rows, sector, several
from demarche.knowledge.spelling import name_parts, pieces

_COLUMNS = ("name", "sector", "kind", "needs_country", "plurals", "aliases")
_ALWAYS_PLURAL = "-"
_Known = tuple[tuple[str, ...], Role, bool, int]


class Roles:
    """Every role of the tables, ready to be found in a row of words.

    Words are compared without regard to case, but a capital in the table is a capital in print:
    "MP" is never "mp", and "Major" never "major".
    What a word means is not looked at: "general" in "general election" is found as well.
    """

    __slots__ = ("_by_name", "_starts")

    def __init__(self, written: Iterable[tuple[str, Role, bool]]) -> None:
        """Take triples of a spelling, its role, and whether the spelling is a plural."""
        self._by_name: dict[tuple[str, ...], _Known] = {}
        self._starts: dict[str, list[_Known]] = {}
        for spelling, role, is_plural in written:
            parts = name_parts(spelling)
            lowered = tuple([part.lower() for part in parts])
            if lowered not in self._by_name:
                known = (lowered, role, is_plural, _capitals(parts[0]))
                self._by_name[lowered] = known
                self._starts.setdefault(lowered[0], []).append(known)
        for candidates in self._starts.values():
            if len(candidates) > 1:
                candidates.sort(key=lambda known: -len(known[0]))

    def match(self, words: Sequence[str]) -> tuple[RoleMatch, ...]:
        """Return the longest roles in `words`, from left to right, none overlapping another."""
        printed: list[str] = []
        owners: list[int] = []
        for index, word in enumerate(words):
            for part in pieces(word):
                printed.append(part)
                owners.append(index)
        lowered = [part.lower() for part in printed]
        found: list[RoleMatch] = []
        at = 0
        while at < len(lowered):
            length = 1
            for parts, role, is_plural, capitals in self._starts.get(lowered[at], ()):
                size = len(parts)
                if capitals and not printed[at][:capitals].isupper():
                    continue
                if size == 1 or tuple(lowered[at : at + size]) == parts:
                    first, last = owners[at], owners[at + size - 1]
                    found.append(RoleMatch(first, last + 1, role, is_plural))
                    length = size
                    break
            at += length
        return tuple(found)

    def lookup(self, name: str) -> Role | None:
        """Return the role that the whole of `name` names, in any case, singular or plural."""
        known = self._by_name.get(tuple(part.lower() for part in name_parts(name)))
        return known[1] if known else None


def _capitals(part: str) -> int:
    """Return how many letters at the head of `part` are capitals, two at most."""
    return 2 if len(part) > 1 and part[:2].isupper() else int(part[0].isupper())


def load_roles() -> Roles:
    """Return the roles of the tables."""
    written: list[tuple[str, Role, bool]] = []
    for name, acts_as, kind, needs_country, plurals, aliases in rows("roles", *_COLUMNS):
        role = Role(name, sector(acts_as), RoleKind(kind), needs_country == "yes")
        spellings = [name, *several(aliases)]
        if plurals == _ALWAYS_PLURAL:
            written.extend((spelling, role, True) for spelling in spellings)
            continue
        irregular = several(plurals)
        written.extend((spelling, role, False) for spelling in spellings)
        written.extend((plural, role, True) for plural in irregular)
        regular = spellings[1:] if irregular else spellings
        written.extend((plural_of(spelling), role, True) for spelling in regular)
    return Roles(written)


def plural_of(noun: str) -> str:
    """Return the regular plural of an English noun, or of a phrase that has one at its head.

    >>> plural_of("spokesman"), plural_of("ministry"), plural_of("envoy"), plural_of("MP")
    ('spokesmen', 'ministries', 'envoys', 'MPs')
    >>> plural_of("member of parliament"), plural_of("editor-in-chief")
    ('members of parliament', 'editors-in-chief')
    """
    head, link, rest = _headed(noun)
    if head.endswith(("man", "woman")) and not head.endswith(("human", "shaman")):
        return f"{head[:-2]}en{link}{rest}"
    if head.endswith("y") and head[-2:-1] not in "aeiou":
        return f"{head[:-1]}ies{link}{rest}"
    if head.endswith(("s", "x", "ch", "sh", "z")):
        return f"{head}es{link}{rest}"
    return f"{head}s{link}{rest}"


def _headed(noun: str) -> tuple[str, str, str]:
    for link in (" of ", "-in-", " in ", " for ", " to ", " at "):
        head, found, rest = noun.partition(link)
        if found:
            return head, found, rest
    return noun, "", ""
