"""The frozen types that all other rooms share."""

from demarche.model.article import (
    Article,
    Furnishing,
    Furniture,
    Page,
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
    "Mention",
    "Occurrence",
    "Page",
    "PageError",
    "Party",
    "Place",
    "PloverType",
    "Published",
    "PublishedBasis",
    "Quoting",
    "Reading",
    "RecordError",
    "Relation",
    "Sector",
    "Sentence",
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
