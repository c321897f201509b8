"""A reader that follows a script: reports in a small language of lines, read without a model.

The first line is a header: publisher | day | address | title, of which the last two may be left
out, and `-` stands for what is not known. Each line with bars is an act, each other line is text:

    The Example Post | 2021-03-14
    POLICY planned | USA | KOR | 2021-03-15..2021-04-25 | by Sung Kim/USA | The review will be \
*completed* in the coming weeks.
    북한은 미사일을 발사했다고 한다.

An act has its type and status, actors, recipients, days, then any number of parts that begin with a
key (`by`, `as`, `at`, `due`, `via`, `sure`, `unanswered`), and last its sentence, in which the word
for the act stands between asterisks. The article's text holds the sentences and nothing else.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from demarche.model import (
    Article,
    Attribution,
    Days,
    EventType,
    Evidence,
    Failure,
    Grain,
    Mention,
    Occurrence,
    Page,
    PageError,
    Party,
    Place,
    PloverType,
    Published,
    PublishedBasis,
    Quoting,
    Reading,
    Sector,
    Span,
    Status,
    TimeExpression,
    TimexType,
)
from demarche.record.words import terms

COUNTRIES = {
    "CHN": "China",
    "JPN": "Japan",
    "KOR": "South Korea",
    "NOR": "Norway",
    "PRK": "North Korea",
    "RUS": "Russia",
    "USA": "United States",
}
_LIKENESS = 96
_TRIGGER = re.compile(r"\*([^*]+)\*")


class ScriptedReader:
    """Reads reports written in the language of this module."""

    def read(self, page: Page, *, published: date | None = None) -> Reading:
        """Return what the script of `page` says. Raises PageError where there is none."""
        lines = [line.strip() for line in page.data.decode().splitlines() if line.strip()]
        if not lines:
            raise PageError(page.name, "no text in it")
        publisher, day, url, title = (_fields(lines[0]) + [None] * 3)[:4]
        known = published or page.published or (date.fromisoformat(day) if day else None)
        acts: list[_Act] = []
        told: list[str] = []
        for line in lines[1:]:
            *parts, sentence = (part.strip() for part in line.split("|"))
            start = sum(len(one) + 1 for one in told)
            told.append(sentence.replace("*", "") if parts else sentence)
            if parts:
                acts.append(_Act(parts, sentence, start))
        article = Article(
            name=page.name,
            id=hashlib.sha256(page.data).hexdigest()[:12],
            text="\n".join(told),
            url=url,
            publisher=publisher,
            title=title,
            language="en",
            published=Published(Days.on(known), PublishedBasis.GIVEN) if known else None,
        )
        mentions = tuple(act.mention(f"m{at}") for at, act in enumerate(acts, start=1))
        times = tuple(act.due() for act in acts if "due" in act.more)
        return Reading(article, mentions, (), times)


def gather(sources: Iterable[str]) -> Iterator[Page | Failure]:
    """Stand for what gathers, where every source is a page already."""
    for source in sources:
        yield Failure(source, "no page of the test")


@dataclass(frozen=True)
class _Act:
    """A line with bars: its parts, its sentence, and where that begins in the article's text."""

    parts: list[str]
    marked: str
    start: int

    @property
    def more(self) -> dict[str, str]:
        """The parts that begin with a key."""
        return {key: value for key, _, value in (part.partition(" ") for part in self.parts[4:])}

    @property
    def text(self) -> str:
        """The sentence as it is printed."""
        return self.marked.replace("*", "")

    @property
    def sentence(self) -> Span:
        """Where the sentence stands."""
        return Span(self.start, self.start + len(self.text))

    @property
    def trigger(self) -> Span:
        """Where the word for the act stands."""
        found = _TRIGGER.search(self.marked)
        assert found, f"no word for the act between asterisks: {self.marked}"
        at = self.start + found.start()
        return Span(at, at + len(found[1]))

    def mention(self, number: str) -> Mention:
        """Return the act as a mention."""
        kind, _, status = self.parts[0].partition(" ")
        plover, _, mode = self.more.get("as", "").partition(":")
        words = self.text[self.trigger.start - self.start : self.trigger.end - self.start]
        place = self.more.get("at")
        why: dict[str, object] = {"trigger": words}
        if "unanswered" in self.more:
            why["rule"] = "silence:not-answered"
        if "via" in self.more:
            why["channels"] = [one.strip() for one in self.more["via"].split(",")]
        return Mention(
            id=number,
            event_type=EventType(kind),
            plover_type=PloverType(plover) if plover else None,
            mode=mode or None,
            contexts=(),
            status=Status(status),
            actors=self._parties(self.parts[1]),
            recipients=self._parties(self.parts[2]),
            place=Place(self._at(place), place, None) if place else None,
            occurred=_occurrence(self.parts[3]),
            attributions=tuple(self._links()),
            evidence=Evidence(self.sentence, self.trigger),
            confidence=float(self.more.get("sure", "0.9")),
            why=why,
            likeness=likeness(words),
        )

    def due(self) -> TimeExpression:
        """Return the days by which what is promised or demanded is to be done."""
        end = self.sentence.end
        return TimeExpression(Span(end - 1, end), TimexType.DATE, None, _days(self.more["due"]))

    def _links(self) -> Iterator[Attribution]:
        """Yield the chain of word, outermost first; a source in lower case is not named."""
        for said in filter(None, self.more.get("by", "").split(" citing ")):
            source = self._party(said.strip())
            yield Attribution(source, source.text[:1].isupper(), None, None, Quoting.INDIRECT)

    def _parties(self, names: str) -> tuple[Party, ...]:
        return tuple(self._party(name.strip()) for name in names.split(",") if name.strip("- "))

    def _party(self, name: str) -> Party:
        """Return a country by its code, or who acts for the one behind a stroke, if for any."""
        words, _, code = name.partition("/")
        if words in COUNTRIES:
            full, entity = COUNTRIES[words], f"country:{words}"
            return Party(self._at(words), words, full, entity, words, Sector.GOV)
        if code == "MED":
            return Party(self._at(words), words, words, None, None, Sector.MED)
        is_person = code and words[:1].isupper() and " " in words
        entity = f"person:{words.casefold().replace(' ', '-')}" if is_person else None
        sector = Sector.GOV if code else None
        return Party(self._at(words), words, words, entity, code or None, sector)

    def _at(self, words: str) -> Span:
        """Return where `words` stand in the sentence; all of it where they are meant by others."""
        at = self.text.find(words)
        if at < 0:
            return self.sentence
        return Span(self.start + at, self.start + at + len(words))


def likeness(words: str) -> bytes:
    """Return a wording that is the same for equal stems, and else like no other."""
    stems = " ".join(terms(words))
    return hashlib.shake_128(stems.encode()).digest(_LIKENESS)


def report(
    *lines: str,
    by: str = "The Example Post",
    on: str = "2021-03-14",
    url: str = "-",
    title: str = "-",
    name: str | None = None,
    accessed: datetime | None = None,
) -> Page:
    """Return the page of a report: its header made of what is given, and its lines."""
    script = "\n".join([f"{by} | {on} | {url} | {title}", *lines])
    return Page(name or f"{by}, {on}", script.encode(), accessed=accessed)


def _fields(line: str) -> list[str | None]:
    return [None if field.strip() == "-" else field.strip() for field in line.split("|")]


def _occurrence(field: str) -> Occurrence | None:
    return None if field == "-" else Occurrence(_days(field), None, None)


def _days(field: str) -> Days:
    first, _, last = field.partition("..")
    days = date.fromisoformat(first), date.fromisoformat(last or first)
    return Days(*days, Grain.DAY if days[0] == days[1] else Grain.WINDOW)
