"""Who may ask and who may correct where the desk is open to others."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import unicodedata
from base64 import b64decode, b64encode
from dataclasses import dataclass

from demarche.model import RecordError, UsageError
from demarche.record.held import Held
from demarche.record.users import Known, Role, Token, User, Users

__all__ = ["Cost", "Doorkeeper", "Known", "Role", "Token", "User", "keeper_of"]

_NAME = re.compile(r"[^\W_](?:[\w .'@+-]{0,62}[\w.])?")
_LEAST, _MOST = 12, 1024
# What a secret opens is part of it, so that one of a calendar opens nothing else.
_PROGRAM, _CALENDAR = "dem_", "cal_"
_SECRET = re.compile(r"[\w-]{43}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Cost:
    """What it costs to try a password, in scrypt's terms: 32 MiB, and some tenths of a second.

    OWASP, Password Storage Cheat Sheet: N=2^15, r=8, p=3.
    """

    n: int = 2**15
    r: int = 8
    p: int = 3


ADVISED = Cost()


@dataclass(frozen=True)
class Doorkeeper:
    """Lets people and their programs in, and knows them again."""

    users: Users
    cost: Cost = ADVISED

    def add(self, name: str, role: Role, password: str) -> User:
        """Return a new user; raises UsageError for a name or password that cannot be one,
        RecordError where the name is taken."""
        user = User(_name(name), role)
        self.users.add(user, self._kept(password))
        return user

    def set_password(self, name: str, password: str) -> None:
        """Give a user another password, which ends what was begun with the old one."""
        self.users.change(_name(name), password=self._kept(password))

    def set_role(self, name: str, role: Role) -> None:
        """Give a user another role; raises RecordError where there is no such user."""
        self.users.change(_name(name), role=role.value)

    def remove(self, name: str) -> None:
        """Let somebody in no longer; raises RecordError where there is no such user."""
        self.users.remove(_name(name))

    def has_users(self) -> bool:
        """Whether there is anybody who could log in."""
        return bool(self.users.all())

    def let_in(self, name: str, password: str) -> Known | None:
        """Return who gave the right name and password, if anybody did.

        It takes as long where there is nobody of that name, so that nobody learns who there is.
        """
        given = as_named(name)
        found = self.users.known(given) if _NAME.fullmatch(given) else None
        kept = found.password if found else self._nobody()
        return found if _fits(password, kept) and found else None

    def again(self, known: Known) -> Known | None:
        """Return somebody who was let in as they are known now; None where they are no longer, or
        have another password since."""
        now = self.users.known(known.user.name)
        is_same = now and (now.password, now.made) == (known.password, known.made)
        return now if is_same else None

    def issue(self, name: str, words: str | None = None) -> tuple[Token, str]:
        """Return a new token for a program of a user, and the secret, which is shown this once.

        Raises RecordError where there is no such user.
        """
        return self._issued(_PROGRAM, name, words)

    def issue_calendar(self, name: str, words: str | None = None) -> tuple[Token, str]:
        """Return a new token for a calendar of a user, and the key that opens that alone, which is
        shown this once; it is listed and ended like any other.

        Raises RecordError where there is no such user.
        """
        return self._issued(_CALENDAR, name, ": ".join(filter(None, ("calendar", words))))

    def tokens(self, name: str) -> tuple[Token, ...]:
        """Return the tokens of a user; raises RecordError where there is no such user."""
        if self.users.known(_name(name)) is None:
            raise RecordError(name, "is no user")
        return self.users.tokens(_name(name))

    def revoke(self, number: str) -> None:
        """Let a token in no longer, by its id; raises RecordError where there is none."""
        self.users.revoke(number.strip().lower())

    def holder(self, secret: str) -> Known | None:
        """Return whose program shows this token, if anybody's."""
        return self._known(_PROGRAM, secret)

    def subscriber(self, key: str) -> Known | None:
        """Return whose calendar is asked for by this key, if anybody's."""
        return self._known(_CALENDAR, key)

    def _issued(self, kind: str, name: str, words: str | None) -> tuple[Token, str]:
        secret = kind + secrets.token_urlsafe(32)
        token = Token(secrets.token_hex(4), _name(name), words or None, self.users.clock())
        self.users.add_token(token, _digest(secret))
        return token, secret

    def _known(self, kind: str, secret: str) -> Known | None:
        is_one = secret.startswith(kind) and _SECRET.fullmatch(secret, len(kind))
        return self.users.holder(_digest(secret)) if is_one else None

    def _kept(self, password: str) -> str:
        if not _LEAST <= len(password) <= _MOST:
            raise UsageError("password", f"must have {_LEAST} to {_MOST} characters")
        return self._written(password, secrets.token_bytes(16))

    def _nobody(self) -> str:
        """Return what no password fits, at the cost of trying one that is kept."""
        salt, key = (b64encode(bytes(size)).decode() for size in (16, 32))
        return f"scrypt${self.cost.n}${self.cost.r}${self.cost.p}${salt}${key}"

    def _written(self, password: str, salt: bytes) -> str:
        key = _key(password, salt, self.cost)
        words = (self.cost.n, self.cost.r, self.cost.p, b64encode(salt).decode())
        return "$".join(("scrypt", *map(str, words), b64encode(key).decode()))


def keeper_of(record: Held, *, cost: Cost | None = None) -> Doorkeeper:
    """Return who keeps the door of a record."""
    return Doorkeeper(Users(record.engine, record.who, record.clock), cost or ADVISED)


def as_named(given: str) -> str:
    """Return a name as users are known by it, however it was typed."""
    return unicodedata.normalize("NFC", given).strip()


def _name(given: str) -> str:
    name = as_named(given)
    if not _NAME.fullmatch(name):
        raise UsageError(given, "is no name of a user: write letters and digits, 64 at most")
    return name


def _fits(password: str, kept: str) -> bool:
    if len(password) > _MOST:
        password = ""
    _, n, r, p, salt, key = kept.split("$")
    tried = _key(password, b64decode(salt), Cost(int(n), int(r), int(p)))
    return hmac.compare_digest(tried, b64decode(key))


def _key(password: str, salt: bytes, cost: Cost) -> bytes:
    """Return what scrypt makes of a password, however its accents were typed."""
    words = unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")
    most = 2**20 + 256 * cost.n * cost.r
    return hashlib.scrypt(words, salt=salt, n=cost.n, r=cost.r, p=cost.p, maxmem=most, dklen=32)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
