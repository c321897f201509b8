"""JSON as pages print it is read on over what is broken."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.read.article.html.loose import loose

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(value=values)
def test_what_is_well_formed_is_read_as_it_is(value: Any) -> None:
    assert loose(json.dumps(value)) == value


@given(text=st.text())
def test_whatever_is_there_is_read_without_an_error(text: str) -> None:
    loose(text)
    loose(f'{{"name": {text}')


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"a": "b", }', {"a": "b"}),
        ('{"a": ["b", "c",], }', {"a": ["b", "c"]}),
        ('{"a": "b" "c": "d"}', {"a": "b", "c": "d"}),
        ('{"a": {"b": "c", "d": "e', {"a": {"b": "c", "d": "e"}}),
        ('{"a": "the "b" of c"}', {"a": 'the "b" of c'}),
        ('{"a": "b\nc"}', {"a": "b\nc"}),
        ('<!-- {"a": true} -->', {"a": True}),
        ('//<![CDATA[\n{"a": 1}\n//]]>', {"a": 1}),
        ('{"a": "b"};', {"a": "b"}),
        ("", None),
    ],
)
def test_what_is_broken_is_mended(text: str, value: Any) -> None:
    assert loose(text) == value
