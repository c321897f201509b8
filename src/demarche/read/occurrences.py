"""When each act of an article took place: by its own date, or by the occasion that it names."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from demarche.knowledge.timewords import time_words
from demarche.model import Days, Occurrence, Status, TimeExpression
from demarche.model.days import Grain
from demarche.read import during, times
from demarche.read.acts import Act
from demarche.read.labels import Link
from demarche.read.links import Candidate, beginning_in, linked
from demarche.read.looked import Looked
from demarche.read.silence import Silence
from demarche.read.times import calendar

# A status that is surer tells which of two weekdays is meant.
SURE = 0.8
_DONE = frozenset({Status.HAPPENED, Status.DID_NOT_HAPPEN})
_TO_DO = frozenset({Status.PLANNED, Status.WILL_NOT_HAPPEN})
_WEEKDAYS = frozenset({"weekday", "weekdays"})
_MONTHS = frozenset({"month", "month_brief"})
_POINTING = frozenset("last next this past coming following previous that same".split())


def read(acts: Sequence[Act], looked: Looked) -> dict[int, Occurrence | None]:
    """Return the days of each act, by the act's `row`; None where the article gives none."""
    dated = _dated(looked)
    own = {act.row: _own(act, dated, looked) for act in acts}
    occasions = [
        _occasion(act, occurred, looked) for act in acts if (occurred := own[act.row]) is not None
    ]
    return {act.row: own[act.row] or _by_occasion(act, occasions, looked) for act in acts}


def _dated(looked: Looked) -> dict[Candidate, TimeExpression]:
    """Return the expressions of time by their words, in the text's order."""
    placed = [(looked.candidate(expression.span), expression) for expression in looked.times]
    known = [(words, expression) for words, expression in placed if words is not None]
    return dict(sorted(known, key=lambda one: one[0]))


def _own(act: Act, dated: Mapping[Candidate, TimeExpression], looked: Looked) -> Occurrence | None:
    """Return the days of the time expression that is linked to the act, if it names any."""
    found = linked(looked.heard, Link.TIME, act.row, list(dated), only_one=True)
    if found:
        words: Candidate | None = found[0].candidate
    else:
        words = _since(act, dated, looked) or _at_occasion(act, dated, looked)
    if words is None:
        return None
    expression = dated[words]
    published = looked.article.published.days if looked.article.published else None
    days = times.as_occurrence(
        expression,
        looked.article.text,
        looked.sentences,
        published=published,
        times=looked.times,
        act=looked.spans[act.row],
    )
    if days is None:
        return None
    text = expression.span.of(looked.article.text)
    days = _turned(_to_come(days, act, published), act, text, published)
    return Occurrence(days, text, expression.span)


def _to_come(days: Days, act: Act, published: Days | None) -> Days:
    """Return the week after, where a plan is for a week of which the paper's day is the last.

    In a Sunday paper, what "will be signed this week" will be from Monday on.
    """
    is_over = published is not None and days.grain is Grain.WEEK and days.last == published.last
    if not is_over or act.status is not Status.PLANNED:
        return days
    week = timedelta(days=7)
    return replace(days, first=days.first + week, last=days.last + week)


def _turned(days: Days, act: Act, words: str, published: Days | None) -> Days:
    """Return the weekday or month before, or after, where the other does not fit the act.

    What has been done on "Thursday" was done on the last one, what is to be done will be on the
    next; so it is with "December", where no year is named.
    """
    step = _step(words.lower())
    if published is None or step is None or act.status_chance < SURE:
        return days
    if act.status in _DONE and days.first > published.last:
        return step(days, -1)
    if act.status in _TO_DO and days.last < published.first:
        return step(days, 1)
    return days


def _step(words: str) -> Callable[[Days, int], Days] | None:
    """Return what moves days by a week, or a year, where the words name neither."""
    kinds = {time_words().words[word].kind for word in words.split() if word in time_words().words}
    if not _POINTING.isdisjoint(words.split()) or re.search(r"\d", words):
        return None
    if kinds & _MONTHS:
        return _by_years
    return _by_weeks if kinds & _WEEKDAYS else None


def _by_weeks(days: Days, count: int) -> Days:
    span = timedelta(weeks=count)
    return replace(days, first=days.first + span, last=days.last + span)


def _by_years(days: Days, count: int) -> Days:
    first, last = (calendar.months_on(day, 12 * count) for day in (days.first, days.last))
    return replace(days, first=first, last=last)


def _since(act: Act, dated: Mapping[Candidate, TimeExpression], looked: Looked) -> Candidate | None:
    """Return the first time expression after "since" in a sentence that tells of a silence.

    In "has not answered the calls that Bonn has made since May", it is as old as the calls.
    """
    sentence = looked.sentences[act.sentence]
    home = looked.candidate(sentence.span)
    if home is None or not isinstance(act.told, Silence):
        return None
    led = [
        words
        for words in beginning_in(list(dated), home.first + 1, home.last)
        if sentence.tokens[looked.row(words.first, sentence) - 1].text.lower() == "since"
    ]
    return led[0] if led else None


def _at_occasion(
    act: Act, dated: Mapping[Candidate, TimeExpression], looked: Looked
) -> Candidate | None:
    """Return the time expression by which an occasion is called at which an act took place.

    In "vowed at the January congress to go on", that is January.
    """
    sentence = looked.sentences[act.sentence]
    home, row = looked.candidate(sentence.span), looked.row(act.row, sentence)
    if home is None:
        return None
    for words in beginning_in(list(dated), home.first, home.last):
        called = looked.row(words.last - 1, sentence)
        if words.last <= home.last and during.is_at_called(called, row, sentence):
            return words
    return None


def _occasion(act: Act, occurred: Occurrence, looked: Looked) -> during.Dated:
    """Return a dated act as an occasion that others may name."""
    words = Candidate(*act.words)
    lemmas = looked.lemmas(words, looked.sentences[act.sentence])
    return during.Dated(looked.span(words).start, frozenset(lemmas), occurred)


def _by_occasion(act: Act, dated: Sequence[during.Dated], looked: Looked) -> Occurrence | None:
    """Return the days of the occasion that the act's sentence names, if the article dates it."""
    sentence = looked.sentences[act.sentence]
    named = during.occasion(looked.row(act.row, sentence), sentence)
    return during.days_of(named, dated, looked.article.text) if named is not None else None
