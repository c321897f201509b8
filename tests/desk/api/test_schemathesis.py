"""Whatever is sent: no server error, and answers as the description has them (Schemathesis)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from demarche.desk import api
from demarche.model import Page, Refused, Source
from demarche.service import parts
from tests.desk.api.door import Door
from tests.record.fakes import report
from tests.record.news import DENIED, NEWS, PLAN, VISIT
from tests.record.stores import Maker
from tests.service.plain import PlainReader

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
IS_LONG = bool(os.environ.get("DEMARCHE_LONG"))
MANY = 400 if IS_LONG else 2  # the ordinary run is to see that all is joined up
MODES = st.sampled_from([GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
SELDOM = 5
APP = api.app(pipeline=parts.pipeline() if IS_LONG else PlainReader())


@pytest.fixture(scope="module")
def asked(maker: Maker) -> Iterator[Any]:
    """The description of an API over a record with something of each kind."""
    with maker.new() as desk:
        desk.add(
            report(*NEWS.values(), url="https://post.example/1", title="Many things"),
            report(PLAN, VISIT, by="Another Post", on="2021-03-15"),
            report(DENIED, on="2021-04-01"),
        )
        gathering = desk.record.gathering
        gathering.follow(Source("https://post.example/feed", publisher="The Example Post"))
        page = Page(
            "https://post.example/2", b"Ministers met in Oslo.\n", url="https://post.example/2"
        )
        refusal = gathering.refuse(page.name, Refused.PAYWALL, "for subscribers", page=page)
        known = _known(desk.record, refusal)
        made = schemathesis.openapi.from_asgi("/openapi.json", Door(desk.record, app=APP))
        turns = count(1)

        @made.hook
        def map_path_parameters(_context: Any, path_parameters: Any) -> Any:
            """Ask of what there is more often than of what there is not."""
            turn = next(turns)
            if turn % SELDOM == 0:
                return path_parameters
            return {name: known[name][turn % len(known[name])] for name in path_parameters or {}}

        yield made


def _known(record: Any, refusal: str) -> dict[str, list[str]]:
    """Return what there is, by the names that the description gives it."""
    correction = record.correct(record.timeline()[0].id, "note", "to be checked", None)
    event = [entry.id for entry in record.timeline()]
    pages = [telling.printed.page for telling in record.show(event[0]).event.tellings]
    return {
        "event": event,
        "page": pages,
        "correction": [correction.id],
        "refusal": [refusal],
        "story": [story.id for story in record.stories()],
        "source": ["The Example Post"],
        "who": ["KOR", "country:USA", "Sung Kim"],
        "one": ["USA", "NOR"],
        "other": ["KOR", "PRK"],
    }


@pytest.mark.parametrize(
    ("method", "path"),
    [
        pytest.param(method, path, id=told["operationId"])
        for path, methods in APP.openapi()["paths"].items()
        for method, told in methods.items()
    ],
)
@settings(max_examples=MANY, database=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_whatever_is_sent_is_answered_as_described(
    asked: Any, method: str, path: str, data: st.DataObject
) -> None:
    operation = asked[path][method]
    case = data.draw(operation.as_strategy(generation_mode=data.draw(MODES)))
    case.call_and_validate(checks=CHECKS)
