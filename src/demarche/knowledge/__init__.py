"""Countries, bodies, groups, offices and roles: what a name in a report may stand for."""

from demarche.knowledge.entries import (
    Entry,
    EntryKind,
    Form,
    Match,
    Role,
    RoleKind,
    RoleMatch,
    Validity,
)
from demarche.knowledge.loading import Knowledge
from demarche.knowledge.names import Names
from demarche.knowledge.places import Country
from demarche.knowledge.roles import Roles

__all__ = [
    "Country",
    "Entry",
    "EntryKind",
    "Form",
    "Knowledge",
    "Match",
    "Names",
    "Role",
    "RoleKind",
    "RoleMatch",
    "Roles",
    "Validity",
]
