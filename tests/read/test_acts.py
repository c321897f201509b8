"""Acts are read off the triggers head, one for each phrase that names an act."""

from demarche.model import EventType, Status
from demarche.read import acts
from demarche.read.labels import STATUSES, TRIGGERS
from tests.read.fakes import heard, sentence

REJECT, CONSULT = TRIGGERS.index("REJECT"), TRIGGERS.index("CONSULT")
ONGOING = STATUSES.index("ongoing")
SILENCE = sentence(
    "Oslo has not responded to calls",
    [(3, "nsubj"), (3, "aux"), (3, "advmod"), (-1, "root"), (5, "case"), (3, "obl")],
)


def test_an_act_takes_its_auxiliaries_and_its_negation_along() -> None:
    (act,) = acts.read(
        [SILENCE], heard(6, labels={"triggers": {3: REJECT}, "statuses": {3: ONGOING}})
    )
    assert (act.event_type, act.status, act.words) == (EventType.REJECT, Status.ONGOING, (1, 4))


def test_two_words_of_one_phrase_are_one_act() -> None:
    talks = sentence("Oslo held talks", [(1, "nsubj"), (-1, "root"), (1, "obj")])
    found = acts.read([talks], heard(3, labels={"triggers": {1: CONSULT, 2: CONSULT}}))
    assert len(found) == 1


def test_two_acts_of_different_type_in_one_phrase_stay_two() -> None:
    talks = sentence("Oslo refused talks", [(1, "nsubj"), (-1, "root"), (1, "obj")])
    found = acts.read([talks], heard(3, labels={"triggers": {1: REJECT, 2: CONSULT}}))
    assert [act.event_type for act in found] == [EventType.REJECT, EventType.CONSULT]


def test_no_trigger_no_act() -> None:
    assert acts.read([SILENCE], heard(6)) == ()
