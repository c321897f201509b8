"""What the use cases need of the parts that serve them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Protocol

from demarche.model import Failure, Page, Reading, Relation, Span, Unresolved


class ReadsPages(Protocol):
    """Reads one page; raises `PageError` where it cannot be read."""

    def read(self, page: Page, *, published: date | None = None) -> Reading:
        """What the page says."""
        ...


class CodesPairs(Protocol):
    """Codes the act between two parties that are marked in a sentence."""

    def code(
        self, sentence: str, source: Span | None, target: Span | None
    ) -> Relation | Unresolved:
        """The act of the source towards the target; one of them may be left unsaid."""
        ...


class GathersPages(Protocol):
    """Turns paths, addresses and `-` into pages."""

    def __call__(self, sources: Iterable[str]) -> Iterator[Page | Failure]:
        """Each page, or the reason why there is none."""
        ...
