"""Which words of an article the tables know, as names or as roles."""

from __future__ import annotations

from dataclasses import dataclass, replace

from demarche.knowledge import Knowledge, Match, RoleMatch
from demarche.read.actors.find.view import View


@dataclass(frozen=True, slots=True)
class Found:
    """For each word of a view, the name and the role that it is a part of; places are the view's.

    `names` holds whole names only; `parts` and `role_parts` those
    that are the first part of a hyphenated word ("Turkish-backed", "rebel-held").
    """

    names: list[Match | None]
    parts: list[Match | None]
    roles: list[RoleMatch | None]
    role_parts: list[RoleMatch | None]

    @classmethod
    def of(cls, view: View, knowledge: Knowledge) -> Found:
        """Return what the tables know of the words of `view`."""
        count = len(view.words)
        found = cls([None] * count, [None] * count, [None] * count, [None] * count)
        for first, end in view.bounds:
            words = view.words[first:end]
            for match in knowledge.names.match(words):
                found._add_name(replace(match, start=first + match.start, end=first + match.end))
            for role in knowledge.roles.match(words):
                shifted = replace(role, start=first + role.start, end=first + role.end)
                found._add_role(found._without_name(shifted, view, knowledge), view)
        return found

    def _add_name(self, match: Match) -> None:
        kept = self.parts if match.is_partial else self.names
        for at in range(match.start, match.end):
            if kept[at] is None:
                kept[at] = match

    def _without_name(self, match: RoleMatch, view: View, knowledge: Knowledge) -> RoleMatch:
        """Return the role that is left where its words begin with a name ("Nato allies")."""
        name = self.names[match.start]
        if name is None or not match.start < name.end < match.end:
            return match
        left = knowledge.roles.lookup(" ".join(view.words[name.end : match.end]))
        return match if left is None else replace(match, start=name.end, role=left)

    def _add_role(self, match: RoleMatch, view: View) -> None:
        """Keep a role, unless a name as long stands there; a role within a name is not one."""
        kept = self.roles
        last = view.lowered[match.end - 1]
        if "-" in last and not last.endswith(match.role.name[-3:]) and not match.is_plural:
            kept = self.role_parts
        for at in range(match.start, match.end):
            name = self.names[at]
            if name is not None and not _lies_within(name, match):
                return
        for at in range(match.start, match.end):
            if kept is self.roles:
                self.names[at] = None
            kept[at] = match


def _lies_within(name: Match, role: RoleMatch) -> bool:
    """Whether the name is a lesser part of the words of the role."""
    return (
        role.start <= name.start
        and name.end <= role.end
        and name.end - name.start < role.end - role.start
    )
