"""Who acts, who is acted upon, and who says so."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from demarche.model.spans import Span


class Sector(StrEnum):
    """PLOVER's sectors, with POL, IGO and NGO set apart from the agents of one country."""

    GOV = "GOV"
    MIL = "MIL"
    LEG = "LEG"
    JUD = "JUD"
    SPY = "SPY"
    POL = "POL"
    PTY = "PTY"
    OPP = "OPP"
    REB = "REB"
    IGO = "IGO"
    NGO = "NGO"
    MED = "MED"
    BUS = "BUS"
    CVL = "CVL"


@dataclass(frozen=True, slots=True)
class Party:
    """A party as one article names it, and who that is.

    `name` is the full name where it is known, `entity` the id in our tables, `code` the ISO 3166-1
    alpha-3 code of the country acted for or the body's abbreviation.
    """

    span: Span
    text: str
    name: str | None = None
    entity: str | None = None
    code: str | None = None
    sector: Sector | None = None


class Quoting(StrEnum):
    """Whether the words are the speaker's own."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class Statement:
    """Who says what: the places of source, cue and content, each in one or more pieces."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: Quoting


@dataclass(frozen=True, slots=True)
class Attribution:
    """One link of the chain of word: who says so, and the word that says that they do."""

    source: Party | None
    named: bool
    cue: Span | None
    cue_text: str | None
    kind: Quoting
