"""When: expressions of time as TIMEX3 values and as days, by a grammar of our own."""

from demarche.read.times.finding import find
from demarche.read.times.occurrence import as_occurrence
from demarche.read.times.offices import holders_of
from demarche.read.times.published import infer_published
from demarche.read.times.resolving import resolve
from demarche.read.times.sense import Tense

__all__ = ["Tense", "as_occurrence", "find", "holders_of", "infer_published", "resolve"]
