"""Who is asking: the one at this machine, somebody logged in, a program with a token, nobody."""

from __future__ import annotations

import ipaddress
import secrets
from dataclasses import dataclass, replace
from enum import Enum, auto

from anyio import to_thread
from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Receive, Scope, Send

from demarche.desk.door.calendars import key_taken
from demarche.desk.door.paths import is_for_programs, is_static
from demarche.desk.door.rules import Rules
from demarche.service.users import Role, User

_KEY = "demarche.asker"
SESSION, FORM = "demarche", "demarche-form"


class By(Enum):
    """How the door knows who asks."""

    HERE = auto()  # is at this machine
    SESSION = auto()
    TOKEN = auto()
    KEY = auto()  # of a calendar
    NOTHING = auto()


@dataclass(frozen=True, slots=True)
class Asker:
    """Who is asking; `csrf` is what their forms are to carry."""

    user: User | None
    by: By
    csrf: str
    address: str

    @property
    def key(self) -> str:
        """By what their requests are counted: a user's name, or else an address."""
        return f"user {self.user.name}" if self.user else self.address


def asker_of(scope: Scope) -> Asker:
    """Return who asks, as `Asking` found it."""
    asker: Asker = scope[_KEY]
    return asker


def cookie_of(scope: Scope, name: str) -> str:
    """Return what a cookie of the request holds; nothing where there is none."""
    return cookie_parser(Headers(scope=scope).get("cookie", "")).get(name, "")


class Asking:
    """Finds who asks, and gives the rooms the record under their name."""

    def __init__(self, app: ASGIApp, rules: Rules) -> None:
        self._app, self._rules = app, rules
        self._here = secrets.token_urlsafe(32)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with who asks it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        scope, key = key_taken(scope)
        asker = await (self._asker(scope) if key is None else self._subscriber(scope, key))
        record = self._rules.record
        given = {
            "record": replace(record, who=asker.user.name) if asker.user else record,
            "user": asker.user,
            "csrf": asker.csrf,
            "is_open": self._rules.is_open,
        }
        state = scope.get("state", {}) | given
        scheme = "https" if self._rules.is_tls else scope["scheme"]
        await self._app({**scope, _KEY: asker, "state": state, "scheme": scheme}, receive, send)

    async def _asker(self, scope: Scope) -> Asker:
        address = _address(scope)
        scheme, _, secret = Headers(scope=scope).get("authorization", "").partition(" ")
        if scheme.lower() == "bearer" and is_for_programs(scope):
            known = await to_thread.run_sync(self._rules.keeper.holder, secret.strip())
            if known:
                return Asker(known.user, By.TOKEN, "", address)
            return Asker(None, By.NOTHING, "", address)
        if self._rules.is_open:
            user = User(self._rules.record.who, Role.EDITOR)
            return Asker(user, By.HERE, self._here, address)
        return await self._of_session(scope, address)

    async def _subscriber(self, scope: Scope, key: str) -> Asker:
        """Return whose calendar it is, who asks as a reader by it; nobody where the key is none."""
        known = await to_thread.run_sync(self._rules.keeper.subscriber, key)
        user = User(known.user.name, Role.READER) if known else None
        return Asker(user, By.KEY, "", _address(scope))

    async def _of_session(self, scope: Scope, address: str) -> Asker:
        rules = self._rules
        cookie = cookie_of(scope, rules.cookie(SESSION))
        session = rules.sessions.found(cookie) if cookie and not is_static(scope) else None
        if session:
            known = await to_thread.run_sync(rules.keeper.again, session.known)
            if known:
                return Asker(known.user, By.SESSION, session.csrf, address)
            rules.sessions.end(cookie)
        form = rules.sessions.read(cookie_of(scope, rules.cookie(FORM))) or ""
        return Asker(None, By.NOTHING, form, address)


def _address(scope: Scope) -> str:
    return network_of(scope["client"][0] if scope.get("client") else "")


def network_of(address: str) -> str:
    """Return by what an address is counted: whoever has one of IPv6 has some 2^64 more.

    >>> network_of("192.0.2.7"), network_of("2001:db8:1:2:3:4:5:6")
    ('192.0.2.7', '2001:db8:1:2::/64')
    """
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address[:64]
    if isinstance(known, ipaddress.IPv4Address):
        return str(known)
    return str(known.ipv4_mapped or ipaddress.ip_network((known, 64), strict=False))
