"""The frozen types that all other rooms share."""

from demarche.model.article import (
    Article,
    Furnishing,
    Furniture,
    Page,
    PageKind,
    Published,
    PublishedBasis,
    Sentence,
    Token,
)
from demarche.model.days import Days, Grain, TimeExpression, TimexType, Unresolved
from demarche.model.errors import (
    DemarcheError,
    FetchError,
    PageError,
    RecordError,
    TableError,
    UsageError,
)
from demarche.model.gathering import Item, Poll, Refusal, Refused
from demarche.model.mentions import (
    Evidence,
    Failure,
    Mention,
    Occurrence,
    Place,
    Reading,
    Relation,
    Status,
)
from demarche.model.parties import Attribution, Party, Quoting, Sector, Statement
from demarche.model.plover import EventType, PloverType
from demarche.model.sources import Source, SourceKind
from demarche.model.spans import Span

__all__ = [
    "Article",
    "Attribution",
    "Days",
    "DemarcheError",
    "EventType",
    "Evidence",
    "Failure",
    "FetchError",
    "Furnishing",
    "Furniture",
    "Grain",
    "Item",
    "Mention",
    "Occurrence",
    "Page",
    "PageError",
    "PageKind",
    "Party",
    "Place",
    "PloverType",
    "Poll",
    "Published",
    "PublishedBasis",
    "Quoting",
    "Reading",
    "RecordError",
    "Refusal",
    "Refused",
    "Relation",
    "Sector",
    "Sentence",
    "Source",
    "SourceKind",
    "Span",
    "Statement",
    "Status",
    "TableError",
    "TimeExpression",
    "TimexType",
    "Token",
    "Unresolved",
    "UsageError",
]
