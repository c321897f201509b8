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
    "to_pandas",
    "to_polars",
]

_ROOMS = {
    "Reader": ("demarche.service", "Reader"),
    "Record": ("demarche.service.record", "Record"),
    "open": ("demarche.service.record", "open_record"),
    "to_pandas": ("demarche.service.frames", "to_pandas"),
    "to_polars": ("demarche.service.frames", "to_polars"),
}


def __getattr__(name: str) -> object:
    """The public name `name`, imported when it is first asked for: `import demarche` is quick."""
    if name not in __all__:
        raise AttributeError(f"module 'demarche' has no attribute {name!r}")
    room, known_as = _ROOMS.get(name, ("demarche.model", name))
    return getattr(import_module(room), known_as)


def __dir__() -> list[str]:
    """The public names."""
    return sorted(__all__)
