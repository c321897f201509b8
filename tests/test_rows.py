"""What a report must yield, row by row, on the starting article and on our own telling of it."""

from __future__ import annotations

import re
from datetime import date

import pytest

from demarche import Reader
from demarche.model import (
    Days,
    EventType,
    Mention,
    Party,
    PublishedBasis,
    Quoting,
    Reading,
    Sector,
    Span,
    Statement,
)
from tests.matching import parties, place, same_name, the
from tests.rows import PRINTED, TEXTS, Piece, Quote, Text, file_of, on_both, read

FALSE_EVENTS = frozenset(
    {EventType.ASSAULT, EventType.COERCE, EventType.MOBILIZE, EventType.PROTEST, EventType.THREATEN}
)


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.name)
def test_each_phrase_that_a_row_names_stands_once_in_its_text(text: Text) -> None:
    words = file_of(text).read_text(encoding="utf-8")
    phrases = [phrase for wanted in text.wanted.values() for phrase in wanted.told]
    phrases += [text.second_kim, text.balance, text.body_opens, *text.channels]
    phrases += [text.exact_timeline.opens, text.no_response.opens]
    assert {phrase: words.count(phrase) for phrase in phrases} == dict.fromkeys(phrases, 1)


@on_both(0)
def test_row_00_the_day_is_inferred_as_a_window_where_none_is_given(text: Text) -> None:
    words = file_of(text).read_text(encoding="utf-8")
    report = words[words.index(text.furniture[0].words) :]
    published = Reader().read_text(report).article.published
    assert published is not None
    assert published.basis == PublishedBasis.INFERRED
    assert published.days.first <= PRINTED <= published.days.last
    assert published.reason


@on_both(1)
def test_row_01_furniture_title_and_byline(text: Text) -> None:
    article = read(text).article
    assert article.title == text.title
    assert article.byline == text.byline
    for piece in text.furniture:
        places = places_of(article.text, piece)
        assert len(places) == piece.times
        for one in places:
            kinds = {held.kind for held in article.furniture if held.span.overlaps(one)}
            assert kinds, f"“{piece.words}” is no furniture"
            assert kinds <= piece.kinds
    body = place(article.text, text.body_opens)
    assert not [held for held in article.furniture if held.span.overlaps(body)]


@on_both(2)
def test_row_02_the_review_will_end_in_the_coming_weeks(text: Text) -> None:
    reading = read(text)
    review = the(reading, text.wanted["review"])
    said = [
        time.days
        for time in reading.times
        if review.evidence.sentence.contains(time.span)
        and "Friday" in time.span.of(reading.article.text)
    ]
    assert [bounds(days) for days in said] == [(date(2021, 3, 12), date(2021, 3, 12))]


@on_both(3)
def test_row_03_two_secretaries_hold_talks_in_seoul(text: Text) -> None:
    talks = the(read(text), text.wanted["talks"])
    assert talks.place is not None
    assert (talks.place.text, talks.place.code) == ("Seoul", "KOR")


@on_both(4)
def test_row_04_the_visit_to_korea_and_the_trip_to_japan(text: Text) -> None:
    reading = read(text)
    assert the(reading, text.wanted["visit"]) != the(reading, text.wanted["trip"])


@on_both(5)
def test_row_05_the_quote_is_sung_kims_who_is_that_diplomat(text: Text) -> None:
    reading = read(text)
    statement = statement_of(reading, text.exact_timeline)
    assert statement.kind == Quoting.DIRECT
    speaker = last_source(the(reading, text.wanted["quoted review"]))
    diplomat = last_source(the(reading, text.wanted["review"]))
    assert (speaker.code, speaker.sector) == ("USA", Sector.GOV)
    assert same_name(speaker.name, "Sung Kim")
    assert same_name(diplomat.name, "Sung Kim")


@on_both(6)
def test_row_06_the_two_men_named_kim_are_never_mixed_up(text: Text) -> None:
    reading = read(text)
    words = reading.article.text
    second = Span(words.index(text.second_kim), words.index(text.second_kim) + len("Kim"))
    leader = place(words, "Kim Jong-un")
    diplomats = [one for one in parties(reading) if one.span.overlaps(second)]
    leaders = [one for one in parties(reading) if one.span.overlaps(leader)]
    assert diplomats
    assert all(same_name(one.name, "Sung Kim") and one.code == "USA" for one in diplomats)
    assert leaders
    assert all(same_name(one.name, "Kim Jong-un") for one in leaders)
    assert {(one.code, one.sector) for one in leaders} == {("PRK", Sector.GOV)}


@on_both(7)
def test_row_07_washington_is_to_hear_seoul_and_tokyo(text: Text) -> None:
    hearing = the(read(text), text.wanted["hear"])
    assert same_name(last_source(hearing).name, "Sung Kim")


@on_both(8)
def test_row_08_a_rival_to_be_balanced_is_neither_met_nor_attacked(text: Text) -> None:
    reading = read(text)
    phrase = place(reading.article.text, text.balance)
    told = [one for one in reading.mentions if one.evidence.sentence.contains(phrase)]
    assert told, "the tour that the sentence tells of is missing"
    assert not [one for one in told if one.evidence.trigger.overlaps(phrase)]
    assert not [one for one in told if one.event_type in FALSE_EVENTS]
    assert "CHN" not in {party.code for party in parties(reading)}


@on_both(9)
def test_row_09_no_announcement_on_the_trip(text: Text) -> None:
    announcement = the(read(text), text.wanted["announcement"])
    assert announcement.occurred is not None
    assert announcement.occurred.days.overlap(Days.on(date(2021, 3, 18)))


@on_both(10)
def test_row_10_no_answer_since_mid_february(text: Text) -> None:
    silence = the(read(text), text.wanted["silence"])
    assert last_source(silence).sector == Sector.GOV


@on_both(11)
def test_row_11_outreach_through_the_mission_and_other_channels(text: Text) -> None:
    outreach = the(read(text), text.wanted["outreach"])
    towards = " | ".join(party.text for party in outreach.recipients)
    named = f"{towards} | {outreach.why.get('channels', '')}"
    assert [channel for channel in text.channels if channel not in named] == []


@on_both(12)
def test_row_12_the_officials_quote_tells_the_same_silence(text: Text) -> None:
    reading = read(text)
    assert statement_of(reading, text.no_response).kind == Quoting.DIRECT
    quoted = the(reading, text.wanted["quoted silence"])
    silence = the(reading, text.wanted["silence"])
    assert text.no_response.source in last_source(quoted).text.lower()
    assert quoted.attributions[-1].kind == Quoting.DIRECT
    assert (quoted.event_type, acts(quoted)) == (silence.event_type, acts(silence))


@on_both(13)
def test_row_13_a_vow_at_the_january_congress(text: Text) -> None:
    reading = read(text)
    vow = the(reading, text.wanted["vow"])
    assert "party congress" in vow.evidence.sentence.of(reading.article.text)
    assert same_name(vow.actors[0].name, "Kim Jong-un")


@on_both(14)
def test_row_14_the_biggest_enemy(text: Text) -> None:
    enemy = the(read(text), text.wanted["enemy"])
    assert enemy.attributions == ()


@on_both(15)
def test_row_15_a_demand_to_scrap_the_policy_and_the_sanctions(text: Text) -> None:
    reading = read(text)
    demand = the(reading, text.wanted["demand"])
    sanctions = the(reading, text.wanted["sanctions"])
    assert demand.evidence.sentence == sanctions.evidence.sentence


def places_of(text: str, piece: Piece) -> list[Span]:
    """Each line of `text` that is the piece of furniture, as a span."""
    lines = re.finditer(rf"^{re.escape(piece.words)}\s*$", text, re.MULTILINE)
    return [Span(found.start(), found.start() + len(piece.words)) for found in lines]


def statement_of(reading: Reading, quote: Quote) -> Statement:
    """The statement that holds all of `quote` and is its speaker's."""
    text = reading.article.text
    ends = place(text, quote.opens), place(text, quote.closes)
    for statement in reading.statements:
        holds = all(any(span.contains(end) for span in statement.content) for end in ends)
        source = " ".join(span.of(text) for span in statement.source)
        if holds and quote.source in source:
            return statement
    raise AssertionError(f"no statement by {quote.source} holds “{quote.opens}…”")


def last_source(mention: Mention) -> Party:
    """The party on whose word the mention stands in the end."""
    assert mention.attributions, "on nobody's word"
    source = mention.attributions[-1].source
    assert source is not None, "on an unsaid word"
    return source


def bounds(days: Days | None) -> tuple[date, date] | None:
    """The first and the last day."""
    return None if days is None else (days.first, days.last)


def acts(mention: Mention) -> tuple[frozenset[str | None], frozenset[str | None], object]:
    """Who acts, towards whom, and when."""
    return (
        frozenset(party.code for party in mention.actors),
        frozenset(party.code for party in mention.recipients),
        mention.occurred and bounds(mention.occurred.days),
    )
