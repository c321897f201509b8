"""What passed between two countries or bodies, month by month, and what is open between them."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from starlette.routing import Route

from demarche.desk.web.answer import Answer, Elsewhere, routes_of
from demarche.desk.web.asked import Asked
from demarche.desk.web.rows import row
from demarche.desk.web.timeline import filters, which_asked
from demarche.desk.web.words import month_words
from demarche.model.entries import Month
from demarche.service import record_json, who
from demarche.service.wording import count

_MOST = 60
_WIDTH, _HEIGHT, _TOP, _LEFT = 960, 170, 14, 36
_WIDEST = 34.0
_MOST_MONTHS = 60
_LABEL = 56
_STEPS, _MOST_LABELS = (1, 3, 6, 12), 10


def routes() -> list[Route]:
    """Return the addresses of these pages."""
    return [
        *routes_of("/pairs", pairs, has_data=False),
        *routes_of("/pairs/{one}/{other}", pair, has_rows=True),
    ]


def pairs(asked: Asked) -> Elsewhere:
    """Return where the pair stands that a form asked for."""
    one, other = (asked.word(name) for name in ("one", "other"))
    return Elsewhere(asked.link(f"/pairs/{one}/{other}" if one and other else "/actors"))


def pair(asked: Asked) -> Answer | Elsewhere:
    """Return what passed between two, the latest events first."""
    one, other = asked.named("one"), asked.named("other")
    if ":" not in one + other and (one, other) != (one.upper(), other.upper()):
        return Elsewhere(asked.link(f"/pairs/{one.upper()}/{other.upper()}"))
    found = asked.record.pair(one, other, which_asked(asked), most=_MOST)
    values = {
        "pair": found,
        "entries": found.entries[::-1],
        "names": [who.name_of(one) or one, who.name_of(other) or other],
        "bars": bars(found.months),
        **filters(asked),
    }
    return Answer(
        "pair.html",
        values,
        lambda: record_json.pair(found),
        lambda: [row(each) for each in found.entries],
    )


@dataclass(frozen=True, slots=True)
class Bar:
    """A month: its bars up and down from the middle, in the units of an SVG."""

    x: float
    width: float
    up: float
    down: float
    month: Month
    words: str

    @property
    def first(self) -> date:
        """The first day of the month."""
        return date.fromisoformat(f"{self.month.month}-01")

    @property
    def last(self) -> date:
        """The last day of the month."""
        return self.first.replace(day=monthrange(self.first.year, self.first.month)[1])


@dataclass(frozen=True, slots=True)
class Bars:
    """The months between two parties as bars: cooperation upwards, conflict downwards."""

    width: int
    height: int
    middle: float
    left: int
    highest: float
    lowest: float
    bars: tuple[Bar, ...]
    years: tuple[tuple[float, str], ...]
    is_cut: bool


def bars(months: Sequence[Month]) -> Bars | None:
    """Return the bars of the last months, with a place for each in which nothing passed."""
    if not months:
        return None
    whole = _filled(months)
    shown = whole[-_MOST_MONTHS:]
    highest = max((month.cooperation for month in shown), default=0.0)
    lowest = -min((month.conflict for month in shown), default=0.0)
    height = _HEIGHT - 2 * _TOP
    scale = height / ((highest + lowest) or 1.0)
    middle = _TOP + highest * scale
    step = (_WIDTH - _LEFT - 8) / max(len(shown), 12)
    width = min(_WIDEST, step * 0.7)
    drawn = tuple(
        Bar(
            round(_LEFT + at * step + (step - width) / 2, 1),
            round(width, 1),
            round(month.cooperation * scale, 1),
            round(-month.conflict * scale, 1),
            month,
            f"{month_words(month.month)}: cooperation {month.cooperation:+.1f}, conflict "
            f"{month.conflict:+.1f}, {count(month.events, 'event')}",
        )
        for at, month in enumerate(shown)
    )
    every = next((one for one in _STEPS if len(shown) / one <= _MOST_LABELS), _STEPS[-1])
    labelled = [bar for bar in drawn if not _number(bar.month.month) % every]
    labelled = [bar for bar in labelled or drawn[:1] if bar.x < _WIDTH - _LABEL]
    years = tuple((bar.x, _short(bar.month.month)) for bar in labelled)
    return Bars(_WIDTH, _HEIGHT + 14, round(middle, 1), _LEFT, highest, lowest, drawn, years,
                len(whole) > len(shown))  # fmt: skip


def _filled(months: Sequence[Month]) -> list[Month]:
    """Return the months from the first to the last, those without events among them."""
    known = {month.month: month for month in months}
    first, last = (_number(months[at].month) for at in (0, -1))
    names = (f"{at // 12:04d}-{at % 12 + 1:02d}" for at in range(first, last + 1))
    return [known.get(name, Month(name, 0, 0.0, 0.0)) for name in names]


def _number(month: str) -> int:
    year, _, number = month.partition("-")
    return int(year) * 12 + int(number) - 1


def _short(month: str) -> str:
    name, year = month_words(month).split()
    return f"{name[:3]} {year}"
