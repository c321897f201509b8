"""The fifteen rows of what the starting article must yield, for two texts that tell the same."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from demarche import Reader
from demarche.model import EventType, Furniture, Quoting, Reading, Sector, Status
from tests.matching import Link, Wanted, Who, Window

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("DEMARCHE_SHARED", ROOT.parent / "shared"))
PRINTED = date(2021, 3, 14)

KNOWN_FAILURES: Mapping[tuple[int, str], str] = {
    (5, "own"): 'the review in "finish it" is not found',
    (13, "own"): "the month of the congress is not linked to the vow",
}
"""Rows that fail as yet, by number and text, with the reason."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stand in the text as furniture, how often, and of which kinds."""

    words: str
    kinds: frozenset[Furniture]
    times: int = 1


@dataclass(frozen=True, slots=True)
class Quote:
    """A direct quote: its first and last words, words of its source, and the speaker's name."""

    opens: str
    closes: str
    source: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """A text, and what each row demands of its reading."""

    name: str
    folder: Path
    pattern: str
    published: date | None
    title: str
    byline: str
    furniture: tuple[Piece, ...]
    body_opens: str
    exact_timeline: Quote
    no_response: Quote
    second_kim: str
    balance: str
    channels: tuple[str, ...]
    wanted: Mapping[str, Wanted]

    @property
    def path(self) -> Path | None:
        """The file; None where this machine has none."""
        return next(iter(sorted(self.folder.glob(self.pattern))), None)


def on_both(row: int) -> pytest.MarkDecorator:
    """Run the test of row `row` on both texts; rows known to fail are marked as such."""
    return pytest.mark.parametrize(
        "text", [pytest.param(text, id=text.name, marks=_marks(row, text)) for text in TEXTS]
    )


def file_of(text: Text) -> Path:
    """The file of `text`; the test is skipped where it is not on this machine."""
    path = text.path
    if path is None:
        pytest.skip(f"the {text.name} article is not here: no {text.folder / text.pattern}")
    return path


def read(text: Text) -> Reading:
    """The reading of `text`; the test is skipped where it is not on this machine."""
    return _read(file_of(text), text.published)


@cache
def _read(path: Path, published: date | None) -> Reading:
    return Reader().read(path, published=published)


def _marks(row: int, text: Text) -> list[pytest.MarkDecorator]:
    reason = KNOWN_FAILURES.get((row, text.name))
    return [pytest.mark.xfail(reason=reason, strict=True)] if reason else []


def _days(first: str, last: str) -> Window:
    return Window(date.fromisoformat(first), date.fromisoformat(last))


def _among(first: str, last: str, words: str) -> Window:
    return Window(date.fromisoformat(first), date.fromisoformat(last), exact=False, words=words)


_SEOUL_TALKS = _days("2021-03-15", "2021-03-21")
_COMING_WEEKS = _days("2021-03-15", "2021-04-25")
_VISIT = _days("2021-03-17", "2021-03-18")
_SINCE_FEBRUARY = _days("2021-02-11", "2021-03-14")
_THE_TRIP = _among("2021-03-14", "2021-03-18", "during the trip")
_JANUARY = _among("2021-01-01", "2021-01-31", "January")
_NAVIGATION = frozenset({Furniture.NAVIGATION})
_CAPTION = frozenset({Furniture.CAPTION, Furniture.REPEAT})
_BYLINE = frozenset({Furniture.BYLINE})
_USA, _KOR, _JPN, _PRK = Who("USA"), Who("KOR"), Who("JPN"), Who("PRK")
_KIM_JONG_UN = Who("PRK", Sector.GOV, "Kim Jong-un")
_UNNAMED_DIPLOMAT = Link("a senior US diplomat", "USA", named=False, kind=Quoting.INDIRECT)
_UNNAMED_OFFICIAL = Link("senior administration official", "USA", named=False)
_SUNG_KIM = Link("Sung Kim", "USA", named=True, kind=Quoting.DIRECT)
_STATE_DEPARTMENT = Link("State Department", "USA")


@dataclass(frozen=True, slots=True)
class _Phrases:
    """Where one text tells each act."""

    review: str
    talks: str
    top_diplomat: str
    defence_chief: str
    visit: str
    trip: str
    quoted_review: str
    hear: str
    announcement: str
    silence: str
    outreach: tuple[str, ...]
    quoted_silence: str
    vow: str
    enemy: str
    demand: str
    sanctions: str
    agency: str


def _wanted(told: _Phrases) -> dict[str, Wanted]:
    """What rows 2 to 15 demand, told in the phrases of one text."""
    chain = (Link(told.agency), _UNNAMED_OFFICIAL)
    visitors = (Who("USA", words=told.top_diplomat), Who("USA", words=told.defence_chief))
    return {
        "review": Wanted(
            EventType.POLICY,
            (told.review,),
            Status.PLANNED,
            actors=(_USA,),
            when=_COMING_WEEKS,
            word=(_UNNAMED_DIPLOMAT,),
        ),
        "talks": Wanted(
            EventType.CONSULT,
            (told.talks,),
            Status.PLANNED,
            actors=(Who("USA", words="Secretary of State"), Who("USA", words="Defense Secretary")),
            recipients=(_KOR,),
            when=_SEOUL_TALKS,
        ),
        "visit": Wanted(
            EventType.CONSULT, (told.visit,), Status.PLANNED, visitors, (_KOR,), when=_VISIT
        ),
        "trip": Wanted(EventType.CONSULT, (told.trip,), Status.PLANNED, (_USA,), (_JPN,)),
        "quoted review": Wanted(
            EventType.POLICY, (told.quoted_review,), actors=(_USA,), word=(_SUNG_KIM,)
        ),
        "hear": Wanted(
            EventType.CONSULT,
            (told.hear,),
            Status.PLANNED,
            actors=(_USA,),
            recipients=(_KOR, _JPN),
            word=(Link("Kim", "USA"),),
        ),
        "announcement": Wanted(
            EventType.POLICY,
            (told.announcement,),
            Status.WILL_NOT_HAPPEN,
            actors=(_USA,),
            when=_THE_TRIP,
            word=(_STATE_DEPARTMENT,),
        ),
        "silence": Wanted(
            EventType.REJECT,
            (told.silence,),
            Status.ONGOING,
            (_PRK,),
            (_USA,),
            when=_SINCE_FEBRUARY,
            word=chain,
        ),
        "outreach": Wanted(
            EventType.CONSULT,
            told.outreach,
            Status.HAPPENED,
            (_USA,),
            (_PRK,),
            when=_SINCE_FEBRUARY,
            word=chain,
        ),
        "quoted silence": Wanted(
            EventType.REJECT,
            (told.quoted_silence,),
            Status.ONGOING,
            (_PRK,),
            (_USA,),
            when=_SINCE_FEBRUARY,
        ),
        "vow": Wanted(
            EventType.POLICY, (told.vow,), Status.HAPPENED, (_KIM_JONG_UN,), when=_JANUARY
        ),
        "enemy": Wanted(EventType.ACCUSE, (told.enemy,), Status.HAPPENED, (_KIM_JONG_UN,), (_USA,)),
        "demand": Wanted(
            EventType.REQUEST, (told.demand,), Status.HAPPENED, (_KIM_JONG_UN,), (_USA,)
        ),
        "sanctions": Wanted(
            EventType.SANCTION, (told.sanctions,), Status.ONGOING, (_USA,), (_PRK,)
        ),
    }


STARTING_ARTICLE = Text(
    name="starting",
    folder=SHARED / "seed",
    pattern="*.txt",
    published=PRINTED,
    title="US to end North Korea review in weeks: official",
    byline="Choi Si-young",
    furniture=(
        Piece("Back To Top", _NAVIGATION),
        Piece("US President Joe Biden (AFP-Yonhap)", _CAPTION, times=2),
        Piece("By Choi Si-young (", _BYLINE),
    ),
    body_opens="The US will wrap up",
    exact_timeline=Quote("I don‘t have an exact", "complete the review", "Sung Kim", "Sung Kim"),
    no_response=Quote("To date, we have", "response from Pyongyang", "the official"),
    second_kim="Kim, who did not elaborate",
    balance="to balance an assertive China, which is at odds with the US",
    channels=("mission to the UN", "several other channels"),
    wanted=_wanted(
        _Phrases(
            review="will wrap up its policy review",
            talks="senior-level talks",
            top_diplomat="top US envoy",
            defence_chief="defense chief",
            visit="is visiting Korea on March 17",
            trip="a trip to Japan",
            quoted_review="we‘ll be able to complete the review",
            hear="keen to heed input from Seoul",
            announcement="will not make a formal announcement",
            silence="has not responded to",
            outreach=("diplomatic outreach", "reached out to"),
            quoted_silence="have not received any response",
            vow="vowed to carry on with",
            enemy="has called the US his “biggest enemy”",
            demand="demanded Washington scrap",
            sanctions="referring to sanctions over",
            agency="Reuters",
        )
    ),
)

OWN_ARTICLE = Text(
    name="own",
    folder=ROOT / "examples",
    pattern="2021-03-14-review.txt",
    published=None,
    title="Washington weeks away from ending North Korea review: diplomat",
    byline="Seo Ha-neul",
    furniture=(
        Piece("Skip To Main Content", _NAVIGATION),
        Piece("US Secretary of State Antony Blinken (Pool-Hangang Courier)", _CAPTION, times=2),
        Piece("By Seo Ha-neul (", _BYLINE),
    ),
    body_opens="The United States will finish",
    exact_timeline=Quote("I can‘t give you a precise", "able to finish it", "Sung Kim", "Sung Kim"),
    no_response=Quote("So far, we have had", "reply from Pyongyang", "the official"),
    second_kim="Kim, who gave no hint",
    balance="to counterbalance a bolder China, which is at loggerheads with the US",
    channels=("mission to the United Nations", "several other channels"),
    wanted=_wanted(
        _Phrases(
            review="will finish its North Korea policy review",
            talks="hold talks with",
            top_diplomat="top diplomat",
            defence_chief="Pentagon chief",
            visit="are visiting South Korea",
            trip="a trip to Japan",
            quoted_review="able to finish it",
            hear="wants to hear from Seoul",
            announcement="will not announce anything",
            silence="has not answered any",
            outreach=("diplomatic overtures", "which contacted the"),
            quoted_silence="have had no reply",
            vow="pledged to go on building up",
            enemy="has branded the US his country’s “biggest enemy”",
            demand="demanded that Washington drop",
            sanctions="meaning the sanctions imposed",
            agency="Meridian",
        )
    ),
)

TEXTS = (STARTING_ARTICLE, OWN_ARTICLE)
