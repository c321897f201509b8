"""Who a phrase means, as far as it is known."""

from __future__ import annotations

from dataclasses import dataclass

from demarche.knowledge import Entry, EntryKind, Form
from demarche.model import Sector


@dataclass(frozen=True, slots=True)
class Who:
    """A party without its words; every field is None where it is not known."""

    code: str | None = None
    sector: Sector | None = None
    entity: str | None = None
    name: str | None = None

    def side(self) -> Who:
        """Return the country or body that the party acts for, as a whole."""
        return Who(self.code, self.sector) if self.code else NOBODY


NOBODY = Who()


def who_of(entry: Entry) -> Who:
    """Return the party that an entry of the tables stands for."""
    sector = entry.sector
    if entry.kind is EntryKind.CAPITAL:
        sector = Sector.GOV
    elif entry.kind is EntryKind.PEOPLE:
        if sector in (None, Sector.GOV):
            sector = Sector.GOV if entry.form is Form.ADJECTIVE else Sector.CVL
    elif entry.kind is EntryKind.OUTLET:
        sector = sector or Sector.MED
    if entry.code is None and sector is None:
        return Who(None, None, entry.entity, entry.name)
    return Who(entry.code, sector, entry.entity, entry.name)
