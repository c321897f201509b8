"""Parties and affairs."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from demarche.desk.api.answers import answer, listed
from demarche.desk.api.asking import Affair, Listing, OfPartyAsked, PartiesAsked, Who
from demarche.desk.api.editing import Editing, NameGiven
from demarche.desk.api.forms.events import Correction
from demarche.desk.api.forms.lists import EntryList, PartyFoundList, StoryList
from demarche.desk.api.route import Route
from demarche.model import RecordError
from demarche.service import record_json
from demarche.service.record import Record

routes = APIRouter(route_class=Route, tags=["parties"])

# Affairs are looked for among those of so many parties and topics, so that each part of the answer
# is a part of one list.
_STORIES = 1000


@routes.get("/parties", operation_id="findParties", response_model=PartyFoundList)
def find_parties(request: Request, asked: Annotated[PartiesAsked, Query()]) -> Response:
    """List who may be meant by a code or a name, the likeliest first."""
    return listed(
        request,
        asked,
        lambda record, most: record.parties(asked.q)[:most],
        record_json.party,
    )


@routes.get("/parties/{who}/events", operation_id="listPartyEvents", response_model=EntryList)
def list_party_events(
    request: Request, who: Who, asked: Annotated[OfPartyAsked, Query()]
) -> Response:
    """List the events to which somebody is a party, by a code, an entity or a name, the latest
    first; where several fit a name, they are told of instead."""
    party = _party(asked.seen(request), who)
    which = replace(asked.which(), parties=(party,)) if party else None
    return listed(
        request,
        asked,
        lambda record, most: record.timeline(which, most=most)[::-1] if which else (),
        record_json.entry,
    )


def _party(record: Record, who: str) -> str | None:
    """Return who is meant; None where the record has nobody of that name."""
    if ":" in who:
        return who
    known = record.parties(who)
    if len(known) > 1:
        named = ", ".join(f"{party} ({name})" for party, name, _ in known[:10])
        raise RecordError(who, f"several fit; ask for one of them: {named}")
    return known[0][0] if known else None


@routes.get("/stories", operation_id="listStories", response_model=StoryList)
def list_stories(request: Request, asked: Annotated[Listing, Query()]) -> Response:
    """List the affairs, those with most events first."""
    return listed(
        request,
        asked,
        lambda record, most: record.stories(most=_STORIES)[:most],
        record_json.story,
    )


@routes.put("/stories/{story}/name", operation_id="nameStory", response_model=Correction)
def name_story(story: Affair, given: NameGiven, record: Editing) -> Response:
    """Give an affair a name."""
    return answer(record_json.correction(record.rename(story, given.name, given.because)))
