"""A reading laid out for a person: what is reported, and under it the words it was read from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from rich.columns import Columns
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from demarche.desk.cli import words
from demarche.desk.cli.words import Signs
from demarche.model import (
    Article,
    Attribution,
    Mention,
    Party,
    Quoting,
    Reading,
    Status,
    TimeExpression,
)
from demarche.service.wording import count, span_of_days

_STYLE = {
    Status.HAPPENED: "green",
    Status.ONGOING: "yellow",
    Status.PLANNED: "cyan",
    Status.POSSIBLE: "magenta",
    Status.DID_NOT_HAPPEN: "red",
    Status.WILL_NOT_HAPPEN: "red",
}
_AHEAD = (Status.PLANNED, Status.POSSIBLE, Status.WILL_NOT_HAPPEN)
_WIDE = 100
_WIDEST = 120
_NOT_SAID = "not said"
_OWN_WORD = "the article's own"

Numbered = tuple[int, Mention]


def show(reading: Reading, console: Console) -> None:
    """Print a reading on a console, no wider than is good to read."""
    width = min(console.width, _WIDEST)
    signs = words.signs(console.encoding)
    layout = _Layout(reading, signs, is_wide=width >= _WIDE, shows_styles=console.is_terminal)
    for part in layout.parts():
        console.print(part, width=width)


class _Layout:
    """One reading, ready to be laid out."""

    def __init__(
        self, reading: Reading, signs: Signs, *, is_wide: bool, shows_styles: bool
    ) -> None:
        """A layout in these signs; where no styles are shown, triggers stand in brackets."""
        self._reading = reading
        self._signs = signs
        self._is_wide = is_wide
        self._shows_styles = shows_styles
        self._numbered: list[Numbered] = list(enumerate(reading.mentions, start=1))

    def parts(self) -> list[RenderableType]:
        """What is printed, one part under the other."""
        return [
            self._head(self._reading.article),
            self._mentions(),
            *self._ahead(),
            *self._times(),
            self._foot(),
            "",
        ]

    def _head(self, article: Article) -> RenderableType:
        sign = self._signs
        title = Text(sign.text(article.title or article.name), style="bold")
        known = [
            article.publisher,
            words.published(article.published, sign),
            f"by {article.byline}" if article.byline else None,
        ]
        lines = [Text(sign.dot.join(sign.text(part) for part in known if part))]
        origin = sign.dot.join(
            sign.text(part)
            for part in (article.name if article.title else None, article.url)
            if part and part != article.title
        )
        if origin:
            lines.append(Text(origin, style="dim", overflow="fold"))
        rule = Rule(style="dim", characters="-" if sign.is_ascii else "─")
        return Group(rule, title, *lines, "")

    def _mentions(self) -> RenderableType:
        if not self._numbered:
            return Text("No event is reported in it, as far as it could be read.\n", style="italic")
        table = Table.grid(padding=(0, 2, 0, 0), expand=True)
        table.add_column(justify="right", width=4)
        table.add_column(width=15)
        table.add_column(ratio=1)
        for _, told in groupby(self._numbered, key=lambda one: one[1].evidence.sentence):
            group = list(told)
            for number, mention in group:
                table.add_row(_number(number, mention), self._what(mention), self._body(mention))
            evidence = _Barred(self._quote(group), self._signs.edge)
            table.add_row("", "", Padding(evidence, (0, 0, 1, 0)))
        return table

    def _what(self, mention: Mention) -> Text:
        what = Text(mention.event_type.value, style="bold")
        if mention.mode:
            what.append(f" {self._signs.text(mention.mode)}", style="not bold")
        what.append("\n")
        what.append(_spoken(mention.status), style=f"not bold {_STYLE[mention.status]}")
        if mention.plover_type and mention.plover_type.value != mention.event_type.value:
            what.append(f"\nPLOVER {mention.plover_type.value}", style="not bold dim")
        return what

    def _body(self, mention: Mention) -> RenderableType:
        table = Table.grid(padding=(0, 1, 0, 0), expand=True)
        table.add_column(width=5, style="dim")
        table.add_column(ratio=1)
        table.add_row("who", self._who(mention))
        is_bare = not (mention.occurred or mention.attributions)
        table.add_row("when", _bare() if is_bare else self._when(mention))
        if mention.place:
            place = self._signs.text(mention.place.text)
            table.add_row("where", _with_code(Text(place), mention.place.code))
        if not is_bare:
            table.add_row("word", self._word(mention))
        return table

    def _who(self, mention: Mention) -> Text:
        who = self._parties(mention.actors)
        if mention.recipients:
            who.append(f" {self._signs.arrow} ", style="bold")
            who.append_text(self._parties(mention.recipients))
        return who

    def _parties(self, parties: Sequence[Party]) -> Text:
        if not parties:
            return Text(_NOT_SAID, style="dim italic")
        named = (_with_code(Text(words.party(p, self._signs)), words.codes(p)) for p in parties)
        return Text("; ").join(named)

    def _when(self, mention: Mention) -> Text:
        when = self._days(mention)
        if mention.occurred and mention.occurred.text:
            quoted = self._signs.quote(self._signs.text(mention.occurred.text))
            when.append(f"  {quoted}", style="dim")
        return when

    def _days(self, mention: Mention) -> Text:
        if not mention.occurred:
            return Text(_NOT_SAID, style="dim italic")
        days = mention.occurred.days
        return Text(span_of_days(days.first, days.last, dash=self._signs.dash))

    def _word(self, mention: Mention) -> Text:
        if not mention.attributions:
            return Text(_OWN_WORD, style="dim italic")
        return Text(", citing ").join(self._link(link) for link in mention.attributions)

    def _link(self, link: Attribution) -> Text:
        if link.source is None:
            said = Text("a source that is not given")
        else:
            said = _with_code(Text(words.party(link.source, self._signs)), words.codes(link.source))
        return said.append(words.standing(link))

    def _quote(self, told: Sequence[Numbered]) -> Text:
        evidence = [mention.evidence for _, mention in told]
        triggers = [one.trigger for one in evidence]
        quote = Text(style="italic")
        cut = words.pieces(self._reading.article.text, evidence[0].sentence, triggers)
        for piece, indexes in cut:
            shown = self._signs.piece(piece)
            if not indexes:
                quote.append(shown)
                continue
            marked = shown if self._shows_styles else f"[{shown}]"
            quote.append(marked, style="bold underline not italic")
            if len(told) > 1:
                quote.append(self._signs.numbers(told[index][0] for index in indexes))
        return quote

    def _ahead(self) -> list[RenderableType]:
        ahead = sorted(
            (one for one in self._numbered if one[1].status in _AHEAD),
            key=lambda one: _window(one[1]),
        )
        if not ahead:
            return []
        table = Table.grid(padding=(0, 2, 0, 0), expand=True)
        table.add_column(justify="right", width=4)
        table.add_column(width=15)
        table.add_column()
        table.add_column(ratio=3)
        if self._is_wide:
            table.add_column(ratio=2)
        for number, mention in ahead:
            status = Text(_spoken(mention.status), style=_STYLE[mention.status])
            row = [status, self._days(mention), self._in_brief(mention)]
            table.add_row(str(number), *row, *([self._word(mention)] if self._is_wide else []))
        return [_heading("What is planned, and when"), table, ""]

    def _in_brief(self, mention: Mention) -> Text:
        trigger = mention.evidence.trigger.of(self._reading.article.text)
        brief = Text(f"{mention.event_type.value} {self._signs.quote(self._signs.text(trigger))}  ")
        return brief.append_text(self._who(mention))

    def _times(self) -> list[RenderableType]:
        told = {self._time(time).markup: self._time(time) for time in self._reading.times}
        if not told:
            return []
        shown = Columns(told.values(), padding=(0, 3), equal=True, column_first=True)
        return [_heading("Times"), Padding(shown, (0, 0, 1, 2))]

    def _time(self, time: TimeExpression) -> Text:
        said = Text(self._signs.text(time.span.of(self._reading.article.text)))
        if time.days:
            days = span_of_days(time.days.first, time.days.last, dash=self._signs.dash)
            return said.append(f"  {days}", style="dim")
        return said.append(f"  {time.value or 'not known'}", style="dim italic")

    def _foot(self) -> RenderableType:
        reading = self._reading
        parts = [count(len(reading.mentions), "event mention")]
        parts.append(count(len(reading.statements), "statement"))
        direct = sum(statement.kind is Quoting.DIRECT for statement in reading.statements)
        if direct:
            parts[-1] += f" ({direct} in direct speech)"
        parts.append(count(len(reading.times), "time expression"))
        if reading.article.furniture:
            furniture = count(len(reading.article.furniture), "piece")
            parts.append(f"{furniture} of furniture set aside")
        if reading.mentions:
            parts.append("% is the reader's confidence")
        return Text(self._signs.dot.join(parts), style="dim")


class _Barred:
    """A text with a bar down its left side."""

    def __init__(self, text: Text, edge: str) -> None:
        self._text = text
        self._edge = edge

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Each line behind its piece of the bar."""
        for line in self._text.wrap(console, options.max_width - 2):
            yield Text.assemble((f"{self._edge} ", "dim"), line)


def _window(mention: Mention) -> tuple[date, date]:
    """What sorts acts by when they are due; those without a day come last."""
    if not mention.occurred:
        return date.max, date.max
    return mention.occurred.days.first, mention.occurred.days.last


def _number(number: int, mention: Mention) -> Text:
    return Text.assemble(str(number), (f"\n{mention.confidence:.0%}", "dim"))


def _bare() -> Text:
    return Text(f"{_NOT_SAID}; {_OWN_WORD} word", style="dim italic")


def _heading(title: str) -> Text:
    return Text(title, style="bold")


def _spoken(status: Status) -> str:
    return status.value.replace("_", " ")


def _with_code(text: Text, code: str | None) -> Text:
    return text.append(f" {code}", style="dim") if code else text
