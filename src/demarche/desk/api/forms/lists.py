"""Lists, by the part: each with the cursor of the next part."""

from __future__ import annotations

from demarche.desk.api.forms.articles import Capture, Hit
from demarche.desk.api.forms.events import Correction, Doubt, Entry, Judgement
from demarche.desk.api.forms.holdings import Grade, PartyFound, Refusal, SourceWatched, Story
from demarche.desk.api.forms.ledger import Due, Unanswered
from demarche.desk.api.forms.parts import Listed


class EntryList(Listed[Entry]):
    """Events."""


class CorrectionList(Listed[Correction]):
    """Corrections."""


class JudgementList(Listed[Judgement]):
    """Judgements."""


class DoubtList(Listed[Doubt]):
    """What a person should look at."""


class DueList(Listed[Due]):
    """What is awaited."""


class UnansweredList(Listed[Unanswered]):
    """Silences."""


class HitList(Listed[Hit]):
    """Passages."""


class CaptureList(Listed[Capture]):
    """Captures of a page."""


class PartyFoundList(Listed[PartyFound]):
    """Parties."""


class StoryList(Listed[Story]):
    """Affairs."""


class SourceWatchedList(Listed[SourceWatched]):
    """Sources that are watched."""


class RefusalList(Listed[Refusal]):
    """What was kept out."""


class GradeList(Listed[Grade]):
    """Grades of sources."""
