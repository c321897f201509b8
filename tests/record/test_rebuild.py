"""All pages read again by another reader: what changes, and what a person did stays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from demarche.model import EventType, Mention, Page, PageError, Reading, Span, Status
from demarche.model.mentions import Evidence
from tests.record.fakes import ScriptedReader, report
from tests.record.stores import Desk, present

VISIT = (
    "CONSULT happened | USA | KOR | 2021-03-05 | Two secretaries from Washington *met* "
    "their colleagues in Seoul."
)
OTHER = (
    "ACCUSE happened | PRK | USA | 2021-03-06 | Pyongyang *accused* Washington of a hostile act."
)
AGAIN = (
    "CONSULT happened | USA | KOR | 2021-03-05 | In Seoul, two secretaries from Washington *met* "
    "their colleagues."
)


class Another(ScriptedReader):
    """A reader of a later version: it changes each mention that the one before found."""

    def __init__(self, change: Callable[[Mention], Mention | None]) -> None:
        self._change = change

    def read(self, page: Page, *, published: date | None = None) -> Reading:
        found = super().read(page, published=published)
        changed = [one for one in map(self._change, found.mentions) if one]
        return replace(found, mentions=tuple(changed))


def same(mention: Mention) -> Mention:
    return mention


def wider(mention: Mention) -> Mention:
    """The same act, at words that are a letter longer."""
    trigger = mention.evidence.trigger
    longer = Span(trigger.start - 1, trigger.end)
    return replace(mention, evidence=Evidence(mention.evidence.sentence, longer))


def nothing(mention: Mention) -> None:
    del mention


def rebuild(desk: Desk, change: Callable[[Mention], Mention | None]) -> None:
    assert list(desk.record.rebuild(reader=Another(change)))
    desk.clock.tick()


@pytest.fixture
def filled(desk: Desk) -> Desk:
    desk.add(report(VISIT, OTHER), report(AGAIN, by="The Other Post", on="2021-03-15"))
    return desk


def test_the_same_reader_changes_nothing(filled: Desk) -> None:
    before = present(filled.record)
    rebuild(filled, same)
    assert present(filled.record) == before


def test_what_is_read_otherwise_stands_otherwise_and_once_stood_as_before(filled: Desk) -> None:
    moment = filled.clock.tick()
    rebuild(
        filled,
        lambda m: replace(m, status=Status.PLANNED) if m.event_type is EventType.ACCUSE else m,
    )
    now = {entry.event_type: entry.status for entry in filled.record.timeline()}
    then = {entry.event_type: entry.status for entry in filled.record.as_of(moment).timeline()}
    assert now == {EventType.CONSULT: Status.HAPPENED, EventType.ACCUSE: Status.PLANNED}
    assert then == {EventType.CONSULT: Status.HAPPENED, EventType.ACCUSE: Status.HAPPENED}


def test_what_is_not_read_any_more_is_gone(filled: Desk) -> None:
    rebuild(filled, lambda m: None if m.event_type is EventType.ACCUSE else m)
    assert {entry.event_type for entry in filled.record.timeline()} == {EventType.CONSULT}
    assert not filled.record.search("hostile")[0].event


def accusation(desk: Desk) -> str:
    (found,) = [e.id for e in desk.record.timeline() if e.event_type is EventType.ACCUSE]
    return found


@pytest.mark.parametrize("change", [same, wider, nothing])
def test_a_correction_survives(filled: Desk, change: Callable[[Mention], Mention | None]) -> None:
    filled.record.correct(accusation(filled), "note", "seen by the desk", "I was there")
    rebuild(filled, lambda m: change(m) if m.event_type is EventType.ACCUSE else m)
    told = filled.record.show(accusation(filled))
    assert told.event.note == "seen by the desk"
    assert [one.because for one in told.history] == ["I was there"]


def test_a_correction_survives_twice_and_can_then_be_undone(filled: Desk) -> None:
    filled.record.correct(accusation(filled), "note", "seen", None)
    rebuild(filled, wider)
    rebuild(filled, lambda m: wider(wider(m)))
    assert filled.record.show(accusation(filled)).event.note == "seen"
    filled.record.undo()
    assert filled.record.show(accusation(filled)).event.note is None


def test_a_merge_by_hand_survives(filled: Desk) -> None:
    ids = [entry.id for entry in filled.record.timeline()]
    filled.record.merge(ids, "one affair")
    assert len(filled.record.timeline()) == 1
    rebuild(filled, wider)
    assert len(filled.record.timeline()) == 1
    filled.record.undo()
    assert len(filled.record.timeline()) == len(ids)


def test_a_split_by_hand_survives(filled: Desk) -> None:
    (visit,) = [e for e in filled.record.timeline() if e.event_type is EventType.CONSULT]
    assert visit.tellings == 2
    told = filled.record.show(visit.id).event.tellings
    filled.record.split(visit.id, [told[1].mention.id], "two meetings")
    rebuild(filled, wider)
    visits = [e for e in filled.record.timeline() if e.event_type is EventType.CONSULT]
    assert [e.tellings for e in visits] == [1, 1]


def test_a_page_that_the_reader_refuses_keeps_its_reading(filled: Desk) -> None:
    class Refusing(ScriptedReader):
        def read(self, page: Page, *, published: date | None = None) -> Reading:
            raise PageError(page.name, f"not today, {published}")

    before = present(filled.record)
    found = list(filled.record.rebuild(reader=Refusing()))
    assert len(found) == 2
    assert present(filled.record) == before
