"""Demarche keeps the diplomatic record from the news.

>>> from demarche import Reader
>>> reading = Reader().read("report.txt", published="2021-03-14")  # doctest: +SKIP
>>> [mention.event_type for mention in reading.mentions]  # doctest: +SKIP
"""

from __future__ import annotations

from importlib import import_module

__version__ = "0.1.0"

__all__ = [
    "Article",
    "Attribution",
    "Days",
    "DemarcheError",
    "EventType",
    "Evidence",
    "Failure",
    "FetchError",
    "Mention",
    "Occurrence",
    "Page",
    "PageError",
    "Party",
    "Place",
    "PloverType",
    "Published",
    "Reader",
    "Reading",
    "Record",
    "Relation",
    "Sector",
    "Span",
    "Statement",
    "Status",
    "TimeExpression",
    "Unresolved",
    "UsageError",
    "__version__",
    "open",
]


def __getattr__(name: str) -> object:
    """The public name `name`, imported when it is first asked for: `import demarche` is quick."""
    if name not in __all__:
        raise AttributeError(f"module 'demarche' has no attribute {name!r}")
    if name in ("open", "Record"):
        record = import_module("demarche.service.record")
        return record.open_record if name == "open" else record.Record
    room = "demarche.service" if name == "Reader" else "demarche.model"
    return getattr(import_module(room), name)


def __dir__() -> list[str]:
    """The public names."""
    return sorted(__all__)
