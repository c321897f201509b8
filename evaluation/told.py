"""Acts as gold and the reader tell them, article by article, with what pairs the two."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from demarche.model import Span

PARTS = ("actors", "recipients", "status", "when", "word")


@dataclass(frozen=True, slots=True)
class Named:
    """A party or source: its code, empty where unknown, and the places where its words stand."""

    text: str
    code: str
    places: tuple[Span, ...]

    def stands_at(self, other: Named) -> bool:
        """Whether the two share a character of the text."""
        return any(one.overlaps(two) for one in self.places for two in other.places)


@dataclass(frozen=True, slots=True)
class Dated:
    """The days of an act, in ISO form, and the places where the words that give them stand."""

    start: str
    end: str
    places: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """One act as a line of gold or a mention of the reader has it.

    `core` is known of lines alone, `confidence` of mentions alone.
    """

    trigger: Span
    sentence: Span
    kind: str
    status: str
    actors: tuple[Named, ...] = ()
    recipients: tuple[Named, ...] = ()
    when: Dated | None = None
    word: tuple[Named, ...] = ()
    core: bool = False
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Heard:
    """What the triggers head says of one word: the chance of an act, and of which type.

    `is_enough` says whether the chance was above the reader's threshold.
    """

    span: Span
    chance: float
    kind: str
    is_enough: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """A line and the mention that finds it, by number, and the `PARTS` that are wrong in it."""

    line: int
    mention: int
    wrong: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Report:
    """One article with its lines, its mentions and how they pair.

    `times` are the time expressions that the reader found, each with whether it has days.
    """

    name: str
    text: str
    lines: tuple[Told, ...]
    mentions: tuple[Told, ...]
    pairs: tuple[Pair, ...]
    furniture: tuple[Span, ...] = ()
    times: tuple[tuple[Span, bool], ...] = ()
    heard: tuple[Heard, ...] = ()

    def missed(self) -> tuple[Told, ...]:
        """Return the lines that no mention finds."""
        found = {pair.line for pair in self.pairs}
        return tuple(line for i, line in enumerate(self.lines) if i not in found)

    def too_many(self) -> tuple[Told, ...]:
        """Return the mentions that find no line."""
        used = {pair.mention for pair in self.pairs}
        return tuple(mention for i, mention in enumerate(self.mentions) if i not in used)


def line(row: Mapping[str, Any], text: str) -> Told:
    """Return the act of a row of gold; places are looked for in its sentence, then anywhere."""
    start = text.index(row["sentence"])
    sentence = Span(start, start + len(row["sentence"]))
    when = row["when"]
    return Told(
        trigger=next(_places(row["anchor"], text, sentence)),
        sentence=sentence,
        kind=row["type"],
        status=row["status"],
        actors=_named(row["actors"], text, sentence),
        recipients=_named(row["recipients"], text, sentence),
        when=when and Dated(when["start"], when["end"], _about(when["text"], text, sentence)),
        word=_named(row["attribution"], text, sentence),
        core=row["core"],
    )


def mention(row: Mapping[str, Any]) -> Told:
    """Return the act of a mention in a reading's JSON."""
    when, evidence = row["occurred"], row["evidence"]
    sources = [link["source"] for link in row["attributions"] if link["source"]]
    return Told(
        trigger=span(evidence["trigger"]),
        sentence=span(evidence["sentence"]),
        kind=row["event_type"],
        status=row["status"],
        actors=_read(row["actors"]),
        recipients=_read(row["recipients"]),
        when=when and Dated(when["start"], when["end"], (Span(*when["span"]),)),
        word=_read(sources),
        confidence=row["confidence"],
    )


def span(row: Mapping[str, Any]) -> Span:
    """Return the place that a row of a reading's JSON names."""
    return Span(row["start"], row["end"])


def _read(rows: list[Mapping[str, Any]]) -> tuple[Named, ...]:
    return tuple(Named(row["text"], row["code"] or "", (span(row),)) for row in rows)


def _named(rows: list[Mapping[str, Any]], text: str, sentence: Span) -> tuple[Named, ...]:
    return tuple(
        Named(row["text"], row["code"], _about(row["text"], text, sentence)) for row in rows
    )


def _about(words: str | None, text: str, sentence: Span) -> tuple[Span, ...]:
    """Return where `words` stand in the sentence; where they do not, all their places."""
    if not words:
        return ()
    return tuple(_places(words, text, sentence)) or tuple(_places(words, text, Span(0, len(text))))


def _places(words: str, text: str, within: Span) -> Iterator[Span]:
    start = text.find(words, within.start, within.end)
    while start >= 0:
        yield Span(start, start + len(words))
        start = text.find(words, start + 1, within.end)
