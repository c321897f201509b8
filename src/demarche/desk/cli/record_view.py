"""What the record answers, laid out for a person: each entry with the words it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from demarche.desk.cli import words
from demarche.desk.cli.words import Signs
from demarche.model import Days, Status
from demarche.model.entries import Brief, Due, Entry, Hit, Pair, Story, Told, Unanswered
from demarche.model.events import Account, Clash, Event, Origin, Side, Telling, Word
from demarche.model.judgements import Correction, Judgement
from demarche.model.ledger import Quiet, Standing
from demarche.record.captures import Capture
from demarche.service.wording import count, span_of_days

_STYLE = {
    Status.HAPPENED: "green",
    Status.ONGOING: "yellow",
    Status.PLANNED: "cyan",
    Status.POSSIBLE: "magenta",
    Status.DID_NOT_HAPPEN: "red",
    Status.WILL_NOT_HAPPEN: "red",
}
_STANDING = {
    Standing.OPEN: "cyan",
    Standing.SLIPPED: "yellow",
    Standing.OVERDUE: "red",
    Standing.KEPT: "green",
    Standing.PARTLY_KEPT: "green",
    Standing.BROKEN: "red",
    Standing.WITHDRAWN: "red",
    Standing.UNKNOWN: "magenta",
}
_WIDEST = 110
_SHORT = 8
_LONG = 260


class View:
    """A console, and how things are said on it."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._width = min(console.width, _WIDEST)
        self._sign: Signs = words.signs(console.encoding)

    def entries(self, found: Iterable[Entry]) -> None:
        """Print events, one under the other."""
        for entry in found:
            self._print(self._head(entry))
            self._body(entry)

    def lines(self, found: Iterable[Entry]) -> None:
        """Print events, a line each: what passed, by whom, and the words of it."""
        for entry in found:
            line = self._head(entry).append("  ")
            line.append_text(self._sides(entry.line.actors, entry.line.recipients)).append("  ")
            line.append_text(self._quoted(entry.line.best))
            self._console.print(line, soft_wrap=True)

    def due(self, found: Iterable[Due]) -> None:
        """Print what is awaited, each with its windows in turn and what closed it."""
        for one in found:
            expectation, entry = one.expectation, one.entry
            head = self._number(entry.id)
            head.append(_spoken(one.standing), style=f"bold {_STANDING[one.standing]}")
            if expectation.due:
                head.append(f"  due {span_of_days(expectation.due, expectation.due)}")
            if expectation.closed:
                late = ", late against the first promise" if expectation.is_late else ""
                closed = span_of_days(expectation.closed, expectation.closed)
                head.append(f"  closed {closed}{late}")
            head.append(f"  {entry.event_type}", style="bold")
            self._print(head)
            self._indent(self._sides(entry.line.actors, entry.line.recipients))
            for at, word in enumerate(expectation.windows):
                self._indent(self._window(word, is_first=at == 0))
            if expectation.closing:
                self._indent(self._quoted(expectation.closing, _spoken(expectation.outcome)))
            self._print(Text())

    def silences(self, found: Iterable[Unanswered]) -> None:
        """Print silences, each with its clock, its channels, and what broke it."""
        for one in found:
            silence = one.silence
            head = self._number(one.entry.id)
            if silence.kind is Quiet.NO_ANNOUNCEMENT:
                head.append("not to be announced", style="bold red")
                if silence.began:
                    head.append(f"  {self._days(silence.began)}")
            else:
                spoken = "broken" if silence.broken else "unanswered"
                head.append(spoken, style=f"bold {'green' if silence.broken else 'yellow'}")
                if silence.began:
                    head.append(f"  since {self._since(silence.began)}")
                if one.days is not None:
                    head.append(f"  {count(one.days, 'day')}")
            self._print(head)
            self._indent(self._sides(silence.silent, silence.asking))
            if silence.channels:
                channels = ", ".join(self._sign.text(channel) for channel in silence.channels)
                self._indent(Text(f"through {channels}"))
            self._indent(self._quoted(silence.words[-1]))
            if silence.broken:
                self._indent(self._quoted(silence.broken, "broken"))
            self._print(Text())

    def pair(self, found: Pair) -> None:
        """Print what passed between two parties: by month, what is open, the events."""
        self._print(Text(f"{found.one} {self._sign.dash} {found.other}", style="bold"))
        table = Table(box=None, padding=(0, 2, 0, 0))
        for name in ("month", "events", "cooperation", "conflict", "balance"):
            table.add_column(name, justify="left" if name == "month" else "right")
        for month in found.months:
            table.add_row(
                month.month,
                str(month.events),
                f"{month.cooperation:+.1f}",
                f"{month.conflict:+.1f}",
                f"{month.balance:+.1f}",
            )
        if found.months:
            self._print(table)
            self._print(Text())
        if found.due:
            self._title("Awaited")
            self.due(found.due)
        if found.silences:
            self._title("Silences")
            self.silences(found.silences)
        if found.entries:
            self._title("Events")
            self.entries(found.entries)

    def hits(self, found: Iterable[Hit]) -> None:
        """Print the passages that were found."""
        for hit in found:
            head = self._number(hit.event) if hit.event else Text(" " * (_SHORT + 2))
            origin = self._sign.dot.join(
                self._sign.text(part) for part in (hit.publisher, hit.title) if part
            )
            head.append(f"{span_of_days(hit.printed, hit.printed)}  {origin}")
            self._print(head)
            self._indent(Text(self._sign.text(hit.text)))
            self._print(Text())

    def stories(self, found: Iterable[Story]) -> None:
        """Print affairs."""
        table = Table(box=None, padding=(0, 2, 0, 0))
        for name in ("story", "name", "events", "from", "to"):
            table.add_column(name, justify="right" if name == "events" else "left")
        for one in found:
            name = "" if one.name == one.id else self._sign.text(one.name)
            table.add_row(one.id, name, str(one.events), str(one.first), str(one.last))
        self._print(table)

    def told(self, found: Told) -> None:
        """Print all that the record has on an event: each account beside the others."""
        event = found.event
        head = self._number(event.id)
        head.append(str(event.event_type), style="bold")
        if event.mode:
            head.append(f" {event.mode}")
        head.append("  ")
        head.append_text(self._status(event.status))
        if event.is_rejected:
            head.append("  rejected by hand", style="red")
        self._print(head)
        self._indent(self._sides(event.actors, event.recipients))
        for line in self._facts(event):
            self._indent(line)
        self._print(Text())
        for source, grade in found.grades.items():
            self._indent(Text(f"{self._sign.text(source)}: graded {grade}"))
        clashes = {key: one.over for one in event.contradictions for key in (one.one, one.other)}
        for account in event.accounts:
            self._account(account, clashes.get(account.origin.key))
        if found.history:
            self._title("History")
            self.corrections(found.history)

    def captures(self, found: Iterable[Capture]) -> None:
        """Print the captures of a page, each with the lines that changed."""
        for one in found:
            head = self._number(one.page)
            head.append(f"{one.accessed:%Y-%m-%d %H:%M}  ", style="bold")
            head.append(self._sign.text(one.title or one.document))
            head.append(f"  {count(one.size, 'byte')}, {count(one.mentions, 'mention')}")
            self._print(head)
            for line in one.difference:
                style = {"+": "green", "-": "red"}.get(line[:1], "dim")
                self._indent(Text(self._sign.text(line), style=style), by=4)

    def _facts(self, event: Event) -> Iterable[Text]:
        """Yield what is known of an event beside its parties, a line each."""
        if event.days:
            yield Text(self._days(event.days))
        if event.place:
            yield Text(f"in {self._sign.text(event.place.text)}")
        if event.story:
            yield Text(f"story {self._sign.text(event.story)}")
        if event.note:
            yield Text(f"note: {self._sign.text(event.note)}")
        if event.corrected:
            yield Text(f"by hand: {', '.join(sorted(event.corrected))}", style="italic")
        outlets, origins = count(len(event.outlets), "outlet"), count(len(event.accounts), "origin")
        yield Text(f"{outlets}, {origins}", style="dim")

    def brief(self, found: Brief) -> None:
        """Print what changed, kind by kind."""
        until = span_of_days(found.until.date(), found.until.date())
        since = span_of_days(found.since.date(), found.since.date())
        self._print(Text(f"Changed after {since}, up to {until}\n", style="bold"))
        parts: tuple[tuple[str, Sequence[Any], Callable[[Any], None]], ...] = (
            ("Closed", found.closed, self.due),
            ("Slipped", found.slipped, self.due),
            ("Overdue", found.overdue, self.due),
            ("Silences broken", found.broken, self.silences),
            ("Contradicted", found.contradicted, self.entries),
            ("Changed", [one.entry for one in found.changed], self.entries),
            ("New", found.new, self.entries),
            ("Corrected", found.corrections, self.corrections),
        )
        for title, some, show in parts:
            if some:
                self._title(f"{title} ({len(some)})")
                show(some)

    def corrections(self, found: Iterable[Correction]) -> None:
        """Print what was changed by hand."""
        for one in found:
            head = self._number(one.id)
            head.append(one.deed.value, style="bold")
            head.append(f" {one.target[:_SHORT]}" if one.target.isalnum() else f" {one.target}")
            if one.field:
                head.append(f"  {one.field}: {_plain(one.before)} -> {_plain(one.after)}")
            if one.is_undone:
                head.append("  undone", style="red")
            self._print(head)
            said = f": {self._sign.text(one.because)}" if one.because else ""
            self._indent(Text(f"{one.who}, {one.recorded:%Y-%m-%d %H:%M}{said}", style="dim"))

    def judgements(self, found: Iterable[Judgement]) -> None:
        """Print what was judged of pairs of mentions."""
        for one in found:
            score = f"  {one.score:.2f}" if one.score is not None else ""
            self._print(
                Text(f"{one.one[:_SHORT]}  {one.other[:_SHORT]}  {one.verdict}{score}  {one.by}")
            )

    def parties(self, found: Sequence[tuple[str, str, int]]) -> None:
        """Print who may be meant."""
        for key, name, events in found:
            self._print(Text(f"{key}  {self._sign.text(name)}  {count(events, 'event')}"))

    def _account(self, account: Account, clash: Clash | None) -> None:
        head = Text("  ")
        head.append(self._origin(account.origin), style="bold")
        head.append(": ")
        head.append_text(self._status(account.status))
        if account.days:
            head.append(f", {self._days(account.days)}")
        if clash:
            head.append(f"  contradicted on {clash}", style="red")
        self._print(head)
        for telling in account.tellings:
            self._telling(telling)
        self._print(Text())

    def _telling(self, telling: Telling) -> None:
        printed = telling.printed
        names = [printed.publisher or printed.document]
        names += [link.source.text for link in telling.mention.attributions if link.source]
        chain = f" {self._sign.arrow} ".join(self._sign.text(name) for name in names)
        copy = " (copy)" if printed.original != printed.page else ""
        line = Text(f"{telling.mention.id[:_SHORT]} ", style="dim")
        line.append(f"{span_of_days(printed.day, printed.day)}  {chain}{copy}")
        self._indent(line, by=4)
        self._indent(Text(self._sign.quote(self._cut(telling.quote))), by=6)

    def _head(self, entry: Entry) -> Text:
        head = self._number(entry.id)
        if entry.line.days:
            head.append(self._days(entry.line.days))
        else:
            head.append(f"told {span_of_days(entry.shown, entry.shown)}", style="italic")
        head.append(f"  {entry.event_type}", style="bold")
        if entry.line.mode:
            head.append(f" {entry.line.mode}")
        head.append("  ")
        head.append_text(self._status(entry.status))
        return head

    def _body(self, entry: Entry) -> None:
        self._indent(self._sides(entry.line.actors, entry.line.recipients))
        self._indent(self._quoted(entry.line.best))
        marks = []
        if entry.outlets > 1 or entry.origins > 1:
            marks.append(f"{count(entry.outlets, 'outlet')}, {count(entry.origins, 'origin')}")
        if entry.is_contradicted:
            marks.append("accounts contradict each other")
        if entry.line.corrected:
            marks.append(f"by hand: {', '.join(entry.line.corrected)}")
        if marks:
            self._indent(Text(self._sign.dot.join(marks), style="dim"))
        self._print(Text())

    def _window(self, word: Word, *, is_first: bool) -> Text:
        lead = "" if is_first else "then "
        when = self._days(word.days) if word.days else "no day named"
        return self._quoted(word, f"{lead}{when}")

    def _quoted(self, word: Word, lead: str = "") -> Text:
        line = Text(f"{lead}: " if lead else "")
        line.append(self._sign.quote(self._cut(word.quote)))
        said = self._sign.text(word.source) if word.source else ""
        printed = self._sign.text(word.publisher) if word.publisher else ""
        by = printed if not said or said == printed else f"{printed}, from {said}".lstrip(", ")
        day = span_of_days(word.printed, word.printed)
        line.append(f" {self._sign.dash} {by + ', ' if by else ''}{day}", style="dim")
        return line

    def _origin(self, origin: Origin) -> str:
        kind = "" if origin.is_named else " (unnamed)"
        return f"{self._sign.text(origin.words)}{kind}"

    def _sides(self, actors: Sequence[Side], recipients: Sequence[Side]) -> Text:
        line = Text(self._names(actors) or "not said who")
        if recipients:
            line.append(f" {self._sign.arrow} {self._names(recipients)}")
        return line

    def _names(self, sides: Sequence[Side]) -> str:
        return ", ".join(
            self._sign.text(side.name) + (f" ({side.code})" if side.code else "") for side in sides
        )

    def _status(self, status: Status | None) -> Text:
        if status is None:
            return Text("contradicted", style="bold red")
        return Text(_spoken(status), style=_STYLE[status])

    def _days(self, days: Days) -> str:
        spoken = span_of_days(days.first, days.last, dash=self._sign.dash)
        if days.words and days.first != days.last:
            return f"{spoken} ({self._sign.quote(self._sign.text(days.words))})"
        return spoken

    def _since(self, days: Days) -> str:
        told = f" ({self._sign.quote(self._sign.text(days.words))})" if days.words else ""
        return f"{span_of_days(days.first, days.first)}{told}"

    def _cut(self, quote: str) -> str:
        text = self._sign.text(quote)
        return text if len(text) <= _LONG else f"{text[:_LONG].rsplit(' ', 1)[0]} ..."

    def _number(self, number: str) -> Text:
        return Text(f"{number[:_SHORT]}  ", style="dim")

    def _title(self, title: str) -> None:
        self._print(Text(title, style="bold underline"))

    def _indent(self, line: Text, by: int = 2) -> None:
        self._print(Padding(line, (0, 0, 0, by)))

    def _print(self, what: object) -> None:
        self._console.print(what, width=self._width)


def _spoken(value: str) -> str:
    return value.replace("_", " ")


def _plain(value: object) -> str:
    if value is None:
        return "not known"
    if isinstance(value, list):
        return ", ".join(_plain(part) for part in value)
    if isinstance(value, dict):
        return str(value.get("name") or value.get("text") or value)
    if isinstance(value, date):
        return value.isoformat()
    return words.printable(str(value))
