"""A client of the SDK lists and calls all that is offered, over stdio and over HTTP."""

from __future__ import annotations

import json
from typing import Any

import httpx2
import pytest
from mcp import Client, MCPError

from tests.desk.mcp.conftest import Asks

CALLS: dict[str, dict[str, Any]] = {
    "search": {"words": "review"},
    "timeline": {"since": "2021-03-01", "types": ["CONSULT"]},
    "event": {"event_id": "{visit}"},
    "due": {"as_of": "2021-03-20"},
    "silences": {"party": "PRK"},
    "brief": {"since": "2021-03-01"},
    "pair": {"one": "USA", "other": "KOR"},
    "actor": {"who": "USA"},
    "stories": {},
    "read_text": {"text": "Norway will host talks in Oslo on Friday.", "published": "2021-03-14"},
    "cite_check": {"draft": "Two secretaries from Washington met colleagues in Seoul [{visit}]."},
}


@pytest.fixture(params=["over_stdio", "over_http"])
def asks(request: pytest.FixtureRequest) -> Asks:
    found: Asks = request.getfixturevalue(request.param)
    return found


async def everything(client: Client) -> dict[str, Any]:
    """List and ask for all that is offered, in one session."""
    tools = (await client.list_tools()).tools
    listed = await client.call_tool("timeline", {"types": ["CONSULT"]})
    visit = listed.structured_content["events"][0]["id"]  # type: ignore[index]
    answers = {}
    for tool in tools:
        given = {
            key: value.format(visit=visit) if isinstance(value, str) else value
            for key, value in CALLS[tool.name].items()
        }
        answers[tool.name] = await client.call_tool(tool.name, given)
    event = await client.read_resource(f"demarche://events/{visit}")
    told = json.loads(event.contents[0].text)  # type: ignore[union-attr]
    page = told["accounts"][0]["tellings"][0]["page"]
    return {
        "tools": tools,
        "answers": answers,
        "event": told,
        "article": await client.read_resource(f"demarche://articles/{page}"),
        "record": await client.read_resource("demarche://record"),
        "resources": (await client.list_resources()).resources,
        "templates": (await client.list_resource_templates()).resource_templates,
        "prompts": (await client.list_prompts()).prompts,
        "prompt": await client.get_prompt("sourced_brief", {"since": "2021-03-14"}),
    }


def test_a_client_lists_and_calls_every_tool_resource_and_prompt(asks: Asks) -> None:
    got = asks(everything)
    assert {tool.name for tool in got["tools"]} == set(CALLS)
    assert {name for name, answer in got["answers"].items() if answer.is_error} == set()
    silent = [
        name
        for name, answer in got["answers"].items()
        if answer.structured_content["answer"].startswith("No record")
    ]
    assert silent == []
    assert got["event"]["event_type"] == "CONSULT"
    assert "Two secretaries" in got["article"].contents[0].text
    assert json.loads(got["record"].contents[0].text)["events"] == 5
    assert [str(one.uri) for one in got["resources"]] == ["demarche://record"]
    assert {one.uri_template for one in got["templates"]} == {
        "demarche://events/{event_id}",
        "demarche://articles/{page}",
    }
    assert [one.name for one in got["prompts"]] == ["sourced_brief"]
    assert "since=2021-03-14" in got["prompt"].messages[0].content.text


def test_an_older_client_shakes_hands_and_asks(address: str) -> None:
    older = Asks(lambda: address, mode="legacy")
    assert older.data("search", words="review")["hits"]


def test_every_tool_says_that_it_changes_nothing_and_describes_what_it_takes(agent: Asks) -> None:
    tools = agent(lambda client: client.list_tools()).tools
    assert all(tool.annotations.read_only_hint for tool in tools)
    assert all(not tool.annotations.destructive_hint for tool in tools)
    assert all(tool.output_schema for tool in tools)
    bare = [
        (tool.name, name)
        for tool in tools
        for name, schema in tool.input_schema["properties"].items()
        if not schema.get("description")
    ]
    assert bare == []


def test_what_is_offered_is_small_enough_to_be_read_at_once(agent: Asks) -> None:
    tools = agent(lambda client: client.list_tools()).tools
    shown = [tool.model_dump_json(exclude={"output_schema"}, exclude_none=True) for tool in tools]
    assert sum(map(len, shown)) < 25_000


def test_without_a_record_nobody_is_served(address: str) -> None:
    asked = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    headers = {"x-stranger": "1", "accept": "application/json"}
    answer = httpx2.post(address, json=asked, headers=headers)
    assert answer.status_code == 401


def test_a_body_that_is_too_large_is_refused(address: str) -> None:
    headers = {"content-type": "application/json", "accept": "application/json"}
    answer = httpx2.post(address, content=b" " * (2 * 1024 * 1024), headers=headers)
    assert answer.status_code == 413


@pytest.mark.parametrize("uri", ["demarche://events/ffffffff", "demarche://articles/ffffffff"])
def test_a_resource_that_is_not_there_is_an_error_that_says_so(agent: Asks, uri: str) -> None:
    with pytest.raises(MCPError, match="ffffffff: no such"):
        agent(lambda client: client.read_resource(uri))


def test_a_prompt_with_a_wrong_day_is_an_error_in_one_line(agent: Asks) -> None:
    with pytest.raises(MCPError, match=r"^since: Input should be a valid date[^\n]*$"):
        agent(lambda client: client.get_prompt("sourced_brief", {"since": "soon"}))


@pytest.mark.parametrize("nested", [b"[" * 100_000, b'{"a":' * 5_000 + b"1" + b"}" * 5_000])
def test_json_that_is_nested_without_end_is_refused(address: str, nested: bytes) -> None:
    headers = {"content-type": "application/json", "accept": "application/json, text/event-stream"}
    assert httpx2.post(address, content=nested, headers=headers).status_code == 400
