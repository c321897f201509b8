"""What the record is asked: each question one function over a connection and a view of it."""

from demarche.record.asking.affairs import names_of, placed, runs_of, stories, story_name
from demarche.record.asking.events import (
    between,
    entries,
    event_of,
    fitting,
    months,
    new_in,
    timeline,
)
from demarche.record.asking.ledger import due, revisions, silences
from demarche.record.asking.parties import parties
from demarche.record.asking.passages import find
from demarche.record.asking.review import Questions, doubts, last_added, prominent, questions
from demarche.record.asking.version import version
from demarche.record.asking.which import Which

__all__ = [
    "Questions",
    "Which",
    "between",
    "doubts",
    "due",
    "entries",
    "event_of",
    "find",
    "fitting",
    "last_added",
    "months",
    "names_of",
    "new_in",
    "parties",
    "placed",
    "prominent",
    "questions",
    "revisions",
    "runs_of",
    "silences",
    "stories",
    "story_name",
    "timeline",
    "version",
]
