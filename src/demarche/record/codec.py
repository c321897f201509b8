"""Values of the model as the store keeps them, and back."""

from __future__ import annotations

from collections import abc
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, TypeVar, get_origin

from cattrs.preconf.json import JsonConverter, make_converter

from demarche.model import Span

T = TypeVar("T")


def kept(value: object) -> Any:
    """Return a value of the model as plain JSON."""
    return _converter().unstructure(value)


def read(value: Any, kind: type[T]) -> T:
    """Return the value of the type `kind` that `kept` made plain."""
    return _converter().structure(value, kind)


@cache
def _converter() -> JsonConverter:
    converter = make_converter()
    converter.register_unstructure_hook_func(_is_mapping, _plain)
    converter.register_structure_hook_func(_is_mapping, lambda value, _: dict(value))
    return converter


def _is_mapping(kind: Any) -> bool:
    return get_origin(kind) is abc.Mapping


def _plain(value: Any) -> Any:
    """Return what a rule left behind as its reasons, in JSON's own types."""
    if isinstance(value, Mapping):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(part) for part in value]
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, date):
        return value.isoformat()
    return value.item() if hasattr(value, "item") else value
