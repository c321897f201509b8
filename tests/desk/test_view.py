"""The view on a terminal: what a desk officer must find in it."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.console import Console

from demarche.desk.cli import view
from demarche.model import Evidence, Reading, Span
from tests.service.fakes import READING


def shown(reading: Reading = READING, *, width: int = 80, is_terminal: bool = False) -> str:
    file = io.StringIO()
    console = Console(
        file=file,
        width=width,
        force_terminal=is_terminal,
        markup=False,
        highlight=False,
        color_system="truecolor" if is_terminal else None,
    )
    view.show(reading, console)
    return file.getvalue()


def flowing(text: str) -> str:
    return " ".join(text.replace("│", " ").split())


WANTED = [
    "Norway to finish Arctic review by summer, official says",
    "The Example Post · Sun 14 Mar 2021 (as given) · by Ingrid Solheim",
    "15 Mar – 25 Apr 2021 “in the coming weeks”",
    "a senior Norwegian diplomat NOR/GOV (unnamed)",
    "Norway NOR/GOV → Finland FIN",
    "PLOVER AGREE",
    "where Helsinki FIN",
    "Foreign Minister Anne Dahl NOR/GOV (quoted)",
    "will not happen",
    "Russia, “Moscow” RUS/GOV → Norway, “Oslo” NOR/GOV",
    "(1 in direct speech)",
    "by summer not known",
]


@pytest.mark.parametrize("width", [80, 120, 200])
@pytest.mark.parametrize("wanted", WANTED)
def test_what_the_reading_says_is_shown(wanted: str, width: int) -> None:
    assert wanted in flowing(shown(width=width))


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    assert max(map(len, shown(width=width).splitlines())) <= width


def test_on_a_very_wide_terminal_lines_stay_readable() -> None:
    assert max(map(len, shown(width=300).splitlines())) <= 120


def test_a_chain_of_word_runs_outermost_first() -> None:
    chain = "Reuters MED, citing an official who asked not to be named (unnamed)"
    assert chain in flowing(shown(width=120))


def test_what_is_not_known_is_said_in_one_line() -> None:
    bare = replace(READING.mentions[1], actors=(), place=None)
    text = flowing(shown(replace(READING, mentions=(bare,))))
    assert "who not said → Finland FIN" in text
    assert "when not said; the article's own word" in text


def test_a_sentence_that_tells_of_two_acts_is_quoted_once_with_both_numbered() -> None:
    text = flowing(shown())
    assert text.count("ahead of [talks]² in Helsinki") == 1
    assert "Norway will [complete]¹ its review" in text


def test_two_acts_in_the_same_words_share_their_mark() -> None:
    first, second, *rest = READING.mentions
    twice = replace(second, evidence=first.evidence)
    text = flowing(shown(replace(READING, mentions=(first, twice, *rest))))
    assert "[complete]¹˒² its review" in text


def test_a_trigger_is_bold_where_styles_are_shown() -> None:
    text = shown(is_terminal=True)
    assert "[talks]" not in text
    assert "\x1b[1;4mhas not answered" in text


def test_what_is_ahead_stands_in_order_of_its_days() -> None:
    first, second, third, _ = READING.mentions
    turned = replace(READING, mentions=(third, second, first))
    ahead = shown(turned).split("What is planned, and when")[1].split("Times")[0]
    assert ahead.index("15 Mar") < ahead.index("will not happen")
    assert "REJECT" not in ahead


def test_a_reading_without_events_says_so() -> None:
    text = shown(replace(READING, mentions=(), statements=(), times=()))
    assert "No event is reported in it" in text
    assert "What is planned" not in text
    assert "0 event mentions · 0 statements · 0 time expressions" in text


def test_an_article_without_a_title_goes_by_its_name() -> None:
    article = replace(READING.article, title=None, publisher=None, byline=None, published=None)
    lines = shown(replace(READING, article=article)).splitlines()
    assert lines[1:3] == ["arctic.txt", "day of publication not known"]


def test_words_of_an_article_never_steer_the_terminal() -> None:
    text = "They \x1b[2Jmet [bold]here[/bold]\nand :smile: left."
    evidence = Evidence(Span(0, len(text)), Span(text.index("met"), text.index("met") + 3))
    mention = replace(READING.mentions[1], evidence=evidence, actors=(), recipients=(), place=None)
    article = replace(READING.article, text=text)
    found = shown(Reading(article, (mention,), (), ()))
    assert "\x1b" not in found
    assert "[met] [bold]here[/bold] and :smile: left." in flowing(found)
