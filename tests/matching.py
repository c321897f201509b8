"""Finding in a reading the mention that a row demands, and saying what it lacks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from demarche.model import (
    Attribution,
    EventType,
    Mention,
    Party,
    Quoting,
    Reading,
    Sector,
    Span,
    Status,
)


@dataclass(frozen=True, slots=True)
class Who:
    """A party that is demanded: its code and sector, and words that stand in it."""

    code: str
    sector: Sector | None = Sector.GOV
    words: str = ""

    def fits(self, party: Party) -> bool:
        """Whether `party` is the one demanded."""
        is_sector = self.sector is None or party.sector == self.sector
        return party.code == self.code and is_sector and self.words.lower() in party.text.lower()


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a chain of word that is demanded: words that stand in the source, and the rest."""

    words: str
    code: str | None = None
    named: bool | None = None
    kind: Quoting | None = None

    def fits(self, link: Attribution) -> bool:
        """Whether `link` is the one demanded."""
        source = link.source
        if source is None or self.words.lower() not in source.text.lower():
            return False
        return (
            self.code in (None, source.code)
            and self.named in (None, link.named)
            and self.kind in (None, link.kind)
        )


@dataclass(frozen=True, slots=True)
class Window:
    """Days that are demanded: these very ones or, where not `exact`, some that lie among them."""

    first: date
    last: date
    exact: bool = True
    words: str = ""

    def fits(self, mention: Mention) -> bool:
        """Whether the mention's days are the ones demanded, named by the words demanded."""
        if mention.occurred is None:
            return False
        days = mention.occurred.days
        if self.exact and (days.first, days.last) != (self.first, self.last):
            return False
        is_within = self.first <= days.first and days.last <= self.last
        return is_within and self.words.lower() in (mention.occurred.text or "").lower()


@dataclass(frozen=True, slots=True)
class Wanted:
    """A mention that a row demands; `told` are phrases of the text, one of them with its trigger.

    `word` is the chain of word, outermost first; None where the row demands nothing of it.
    """

    type: EventType
    told: tuple[str, ...]
    status: Status | None = None
    actors: tuple[Who, ...] = ()
    recipients: tuple[Who, ...] = ()
    when: Window | None = None
    word: tuple[Link, ...] | None = None


def place(text: str, phrase: str) -> Span:
    """Where `phrase` first stands in `text`."""
    start = text.index(phrase)
    return Span(start, start + len(phrase))


def lacks(mention: Mention, wanted: Wanted) -> list[str]:
    """What `mention` lacks to be the one wanted."""
    lacking = []
    if wanted.status not in (None, mention.status):
        lacking.append(f"status is {mention.status}, not {wanted.status}")
    lacking += _lacking_parties("actors", mention.actors, wanted.actors)
    lacking += _lacking_parties("recipients", mention.recipients, wanted.recipients)
    if wanted.when is not None and not wanted.when.fits(mention):
        lacking.append(f"days are {mention.occurred}, not {wanted.when}")
    if wanted.word is not None and not _is_chain(mention.attributions, wanted.word):
        lacking.append(f"word is {mention.attributions}, not {wanted.word}")
    return lacking


def told(reading: Reading, wanted: Wanted) -> list[Mention]:
    """The mentions of the type wanted with their trigger in one of the phrases wanted."""
    text = reading.article.text
    places = [place(text, phrase) for phrase in wanted.told]
    return [
        mention
        for mention in reading.mentions
        if mention.event_type == wanted.type
        and any(mention.evidence.trigger.overlaps(one) for one in places)
    ]


def the(reading: Reading, wanted: Wanted) -> Mention:
    """The mention that is wanted; fails, saying what the nearest ones lack, where none is."""
    near = told(reading, wanted)
    lacking = [lacks(mention, wanted) for mention in near]
    for mention, lack in zip(near, lacking, strict=True):
        if not lack:
            return mention
    phrase = wanted.told[0]
    if not near:
        others = [
            f"{mention.event_type} {mention.status}"
            for mention in reading.mentions
            if mention.evidence.sentence.contains(place(reading.article.text, phrase))
        ]
        raise AssertionError(f"no {wanted.type} in “{phrase}”; in its sentence: {others}")
    fewest = min(lacking, key=lambda lack: len(lack))
    raise AssertionError(f"{wanted.type} in “{phrase}”: " + "; ".join(fewest))


def parties(reading: Reading) -> list[Party]:
    """All parties of a reading: who acts, who is acted upon, who says so."""
    found: list[Party] = []
    for mention in reading.mentions:
        sources = [link.source for link in mention.attributions if link.source is not None]
        found += [*mention.actors, *mention.recipients, *sources]
    return found


def same_name(name: str | None, other: str) -> bool:
    """Whether two ways to write a name name the same person, hyphens and case aside."""
    return name is not None and _plain(name) == _plain(other)


def _plain(name: str) -> str:
    return name.replace("-", " ").casefold()


def _lacking_parties(role: str, got: Sequence[Party], wanted: Sequence[Who]) -> list[str]:
    if not wanted:
        return []
    codes = {who.code for who in wanted}
    strangers = [party for party in got if party.code and party.code not in codes]
    if _is_each_another(wanted, got) and not strangers:
        return []
    shown = [(party.text, party.code, party.sector and party.sector.value) for party in got]
    return [f"{role} are {shown}, not {list(wanted)}"]


def _is_each_another(wanted: Sequence[Who], got: Iterable[Party]) -> bool:
    """Whether each one wanted can be given a party of its own."""
    if not wanted:
        return True
    left = list(got)
    return any(
        wanted[0].fits(party) and _is_each_another(wanted[1:], left[:at] + left[at + 1 :])
        for at, party in enumerate(left)
    )


def _is_chain(got: Sequence[Attribution], wanted: Sequence[Link]) -> bool:
    return len(got) == len(wanted) and all(
        link.fits(one) for link, one in zip(wanted, got, strict=True)
    )
