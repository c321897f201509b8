"""An event as others cite it: true to what each page says of itself, and safe to set in type."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from demarche.model import Days, Grain
from demarche.model.entries import Told
from demarche.service.citing import citation
from tests.record.fakes import report
from tests.record.news import DENIED, PLAN, VISIT, quote
from tests.record.stores import Desk

URL = "https://post.example/1"


@pytest.fixture
def told(desk: Desk) -> Told:
    desk.add(report(PLAN, url=URL, title="The review"))
    return desk.record.show(desk.ids()[0])


def printed_as(told: Told, **other: object) -> Told:
    """The same, with its one article printed otherwise."""
    (account,) = told.event.accounts
    (telling,) = account.tellings
    printed = replace(telling.printed, **other)  # type: ignore[arg-type]
    told_so = replace(account, tellings=(replace(telling, printed=printed),))
    return replace(told, event=replace(told.event, accounts=(told_so,)))


def fields(bibtex: str) -> dict[str, str]:
    return dict(re.findall(r"^  (\w+) = \{(.*)\},$", bibtex, re.MULTILINE))


def test_the_text_says_who_did_what_on_whose_word_and_where_it_stands(told: Told) -> None:
    head, line = citation(told).text.splitlines()
    assert head == (
        "United States towards South Korea: POLICY (planned), 2021-03-15 to 2021-04-25. "
        f"Event {told.event.id}."
    )
    assert line == (
        f"Sung Kim: “{quote(PLAN)}” The Example Post, “The review”, 2021-03-14, {URL}, "
        "accessed 2021-06-01."
    )


def test_bibtex_has_the_fields_of_an_online_entry(told: Told) -> None:
    bibtex = citation(told).bibtex
    assert bibtex.startswith(f"@online{{demarche-{told.event.id[:8]}-")
    assert fields(bibtex) == {
        "title": "{The review}",
        "organization": "{The Example Post}",
        "date": "2021-03-14",
        "url": URL,
        "urldate": "2021-06-01",
        "annotation": quote(PLAN),
        "note": f"Event {told.event.id}, on the word of Sung Kim",
    }


def test_csl_has_the_variables_of_a_newspaper_article(told: Told) -> None:
    (item,) = citation(told).csl
    assert {name: item[name] for name in item if name != "id"} == {
        "type": "article-newspaper",
        "title": "The review",
        "container-title": "The Example Post",
        "issued": {"date-parts": [[2021, 3, 14]]},
        "accessed": {"date-parts": [[2021, 6, 1]]},
        "URL": URL,
        "annote": quote(PLAN),
        "note": f"Event {told.event.id}, on the word of Sung Kim",
    }


def test_each_article_is_an_item_in_the_order_of_print(desk: Desk) -> None:
    desk.add(
        report(PLAN, by="Another Post", on="2021-03-16"),
        report(PLAN, VISIT, url=URL),
        report(DENIED, by="A third", on="2021-04-02"),
    )
    told = desk.record.show(desk.event(DENIED))
    found = citation(told)
    names = [one["container-title"] for one in found.csl]
    assert names[:2] == ["The Example Post", "Another Post"]
    assert len(names) == len({telling.printed.page for telling in told.event.tellings})
    assert found.bibtex.count("@online{") == len(names)
    assert len({one["id"] for one in found.csl}) == len(names)


UNKNOWN = {"title": None, "publisher": None, "url": None, "published": None}


def test_what_a_page_does_not_say_is_left_out(told: Told) -> None:
    found = citation(printed_as(told, **UNKNOWN))
    assert found.text.splitlines()[1] == f"Sung Kim: “{quote(PLAN)}” accessed 2021-06-01."
    assert fields(found.bibtex).keys() == {"urldate", "annotation", "note"}
    assert found.csl[0].keys() == {"id", "type", "accessed", "annote", "note"}


def test_an_event_on_which_accounts_differ_is_cited_as_such(told: Told) -> None:
    event = replace(told.event, status=None, actors=(), recipients=(), days=None, is_rejected=True)
    head = citation(replace(told, event=event)).text.splitlines()[0]
    assert head == (f"Not said who: POLICY (accounts differ). Event {event.id}. Rejected by hand.")


def test_a_window_of_days_stays_one(told: Told) -> None:
    window = Days(date(2021, 3, 1), date(2021, 3, 31), Grain.MONTH)
    found = citation(printed_as(told, published=window))
    assert "2021-03-01 to 2021-03-31" in found.text
    assert fields(found.bibtex)["date"] == "2021-03-01/2021-03-31"
    assert found.csl[0]["issued"] == {"date-parts": [[2021, 3, 1], [2021, 3, 31]]}


@pytest.mark.parametrize(
    ("title", "set_as"),
    [
        ("Profits up 5% & $3 #1 a_b", r"Profits up 5\% \& \$3 \#1 a\_b"),
        ("a}b{c", r"a\textbraceright{}b\textbraceleft{}c"),
        (r"\input{x}", r"\textbackslash{}input\textbraceleft{}x\textbraceright{}"),
        ("~^", r"\textasciitilde{}\textasciicircum{}"),
        ("two\nlines\tand\u2028more", "two lines and more"),
        ("left \u202eturned", "left turned"),
        ("박정희", "박정희"),
    ],
)
def test_titles_are_set_in_type_and_give_no_orders(told: Told, title: str, set_as: str) -> None:
    found = citation(printed_as(told, title=title)).bibtex
    assert fields(found)["title"] == f"{{{set_as}}}"
    assert _is_balanced(found)


def _is_balanced(text: str) -> bool:
    depth = 0
    for sign in text:
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if depth < 0:
            return False
    return depth == 0


@pytest.mark.parametrize(
    ("url", "given"),
    [
        ("https://post.example/a%20b?c=d&e#f", "https://post.example/a%20b?c=d&e#f"),
        ("https://post.example/{x}\\y", "https://post.example/%7Bx%7D%5Cy"),
        ("HTTP://post.example/서울", "HTTP://post.example/%EC%84%9C%EC%9A%B8"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        (" //post.example", None),
    ],
)
def test_only_addresses_of_the_web_are_given(told: Told, url: str, given: str | None) -> None:
    found = citation(printed_as(told, url=url))
    assert found.csl[0].get("URL") == given
    assert fields(found.bibtex).get("url") == given
    assert (given or "accessed") in found.text
    assert "javascript" not in found.text + found.bibtex


def test_a_quote_stays_on_its_line(told: Told) -> None:
    (account,) = told.event.accounts
    (telling,) = account.tellings
    said = replace(account, tellings=(replace(telling, quote="One\r\n2021: “two”\x1b[1m\ud800"),))
    found = citation(replace(told, event=replace(told.event, accounts=(said,))))
    assert len(found.text.splitlines()) == 2
    assert "“One 2021: “two” [1m”" in found.text
    assert found.text.encode()
