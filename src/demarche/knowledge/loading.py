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


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Everything that the tables know; made once by `load` and never changed."""

    names: Names
    roles: Roles
    countries: Mapping[str, Country]
    people: People

    @classmethod
    def load(cls) -> Knowledge:
        """Return the knowledge of the tables that lie in the package."""
        known = countries()
        return cls(
            names=Names(named_entries(known)),
            roles=load_roles(),
            countries=MappingProxyType(known),
            people=People.load(),
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
