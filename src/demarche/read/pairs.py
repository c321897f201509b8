"""The act between two parties that are marked in a sentence."""

from __future__ import annotations

import bisect
from collections.abc import Sequence

import numpy as np

from demarche.knowledge import Knowledge
from demarche.model import EventType, PloverType, Relation, Span, Status, Unresolved
from demarche.read import gazetteer
from demarche.read.encoder import Encoder, Floats, softmax
from demarche.read.labels import RELATED, STATUSES, TRIGGERS, Link
from demarche.read.words import words

_YIELD = (EventType.RETREAT, EventType.CONCEDE)


class PairCoder:
    """Codes pairs by the encoder's head for marked parties, and their status by its acts."""

    def __init__(self, encoder: Encoder, knowledge: Knowledge) -> None:
        self._encoder = encoder
        self._knowledge = knowledge

    def code(
        self, sentence: str, source: Span | None, target: Span | None
    ) -> Relation | Unresolved:
        """Return the act of `source` towards `target`, one of which may be left unsaid."""
        spans = list(words(sentence, Span(0, len(sentence)))) if sentence else []
        texts = [span.of(sentence) for span in spans]
        marks = [0] * len(texts)
        for mark, party in ((gazetteer.MARKED_SOURCE, source), (gazetteer.MARKED_TARGET, target)):
            for index in _within(spans, party):
                marks[index] = mark
        if not any(marks):
            return Unresolved("no word is marked")
        chances = softmax(self._encoder.related(texts, marks))
        best = int(chances.argmax())
        triggers, status = self._act(texts, marks)
        return Relation(
            event_type=_event_type(RELATED[best], triggers),
            status=status,
            plover_type=_plover_type(RELATED[best], triggers),
            confidence=round(float(chances[best]), 3),
        )

    def _act(self, texts: Sequence[str], marks: Sequence[int]) -> tuple[Floats, Status]:
        """Return the chances of each type at the word that links the two best, and its status."""
        known = gazetteer.marks(texts, self._knowledge)
        heard = self._encoder.hear(texts, frozenset(), known)
        triggers = softmax(heard.scores["triggers"])
        worth = []
        for row in range(len(texts)):
            value = 1 - float(triggers[row, 0])
            for mark, role in ((1, Link.ACTOR), (2, Link.RECIPIENT)):
                first, chances = heard.links(role, row)
                held = [
                    chances[i - first]
                    for i, found in enumerate(marks)
                    if found == mark and 0 <= i - first < len(chances)
                ]
                value *= 0.1 + float(max(held, default=0.5))
            worth.append(value)
        row = int(np.argmax(worth))
        return triggers[row], Status(STATUSES[int(heard.scores["statuses"][row].argmax())])


def _within(spans: Sequence[Span], party: Span | None) -> range:
    """Return the indices of the words that share a character with `party`."""
    if party is None:
        return range(0)
    first = bisect.bisect_right(spans, party.start, key=lambda s: s.end)
    return range(first, bisect.bisect_left(spans, party.end, key=lambda s: s.start))


def _event_type(related: str, triggers: Floats) -> EventType:
    """Return the act itself: what the trigger says where that folds into `related`."""
    if related == "YIELD":
        return _yield(triggers)
    return EventType(related)


def _plover_type(related: str, triggers: Floats) -> PloverType:
    return PloverType(_event_type(related, triggers).value)


def _yield(triggers: Floats) -> EventType:
    """Return which of the two kinds of yielding the trigger is likelier to be."""
    return max(_YIELD, key=lambda kind: float(triggers[TRIGGERS.index(kind.value)]))
