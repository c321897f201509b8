"""Reading: reports in, readings out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from pathlib import Path

from demarche.model import Failure, Page, PageError, Reading, Relation, Span, Unresolved, UsageError
from demarche.service import pairs, parts
from demarche.service.days import parse_day
from demarche.service.needs import CodesPairs, GathersPages, ReadsPages
from demarche.service.pairs import Pair

Source = str | Path | Page
"""A path, an address or `-` (standard input), or a page that is already at hand."""


class Reader:
    """Reads news reports into event mentions, statements and time expressions.

    The weights and tables are loaded when they are first needed, once. Other parts may be given to
    serve in place of those that are shipped.
    """

    def __init__(
        self,
        *,
        pipeline: ReadsPages | None = None,
        coder: CodesPairs | None = None,
        gatherer: GathersPages | None = None,
    ) -> None:
        """A reader served by the parts that are given, and by those shipped for the rest."""
        self._given_pipeline = pipeline
        self._given_coder = coder
        self._given_gatherer = gatherer

    def read(self, source: Source, *, published: date | str | None = None) -> Reading:
        """What the one report at `source`, a path, an address or a page, says.

        `published`, a date or `YYYY-MM-DD`, is the day of publication; without it the page's own
        is used, or a window is inferred from the text. Raises `PageError` where there is no report
        that can be read, and `UsageError` where there are several or `published` is no day.
        """
        day = None if published is None else parse_day(published)
        pages = self._pages([source])
        page = next(pages, None)
        if page is None:
            raise PageError(str(source), "nothing to read")
        if isinstance(page, Failure):
            raise PageError(page.name, page.reason)
        if next(pages, None) is not None:
            raise UsageError(str(source), "holds more than one report; read_all reads them all")
        return self._one(page, day)

    def read_text(
        self,
        text: str,
        *,
        published: date | str | None = None,
        name: str = "text",
        title: str | None = None,
        publisher: str | None = None,
        url: str | None = None,
    ) -> Reading:
        """What the report whose words are `text` says; errors as for `read`."""
        page = Page(
            name=name,
            data=text.encode("utf-8", errors="surrogatepass"),
            url=url,
            publisher=publisher,
            title=title,
        )
        return self.read(page, published=published)

    def read_all(
        self, sources: Source | Iterable[Source], *, published: date | str | None = None
    ) -> Iterator[Reading | Failure]:
        """Each report's reading, in order, or the reason why it could not be read.

        A folder, a feed or a file of JSON Lines may hold many. `published` is for all of them.
        Raises `UsageError` at once where it is no day.
        """
        day = None if published is None else parse_day(published)
        several = [sources] if isinstance(sources, str | Path | Page) else sources
        return (self._read(page, day) for page in self._pages(several))

    def relate(
        self, sentence: str, source: str | Span | None, target: str | Span | None
    ) -> Relation | Unresolved:
        """The act of `source` towards `target`, each given by its words or place in `sentence`.

        One of the two may be `None`, where the sentence leaves it unsaid. Raises `UsageError` where
        the words do not stand there.
        """
        pair = pairs.between(sentence, source, target)
        return self._coder.code(pair.sentence, pair.source, pair.target)

    def relate_table(self, text: str, *, name: str) -> Iterator[Relation | Unresolved | Failure]:
        """The act that each row of a tab-separated table reports, or why the row has none.

        Its columns are `sentence`, `source` and `target`, or `marked_sentence` with `<s>…</s>` and
        `<t>…</t>`; `name` is what failures call it. Raises `UsageError` at once where they are
        missing.
        """
        rows = pairs.from_table(text, name=name)
        return (self._relate(row) for row in rows)

    def _relate(self, row: Pair | Failure) -> Relation | Unresolved | Failure:
        if isinstance(row, Failure):
            return row
        return self._coder.code(row.sentence, row.source, row.target)

    def _read(self, page: Page | Failure, day: date | None) -> Reading | Failure:
        if isinstance(page, Failure):
            return page
        try:
            return self._one(page, day)
        except PageError as error:
            return Failure(page.name, error.reason)

    def _one(self, page: Page, day: date | None) -> Reading:
        try:
            return self._pipeline.read(page, published=day)
        except Exception as error:
            error.add_note(f"while reading {page.name}")
            raise

    def _pages(self, sources: Iterable[Source]) -> Iterator[Page | Failure]:
        gather = self._given_gatherer or parts.gatherer()
        for is_page, some in groupby(sources, key=lambda source: isinstance(source, Page)):
            if is_page:
                yield from (page for page in some if isinstance(page, Page))
            else:
                yield from gather(str(source) for source in some)

    @property
    def _pipeline(self) -> ReadsPages:
        return self._given_pipeline or parts.pipeline()

    @property
    def _coder(self) -> CodesPairs:
        return self._given_coder or parts.coder()
