"""The description of the API: FastAPI's, with its errors, tags of answers and examples."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from importlib.resources import files
from typing import Any, TypeAlias

from fastapi import FastAPI
from pydantic.json_schema import models_json_schema

from demarche.desk.api.problems import MEDIA_TYPE, Fault, Problem

Described: TypeAlias = dict[str, Any]

_METHODS = ("get", "put", "post")
_PROBLEM = {"content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
_OF_ALL = {
    "401": "Nobody is known to ask",
    "404": "Not in the record",
    "414": "Too long an address",
    "422": "Words that make no sense",
    "429": "Too much was asked in too short a time",
    "500": "Nobody expected it; the log tells of it",
}
_OF_CHANGES = {
    "400": "What was sent is no JSON",
    "403": "An editor is needed",
    "409": "The past of the record cannot be changed",
    "413": "Too much was sent",
    "415": "Neither JSON nor a form in UTF-8",
}
_ETAG = {
    "ETag": {
        "description": "A weak tag: send it as If-None-Match",
        "schema": {"type": "string"},
    }
}
_OF_TAGS: Described = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "description": "The tag of an answer that is known: it is not told again",
    "schema": {"type": "string"},
}
_EXAMPLES = "examples.json"


def describe(app: FastAPI) -> None:
    """Have an app described with all that FastAPI does not know of it."""
    plain = app.openapi

    def described() -> Described:
        if not app.openapi_schema:
            app.openapi_schema = _completed(plain)
        return app.openapi_schema

    app.openapi = described  # type: ignore[method-assign]


def examples() -> Described:
    """Return the examples, by the operation: what is asked, and what is answered. They are of a
    record of the reports in `examples/`; a test holds them true."""
    found: Described = json.loads(files(__package__).joinpath(_EXAMPLES).read_bytes())
    return found


def _completed(plain: Callable[[], Described]) -> Described:
    told = plain()
    schemas = told["components"]["schemas"]
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    schemas |= _of_problems()
    told["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    # On loopback nobody need say who they are.
    told["security"] = [{}, {"token": []}]
    known = examples()
    for method, operation in _operations(told):
        _tell_of_problems(method, operation)
        _tell_of_tags(method, operation)
        _exemplify(operation, known.get(operation["operationId"], {}))
    return told


def _of_problems() -> Described:
    _, made = models_json_schema(
        [(Problem, "serialization"), (Fault, "serialization")],
        ref_template="#/components/schemas/{model}",
    )
    schemas: Described = made["$defs"]
    return schemas


def _operations(told: Described) -> Iterator[tuple[str, Described]]:
    for path in told["paths"].values():
        for method in _METHODS:
            if method in path:
                yield method, path[method]


def _tell_of_problems(method: str, operation: Described) -> None:
    known = _OF_ALL if method == "get" else _OF_ALL | _OF_CHANGES
    for status, description in known.items():
        operation["responses"][status] = {"description": description, **_PROBLEM}


def _tell_of_tags(method: str, operation: Described) -> None:
    if method == "get":
        operation["responses"]["200"]["headers"] = _ETAG
        operation["responses"]["304"] = {
            "description": "What is known is so still",
            "headers": _ETAG,
        }
        operation.setdefault("parameters", []).append(_OF_TAGS)


def _exemplify(operation: Described, example: Described) -> None:
    """Put an example into an operation: of its parameters, of what is sent and of the answer."""
    asked = example.get("asked", {})
    for parameter in operation.get("parameters", ()):
        if parameter["name"] in asked:
            parameter["example"] = asked[parameter["name"]]
    if "sent" in example:
        operation["requestBody"]["content"]["application/json"]["example"] = example["sent"]
    if "answered" in example:
        status = next(one for one in operation["responses"] if one.startswith("2"))
        content = operation["responses"][status]["content"]
        content[example["as"]]["example"] = example["answered"]
