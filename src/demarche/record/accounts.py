"""What each origin says of one event, and where two of them cannot both be right."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from itertools import combinations

from demarche.model import Days, Party, Status
from demarche.model.events import Account, Clash, Contradiction, Telling
from demarche.record.origins import origin

TOOK_PLACE = frozenset({Status.HAPPENED, Status.ONGOING})
AHEAD = frozenset({Status.PLANNED, Status.POSSIBLE, Status.WILL_NOT_HAPPEN})
_AGAINST = frozenset({Status.DID_NOT_HAPPEN})
_DAYS_OF_A_WEEK = 7
# The day before in one country is the day itself in another.
_DAYS_OF_ZONES = 1


def in_order(tellings: Sequence[Telling]) -> list[Telling]:
    """Return tellings in the order of print; those of one day from what lay ahead to what was, and
    of what lay ahead a plan before what may be."""
    return sorted(
        tellings,
        key=lambda one: (
            one.printed.day,
            one.mention.status not in AHEAD,
            one.mention.status is Status.POSSIBLE,
            one.mention.id,
        ),
    )


def accounts(tellings: Sequence[Telling]) -> tuple[Account, ...]:
    """Return one account for each origin, in the order of print; its last word counts.

    Only a plan that is printed once more after its word that the act took place counts no longer.
    """
    groups: dict[str, list[Telling]] = {}
    for telling in in_order(tellings):
        groups.setdefault(origin(telling).key, []).append(telling)
    return tuple(_account(group) for group in groups.values())


def _account(group: Sequence[Telling]) -> Account:
    settled = [one for one in group if one.mention.status not in AHEAD]
    took_place = any(one.mention.status in TOOK_PLACE for one in settled)
    last = settled[-1] if took_place else group[-1]
    dated = [one for one in group if one.mention.status == last.mention.status]
    return Account(origin(group[0]), last.mention.status, narrowest(dated), tuple(group))


def narrowest(tellings: Sequence[Telling]) -> Days | None:
    """Return the shortest stretch of days that a telling gives; of equals, the one told most."""
    told = [one.mention.occurred.days for one in tellings if one.mention.occurred]
    if not told:
        return None
    return min(
        told,
        key=lambda days: (
            (days.last - days.first).days,
            -sum((one.first, one.last) == (days.first, days.last) for one in told),
            days.first,
            days.words or "",
        ),
    )


def standing(told: Sequence[Account], owners: Collection[str] = ()) -> tuple[Account, ...]:
    """Return the accounts that time has not overtaken.

    What was planned, possible or called off is overtaken by a word that it took place, and by a
    later word that it did not; a plan, by a later word of one of the `owners` that it will not be.
    """
    if any(account.status in TOOK_PLACE for account in told):
        return tuple(account for account in told if account.status not in AHEAD)
    settled = [_last(one) for one in told if one.status not in AHEAD or _calls_off(one, owners)]
    if not settled:
        return tuple(told)
    return tuple(
        one
        for one in told
        if one.status not in AHEAD or _calls_off(one, owners) or _last(one) > max(settled)
    )


def _calls_off(account: Account, owners: Collection[str]) -> bool:
    """Whether it is the word of one whose plan it was that it will not be."""
    return account.status is Status.WILL_NOT_HAPPEN and account.origin.code in owners


def _last(account: Account) -> date:
    return account.tellings[-1].printed.day


def contradictions(
    told: Sequence[Account], owners: Collection[str] = ()
) -> tuple[Contradiction, ...]:
    """Return each pair of accounts that cannot both be right, and what they differ on.

    `owners` are the codes of those whose act it is.
    """
    return tuple(
        Contradiction(over, *sorted((one.origin.key, other.origin.key)))
        for one, other in combinations(standing(told, owners), 2)
        for over in _clashes(one, other)
    )


def _clashes(one: Account, other: Account) -> list[Clash]:
    statuses = {one.status, other.status}
    if statuses & TOOK_PLACE and statuses & _AGAINST:
        return [Clash.STATUS]
    if Status.WILL_NOT_HAPPEN in statuses and Status.PLANNED in statuses:
        return [Clash.STATUS]
    if not statuses <= {Status.HAPPENED}:
        return []
    out = []
    if one.days and other.days and _are_apart(one.days, other.days):
        out.append(Clash.DAYS)
    if _are_others(one, other):
        out.append(Clash.PARTIES)
    return out


def _are_apart(one: Days, other: Days) -> bool:
    if max((days.last - days.first).days for days in (one, other)) >= _DAYS_OF_A_WEEK:
        return False
    return max((other.first - one.last).days, (one.first - other.last).days) > _DAYS_OF_ZONES


def _are_others(one: Account, other: Account) -> bool:
    """Whether two accounts name other actors, of countries that both of them know."""
    ours, theirs = (
        [_codes(telling.mention.actors) for telling in account.tellings] for account in (one, other)
    )
    if not all(ours) or not all(theirs):
        return False
    both = frozenset().union(*ours), frozenset().union(*theirs)
    named = frozenset().union(
        *(_codes(t.mention.recipients) for a in (one, other) for t in a.tellings)
    )
    return not both[0] & both[1] and not named & (both[0] | both[1])


def _codes(parties: Sequence[Party]) -> frozenset[str]:
    return frozenset(party.code for party in parties if party.code)
