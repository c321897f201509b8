"""An article as it was captured, with what was read in it marked in place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.routing import Route

from demarche.desk.web.answer import Answer, Elsewhere, routes_of
from demarche.desk.web.asked import Asked
from demarche.desk.web.marking import paragraphs
from demarche.model.entries import Marked
from demarche.service import record_json


def routes() -> list[Route]:
    """Return the addresses of this page."""
    return routes_of("/articles/{page}", article)


def article(asked: Asked) -> Answer | Elsewhere:
    """Return an article; one asked for by part of its id stands at its own address."""
    given = asked.named("page")
    found = asked.record.article(given)
    if found.printed.page != given:
        return Elsewhere(asked.link(f"/articles/{found.printed.page}"))
    captures = asked.record.captures(found.printed.page)
    values = {**shown(found), "captures": captures, "is_kept": True}
    return Answer("article.html", values, lambda: record_json.marked(found))


def shown(found: Marked) -> Mapping[str, Any]:
    """Return what the page of an article shows."""
    text = found.article.text
    said = [
        {
            "source": " … ".join(span.of(text) for span in one.source),
            "cue": " … ".join(span.of(text) for span in one.cue),
            "content": " … ".join(span.of(text) for span in one.content),
            "kind": one.kind.value,
        }
        for one in found.statements
    ]
    times = [
        {"words": one.span.of(text), "value": one.value, "days": one.days} for one in found.times
    ]
    return {
        "found": found,
        "article": found.article,
        "printed": found.printed,
        "paragraphs": paragraphs(found),
        "statements": said,
        "times": times,
    }
