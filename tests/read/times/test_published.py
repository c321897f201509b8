"""The day of publication, read off the text alone."""

from __future__ import annotations

from datetime import date

from demarche.knowledge.people import People
from demarche.model import Published, PublishedBasis, Unresolved
from demarche.read import times
from tests.read.times.parsed import sentence

Terms = tuple[tuple[date, date | None], ...]

TERMS: dict[str, Terms] = {
    "President Ana Ruiz": ((date(2021, 1, 20), date(2025, 1, 20)),),
    "Foreign Minister Tom Berg": ((date(2021, 1, 26), date(2025, 1, 20)),),
    "President Old Man": ((date(1950, 1, 1), date(1955, 1, 1)),),
}


def holders(phrase: str) -> Terms:
    return TERMS.get(phrase, ())


def test_a_dateline_with_its_year_is_that_day_or_the_next() -> None:
    found = times.infer_published("SEOUL, March 14, 2021 (Agency) -- Talks failed.", ())
    assert isinstance(found, Published)
    assert (found.days.first, found.days.last) == (date(2021, 3, 14), date(2021, 3, 15))
    assert found.basis is PublishedBasis.INFERRED


def test_a_stamp_is_its_day() -> None:
    found = times.infer_published("Published 14 March 2021\n\nTalks failed in 1998.", ())
    assert isinstance(found, Published)
    assert found.days.first == found.days.last == date(2021, 3, 14)


def test_officeholders_bound_the_days_and_say_so() -> None:
    text = "President Ana Ruiz met Foreign Minister Tom Berg."
    found = times.infer_published(text, (), holders=holders)
    assert isinstance(found, Published)
    assert found.days.first == date(2021, 1, 26)
    assert found.reason is not None
    assert "Foreign Minister Tom Berg" in found.reason


def test_one_officeholder_alone_may_belong_to_history() -> None:
    found = times.infer_published("President Old Man met him.", (), holders=holders)
    assert isinstance(found, Unresolved)


def test_a_former_officeholder_bounds_nothing() -> None:
    text = "Former President Ana Ruiz met former Foreign Minister Tom Berg."
    assert isinstance(times.infer_published(text, (), holders=holders), Unresolved)


def test_a_first_trip_this_week_on_days_without_a_year_narrows_it_to_days() -> None:
    rows = (
        "President/NNP/3/compound Ana/NNP/3/compound Ruiz/NNP/5/nsubj is/VBZ/5/aux"
        " visiting/VBG/0/root"
        " Korea/NNP/5/obj on/IN/8/case March/NNP/5/obl 17/CD/8/nummod and/CC/11/cc 18/CD/9/conj"
        " with/IN/16/case Foreign/NNP/16/compound Minister/NNP/16/compound Tom/NNP/16/compound"
        " Berg/NNP/5/obl ,/,/5/punct the/DT/20/det first/JJ/20/amod trip/NN/5/parataxis"
        " of/IN/22/case"
        " talks/NNS/20/nmod to/TO/24/mark open/VB/22/acl this/DT/26/det week/NN/24/obl"
    )
    text, sentences = sentence(rows)
    found = times.infer_published(text, sentences, holders=holders)
    assert isinstance(found, Published)
    assert (found.days.first, found.days.last) == (date(2021, 3, 14), date(2021, 3, 18))


def test_without_a_year_or_an_officeholder_it_is_unresolved() -> None:
    found = times.infer_published("Talks opened on March 17, he said on Friday.", ())
    assert isinstance(found, Unresolved)


def test_the_tables_of_people_give_the_terms_of_a_name_with_its_office() -> None:
    terms = times.holders_of(People.load())
    assert terms("Secretary of State Antony Blinken")[0][0].year == 2021
    assert terms("US President Joe Biden")[0][0] == date(2021, 1, 20)
    assert terms("Secretary of State Joe Biden") == ()
    assert terms("President Nobody Atall") == ()
