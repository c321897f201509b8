"""What the tools answer, as data: the record's JSON forms, cut to what an agent needs to cite."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict, Field


class Form(BaseModel):
    """A form that takes what it names from a larger one."""

    model_config = ConfigDict(extra="ignore", use_attribute_docstrings=True)


class Days(Form):
    """A stretch of days, both inclusive, and the printed words that name it."""

    start: date
    end: date
    text: str | None = None


class Side(Form):
    """A party to an event."""

    name: str
    code: str | None = None
    entity: str | None = None


class Quote(Form):
    """The words of a report, and where they were printed."""

    quote: str
    source: str | None = None
    """On whose word, where the report says so."""
    publisher: str | None = None
    title: str | None = None
    url: str | None = None
    printed: date
    page: str | None = None
    """The id of the article: demarche://articles/{page}."""
    occurred: Days | None = None
    """The days that these words give."""


class Origin(Form):
    """Who is the first to say so, as far as the reports tell."""

    words: str
    named: bool


class Contradiction(Form):
    """What two accounts of one event disagree on."""

    over: str
    between: list[str]


class Event(Form):
    """An event in short, with the quote that says best what it is."""

    id: str
    event_type: str
    mode: str | None = None
    status: str | None
    """None where accounts contradict each other on it."""
    actors: list[Side]
    recipients: list[Side]
    place: str | None = None
    occurred: Days | None
    """None where no report tells a day."""
    story: str | None = None
    evidence: Quote
    outlets: list[str]
    origins: list[Origin]
    contradictions: list[Contradiction]
    note: str | None = None
    corrected: list[str]
    """The fields that were set by hand."""


class Awaited(Form):
    """What is planned, promised, demanded or possible, and what became of it."""

    standing: str
    kind: str
    owners: list[Side]
    due: date | None
    first_due: date | None
    slips: int
    outcome: str
    closed: date | None
    is_late: bool
    windows: list[Quote]
    """The words that gave each window, in order of print."""
    closing: Quote | None
    event: Event


class Unanswered(Form):
    """An approach that was not answered, or what is said not to be coming."""

    days: int | None
    """For how many days it had lasted; None where nobody says since when."""
    kind: str
    silent: list[Side]
    asking: list[Side]
    channels: list[str]
    began: Days | None
    told: list[Quote]
    broken: Quote | None
    event: Event


class Telling(Form):
    """One report's words for an event."""

    quote: str
    chain: list[str]
    """On whose word, outermost first."""
    publisher: str | None
    title: str | None
    url: str | None
    printed: date
    accessed: str
    page: str
    is_copy: bool


class Account(Form):
    """What one origin says of an event, and who prints it."""

    origin: Origin
    status: str
    occurred: Days | None
    is_contradicted: bool
    tellings: list[Telling]
    more: int = 0
    """How many tellings are left out."""


class Expectation(Form):
    """What is awaited of an event."""

    kind: str
    due: date | None
    slips: int
    outcome: str
    closed: date | None
    windows: list[Quote]
    closing: Quote | None


class Silence(Form):
    """The silence that an event is."""

    kind: str
    channels: list[str]
    began: Days | None
    told: list[Quote]
    broken: Quote | None


class Correction(Form):
    """A change by hand."""

    deed: str
    field: str | None
    who: str
    recorded: str
    because: str | None
    is_undone: bool


class Whole(Form):
    """All that the record has on an event, each account beside the others."""

    id: str
    event_type: str
    mode: str | None
    status: str | None
    actors: list[Side]
    recipients: list[Side]
    occurred: Days | None
    story: str | None
    note: str | None
    is_rejected: bool
    outlets: list[str]
    accounts: list[Account]
    contradictions: list[Contradiction]
    expectation: Expectation | None
    silence: Silence | None
    history: list[Correction]


class Hit(Form):
    """A passage in which the words stand."""

    text: str
    event: str | None
    """The event that it tells of, to be cited; None where it is no sentence of an event."""
    page: str
    title: str | None
    publisher: str | None
    url: str | None
    printed: date


class Story(Form):
    """An affair."""

    id: str
    name: str
    events: int
    first: date
    last: date


class Month(Form):
    """What passed between two parties in a month, and PLOVER's sums of it."""

    month: str
    events: int
    cooperation: float
    conflict: float


class Party(Form):
    """Who may be meant by a name."""

    party: str
    name: str
    events: int


class Changed(Form):
    """An event that changed, and how it stood before."""

    before: Event
    after: Event


class Answer(Form):
    """What every answer says: in a line what was found, and how more is had."""

    answer: str
    """What was found, or that there is no record of it."""
    as_of: date
    """The day on which the record was asked, or that it is shown as of."""
    more: str | None = None
    """How the rows that follow are had, where there are more."""
    cursor: str | None = None


class Events(Answer):
    """Events, the last ones first."""

    events: list[Event] = Field(default_factory=list)


class Hits(Answer):
    """Passages, the best first."""

    hits: list[Hit] = Field(default_factory=list)


class Dues(Answer):
    """What is awaited, the next due first."""

    due: list[Awaited] = Field(default_factory=list)


class Silences(Answer):
    """What was not answered."""

    silences: list[Unanswered] = Field(default_factory=list)


class Stories(Answer):
    """Affairs, those with most events first."""

    stories: list[Story] = Field(default_factory=list)


class Actor(Events):
    """The events of a party; where several fit the name, those in their place."""

    parties: list[Party] = Field(default_factory=list)


class OneEvent(Answer):
    """An event, where there is one."""

    event: Whole | None = None


class Pair(Events):
    """What passed between two parties, and what is open between them."""

    pair: list[str]
    months: list[Month]
    due: list[Awaited]
    silences: list[Unanswered]


class Brief(Answer):
    """What changed, kind by kind."""

    since: date
    new: list[Event]
    changed: list[Changed]
    closed: list[Awaited]
    slipped: list[Awaited]
    overdue: list[Awaited]
    silences_broken: list[Unanswered]
    contradicted: list[Event]
    left_out: dict[str, int]
    """How many more there are of a kind."""


class Act(Form):
    """An act that the reader finds in a text; it is on no record, and has no id to be cited."""

    event_type: str
    mode: str | None
    status: str
    actors: list[Side]
    recipients: list[Side]
    place: str | None
    occurred: Days | None
    chain: list[str]
    quote: str
    confidence: float


class Time(Form):
    """An expression of time in a text, and the days it names."""

    text: str
    days: Days | None


class Read(Answer):
    """What a text says, as the reader reads it; nothing is kept."""

    published: date | None
    acts: list[Act]
    times: list[Time]


class CheckedSentence(Form):
    """A sentence of a draft, and what the record says to it."""

    sentence: str
    finding: str
    """supported, unsupported, uncited, unknown or no_claim."""
    cites: list[str]
    events: list[str]
    reasons: list[str]


class CiteCheck(Answer):
    """Which sentences of a draft the record bears out."""

    is_borne_out: bool
    counts: dict[str, int]
    sentences: list[CheckedSentence]
