"""Who a phrase means, as far as it is known."""

from __future__ import annotations

from dataclasses import dataclass

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
