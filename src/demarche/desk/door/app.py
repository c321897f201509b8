"""The one app of the desk."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

from starlette.types import ASGIApp

from demarche.desk.door.asker import Asking
from demarche.desk.door.bodies import Bodies
from demarche.desk.door.crowd import Crowd, by_asker, together
from demarche.desk.door.faults import Faults
from demarche.desk.door.forgery import Forgery
from demarche.desk.door.gate import Gate
from demarche.desk.door.headers import Headers
from demarche.desk.door.hosts import Hosts, without_port
from demarche.desk.door.login import Login
from demarche.desk.door.manners import Manners
from demarche.desk.door.pace import Pace, Paced, asks, reads_a_text
from demarche.desk.door.rooms import Rooms, behind
from demarche.desk.door.rules import Limits, Rules
from demarche.desk.door.sessions import Sessions
from demarche.service.record import Record
from demarche.service.users import Doorkeeper, keeper_of


def app(
    record: Record,
    *,
    is_open: bool,
    is_tls: bool = False,
    hosts: Iterable[str] = (),
    limits: Limits | None = None,
    rooms: Rooms | None = None,
    keeper: Doorkeeper | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> ASGIApp:
    """Return the desk over a record: web, REST and MCP behind one door.

    Where it `is_open`, whoever reaches it is an editor under the record's name: for loopback
    alone. Else people log in and programs show tokens. `hosts` are the names under which it is
    asked beside those of loopback; `is_tls` says that it is reached by TLS alone.
    """
    rules = Rules(
        record,
        keeper or keeper_of(record),
        Sessions(clock),
        is_open=is_open,
        is_tls=is_tls,
        hosts=frozenset(map(without_port, hosts)),
        limits=limits or Limits(),
        clock=clock,
    )
    return guarded(behind(rooms or Rooms.of_the_desk(), Login(rules).routes()), rules)


def guarded(inner: ASGIApp, rules: Rules) -> ASGIApp:
    """Return an app with all that stands before it, the innermost first."""
    limits = rules.limits
    inner = Crowd(inner, limits.readings, together(reads_a_text), wait=limits.queue)
    inner = Crowd(inner, 1, by_asker(reads_a_text), wait=limits.queue)
    inner = Paced(inner, Pace(limits.reading, rules.clock), reads_a_text)
    inner = Forgery(inner, rules)
    inner = Bodies(inner, limits)
    inner = Gate(inner)
    inner = Paced(inner, Pace(limits.asking, rules.clock), asks)
    inner = Crowd(inner, limits.at_once, by_asker(asks), wait=limits.queue)
    inner = Asking(inner, rules)
    inner = Hosts(inner, rules)
    inner = Manners(inner, limits)
    return Headers(Faults(inner), is_tls=rules.is_tls)
