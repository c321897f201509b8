"""Why a sentence may not be borne out by the events that it cites."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from demarche.model import EventType, Mention, Party, Span, Status
from demarche.model.plover import PloverType, QuadClass, quad_class
from demarche.read import times
from demarche.service.bearing import Bearing
from demarche.service.drafts import Drafted
from demarche.service.named import Named, named_in

__all__ = ["claims_nothing", "doubts"]

_DONE = (Status.HAPPENED, Status.ONGOING)
_AHEAD = (Status.PLANNED, Status.POSSIBLE)
_DENIED = (Status.DID_NOT_HAPPEN, Status.WILL_NOT_HAPPEN)
# What a sentence may say of an event that the record has so: nothing that is stronger.
_BORNE: dict[Status, tuple[Status, ...]] = {
    Status.HAPPENED: (*_DONE, *_AHEAD),
    Status.ONGOING: (*_DONE, *_AHEAD),
    Status.PLANNED: _AHEAD,
    Status.POSSIBLE: _AHEAD,
    Status.DID_NOT_HAPPEN: (Status.DID_NOT_HAPPEN,),
    Status.WILL_NOT_HAPPEN: (Status.WILL_NOT_HAPPEN,),
}
_AHEAD_WORDS = re.compile(
    r"\b(?:will|would|shall|should|may|might|could|can|plan(?:s|ned|ning)?|expect\w*|intend\w*|due"
    r"|hop(?:es?|ed|ing)|ready|want\w*|seek\w*|offer\w*|promis\w*|propos\w*|set to|to be|possib\w*"
    r"|likely|scheduled|consider\w*|about to|in the coming|next)\b",
    re.IGNORECASE,
)
_DENIAL_WORDS = re.compile(
    r"\b(?:not|no|never|none|nor|nothing|without|cannot|den(?:y|ies|ied|ial)|refus\w*|declin\w*"
    r"|reject\w*|ignor\w*|fail\w*|unanswered|silen\w*)\b|n['’]t\b",
    re.IGNORECASE,
)
_SILENT = re.compile(r"\b(?:silen(?:t|ce)|unanswered|ignor\w+)\b", re.IGNORECASE)
_IS_TO = re.compile(r"\b(?:is|are|was|were) to\b", re.IGNORECASE)
# What somebody has yet to say: "are expected to confirm that they will".
_YET_TO_SAY = re.compile(
    r"\b(?:will|(?:expect\w*|plan(?:s|ned|ning)?|intend\w*|due|set|likely|scheduled|hop(?:es?|ed|ing)"
    r"|prepar\w*|want\w*|about|going) to) (?:\w+ly )?(\w+) that\b",
    re.IGNORECASE,
)
_IRREGULAR = {"say": "said", "tell": "told"}
_SAYING_WORDS = re.compile(
    r"\b(?:sa(?:y|ys|id|ying)|according|report\w*|told|tells?|announc\w*|citing|cited|quot\w*"
    r"|stated|claim\w*|alleg\w*|den(?:y|ies|ied)|wrote|declar\w*|disput\w*|contradict\w*"
    r"|accounts?)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[“\"]([^“”\"]+)[”\"]")
_CUT = re.compile(r"\s*(?:…|\.\.\.|\[[^\]]*\])\s*")
# "Kim Jong-un's sister" is somebody else.
_OF_KIN = re.compile(
    r"(?:\b[A-Z][\w-]*\s+){0,4}[A-Z][\w-]*['’]s?\s+(?=(?:\w+\s+)?(?:sister|brother|son|daughter|wife"
    r"|husband|father|mother|predecessor|successor)\b)"
)
_NO_RECORD = re.compile(r"\b(?:no record|the record (?:has|holds|shows) no)", re.IGNORECASE)
_NUMBERS = {
    word: str(value)
    for value, word in enumerate("three four five six seven eight nine ten".split(), start=3)
}
_NUMBER = re.compile(rf"\b(?:\d[\d.,]*|{'|'.join(_NUMBERS)})\b", re.IGNORECASE)
# With as many names and days that agree, other words need not be those of the quotes.
_FEW = 2
_OF_A_KIND = re.compile(r"[-‑](?:year|month|week|day|hour)\b", re.IGNORECASE)
# Acts of one class that are not mistaken for each other: measures, and arms.
_FAR = ({EventType.SANCTION, EventType.MOBILIZE}, {EventType.SANCTION, EventType.ASSAULT})
# Acts in which what one side does the other does too.
_MUTUAL = (EventType.CONSULT, EventType.AGREE, EventType.COOPERATE, EventType.SUPPORT)


def claims_nothing(one: Drafted, mentions: Sequence[Mention]) -> bool:
    """Whether a sentence is a heading, a question, or states nothing that a record could have."""
    if one.is_heading or one.words.rstrip("”\"') ").endswith("?"):
        return True
    if _NO_RECORD.search(one.words) or not any(sign.isalpha() for sign in one.words):
        return True
    return (
        not mentions and not named_in(one.words) and not times.find(one.words, (), published=None)
    )


def doubts(sentence: str, mentions: Sequence[Mention], bearing: Bearing) -> Iterator[str]:
    """Yield in a line each what speaks against a sentence with these acts being borne out."""
    yield from _of_quotes(sentence, bearing)
    told = _QUOTED.sub(_blank, sentence)
    expressions = times.find(told, (), published=bearing.printed[0] if bearing.printed else None)
    spans = [one.span for one in expressions]
    names = named_in(_OF_KIN.sub(_blank, _without(told, spans)))
    yield from _of_names(names, bearing)
    said = _said(told, mentions, bearing)
    yield from _of_days(told, [span.of(told) for span in spans], said, bearing)
    yield from _of_numbers(told, spans, bearing)
    if len(names) + len(spans) < _FEW:
        yield from _of_words(_without(told, spans), names, bearing)
    yield from _of_type(mentions, bearing)
    yield from _of_roles(mentions, bearing)
    yield from _of_status(told, said, bearing)


def _of_quotes(sentence: str, bearing: Bearing) -> Iterator[str]:
    for match in _QUOTED.finditer(sentence):
        pieces = [piece for piece in _CUT.split(match[1]) if piece.strip(" ,.;:!?-")]
        if not all(map(bearing.has_words, pieces)):
            yield f"the quoted words “{match[1]}” stand in none of the event's reports"


def _of_names(names: Sequence[Named], bearing: Bearing) -> Iterator[str]:
    for one in names:
        if not bearing.names(one):
            yield f"{one.words} is named, and is none of the event's parties, sources or places"


def _of_words(sentence: str, names: Sequence[Named], bearing: Bearing) -> Iterator[str]:
    for one in names:
        sentence = sentence.replace(one.words, " ")
    if not bearing.is_about(sentence):
        yield "of its telling words none stands in the event's quotes"


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _without(sentence: str, spans: Sequence[Span]) -> str:
    for span in spans:
        sentence = sentence[: span.start] + " " * (span.end - span.start) + sentence[span.end :]
    return sentence


def _of_days(
    sentence: str, expressions: Sequence[str], said: set[Status], bearing: Bearing
) -> Iterator[str]:
    is_of_print = bool(_SAYING_WORDS.search(sentence))
    is_done = said <= set(_DONE)
    for words in expressions:
        if not bearing.agrees(words, is_done=is_done, is_of_print=is_of_print):
            yield f"“{words}” does not agree with the event's days{_spoken(bearing)}"


def _spoken(bearing: Bearing) -> str:
    first = next((told.event.days for told in bearing.events if told.event.days), None)
    if first is None:
        return ", of which none are told"
    return f", {first.first}" if first.first == first.last else f", {first.first} to {first.last}"


def _of_numbers(sentence: str, times_in: Sequence[Span], bearing: Bearing) -> Iterator[str]:
    for match in _NUMBER.finditer(sentence):
        # "A five-year plan" says what it is, not when.
        is_kind = bool(_OF_A_KIND.match(sentence, match.end()))
        if not is_kind and any(span.start <= match.start() < span.end for span in times_in):
            continue
        word = match[0].lower()
        spellings = {word, _NUMBERS.get(word, word), *_spelled(word)}
        if not any(_stands(spelling, bearing.quotes) for spelling in spellings):
            yield f"the number {match[0]} stands in none of the event's quotes"


def _spelled(number: str) -> list[str]:
    return [word for word, value in _NUMBERS.items() if value == number]


def _stands(word: str, quotes: Sequence[str]) -> bool:
    return any(re.search(rf"\b{re.escape(word)}\b", quote, re.IGNORECASE) for quote in quotes)


def _of_type(mentions: Sequence[Mention], bearing: Bearing) -> Iterator[str]:
    types = {one.event_type for one in mentions}
    if types and not any(
        bearing.tells_of(one.event_type, _bearing(one.status))
        or any(_is_near(one.event_type, other) for other in bearing.types)
        for one in mentions
    ):
        told, known = sorted(types)[0], sorted(told.event.event_type for told in bearing.events)
        yield f"the sentence tells of {told}, the event is {', '.join(dict.fromkeys(known))}"


def _bearing(said: Status) -> list[Status]:
    """Return how the record may have what a sentence tells so."""
    return [known for known, borne in _BORNE.items() if said in borne]


def _is_near(one: EventType, other: EventType) -> bool:
    """Whether two types may be of one act: the same, of one class, or a policy and what it says."""
    if {one, other} in _FAR:
        return False
    return one is other or _class(one) is _class(other) or None in (_class(one), _class(other))


def _class(kind: EventType) -> QuadClass | None:
    return None if kind is EventType.POLICY else quad_class(PloverType(kind.value))


def _fitting(mentions: Sequence[Mention], bearing: Bearing) -> list[Mention]:
    """Return the acts of a sentence that may be the events: of their types, else near to them."""
    same = [one for one in mentions if one.event_type in bearing.types]
    return same or [
        one for one in mentions if any(_is_near(one.event_type, kind) for kind in bearing.types)
    ]


def _of_roles(mentions: Sequence[Mention], bearing: Bearing) -> Iterator[str]:
    actors = {side.code for told in bearing.events for side in told.event.actors if side.code}
    others = {side.code for told in bearing.events for side in told.event.recipients if side.code}
    same = [one for one in mentions if one.event_type in bearing.types - set(_MUTUAL)]
    turned = [
        one
        for one in same
        if _codes(one.actors) and _codes(one.actors) <= others - actors
        and _codes(one.recipients) & (actors - others)
    ]  # fmt: skip
    if turned and len(turned) == len(same):
        yield "the sentence has the sides the other way round"


def _codes(parties: Sequence[Party]) -> set[str]:
    """Return for whom parties act, as the reader has it, else as the tables know their names."""
    codes = {one.code for one in parties if one.code}
    return codes or {code for one in parties for name in named_in(one.text) for code in name.codes}


def _of_status(sentence: str, said: set[Status], bearing: Bearing) -> Iterator[str]:
    borne = {status for known in bearing.statuses for status in _BORNE[known]}
    # Who refuses or is silent has not done what was asked, and the other way round.
    if EventType.REJECT in bearing.types and not borne.isdisjoint(_DONE):
        borne |= set(_DENIED)
    elif EventType.REJECT in bearing.types and any(map(_SILENT.search, bearing.quotes)):
        borne |= set(_DONE)
    if said.isdisjoint(borne):
        known = " or ".join(sorted(one.value.replace("_", " ") for one in bearing.statuses))
        yield f"it is told as {sorted(said)[0].replace('_', ' ')}, and the record has it as {known}"
    elif bearing.is_contradicted and not _SAYING_WORDS.search(sentence):
        yield "accounts contradict each other, and it is told as sure, on nobody's word"


def _said(sentence: str, mentions: Sequence[Mention], bearing: Bearing) -> set[Status]:
    """Return how a sentence may be meant: by the acts found, and where none is of the events' types
    by its words for what is ahead or denied too.

    What one is yet to say and it tells as said is told as done, whatever was to be said.
    """
    if any(_is_told_as_said(form, sentence) for form in _yet_unsaid(bearing.quotes)):
        return set(_DONE)
    fitting = _fitting(mentions, bearing)
    said = {one.status for one in fitting}
    if not any(one.event_type in bearing.types for one in fitting):
        is_ahead = bool(_AHEAD_WORDS.search(sentence))
        said |= set(_AHEAD) if is_ahead else set() if fitting else set(_DONE)
        if _DENIAL_WORDS.search(sentence):
            said |= set(_DENIED)
    if _IS_TO.search(sentence):
        said |= set(_AHEAD)
    return said


def _yet_unsaid(quotes: Sequence[str]) -> Iterator[str]:
    """Yield the past form of each verb of saying that the quotes have as yet to come alone."""
    for quote in quotes:
        for match in _YET_TO_SAY.finditer(quote):
            verb = match[1].lower()
            form = _IRREGULAR.get(verb, verb.removesuffix("e") + "ed")
            if not _stands(form, quotes):
                yield form


def _is_told_as_said(form: str, sentence: str) -> bool:
    """Whether a past form stands in a sentence, and not as "to be announced"."""
    return bool(re.search(rf"(?<!\bbe )\b{re.escape(form)}\b", sentence, re.IGNORECASE))
