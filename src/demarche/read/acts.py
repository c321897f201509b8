"""Which words name an act, of which type, and whether it took place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from demarche.model import EventType, Sentence, Status
from demarche.read import sanctions, silence, wishes
from demarche.read.encoder import Floats, Heard, sigmoid, softmax
from demarche.read.labels import STATUSES, TRIGGERS
from demarche.read.sanctions import Measure
from demarche.read.silence import Silence
from demarche.read.wishes import Wish

LEAST = 0.3
ASIDE = 0.5
# From these chances on, a word is enough where a table tells the act.
UNHEARD, FAINT = 0.2, 0.1
_JOINED = {"compound", "obj", "xcomp", "fixed", "flat", "nmod", "obl"}
# How two sides stand to each other, and nothing that either does.
_RELATIONS = frozenset({"odds", "loggerheads"})
_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no"})

# What a row of a table may tell of an act.
Told = Silence | Wish | Measure


@dataclass(frozen=True, slots=True)
class Act:
    """An act: the word that names it, with all the words of its phrase, its type and status.

    `row` and `words` are word indices of the article; the chances are those of the heads. `told`
    is what a row of a table told of it, where one settled the type.
    """

    row: int
    words: tuple[int, int]
    sentence: int
    event_type: EventType
    status: Status
    chance: float
    type_chance: float
    status_chance: float
    core: float
    told: Told | None = None


def read(sentences: Sequence[Sentence], heard: Heard) -> tuple[Act, ...]:
    """Return the acts that the triggers and status heads find, in order."""
    chances = softmax(heard.scores["triggers"])
    statuses = softmax(heard.scores["statuses"])
    cores = sigmoid(heard.scores["cores"])
    out: list[Act] = []
    first = 0
    for number, sentence in enumerate(sentences):
        last = first + len(sentence.tokens)
        told = _told(sentence)
        for row in _rows(chances[first:last], cores[first:last], sentence, told):
            best = int(chances[first + row, 1:].argmax()) + 1
            guessed = int(statuses[first + row].argmax())
            kind, status = EventType(TRIGGERS[best]), Status(STATUSES[guessed])
            if row in told:
                kind, status = told[row].event_type, told[row].status or status
                best = TRIGGERS.index(kind)
            low, high = _phrase(row, sentence)
            out.append(
                Act(
                    row=first + row,
                    words=(first + low, first + high),
                    sentence=number,
                    event_type=kind,
                    status=status,
                    chance=float(1 - chances[first + row, 0]),
                    type_chance=float(chances[first + row, best]),
                    status_chance=float(statuses[first + row, guessed]),
                    core=float(cores[first + row]),
                    told=told[row].told if row in told else None,
                )
            )
        first = last
    return tuple(out)


@dataclass(frozen=True, slots=True)
class _Ruling:
    """An act that a row of a table tells: all words of which one may name it share its `word`.

    It is enough that the likelier of them is heard with a chance of `least`; it is told `at` a
    word. Without a status, it has the one that the head gives.
    """

    told: Told
    word: int
    at: int
    least: float
    event_type: EventType
    status: Status | None = None


def _told(sentence: Sentence) -> dict[int, _Ruling]:
    """Return what the tables tell of an act, by each word that may name it."""
    out: dict[int, _Ruling] = {}
    for row in range(len(sentence.tokens)):
        if (silent := silence.told_at(row, sentence)) is not None:
            status = silence.status(silent, sentence)
            out[row] = _Ruling(silent, silent.verb, row, UNHEARD, EventType.REJECT, status)
        elif (wish := wishes.told_at(row, sentence)) is not None:
            verb, status = wish.verb, Status.PLANNED
            out[row] = _Ruling(wish, verb, verb, UNHEARD, EventType.CONSULT, status)
        elif (measure := sanctions.told_at(row, sentence)) is not None:
            lasts = Status.ONGOING if measure.participle is None else None
            out[row] = _Ruling(
                measure, measure.noun, measure.noun, FAINT, EventType.SANCTION, lasts
            )
    return out


def _rows(
    chances: Floats, cores: Floats, sentence: Sentence, told: Mapping[int, _Ruling]
) -> list[int]:
    """Return the words that name an act, the weaker of two that name one act left out.

    Words that name a main act of the report are taken at a lower chance than asides.
    """
    kept: list[int] = []
    types = chances[:, 1:].argmax(1) + 1
    some = 1 - chances[:, 0]
    worth = some * (ASIDE + (1 - ASIDE) * cores)
    untold = {one.word for one in told.values()}
    for row in sorted(range(len(chances)), key=lambda r: -some[r]):
        if row in told:
            one = told[row]
            if one.word in untold and some[row] >= one.least:
                untold.remove(one.word)
                types[one.at] = TRIGGERS.index(one.event_type)
                kept.append(one.at)
            continue
        if worth[row] < LEAST or sentence.tokens[row].text.lower() in _RELATIONS:
            continue
        if not any(types[row] == types[k] and _is_one_phrase(row, k, sentence) for k in kept):
            kept.append(row)
    return sorted(kept)


def _is_one_phrase(one: int, other: int, sentence: Sentence) -> bool:
    """Whether two words stand near each other and one hangs on the other as part of its phrase."""
    if abs(one - other) > 3:
        return False
    for child, head in ((one, other), (other, one)):
        token = sentence.tokens[child]
        if token.head == head and token.deprel.split(":")[0] in _JOINED:
            return True
    return False


def _phrase(row: int, sentence: Sentence) -> tuple[int, int]:
    """Return the first word, and the word after the last, of the phrase around the word `row`."""
    low, high = row, row + 1
    for index, token in enumerate(sentence.tokens):
        if token.head != row or abs(index - row) > 4:
            continue
        is_negation = token.text.lower() in _NEGATIONS
        if token.deprel in ("compound:prt", "aux", "aux:pass") or is_negation:
            low, high = min(low, index), max(high, index + 1)
    return low, high
