"""What the encoder's heads can answer, in the order of their outputs."""

from __future__ import annotations

from enum import IntEnum

from demarche.model import EventType, Status

NAMES = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
CUES = ("O", "B", "I")
NOMINALS = ("O", "person", "organization", "place", "time", "other")
TRIGGERS = ("O", *(kind.value for kind in EventType))
STATUSES = tuple(status.value for status in Status)
RELATED = [
    "ACCUSE",
    "AGREE",
    "AID",
    "ASSAULT",
    "COERCE",
    "CONSULT",
    "COOPERATE",
    "MOBILIZE",
    "PROTEST",
    "REJECT",
    "REQUEST",
    "SANCTION",
    "SUPPORT",
    "THREATEN",
    "YIELD",
]


class Link(IntEnum):
    """Links from one word, the row, to others: what the pair head answers."""

    ACTOR = 0
    RECIPIENT = 1
    TIME = 2
    WORD_OF = 3
    CUE_SOURCE = 4
    CUE_CONTENT = 5
    SAME = 6
