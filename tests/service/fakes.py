"""Parts that serve a `Reader` with readings made by hand: no model, no tables, no network."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from demarche.model import (
    Article,
    Attribution,
    Days,
    EventType,
    Evidence,
    Failure,
    Furnishing,
    Furniture,
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
    Relation,
    Sector,
    Span,
    Statement,
    Status,
    TimeExpression,
    TimexType,
    Unresolved,
)

TEXT = """Share this story

Norway to finish Arctic review by summer, official says

By Ingrid Solheim

Norway will complete its review of Arctic policy in the coming weeks, a senior Norwegian diplomat \
said on Friday, ahead of talks in Helsinki with Finland.

“We will not publish anything during the trip,” Foreign Minister Anne Dahl said.

Moscow has not answered Oslo’s invitation since mid-February, Reuters reported, citing an official \
who asked not to be named.
"""

SENTENCES = tuple(TEXT.split("\n\n"))


def at(words: str, *, after: str = "", text: str = TEXT) -> Span:
    """Where `words` first stand in the text behind `after`."""
    start = text.index(words, text.index(after))
    return Span(start, start + len(words))


def party(
    words: str, code: str | None, sector: Sector | None, *, name: str | None = None, after: str = ""
) -> Party:
    """A party as the text prints it."""
    return Party(at(words, after=after), words, name, None, code, sector)


NORWAY = party("Norway", "NOR", Sector.GOV, name="Norway", after="Norway will")
DAHL = party("Foreign Minister Anne Dahl", "NOR", Sector.GOV, name="Anne Dahl")
MOSCOW = party("Moscow", "RUS", Sector.GOV, name="Russia")
OSLO = party("Oslo", "NOR", Sector.GOV, name="Norway")
FINLAND = party("Finland", "FIN", None, name="Finland")
DIPLOMAT = party("a senior Norwegian diplomat", "NOR", Sector.GOV)
REUTERS = party("Reuters", None, Sector.MED, name="Reuters")
OFFICIAL = party("an official who asked not to be named", None, None)


def said(
    source: Party | None, cue: str, *, named: bool = True, kind: Quoting = Quoting.INDIRECT
) -> Attribution:
    """One link of the chain of word."""
    return Attribution(source, named, at(cue, after=SENTENCES[3][:20]), cue, kind)


def days(first: str, last: str, words: str) -> Occurrence:
    """The days that printed words give."""
    covered = Days(date.fromisoformat(first), date.fromisoformat(last), Grain.WINDOW, words)
    return Occurrence(covered, words, at(words))


def mention(
    number: int,
    sentence: str,
    trigger: str,
    event_type: EventType,
    status: Status,
    actors: tuple[Party, ...],
    **more: object,
) -> Mention:
    """A mention whose trigger stands in one of the text's sentences."""
    plain = Mention(
        id=f"m{number}",
        event_type=event_type,
        plover_type=None,
        mode=None,
        contexts=(),
        status=status,
        actors=actors,
        recipients=(),
        place=None,
        occurred=None,
        attributions=(),
        evidence=Evidence(at(sentence.strip()), at(trigger, after=sentence.strip())),
        confidence=0.87654321,
        why={"rule": "made by hand", "scores": (0.5, 1), "span": Span(1, 2)},
    )
    return replace(plain, **more)  # type: ignore[arg-type]


MENTIONS = (
    mention(
        1,
        SENTENCES[3],
        "complete",
        EventType.POLICY,
        Status.PLANNED,
        (NORWAY,),
        occurred=days("2021-03-15", "2021-04-25", "in the coming weeks"),
        attributions=(said(DIPLOMAT, "said", named=False),),
    ),
    mention(
        2,
        SENTENCES[3],
        "talks",
        EventType.CONSULT,
        Status.PLANNED,
        (NORWAY,),
        plover_type=PloverType.AGREE,
        mode="visit",
        recipients=(FINLAND,),
        place=Place(at("Helsinki"), "Helsinki", "FIN"),
        contexts=("diplomatic",),
    ),
    mention(
        3,
        SENTENCES[4],
        "not publish",
        EventType.POLICY,
        Status.WILL_NOT_HAPPEN,
        (DAHL,),
        attributions=(said(DAHL, "said", kind=Quoting.DIRECT),),
    ),
    mention(
        4,
        SENTENCES[5],
        "has not answered",
        EventType.REJECT,
        Status.ONGOING,
        (MOSCOW,),
        plover_type=PloverType.REJECT,
        recipients=(OSLO,),
        occurred=days("2021-02-11", "2021-03-14", "since mid-February"),
        attributions=(said(REUTERS, "reported"), said(OFFICIAL, "citing", named=False)),
    ),
)

STATEMENTS = (
    Statement(
        source=(at("Foreign Minister Anne Dahl"),),
        cue=(at("said", after="Anne Dahl"),),
        content=(at("“We will not publish anything during the trip,”"),),
        kind=Quoting.DIRECT,
    ),
    Statement(source=(), cue=(), content=(at("Moscow has not answered"),), kind=Quoting.INDIRECT),
)

TIMES = (
    TimeExpression(
        at("in the coming weeks"),
        TimexType.DATE,
        "FUTURE_REF",
        MENTIONS[0].occurred.days,  # type: ignore[union-attr]
    ),
    TimeExpression(
        at("on Friday"), TimexType.DATE, "2021-03-12", Days.on(date(2021, 3, 12), "on Friday")
    ),
    TimeExpression(at("by summer"), TimexType.DATE, None, None),
)

READING = Reading(
    Article(
        name="arctic.txt",
        id="a1",
        text=TEXT,
        publisher="The Example Post",
        title="Norway to finish Arctic review by summer, official says",
        byline="Ingrid Solheim",
        language="en",
        published=Published(Days.on(date(2021, 3, 14)), PublishedBasis.GIVEN),
        furniture=(
            Furnishing(at("Share this story"), Furniture.NAVIGATION),
            Furnishing(at("By Ingrid Solheim"), Furniture.BYLINE),
        ),
    ),
    MENTIONS,
    STATEMENTS,
    TIMES,
)


@dataclass
class FakePipeline:
    """Gives every page the reading made by hand; refuses what is empty or not UTF-8."""

    asked: list[tuple[str, date | None]] = field(default_factory=list)

    def read(self, page: Page, *, published: date | None = None) -> Reading:
        """The reading made by hand, under the page's name and day."""
        self.asked.append((page.name, published))
        try:
            text = page.data.decode("utf-8")
        except UnicodeDecodeError as error:
            raise PageError(page.name, "not UTF-8") from error
        if not text.strip():
            raise PageError(page.name, "no text in it")
        if "interrupt here" in text:
            raise KeyboardInterrupt
        if "a bug is here" in text:
            raise ZeroDivisionError
        day = published or page.published
        known = Published(Days.on(day), PublishedBasis.GIVEN) if day else None
        digest = hashlib.sha256(page.data).hexdigest()[:12]
        article = replace(READING.article, name=page.name, id=digest, published=known)
        return replace(READING, article=article)

    def code(
        self, sentence: str, source: Span | None, target: Span | None
    ) -> Relation | Unresolved:
        """A consultation, whoever meets whom, but nothing where the sentence says so."""
        assert source or target
        if "nothing" in sentence:
            return Unresolved("no act between the two")
        return Relation(EventType.CONSULT, Status.PLANNED, PloverType.AGREE, 0.91)


def gather(sources: Iterable[str]) -> Iterator[Page | Failure]:
    """Files and folders as pages; a line in angle brackets stands for one more report of a file."""
    for source in sources:
        path = Path(source)
        files = sorted(path.iterdir()) if path.is_dir() else [path]
        for file in files:
            if not file.exists():
                yield Failure(str(file), "no such file")
                continue
            for report in file.read_bytes().split(b"<next>"):
                yield Page(str(file), report)
