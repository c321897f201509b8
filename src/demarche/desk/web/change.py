"""What editors do to the record by forms: each a correction with its reason, each undone by one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from demarche.desk.web.asked import Asked
from demarche.desk.web.notices import back
from demarche.model import UsageError
from demarche.model.judgements import Correction, Verdict
from demarche.model.ledger import Outcome
from demarche.service.days import parse_day
from demarche.service.record import Record

Form = Mapping[str, Any]
# An address on this desk.
_HERE = re.compile(r"/(?![/\\])[^\x00-\x20\x7f\\]*")


@dataclass(frozen=True, slots=True)
class Done:
    """What was done: where it is seen, what it was, and the id of its correction."""

    address: str
    deed: str
    number: str

    @classmethod
    def at(cls, address: str, correction: Correction) -> Done:
        """Return what a correction did, to be seen at an address."""
        return cls(address, correction.deed.value, correction.id)


Deed = Callable[[Asked], Done]


def routes() -> list[Route]:
    """Return the addresses of what is done."""
    deeds: Mapping[str, Deed] = {
        "/events/{number}/correct": _correct,
        "/events/{number}/split": _split,
        "/events/{number}/merge": _merge,
        "/events/{number}/reject": _reject,
        "/events/{number}/close": _close,
        "/events/{number}/confirm": _confirm,
        "/corrections/{number}/undo": _undo,
        "/rulings": _rule,
        "/grades": _grade,
        "/refusals/{number}/admit": _admit,
        "/stories/{number}/name": _rename,
    }
    return [Route(path, _done(deed), methods=["POST"]) for path, deed in deeds.items()]


def _done(deed: Deed) -> Callable[[Request], Any]:
    async def endpoint(request: Request) -> Response:
        async with request.form(max_files=0, max_fields=200) as form:
            words = {key: form.getlist(key) for key in form}
        return await run_in_threadpool(_do, deed, Asked(request, words))

    return endpoint


def _do(deed: Deed, asked: Asked) -> Response:
    if not asked.may_correct:
        raise HTTPException(403, "Readers cannot change the record.")
    done = deed(asked)
    return back(_then(asked) or done.address, done.deed, done.number)


def _word(asked: Asked, name: str) -> str:
    """Return a word of the form; raises UsageError where it is missing."""
    said = (asked.form.get(name) or [""])[0]
    if not isinstance(said, str) or not said.strip():
        raise UsageError(name, "is missing")
    return said.strip()


def _because(asked: Asked) -> str:
    """Return the reason, without which nothing is changed."""
    try:
        return _word(asked, "because")
    except UsageError as error:
        raise UsageError("because", "say why; every change keeps its reason") from error


def _then(asked: Asked) -> str | None:
    """Return where the form wants to lead back to, if that is on this desk."""
    said = (asked.form.get("then") or [""])[0]
    return said if isinstance(said, str) and _HERE.fullmatch(said) else None


def _record(asked: Asked) -> Record:
    return asked.record


def _of(asked: Asked, done: Correction) -> Done:
    return Done.at(f"/events/{asked.named('number')}", done)


def _correct(asked: Asked) -> Done:
    field = _word(asked, "field")
    names = (f"value_{field}", "value")
    said = [str(one) for name in names for one in asked.form.get(name) or [] if str(one).strip()]
    if not said:
        raise UsageError(field, "has no new value")
    value = "..".join(said) if field == "days" and len(said) > 1 else said[0]
    done = _record(asked).correct(asked.named("number"), field, value, _because(asked))
    return _of(asked, done)


def _split(asked: Asked) -> Done:
    mentions = [str(one) for one in asked.form.get("mention") or []]
    done = _record(asked).split(asked.named("number"), mentions, _because(asked))
    return _of(asked, done)


def _merge(asked: Asked) -> Done:
    numbers = [asked.named("number"), _word(asked, "other")]
    return _of(asked, _record(asked).merge(numbers, _because(asked)))


def _reject(asked: Asked) -> Done:
    return _of(asked, _record(asked).reject(asked.named("number"), _because(asked)))


def _close(asked: Asked) -> Done:
    word = _word(asked, "outcome")
    try:
        outcome = Outcome(word)
    except ValueError as error:
        raise UsageError(word, f"is none of {', '.join(Outcome)}") from error
    day = parse_day(_word(asked, "day"))
    return _of(asked, _record(asked).settle(asked.named("number"), outcome, day, _because(asked)))


def _confirm(asked: Asked) -> Done:
    """Confirm a reading: its status is set by hand to what it is, with the reason."""
    number = asked.named("number")
    status = _record(asked).show(number).event.status
    if status is None:
        raise UsageError(number[:8], "its accounts contradict each other; set its status")
    return _of(asked, _record(asked).correct(number, "status", status.value, _because(asked)))


def _undo(asked: Asked) -> Done:
    done = _record(asked).undo(asked.named("number"), _because(asked))
    return Done.at(f"/events/{done.target}" if done.target.isalnum() else "/", done)


def _rule(asked: Asked) -> Done:
    word = _word(asked, "verdict")
    try:
        verdict = Verdict(word)
    except ValueError as error:
        raise UsageError(word, "is no ruling; say same or different") from error
    one, other = _word(asked, "one"), _word(asked, "other")
    return Done.at("/review", _record(asked).rule(one, other, verdict, _because(asked)))


def _grade(asked: Asked) -> Done:
    source, grade = _word(asked, "source"), _word(asked, "grade")
    because = (asked.form.get("because") or [""])[0]
    reason = str(because).strip() or None
    return Done.at("/sources", _record(asked).grade(source, grade, reason))


def _admit(asked: Asked) -> Done:
    added = _record(asked).let_in(asked.named("number"), _because(asked))
    return Done(f"/articles/{added.receipt.page}", "admit", "")


def _rename(asked: Asked) -> Done:
    story, name = asked.named("number"), _word(asked, "name")
    return Done.at(asked.link("/timeline", story=story), _record(asked).rename(story, name))
