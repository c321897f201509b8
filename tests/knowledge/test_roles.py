"""Roles are found with their sector, in singular and plural."""

from __future__ import annotations

import pytest

from demarche.knowledge import Knowledge, RoleKind, Roles
from demarche.knowledge.roles import plural_of
from demarche.model import Sector


@pytest.fixture(scope="module")
def roles() -> Roles:
    return Knowledge.load().roles


@pytest.mark.parametrize(
    ("text", "name", "sector", "kind", "is_plural"),
    [
        ("the foreign minister", "foreign minister", Sector.GOV, RoleKind.PERSON, False),
        ("Foreign Ministers", "foreign minister", Sector.GOV, RoleKind.PERSON, True),
        ("secretaries of state", "secretary of state", Sector.GOV, RoleKind.PERSON, True),
        ("attorney-general", "attorney general", Sector.GOV, RoleKind.PERSON, False),
        ("troops", "troops", Sector.MIL, RoleKind.GROUP, True),
        ("rebels", "rebel", Sector.REB, RoleKind.PERSON, True),
        ("Government forces", "government forces", Sector.MIL, RoleKind.GROUP, True),
        ("two MPs", "MP", Sector.LEG, RoleKind.PERSON, True),
        ("lawmakers", "lawmaker", Sector.LEG, RoleKind.PERSON, True),
        ("the spokeswoman", "spokesman", None, RoleKind.PERSON, False),
        ("protesters", "protester", Sector.CVL, RoleKind.PERSON, True),
        ("the ministry of foreign affairs", "foreign ministry", Sector.GOV, RoleKind.ORGAN, False),
        ("UN peacekeepers", "UN peacekeepers", Sector.IGO, RoleKind.GROUP, True),
        ("journalists", "journalist", Sector.MED, RoleKind.PERSON, True),
    ],
)
def test_a_role_is_found(
    roles: Roles, text: str, name: str, sector: Sector | None, kind: RoleKind, is_plural: bool
) -> None:
    (match,) = roles.match(text.split())
    found = (match.role.name, match.role.sector, match.role.kind, match.is_plural)
    assert found == (name, sector, kind, is_plural)


@pytest.mark.parametrize("text", ["an mp3 of it", "a major problem", "they talked", "airstrikes"])
def test_other_words_are_no_roles(roles: Roles, text: str) -> None:
    assert roles.match(text.split()) == ()


def test_a_role_says_whether_it_needs_a_country(roles: Roles) -> None:
    needing = {name: roles.lookup(name) for name in ("government", "army", "police", "minister")}
    standing = {name: roles.lookup(name) for name in ("militants", "protesters", "aid agency")}
    assert all(role and role.needs_country for role in needing.values())
    assert all(role and not role.needs_country for role in standing.values())


def test_groups_and_organs_are_more_than_one_person(roles: Roles) -> None:
    groups = [roles.lookup(name) for name in ("troops", "parliament")]
    person = roles.lookup("envoy")
    assert all(role and role.is_group for role in groups)
    assert person
    assert not person.is_group


@pytest.mark.parametrize(
    ("noun", "plural"),
    [
        ("spokesman", "spokesmen"),
        ("policewoman", "policewomen"),
        ("agency", "agencies"),
        ("envoy", "envoys"),
        ("watch", "watches"),
        ("MP", "MPs"),
        ("head of state", "heads of state"),
        ("commander-in-chief", "commanders-in-chief"),
    ],
)
def test_plurals(noun: str, plural: str) -> None:
    assert plural_of(noun) == plural
