"""Answers as text: short lines that an agent can read, cite from, and quote."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from demarche.desk.mcp import forms
from demarche.desk.mcp.forms import Event, Quote, Side

SHORT = 8
_LONGEST_NAME = 120
# Within a quotation, quotation marks are single ones; a name holds no id in brackets.
_INNER = str.maketrans({"“": "‘", "”": "’", "„": "‚", "‟": "‛", '"': "'", "«": "‹", "»": "›"})
_NO_CITE = str.maketrans("[]", "()")


def text_of(answer: forms.Answer) -> str:
    """Return an answer as text: what was found, the rows, and how more is had."""
    lines = [answer.answer, *_rows(answer)]
    if answer.more:
        lines.append(answer.more)
    return "\n".join(lines)


def _rows(answer: forms.Answer) -> Iterator[str]:
    parts = [(field, getattr(answer, field, None)) for field in _PARTS]
    told = [(field, rows) for field, rows in parts if rows]
    for field, rows in told:
        if len(told) > 1:
            yield f"\n{field.replace('_', ' ').capitalize()}:"
        yield from _PARTS[field](rows)
    if isinstance(answer, forms.OneEvent) and answer.event:
        yield from _whole(answer.event)
    if isinstance(answer, forms.Read):
        yield from _read(answer)


def _events(found: Iterable[Event]) -> Iterator[str]:
    for one in found:
        yield from _event(one)


def _event(one: Event) -> Iterator[str]:
    kind = f"{one.event_type} {one.mode}" if one.mode else one.event_type
    yield f"[{one.id[:SHORT]}] {_days(one.occurred)}, {kind}, {_status(one.status)}: {_who(one)}"
    yield f"    {_quote(one.evidence)}"
    marks = []
    if len(one.outlets) > 1 or len(one.origins) > 1:
        marks.append(f"{len(one.outlets)} outlets, {len(one.origins)} origins")
    if one.contradictions:
        over = ", ".join(dict.fromkeys(each.over for each in one.contradictions))
        marks.append(f"accounts contradict each other on {over}")
    if one.corrected:
        marks.append(f"set by hand: {', '.join(one.corrected)}")
    if marks:
        yield f"    {'; '.join(marks)}"


def _dues(found: Iterable[forms.Awaited]) -> Iterator[str]:
    for one in found:
        due = f"due {one.due}" if one.due else "no day named"
        slips = f", slipped {one.slips} times" if one.slips else ""
        closed = f", closed {one.closed}" if one.closed else ""
        owners = _names(one.owners) or "not said who"
        head = f"[{one.event.id[:SHORT]}] {one.standing} {one.kind} of {owners}"
        yield f"{head}: {due}{slips}{closed}"
        yield from (f"    given: {_quote(word)}" for word in one.windows[:3])
        if one.closing:
            yield f"    closed by: {_quote(one.closing)}"


def _silences(found: Iterable[forms.Unanswered]) -> Iterator[str]:
    for one in found:
        lasted = "nobody says since when" if one.days is None else f"{one.days} days"
        through = f" through {', '.join(map(_named, one.channels))}" if one.channels else ""
        sides = f"{_names(one.silent) or 'not said who'} to {_names(one.asking) or 'nobody named'}"
        kind = one.kind.replace("_", " ")
        yield f"[{one.event.id[:SHORT]}] {kind}: {sides}{through}, {lasted}"
        yield from (f"    told: {_quote(word)}" for word in one.told[:3])
        if one.broken:
            yield f"    broken by: {_quote(one.broken)}"


def _hits(found: Iterable[forms.Hit]) -> Iterator[str]:
    for one in found:
        cite = f"[{one.event[:SHORT]}]" if one.event else "[no event]"
        yield f"{cite} {_said(one.text)} – {_print(one.publisher, one.title, one.printed, one.url)}"


def _stories(found: Iterable[forms.Story]) -> Iterator[str]:
    for one in found:
        name = "" if one.name == one.id else f" {_named(one.name)}"
        yield f"{one.id}{name}: {one.events} events, {one.first} to {one.last}"


def _parties(found: Iterable[forms.Party]) -> Iterator[str]:
    for one in found:
        yield f"{_named(one.party)}: {_named(one.name)}, {one.events} events"


def _months(found: Iterable[forms.Month]) -> Iterator[str]:
    for one in found:
        sums = f"cooperation {one.cooperation:+.1f}, conflict {one.conflict:+.1f}"
        yield f"{one.month}: {one.events} events, {sums}"


def _changes(found: Iterable[forms.Changed]) -> Iterator[str]:
    for one in found:
        yield f"before: {_days(one.before.occurred)}, {_status(one.before.status)}; now:"
        yield from _event(one.after)


def _sentences(found: Iterable[forms.CheckedSentence]) -> Iterator[str]:
    for one in found:
        yield f"{one.finding.replace('_', ' ')}: {one.sentence}"
        yield from (f"    - {reason}" for reason in one.reasons)


def _whole(one: forms.Whole) -> Iterator[str]:
    kind = f"{one.event_type} {one.mode}" if one.mode else one.event_type
    sides = _sides(one.actors, one.recipients)
    yield f"[{one.id[:SHORT]}] {_days(one.occurred)}, {kind}, {_status(one.status)}: {sides}"
    if one.is_rejected:
        yield "Rejected by hand: it is not to be cited."
    if one.note:
        yield f"Note by hand: {_said(one.note)}"
    for account in one.accounts:
        yield from _account(account)
    if one.expectation:
        due = one.expectation.due or "no day named"
        yield f"Awaited: {one.expectation.kind}, due {due}, {one.expectation.outcome}"
        if one.expectation.closing:
            yield f"    closed by: {_quote(one.expectation.closing)}"
    if one.silence:
        yield f"Silence: {one.silence.kind.replace('_', ' ')}, since {_days(one.silence.began)}"
        if one.silence.broken:
            yield f"    broken by: {_quote(one.silence.broken)}"
    for change in one.history:
        by = f"{change.recorded[:10]} {_named(change.who)}"
        yield f"{by}: {change.deed} {change.field or ''}".rstrip()


def _account(one: forms.Account) -> Iterator[str]:
    unnamed = "" if one.origin.named else " (unnamed)"
    against = ", contradicted by another account" if one.is_contradicted else ""
    origin = f"{_named(one.origin.words)}{unnamed}"
    yield f"{origin}: {_status(one.status)}, {_days(one.occurred)}{against}"
    for telling in one.tellings:
        copy = ", a copy" if telling.is_copy else ""
        chain = f", from {', from '.join(map(_named, telling.chain))}" if telling.chain else ""
        place = _print(telling.publisher, telling.title, telling.printed, telling.url)
        yield f"    {_said(telling.quote)} – {place}{chain}{copy}"
    if one.more:
        yield f"    and {one.more} more"


def _read(answer: forms.Read) -> Iterator[str]:
    for act in answer.acts:
        kind = f"{act.event_type} {act.mode}" if act.mode else act.event_type
        sides = _sides(act.actors, act.recipients)
        chain = f", from {', from '.join(map(_named, act.chain))}" if act.chain else ""
        yield f"{_days(act.occurred)}, {kind}, {_status(act.status)}: {sides}"
        yield f"    {_said(act.quote)}{chain}"
    for time in answer.times:
        if time.days:
            yield f"{_said(time.text)}: {_days(time.days)}"


def _who(one: Event) -> str:
    place = f", in {_named(one.place)}" if one.place else ""
    return _sides(one.actors, one.recipients) + place


def _sides(actors: Sequence[Side], recipients: Sequence[Side]) -> str:
    towards = f" -> {_names(recipients)}" if recipients else ""
    return (_names(actors) or "not said who") + towards


def _names(sides: Sequence[Side]) -> str:
    return ", ".join(
        _named(one.name) + (f" ({_named(one.code)})" if one.code else "") for one in sides
    )


def _days(days: forms.Days | None) -> str:
    if days is None:
        return "no day told"
    if days.start == days.end:
        return f"{days.start}"
    return f"{days.start} to {days.end}" + (f" ({_said(days.text)})" if days.text else "")


def _status(status: str | None) -> str:
    return "contradicted" if status is None else status.replace("_", " ")


def _quote(one: Quote) -> str:
    source = (
        f", on the word of {_named(one.source)}"
        if one.source and one.source not in (None, one.publisher)
        else ""
    )
    return f"{_said(one.quote)} – {_print(one.publisher, one.title, one.printed, one.url)}{source}"


def _said(words: str) -> str:
    """Return words of a page or a person as a quotation, which they themselves cannot end."""
    return f"“{words.translate(_INNER)}”"


def _named(words: str) -> str:
    """Return a name as pages have it: short, and without signs that cite or quote."""
    plain = words.translate(_INNER).translate(_NO_CITE)
    return plain if len(plain) <= _LONGEST_NAME else f"{plain[:_LONGEST_NAME]} …"


def _print(publisher: str | None, title: str | None, printed: object, url: str | None) -> str:
    parts = (_named(publisher or "publisher not known"), title and _said(title), str(printed), url)
    return ", ".join(part for part in parts if part)


# How the rows of each part of an answer are told, in the order in which they stand.
_PARTS: Mapping[str, Callable[[Any], Iterator[str]]] = {
    "months": _months,
    "parties": _parties,
    "closed": _dues,
    "slipped": _dues,
    "overdue": _dues,
    "silences_broken": _silences,
    "contradicted": _events,
    "changed": _changes,
    "new": _events,
    "due": _dues,
    "silences": _silences,
    "events": _events,
    "hits": _hits,
    "stories": _stories,
    "sentences": _sentences,
}
