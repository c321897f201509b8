"""Approaches without an answer, and what breaks the silence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache

from demarche.knowledge.approaches import approaches
from demarche.model import Days, EventType, Mention, Party, Status
from demarche.model.events import Event, Side, Telling
from demarche.model.ledger import Quiet, Silence
from demarche.record.accounts import in_order
from demarche.record.expectations import word
from demarche.record.words import terms

_RULE = "silence:"
_ANSWERS = frozenset({EventType.REJECT, EventType.AGREE, EventType.CONCEDE})
_GIVEN = frozenset({Status.HAPPENED, Status.ONGOING, Status.WILL_NOT_HAPPEN, Status.PLANNED})


def is_unanswered(mention: Mention) -> bool:
    """Whether a mention tells of an approach that was not answered."""
    rule = mention.why.get("rule")
    return isinstance(rule, str) and rule.startswith(_RULE)


def is_lasting(mention: Mention) -> bool:
    """Whether a mention tells of an approach that is still not answered as it is printed."""
    return is_unanswered(mention) and mention.status is Status.ONGOING


def silence(
    event: Event, said: Iterable[Telling] = (), approaches: Iterable[Telling] = ()
) -> Silence | None:
    """Return the silence that an event is, or `None`.

    `said` holds what reports tell of the silent side towards the other: the first of it that is an
    answer breaks the silence. `approaches` tells of what was not answered: its channels. A sourced
    response breaks a silence and nothing else does, neither time nor another act.
    """
    told = in_order(event.tellings)
    quiet = [one for one in told if is_lasting(one.mention)]
    if not quiet:
        return _not_announced(event, told)
    began = _began(quiet)
    silent, asking = _who(event, quiet)
    # What was in print when the silence was first told of has not broken it.
    answers = [one for one in in_order(list(said)) if is_answer(one, silent, asking)]
    broken = next((one for one in answers if one.printed.day > quiet[0].printed.day), None)
    return Silence(
        event=event.id,
        kind=Quiet.UNANSWERED,
        silent=silent,
        asking=asking,
        channels=_channels(approaches),
        began=began,
        words=tuple(word(one) for one in quiet),
        broken=word(broken) if broken else None,
    )


def _who(event: Event, quiet: Sequence[Telling]) -> tuple[tuple[Side, ...], tuple[Side, ...]]:
    """Return who is silent, and who has no answer: those whom most tellings have on that side."""
    counts: Counter[str] = Counter()
    for one in quiet:
        counts.update(_codes(one.mention.actors))
        counts.subtract(_codes(one.mention.recipients))
    most = max(counts.values(), default=0)
    silent = {code for code, count in counts.items() if count > 0 and count * 2 >= most}
    sides = dict.fromkeys((*event.actors, *event.recipients))
    quiet_ones = tuple(s for s in event.actors if s.code in silent) or event.actors
    others = tuple(s for s in sides if s not in quiet_ones and s.code not in silent)
    return quiet_ones, others


def may_answer_for(telling: Telling) -> set[str]:
    """Return the countries and bodies whose answer to an approach a telling may be.

    They are those that speak in it: its sources, or who acts where there is none. It must be an act
    of an answer's kind by them, or an approach by others, and its words must speak of an approach.
    """
    mention = telling.mention
    if is_unanswered(mention) or mention.status not in _GIVEN:
        return set()
    if not speaks_of_an_approach(telling.quote):
        return set()
    acting = _codes(mention.actors)
    sources = {link.source.code for link in mention.attributions if link.source}
    speaking = {code for code in sources or acting if code}
    own = speaking & acting if mention.event_type in _ANSWERS else set()
    is_approach = mention.event_type in (EventType.CONSULT, EventType.REQUEST)
    told = speaking - acting if is_approach else set()
    return own | told


def speaks_of_an_approach(text: str) -> bool:
    """Whether words speak of an approach; who will not comment to a reporter answers nobody."""
    said = set(terms(text))
    return any(words & said and not unless & said for words, unless in _stems())


@cache
def _stems() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    return tuple(
        (frozenset(terms(" ".join(row.words))), frozenset(terms(" ".join(row.unless))))
        for row in approaches()
    )


def is_answer(telling: Telling, silent: Sequence[Side], asking: Sequence[Side]) -> bool:
    """Whether the silent side answers, on its own word, the one that approached it.

    That others say so does not count.
    """
    mention = telling.mention
    answering = {side.code for side in silent if side.code} & may_answer_for(telling)
    asked = {side.code for side in asking if side.code}
    if not answering:
        return False
    acting, toward = _codes(mention.actors), _codes(mention.recipients)
    if answering & acting:
        return not asked or not toward or bool(toward & asked)
    return bool(acting & asked)


def _codes(parties: Sequence[Party]) -> set[str]:
    return {party.code for party in parties if party.code}


def _began(quiet: Sequence[Telling]) -> Days | None:
    """Return the days since which it lasts: as most tellings have it, of those the earliest."""
    told = [one.mention.occurred.days for one in quiet if one.mention.occurred]
    firsts = [days.first for days in told]
    if not told:
        return None
    return max(told, key=lambda days: (firsts.count(days.first), -days.first.toordinal()))


def _channels(approaches: Iterable[Telling]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for one in in_order(list(approaches)):
        channels = one.mention.why.get("channels")
        if isinstance(channels, list | tuple):
            found |= dict.fromkeys(str(channel) for channel in channels)
    return tuple(found)


def _not_announced(event: Event, told: Sequence[Telling]) -> Silence | None:
    """Return what is said not to be coming: a statement or announcement that will not be made."""
    named = [
        one
        for one in told
        if one.mention.status is Status.WILL_NOT_HAPPEN and event.event_type is EventType.POLICY
    ]
    if not named or event.status is not Status.WILL_NOT_HAPPEN:
        return None
    days = [one.mention.occurred.days for one in named if one.mention.occurred]
    return Silence(
        event=event.id,
        kind=Quiet.NO_ANNOUNCEMENT,
        silent=event.actors,
        asking=event.recipients,
        channels=(),
        began=days[0] if days else None,
        words=tuple(word(one) for one in named),
    )
