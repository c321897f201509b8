"""Now, recently, soon: the present, the past and the future without a name."""

from __future__ import annotations

import re
from dataclasses import replace

from demarche.knowledge.timewords import time_words
from demarche.model import Days
from demarche.read.times import calendar
from demarche.read.times.rule import Rule
from demarche.read.times.sense import (
    Found,
    Sense,
    Tense,
    reference,
    whole,
)

_AS_POSSIBLE = re.compile(r"(?i)as soon as (?:possible|practicable)")
_NOT_TOLD = frozenset("is was has had of and in runs ran will".split())
_SOON_AS = frozenset({"as", "too", "how"})
_SOON_AFTER = frozenset({"after", "afterward", "afterwards"})


def _now(found: Found) -> Sense:
    return reference("PRESENT_REF", Days.on(found.anchor))


def _moment(found: Found) -> Sense | None:
    word = found.words("thing")[0]
    if word == "future":
        return reference("FUTURE_REF")
    return _now(found) if found.before() in ("at", "for") else None


def _past(found: Found) -> Sense | None:
    if found.before() not in ("in", "of", "from") or found.words("last")[0] != "past":
        return None
    return reference("PAST_REF")


def _current(found: Found) -> Sense | None:
    following = found.printed_after()
    return _now(found) if following.isalpha() and following not in _NOT_TOLD else None


def _recently(found: Found) -> Sense:
    days = time_words().windows["weeks"]
    return reference(
        "PAST_REF", calendar.window(calendar.shifted(found.anchor, -days), found.anchor)
    )


def _recent(found: Found) -> Sense | None:
    return _recently(found) if found.printed_after().isalpha() else None


def _then(found: Found) -> Sense | None:
    """Read "since then": the time last named."""
    if found.before() != "since":
        return None
    named = found.setting.named
    return (
        replace(whole(named.first, named.grain.value), names=False)
        if named
        else reference("PAST_REF")
    )


def _soon(found: Found) -> Sense | None:
    """Read "soon", "as soon as possible"; nothing where "soon" leans on another act."""
    if not found.text.endswith("possible"):
        leans = found.before() in _SOON_AS or found.after() in _SOON_AFTER
        if leans or found.tense in (Tense.PAST, Tense.PRESENT):
            return None
    first = calendar.shifted(found.anchor, 1)
    last = calendar.shifted(found.anchor, time_words().windows["weeks"])
    return reference("FUTURE_REF", calendar.window(first, last))


RULES = (
    Rule("now", _now),
    Rule("current", _current),
    Rule("these units", lambda found: _now(found) if found.words("units") == ["days"] else None),
    Rule("the thing", _moment),
    Rule("the last", _past),
    Rule("more? recently", _recently),
    Rule("recent", _recent),
    Rule("then", _then),
    Rule("soon", _soon),
    Rule(
        "other soon other other",
        lambda found: _soon(found) if _AS_POSSIBLE.fullmatch(found.text) else None,
    ),
)
