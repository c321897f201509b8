"""All tables at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from types import MappingProxyType

from demarche.knowledge.institutions import (
    names_of_bodies,
    names_of_groups,
    names_of_organs,
    names_of_outlets,
)
from demarche.knowledge.names import Names
from demarche.knowledge.people import People
from demarche.knowledge.places import (
    Country,
    Named,
    countries,
    names_of_countries,
    names_of_former_countries,
    names_of_peoples,
    names_of_places,
)
from demarche.knowledge.roles import Roles, load_roles
from demarche.knowledge.rows import rows


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Everything that the tables know; made once by `load` and never changed.

    `shared_names`, in small letters, are borne by institutions of many countries ("congress"), of
    which `names` gives the one that is in the news most.
    """

    names: Names
    roles: Roles
    countries: Mapping[str, Country]
    people: People
    shared_names: frozenset[str]

    @classmethod
    def load(cls) -> Knowledge:
        """Return the knowledge of the tables that lie in the package."""
        known = countries()
        return cls(
            names=Names(named_entries(known)),
            roles=load_roles(),
            countries=MappingProxyType(known),
            people=People.load(),
            shared_names=frozenset(name.lower() for (name,) in rows("shared_names", "name")),
        )


def named_entries(known: Mapping[str, Country]) -> chain[Named]:
    """Return every name of the tables with the entry that it may stand for."""
    return chain(
        names_of_countries(known.values()),
        names_of_former_countries(),
        names_of_peoples(),
        names_of_places(),
        names_of_organs(),
        names_of_bodies(),
        names_of_groups(),
        names_of_outlets(),
    )
