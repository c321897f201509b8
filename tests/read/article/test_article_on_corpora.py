"""Ordinary sentences are no furniture: measured on the annotated reports, where they are here."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from demarche.model import Article, Furniture, Page, Span
from demarche.read import article

SHARED = Path(os.environ.get("DEMARCHE_SHARED", Path(__file__).parents[4] / "shared"))
REPORTS = SHARED / "gold" / "train"
READ_FOR_EVENTS = {Furniture.HEADLINE, Furniture.DATELINE}


def annotated_sentences() -> Iterator[tuple[Article, Span]]:
    """Each sentence of a report that somebody found an event in, and its article."""
    articles: dict[str, Article] = {}
    for line in (REPORTS / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        event = json.loads(line)
        name = event["doc"]
        if name not in articles:
            data = (REPORTS / f"{name}.txt").read_bytes()
            articles[name] = article.from_page(Page(name, data))
        start = articles[name].text.find(event["sentence"])
        if start >= 0:
            yield articles[name], Span(start, start + len(event["sentence"]))


@pytest.mark.skipif(not REPORTS.is_dir(), reason=f"no annotated reports here: {REPORTS}")
def test_no_sentence_that_reports_an_event_is_furniture() -> None:
    told = list(annotated_sentences())
    marked = {
        sentence.of(found.text)
        for found, sentence in told
        for piece in found.furniture
        if piece.kind not in READ_FOR_EVENTS and piece.span.overlaps(sentence)
    }
    assert len(told) > 1000
    assert marked == set()
