"""What holds of every text and every day."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from demarche.knowledge.timewords import time_words
from demarche.model import Days, Grain, Published, Unresolved
from demarche.read import times
from demarche.read.times import Tense

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
days = st.dates(date(1900, 1, 1), date(2100, 12, 31))
any_days = st.dates()
tenses = st.sampled_from(Tense)
_WORDS = [
    *time_words().words,
    *"17 31 99 1998 2021 10:30 3rd 90s '80s 1/2 2021-02-30 99/99/99".split(),
]
_WORDS += ["-", ",", "'s", "in", "by", "March", "May", "Friday", "Christmas Eve", "999999999999"]
wordings = st.lists(st.sampled_from(_WORDS), max_size=12).map(" ".join)
texts = st.one_of(st.text(max_size=80), wordings, wordings.map(str.title))


@given(text=texts, anchor=any_days)
def test_spans_lie_inside_the_text_in_order_and_apart(text: str, anchor: date) -> None:
    place = 0
    for one in times.find(text, (), published=Days.on(anchor)):
        assert place <= one.span.start < one.span.end <= len(text)
        assert one.span.of(text).strip() == one.span.of(text)
        place = one.span.end


@given(text=texts, anchor=any_days, tense=tenses)
def test_resolving_any_text_gives_days_in_order_or_a_reason(
    text: str, anchor: date, tense: Tense
) -> None:
    found = times.resolve(text, anchor=anchor, tense=tense)
    if isinstance(found, Unresolved):
        assert found.reason
    else:
        assert found.first <= found.last


@given(text=texts, anchor=days, length=st.integers(1, 400))
def test_a_window_of_publication_finds_the_same_places_as_its_days(
    text: str, anchor: date, length: int
) -> None:
    window = Days(anchor, anchor + timedelta(length), Grain.WINDOW)
    on_first = times.find(text, (), published=Days.on(anchor))
    in_window = times.find(text, (), published=window)
    assert {one.span for one in in_window} <= {one.span for one in on_first}
    first_days = {one.span: one.days for one in on_first}
    for one in in_window:
        exact = first_days[one.span]
        if one.days is not None and exact is not None:
            assert one.days.first <= exact.first
            assert one.days.last >= exact.last


@given(text=texts, anchor=any_days)
def test_an_occurrence_is_in_order_or_unknown(text: str, anchor: date) -> None:
    published = Days.on(anchor)
    expressions = times.find(text, (), published=published)
    for one in expressions:
        found = times.as_occurrence(one, text, published=published, times=expressions)
        assert found is None or found.first <= found.last


@given(weekday=st.sampled_from(WEEKDAYS), anchor=days)
def test_a_past_weekday_lies_within_the_week_up_to_its_anchor(weekday: str, anchor: date) -> None:
    found = times.resolve(f"on {weekday}", anchor=anchor, tense=Tense.PAST)
    assert isinstance(found, Days)
    assert 0 <= (anchor - found.first).days <= 6
    assert WEEKDAYS[found.first.weekday()] == weekday


@given(weekday=st.sampled_from(WEEKDAYS), anchor=days)
def test_a_future_weekday_lies_within_the_week_after_its_anchor(weekday: str, anchor: date) -> None:
    found = times.resolve(f"on {weekday}", anchor=anchor, tense=Tense.FUTURE)
    assert isinstance(found, Days)
    assert 1 <= (found.first - anchor).days <= 7
    assert WEEKDAYS[found.first.weekday()] == weekday


@given(day=days, anchor=days, tense=tenses)
def test_a_full_date_is_itself_whatever_the_anchor_and_the_tense(
    day: date, anchor: date, tense: Tense
) -> None:
    for words in (day.isoformat(), f"{day:%B} {day.day}, {day.year}", f"{day.day} {day:%B %Y}"):
        found = times.resolve(words, anchor=anchor, tense=tense)
        assert isinstance(found, Days)
        assert (found.first, found.last) == (day, day)


@given(anchor=days, near=st.integers(-60, 60))
def test_a_day_without_its_year_is_the_near_one(anchor: date, near: int) -> None:
    day = anchor + timedelta(near)
    found = times.resolve(f"{day:%B} {day.day}", anchor=anchor, tense=Tense.NONE)
    assert isinstance(found, Days)
    assert found.first == day


@given(text=texts, anchor=days)
def test_inferring_a_day_of_publication_never_fails(text: str, anchor: date) -> None:
    found = times.infer_published(
        f"President Ana Ruiz. {text}", (), holders=lambda _phrase: ((anchor, None),)
    )
    assert isinstance(found, Published | Unresolved)
