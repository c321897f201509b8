"""What PLOVER would code: the type once time and truth are folded in, the mode, the contexts."""

from __future__ import annotations

from collections.abc import Sequence

from demarche.knowledge.plover_cues import context_cues, mode_cues
from demarche.model.mentions import Status
from demarche.model.plover import EventType, PloverType

# Manual, AGREE: these four, "reported in future tense", are AGREE.
_AGREED_WHEN_PLANNED = frozenset(
    {EventType.CONSULT, EventType.SUPPORT, EventType.COOPERATE, EventType.AID}
)
# Manual, Auxiliary modes: THREATEN stands for a hostile act not yet done; its modes (THREATEN
# modes: restrict, arrest, expel, territory, violence) name these.
_THREATENED_WHEN_PLANNED = frozenset(
    {
        EventType.PROTEST,
        EventType.SANCTION,
        EventType.MOBILIZE,
        EventType.COERCE,
        EventType.ASSAULT,
    }
)
_COOPERATIVE = _AGREED_WHEN_PLANNED | {EventType.AGREE, EventType.CONCEDE, EventType.RETREAT}


def fold(event_type: EventType, status: Status) -> PloverType | None:
    """The type that PLOVER would give to `event_type` with `status`; None where it codes nothing.

    Left out: `POLICY`; what did not happen (manual, Auxiliary modes: negated events can be
    excluded); what is only possible (hypothetical there: a threat that was uttered is a THREATEN
    of its own already, and a guess or a fear is no event).

    >>> fold(EventType.CONSULT, Status.PLANNED)
    <PloverType.AGREE: 'AGREE'>
    """
    if event_type is EventType.POLICY or status in {Status.POSSIBLE, Status.DID_NOT_HAPPEN}:
        return None
    if status is Status.PLANNED:
        return _fold_planned(event_type)
    if status is Status.WILL_NOT_HAPPEN:
        return _fold_refused(event_type)
    return PloverType(event_type)


def mode(
    event_type: EventType, trigger_lemmas: Sequence[str], sentence_words: Sequence[str]
) -> str | None:
    """The PLOVER mode of an act, from its trigger or else its sentence; None where none shows.

    Both are lower-case words; `trigger_lemmas` are the lemmas of the words that name the act.

    >>> mode(EventType.CONSULT, ["call"], ["macron", "called", "putin"])
    'phone'
    """
    cues = mode_cues().get(event_type)
    if cues is None:
        return None
    hits = (
        cues.trigger.hits(trigger_lemmas)
        or cues.sentence.hits(sentence_words)
        or cues.general.hits(trigger_lemmas)
    )
    if not hits:
        return None
    return cues.rows[min(hit.row for hit in hits)].mode.value


def contexts(words: Sequence[str]) -> tuple[str, ...]:
    """The PLOVER contexts of a paragraph, in the manual's order.

    `words` are its words or lemmas in lower case, possessive endings as words of their own.

    >>> contexts("the ceasefire talks on the border dispute".split())
    ('diplomatic', 'territory')
    """
    cues = context_cues()
    sure: set[int] = set()
    hints: dict[int, set[tuple[str, ...]]] = {}
    for hit in cues.index.hits(words):
        if hit.phrase in cues.rows[hit.row].two_of:
            hints.setdefault(hit.row, set()).add(hit.phrase)
        else:
            sure.add(hit.row)
    sure.update(row for row, phrases in hints.items() if len(phrases) > 1)
    return tuple(cues.rows[row].context.value for row in sorted(sure))


def _fold_planned(event_type: EventType) -> PloverType:
    if event_type in _AGREED_WHEN_PLANNED:
        return PloverType.AGREE
    if event_type is EventType.RETREAT:
        # Manual, RETREAT and CONCEDE: "announcements of future retreats" are CONCEDE.
        return PloverType.CONCEDE
    if event_type in _THREATENED_WHEN_PLANNED:
        return PloverType.THREATEN
    # Manual, AGREE and CONCEDE: a future CONCEDE is left as it is; no rule touches the others.
    return PloverType(event_type)


def _fold_refused(event_type: EventType) -> PloverType:
    if event_type in _COOPERATIVE:
        # Manual, REJECT ("all rejections and refusals") and SANCTION (cancelled meetings).
        return PloverType.REJECT
    # Manual, CONCEDE: "promises that certain things will not happen", verbal and not material.
    return PloverType.CONCEDE
