"""What is awaited of an event, and what became of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import TypeAlias

from demarche.knowledge.hindsight import looks_back
from demarche.model import Days, Status
from demarche.model.events import Event, Telling, Word
from demarche.model.ledger import Awaited, Expectation, Outcome
from demarche.record.accounts import TOOK_PLACE, accounts, contradictions, in_order
from demarche.record.origins import origin
from demarche.record.promises import SPOKEN, is_refusal, task, tells_of

# Pairs of mentions, by their ids.
Pairs: TypeAlias = AbstractSet[frozenset[str]]

_OPENING = {Status.PLANNED: Awaited.PLAN, Status.POSSIBLE: Awaited.POSSIBILITY}
_BY_HAND = {
    Status.HAPPENED: Outcome.KEPT,
    Status.DID_NOT_HAPPEN: Outcome.BROKEN,
    Status.WILL_NOT_HAPPEN: Outcome.WITHDRAWN,
}
# Vague windows move with the day of print; only one that ends much later is a new promise.
_SLACK = 0.25
_LEAST_SLACK = timedelta(days=1)
# What is told of a task so long after it was due is told of another.
_LONGEST_WAIT = timedelta(days=183)
_NOT_YET = re.compile(r"\b(?:yet|so far|still)\b", re.IGNORECASE)
_PARTLY = re.compile(r"\b(?:part(?:ly|ially)?|in part|only some|some of|half of)\b", re.IGNORECASE)


def expectation(
    event: Event,
    sure: Pairs | None = None,
    said: Iterable[Telling] = (),
    *,
    clear: Pairs | None = None,
) -> Expectation | None:
    """Return what is awaited of `event`, or `None` where nothing is or was.

    `sure` holds the pairs of mentions that are surely of one event: only such words may give a new
    window. `clear` holds those of which that is clear: only they may close what another opened; it
    is `sure` where it is left out, and without both all pairs count. `said` holds what reports tell
    of those who have to keep a promise or meet a demand: it is closed by what tells of its task.

    The tellings are taken in the order of print. One that looks ahead opens the expectation or
    gives it a new window; one that says that it took place, did not, or will not, closes it; a plan
    printed after a word that it will not be, or was not, opens it again.
    """
    told = in_order(event.tellings)
    first = next((n for n, one in enumerate(told) if looks_ahead(one)), None)
    if first is None:
        return _spoken(event, sure, said)
    opened = told[first:]
    openings = [one for one in opened if looks_ahead(one)]
    clear = sure if clear is None else clear
    kind = _kind(openings)
    owners = {side.code for side in event.actors if side.code}
    outcome, closing = _outcome([one for one in opened if _may_tell(one, openings, clear)], owners)
    before = [one for one in _surely_one(openings, sure) if not _is_over(one, closing)]
    windows = _new([word(one) for one in before])
    if "status" in event.corrected and event.status in _BY_HAND:
        outcome = _BY_HAND[event.status]
    return Expectation(
        event=event.id,
        kind=kind,
        owners=event.actors,
        windows=windows,
        slips=_slips(windows),
        outcome=outcome,
        closing=word(closing) if closing else None,
        closed=_closed(closing) if closing else None,
    )


def _is_over(opening: Telling, closing: Telling | None) -> bool:
    """Whether a telling looks ahead to what was done when it was printed: it speaks of something
    else, and gives no new window."""
    if closing is None or closing.mention.status not in TOOK_PLACE:
        return False
    return opening.printed.day > closing.printed.day


def _surely_one(openings: Sequence[Telling], sure: Pairs | None) -> list[Telling]:
    """Return the first opening, and those that surely tell of the same as one before them."""
    out = [openings[0]]
    for one in openings[1:]:
        if any(_is_sure(one, other, sure) for other in out):
            out.append(one)
    return out


def _may_tell(one: Telling, openings: Sequence[Telling], sure: Pairs | None) -> bool:
    """Whether a telling may tell what became of it: it looks ahead itself, or surely tells of an
    act that an opening announced, and not of one that was over before."""
    if one.mention.status in _OPENING:
        return True
    near = [opening for opening in openings if _is_sure(one, opening, sure)]
    return any(_is_after(one, opening) for opening in near) and not _is_early(one, near)


def _is_early(one: Telling, openings: Sequence[Telling]) -> bool:
    """Whether a telling without days is in print before a window begins that was given by then.

    A preview tells of a journey to come as of one that is under way.
    """
    if one.mention.occurred or one.mention.status not in TOOK_PLACE:
        return False
    given = [opening for opening in openings if opening.printed.day <= one.printed.day]
    begins = [opening.mention.occurred.days.first for opening in given if opening.mention.occurred]
    return any(one.printed.day < begin - _LEAST_SLACK for begin in begins)


def _is_after(one: Telling, opening: Telling) -> bool:
    """Whether a telling may be of what became of an opening, by its days.

    What was done on days that are told was done no earlier than it was announced; without days, it
    is told no earlier than the window begins. What was only possible may still come when it was not
    done, and so may what is "not yet" done, as long as its window is not over.
    """
    mention, window = one.mention, opening.mention.occurred
    days = mention.occurred.days if mention.occurred else None
    if days:
        begin = min(window.days.first, opening.printed.day) if window else opening.printed.day
        return days.last >= begin - _LEAST_SLACK
    if mention.status is Status.DID_NOT_HAPPEN:
        is_over = window is not None and one.printed.day > window.days.last
        is_plan = opening.mention.status is Status.PLANNED
        return is_over or (is_plan and not _NOT_YET.search(one.quote))
    if mention.status in TOOK_PLACE and window:
        return one.printed.day >= window.days.first - _LEAST_SLACK
    return True


def _is_sure(one: Telling, other: Telling, sure: Pairs | None) -> bool:
    return sure is None or frozenset((one.mention.id, other.mention.id)) in sure


def word(telling: Telling, days: Days | None = None) -> Word:
    """Return what a telling says, when and on whose word, in short."""
    occurred = telling.mention.occurred
    said = origin(telling)
    return Word(
        mention=telling.mention.id,
        printed=telling.printed.day,
        quote=telling.quote,
        source=said.words,
        publisher=telling.printed.publisher,
        days=days or (occurred.days if occurred else None),
    )


def looks_ahead(telling: Telling) -> bool:
    """Whether a telling is of what is planned or may come, and not of what may have been done."""
    mention = telling.mention
    if mention.status is Status.PLANNED:
        return True
    if mention.status is not Status.POSSIBLE:
        return False
    if mention.occurred and mention.occurred.days.last < telling.printed.day:
        return False
    evidence = mention.evidence
    named = telling.quote[: evidence.trigger.end - evidence.sentence.start]
    return not looks_back(telling.quote, named.rstrip().rfind(" ") + 1)


def _kind(openings: Sequence[Telling]) -> Awaited:
    """Return what kind it is: a plan, if anyone tells of one."""
    kinds = {_OPENING[one.mention.status] for one in openings if one.mention.status in _OPENING}
    return Awaited.PLAN if Awaited.PLAN in kinds else Awaited.POSSIBILITY


def _new(words: Iterable[Word]) -> tuple[Word, ...]:
    """Return the word that gave each window first: the first, then each that changes it."""
    out: list[Word] = []
    for said in words:
        if not out or (said.days and (out[-1].days is None or _is_new(out[-1].days, said.days))):
            out.append(said)
    return tuple(out)


def _is_new(old: Days, new: Days) -> bool:
    """Whether a window says something new: it is much narrower than `old`, or ends at another time.

    One within which the old one lies says less, and nothing new.
    """
    if new.first <= old.first and old.last <= new.last:
        return False
    if old.first <= new.first and new.last <= old.last:
        return (new.last - new.first) < (old.last - old.first) / 2
    slack = max(_LEAST_SLACK, (old.last - old.first) * _SLACK)
    return abs(new.last - old.last) > slack


def _slips(windows: Sequence[Word]) -> int:
    """Return how many times a window was followed by one that ends later."""
    days = [said.days for said in windows if said.days]
    return sum(new.last > old.last for old, new in pairwise(days))


def _outcome(opened: Sequence[Telling], owners: AbstractSet[str]) -> tuple[Outcome, Telling | None]:
    """Return the outcome as the words in order of print have it, and the telling that closed it."""
    closing: Telling | None = None
    for telling in opened:
        closing = _closing(closing, telling)
    if closing is None:
        return Outcome.OPEN, None
    if any(one.over.value == "status" for one in contradictions(accounts(opened), owners)):
        return Outcome.UNKNOWN, closing
    if closing.mention.status is Status.WILL_NOT_HAPPEN:
        return Outcome.WITHDRAWN, closing
    if closing.mention.status is Status.DID_NOT_HAPPEN:
        return Outcome.BROKEN, closing
    return (Outcome.PARTLY_KEPT if _is_partial(closing) else Outcome.KEPT), closing


def _closing(closing: Telling | None, telling: Telling) -> Telling | None:
    """Return the telling that closes the expectation, after one more in the order of print."""
    status = telling.mention.status
    if closing is None:
        return None if status in _OPENING or status is Status.ONGOING else telling
    took_place = closing.mention.status in TOOK_PLACE
    is_later = closing.printed.day < telling.printed.day
    if status is Status.PLANNED and is_later and not took_place:
        return None
    return telling if status is Status.HAPPENED and not took_place else closing


def _is_partial(closing: Telling) -> bool:
    """Whether the closing words say that only a part was done, next to the act."""
    trigger, sentence = closing.mention.evidence.trigger, closing.mention.evidence.sentence
    near = closing.quote[max(0, trigger.start - sentence.start - 25) :][:80]
    return bool(_PARTLY.search(near))


def _closed(closing: Telling) -> date:
    """Return the day on which it was closed: as told, but no later than it was in print."""
    occurred = closing.mention.occurred
    if occurred and closing.mention.status in TOOK_PLACE:
        return min(occurred.days.last, closing.printed.day)
    return closing.printed.day


def spoken(event: Event) -> list[Telling]:
    """Return what tells of the promise or demand that an event is, and by when it is to be met, in
    the order of print."""
    if event.event_type not in SPOKEN:
        return []
    told = in_order(event.tellings)
    return [one for one in told if one.deadline and one.mention.status is Status.HAPPENED]


def _spoken(event: Event, sure: Pairs | None, said: Iterable[Telling]) -> Expectation | None:
    """Return the promise or demand that an event is, where a deadline is told with it."""
    told = spoken(event)
    if not told:
        return None
    kind = SPOKEN[event.event_type]
    given = _surely_one(told, sure)
    windows = _new([word(one, one.deadline) for one in given])
    found = Expectation(
        event=event.id,
        kind=kind,
        owners=event.actors if kind is Awaited.PROMISE else event.recipients,
        windows=windows,
        slips=_slips(windows),
        outcome=Outcome.OPEN,
    )
    tasks = [task(event, one) for one in given]
    closing: Telling | None = None
    for one in in_order(list(said)):
        if any(tells_of(one, what) for what in tasks) and _may_close(one, found):
            closing = _closing(closing, one)
    return _settled(found, closing) if closing else found


def _may_close(one: Telling, found: Expectation) -> bool:
    """Whether a telling comes after the word was given; that something was not done tells nothing
    before it was due."""
    if found.due and one.printed.day > found.due + _LONGEST_WAIT:
        return False
    if one.mention.status is Status.DID_NOT_HAPPEN:
        return found.due is not None and one.printed.day > found.due
    given = found.windows[0].printed
    days = one.mention.occurred.days if one.mention.occurred else None
    return one.printed.day > given and (days is None or days.last >= given - _LEAST_SLACK)


def _settled(found: Expectation, closing: Telling) -> Expectation:
    """Return a promise or demand as it stands after the words that closed it."""
    outcomes = {
        Status.WILL_NOT_HAPPEN: Outcome.WITHDRAWN,
        Status.DID_NOT_HAPPEN: Outcome.BROKEN,
        Status.HAPPENED: Outcome.PARTLY_KEPT if _is_partial(closing) else Outcome.KEPT,
    }
    outcome = outcomes.get(closing.mention.status or Status.HAPPENED, Outcome.UNKNOWN)
    if is_refusal(closing.mention):
        outcome = Outcome.BROKEN
    return replace(found, outcome=outcome, closing=word(closing), closed=_closed(closing))
