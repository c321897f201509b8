"""Events drawn on an axis of days: where each mark stands, in the units of an SVG.

Vague days are bars with soft ends, plans are hollow, refusals crossed, silences gaps; the template
says how each looks. Events of which no day is told are counted in a lane of their own, under the
days on which they were in print.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from demarche.desk.web.words import parties, spoken
from demarche.model import EventType, Status
from demarche.model.entries import Entry, Unanswered
from demarche.model.ledger import Quiet
from demarche.service.wording import short_month, span_of_days

WIDTH = 960
_LANE = 18
_TOP = 26
_LEAST = 11.0
_GAP = 4.0
_MARGIN = 14.0
# The lane of events without a day: its height, a pile in it, and how far piles are apart.
_FLOOR = 42
_PILE, _DIGIT, _APART = 18.0, 6.0, 34.0
_SAID = 3
_FEW = 2
_DAY = timedelta(days=1)
_SOFT_FROM = timedelta(days=3)
_STEPS = (1, 2, 3, 6, 12, 24, 60, 120)
_MOST_TICKS = 10
_FOR_WORDS = 46
_WEEKS_WITHIN = 70
_A_YEAR = 12
_REFUSED = (Status.DID_NOT_HAPPEN, Status.WILL_NOT_HAPPEN)


@dataclass(frozen=True, slots=True)
class Mark:
    """An event on the chart: where it lies, and how it is drawn."""

    event: str
    x: float
    y: float
    width: float
    look: str
    is_soft: bool
    is_crossed: bool
    words: str
    clock: str = ""

    @property
    def end(self) -> float:
        """Where it ends."""
        return self.x + self.width


@dataclass(frozen=True, slots=True)
class Pile:
    """Events without a day that were in print on a day or a few: how many, where they are drawn,
    and, where it is one alone, which."""

    x: float
    many: int
    first: date
    last: date
    words: str
    event: str | None

    @property
    def width(self) -> float:
        """How wide it is drawn: as its number needs."""
        return _PILE + _DIGIT * (len(str(self.many)) - 1)


@dataclass(frozen=True, slots=True)
class Tick:
    """A month on the axis, or a week where it spans few months."""

    x: float
    words: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: its size, its months, its marks, how many events lie before and after it, and the
    events without a day, below `floor`."""

    width: int
    height: int
    ticks: tuple[Tick, ...]
    marks: tuple[Mark, ...]
    before: int
    after: int
    piles: tuple[Pile, ...]
    floor: int


def chart(
    entries: Sequence[Entry], silences: Mapping[str, Unanswered] | None = None
) -> Chart | None:
    """Return the chart of events; None where there are too few to be worth one.

    `silences` are those among them, by their events. Events that lie far from the others are
    counted, and not drawn: they would squeeze the rest.
    """
    if len(entries) < _FEW:
        return None
    first, last = _around(entries)
    whole = [_Bar.of(one, (silences or {}).get(one.id)) for one in entries]
    bars = [one for one in whole if one.is_dated]
    before = [one for one in bars if one.last < first]
    after = [one for one in bars if one.first > last]
    far = {one.entry.id for one in (*before, *after)}
    near = sorted(
        (one for one in bars if one.entry.id not in far), key=lambda one: (one.first, one.last)
    )
    scale = _Scale(first, last)
    lanes: list[float] = []
    marks = tuple(_mark(one, scale, lanes) for one in near)
    piles = _piles([one for one in whole if not one.is_dated], scale)
    floor = _TOP + _LANE * len(lanes) + 6
    height = floor + (_FLOOR if piles else 0)
    undrawn = len(whole) - len(bars) - sum(pile.many for pile in piles)
    return Chart(
        WIDTH, height, _ticks(scale), marks, len(before) + undrawn, len(after), piles, floor
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    """The axis: which days it spans."""

    first: date
    last: date

    def x(self, day: date) -> float:
        """Return where a day begins, within the chart."""
        whole = (self.last - self.first).days + 1
        share = (day - self.first).days / whole
        inner = WIDTH - 2 * _MARGIN
        return round(_MARGIN + inner * min(1.0, max(0.0, share)), 1)


def _days(one: Entry) -> tuple[date, date]:
    days = one.line.days
    return (days.first, days.last) if days else (one.shown, one.shown)


def _around(entries: Sequence[Entry]) -> tuple[date, date]:
    """Return the days between which four in five of the events begin."""
    begins = sorted(_days(one)[0] for one in entries)
    cut = len(begins) // 10
    first, last = begins[cut], begins[-1 - cut]
    width = max(timedelta(days=14), last - first)
    ends = [_days(one)[1] for one in entries if first <= _days(one)[0] <= last]
    return _moved(first, -width / 30), max(last, min(max(ends), _moved(last, width / 4)))


def _moved(day: date, by: timedelta) -> date:
    """Return the day that lies so far from another, or the calendar's end on the way there."""
    number = day.toordinal() + by.days
    return date.fromordinal(min(max(number, date.min.toordinal()), date.max.toordinal()))


@dataclass(frozen=True, slots=True)
class _Bar:
    """An event from the first to the last day on which it is drawn."""

    entry: Entry
    first: date
    last: date
    silence: Unanswered | None

    @classmethod
    def of(cls, entry: Entry, silence: Unanswered | None) -> _Bar:
        """Return the bar of an event: of a silence, from its beginning for as long as it lasted."""
        first, last = _days(entry)
        began = silence.silence.began if silence else None
        if silence and began and silence.silence.kind is Quiet.UNANSWERED:
            first, last = began.first, _moved(began.first, timedelta(days=silence.days or 0))
        return cls(entry, first, last, silence)

    @property
    def is_dated(self) -> bool:
        """Whether it is told when it was, or since when."""
        return self.entry.line.days is not None or self.first != self.last

    @property
    def is_vague(self) -> bool:
        """Whether it is told to lie somewhere within its days."""
        is_long = self.last - self.first >= _SOFT_FROM
        return is_long and self.entry.line.days is not None and self.silence is None


def _piles(bars: Sequence[_Bar], scale: _Scale) -> tuple[Pile, ...]:
    """Return the events without a day in piles, by days of print, as near as can be drawn."""
    held: list[list[_Bar]] = []
    for one in sorted(bars, key=lambda one: (one.first, one.entry.id)):
        if not scale.first <= one.first <= scale.last:
            continue
        if held and scale.x(one.first) - scale.x(held[-1][0].first) < _APART:
            held[-1].append(one)
        else:
            held.append([one])
    return tuple(_pile(some, scale) for some in held)


def _pile(some: Sequence[_Bar], scale: _Scale) -> Pile:
    first, last = some[0].first, some[-1].first
    said = [_said(one.entry) for one in some[:_SAID]]
    more = [f"and {len(some) - _SAID} more"] if len(some) > _SAID else []
    when = f"no day told, in print {span_of_days(first, last)}"
    event = some[0].entry.id if len(some) == 1 else None
    x = min(scale.x(first), WIDTH - _MARGIN - _PILE)
    return Pile(x, len(some), first, last, f"{when}: {'; '.join([*said, *more])}", event)


def _said(entry: Entry) -> str:
    sides = parties(entry.line.actors, entry.line.recipients)
    status = spoken(entry.status or "accounts contradict each other")
    return f"{entry.event_type.value}, {status}. {sides}"


def _mark(one: _Bar, scale: _Scale, lanes: list[float]) -> Mark:
    entry = one.entry
    x, width, lane = _put(one, scale, lanes)
    return Mark(
        entry.id,
        round(x, 1),
        _TOP + lane * _LANE,
        round(width, 1),
        "gap" if one.silence else _look(entry),
        one.is_vague and one.first >= scale.first,
        not one.silence and (entry.status in _REFUSED or _is_rejection(entry)),
        f"{_told(one)}: {_said(entry)}",
        f"{one.silence.days} d" if one.silence and one.silence.days and width > _FOR_WORDS else "",
    )


def _put(one: _Bar, scale: _Scale, lanes: list[float]) -> tuple[float, float, int]:
    """Return where a bar begins, how long it is, and in which lane; its place there is taken.

    Several events of one day stand beside each other within it, as long as there is room.
    """
    first = scale.x(one.first)
    stretch = max(_LEAST, scale.x(_moved(min(one.last, scale.last), _DAY)) - first)
    first = min(first, WIDTH - _MARGIN - stretch)
    width = min(stretch, _LEAST) if one.first == one.last else stretch
    places = [max(first, end + _GAP) for end in lanes]
    fits = (at for at, x in enumerate(places) if x + width <= first + stretch)
    lane = next(fits, len(lanes))
    x = places[lane] if lane < len(lanes) else first
    lanes[lane : lane + 1] = [x + width]
    return x, width, lane


def _told(one: _Bar) -> str:
    if one.silence and one.silence.days is not None:
        return f"{one.silence.days} days of silence since {one.first}"
    return span_of_days(one.first, one.last)


def _look(one: Entry) -> str:
    if one.status is None:
        return "contradicted"
    return one.status.value


def _is_rejection(one: Entry) -> bool:
    return one.event_type is EventType.REJECT


def _ticks(scale: _Scale) -> tuple[Tick, ...]:
    """Return the months on the axis, or the weeks of a short one, as many as can be read."""
    if (scale.last - scale.first).days <= _WEEKS_WITHIN:
        monday = scale.first + timedelta(days=-scale.first.weekday() % 7)
        weeks = range(1, (scale.last - monday).days // 7 + 1)
        later = (Tick(scale.x(day), _day_words(day)) for day in
                 (monday + timedelta(weeks=at) for at in weeks))  # fmt: skip
        return (Tick(scale.x(monday), f"{_day_words(monday)} {monday.year}"), *later)
    months = (scale.last.year - scale.first.year) * 12 + scale.last.month - scale.first.month + 1
    step = next((one for one in _STEPS if months / one <= _MOST_TICKS), _STEPS[-1])
    start = scale.first.year * 12 + scale.first.month - 1
    firsts = [start + at for at in range(1, months) if (start + at) % step == 0]
    return tuple(_tick(scale, date(at // 12, at % 12 + 1, 1), step) for at in firsts)


def _tick(scale: _Scale, day: date, step: int) -> Tick:
    """Return a line on the axis; `step` is how many months lie between two."""
    year = str(day.year)
    return Tick(scale.x(day), year if step >= _A_YEAR else f"{short_month(day)} {year}")


def _day_words(day: date) -> str:
    return f"{day.day} {short_month(day)}"
