"""Events on an axis of days."""

from __future__ import annotations

from itertools import pairwise

import pytest

from demarche.desk.web.charts import WIDTH, Chart, chart
from demarche.desk.web.pair import bars
from demarche.model.entries import Month
from tests.record.fakes import report
from tests.record.news import AID, NOT_DONE, PLAN, PROMISE, SILENCE, VISIT
from tests.record.stores import Desk


def drawn(desk: Desk, *lines: str) -> tuple[Chart, dict[str, str]]:
    """Return the chart of reports, and the sentence of each event on it."""
    desk.add(report(*lines))
    entries = desk.record.timeline()
    silences = {one.entry.id: one for one in desk.record.silences()}
    found = chart(entries, silences)
    assert found is not None
    return found, {one.id: one.line.best.quote for one in entries}


def look(found: Chart, quotes: dict[str, str], words: str) -> str:
    (mark,) = [one for one in found.marks if words in quotes[one.event]]
    signs = [mark.look]
    signs += ["soft"] if mark.is_soft else []
    signs += ["crossed"] if mark.is_crossed else []
    return " ".join(signs)


def test_each_kind_of_event_is_drawn_in_its_own_way(desk: Desk) -> None:
    lines = (VISIT, PLAN, AID, SILENCE, NOT_DONE.replace("| - |", "| 2021-03-09 |", 1))
    found, quotes = drawn(desk, *lines)
    assert look(found, quotes, "Two secretaries") == "happened"
    assert look(found, quotes, "Oslo") == "happened soft"
    assert look(found, quotes, "letters") == "gap"


def test_a_silence_is_a_gap_as_long_as_it_lasted(desk: Desk) -> None:
    found, quotes = drawn(desk, SILENCE, VISIT, PLAN)
    (gap,) = [one for one in found.marks if "letters" in quotes[one.event]]
    assert "days of silence since 2021-02-11" in gap.words
    assert gap.clock.endswith(" d")


def test_no_mark_lies_over_another_or_outside_of_the_chart(desk: Desk) -> None:
    lines = [VISIT.replace("2021-03-05", f"2021-03-{day:02d}") for day in range(2, 30, 3)]
    found, _ = drawn(desk, *lines, PLAN, AID, SILENCE)
    for mark in found.marks:
        assert mark.x >= 0
        assert mark.end <= WIDTH
        assert mark.y < found.height
    rows: dict[float, list[tuple[float, float]]] = {}
    for mark in found.marks:
        rows.setdefault(mark.y, []).append((mark.x, mark.end))
    for spans in rows.values():
        spans.sort()
        assert all(a[1] <= b[0] for a, b in pairwise(spans))


def test_events_without_a_day_lie_in_a_lane_of_their_own_by_day_of_print(desk: Desk) -> None:
    undated = AID.replace("2021-02-01..2021-02-10", "-")
    desk.add(report(VISIT, PROMISE), report(NOT_DONE, undated, by="The Other Post"))
    found = chart(desk.record.timeline())
    assert found is not None
    assert len(found.marks) == 2
    assert sum(pile.many for pile in found.piles) == 2
    for pile in found.piles:
        assert pile.words.startswith("no day told, in print Sun 14 Mar 2021: ")
        assert (pile.event is None) == (pile.many > 1)
        assert pile.x >= 0
        assert pile.x + pile.width <= WIDTH
    assert found.height > found.floor > max(mark.y for mark in found.marks)


def test_no_pile_lies_over_another(desk: Desk) -> None:
    for number in range(1, 28):
        line = AID.replace("2021-02-01..2021-02-10", "-").replace("rice", f"load {number}")
        desk.add(report(line, on=f"2021-03-{number:02d}", by=f"Post {number}"))
    desk.add(report(VISIT.replace("2021-03-05", "2020-01-05"), PLAN))
    found = chart(desk.record.timeline())
    assert found is not None
    spans = sorted((pile.x, pile.x + pile.width) for pile in found.piles)
    assert all(a[1] < b[0] for a, b in pairwise(spans))


def test_one_event_is_not_worth_a_chart(desk: Desk) -> None:
    desk.add(report(VISIT))
    assert chart(desk.record.timeline()) is None


def test_the_bars_of_a_pair_have_a_place_for_each_month() -> None:
    found = bars([Month("2020-11", 2, 5.0, 0.0), Month("2021-02", 1, 0.0, -10.0)])
    assert found is not None
    assert [bar.month.month for bar in found.bars] == ["2020-11", "2020-12", "2021-01", "2021-02"]
    up, down = found.bars[0], found.bars[-1]
    assert (up.down, down.up) == (0, 0)
    assert down.down == pytest.approx(2 * up.up, abs=0.2)
    assert bars([]) is None


def test_days_at_the_ends_of_the_calendar_are_drawn(desk: Desk) -> None:
    desk.add(report(VISIT, AID))
    for number, days in zip(
        desk.ids(), ("0001-01-01..0001-12-31", "9998-01-01..9999-12-31"), strict=True
    ):
        desk.record.correct(number, "days", days, "a slip of the pen")
    found = chart(desk.record.timeline())
    assert found is not None
    assert len(found.marks) + found.before + found.after == 2
