"""Who may ask and who may correct: people, their passwords, and the tokens of their programs."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from demarche.model import RecordError, UsageError
from demarche.record.store import schema
from demarche.service import users
from demarche.service.users import Cost, Doorkeeper, Role, User, keeper_of
from tests.record.stores import Desk

PHRASE = "correct horse battery"
CHEAP = Cost(n=2, r=1, p=1)


@pytest.fixture
def keeper(desk: Desk) -> Doorkeeper:
    """Who keeps the door of an empty record, on either store."""
    return keeper_of(desk.record, cost=CHEAP)


@pytest.fixture
def ada(keeper: Doorkeeper) -> User:
    return keeper.add("Ada", Role.EDITOR, PHRASE)


def test_somebody_is_let_in_by_name_and_password(keeper: Doorkeeper, ada: User) -> None:
    found = keeper.let_in("Ada", PHRASE)
    assert found
    assert found.user == ada == User("Ada", Role.EDITOR)


@pytest.mark.parametrize(
    ("name", "password"),
    [("Ada", "correct horse batterz"), ("Ada", ""), ("Bert", PHRASE), ("ada", PHRASE),
     ("Ada", "x" * 5000), ("A\0da", PHRASE), ("\ud800", PHRASE.replace("c", "\ud800"))],
)  # fmt: skip
@pytest.mark.usefixtures("ada")
def test_nobody_else_is(keeper: Doorkeeper, name: str, password: str) -> None:
    assert keeper.let_in(name, password) is None


@pytest.mark.usefixtures("ada")
def test_an_unknown_name_costs_as_much_as_a_wrong_password(
    keeper: Doorkeeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[Cost] = []
    real = users._key

    def counted(password: str, salt: bytes, cost: Cost) -> bytes:
        tried.append(cost)
        return real(password, salt, cost)

    monkeypatch.setattr(users, "_key", counted)
    keeper.let_in("Ada", "a wrong password")
    keeper.let_in("Nobody", "a wrong password")
    assert tried == [CHEAP, CHEAP]


def test_a_password_fits_however_its_accents_are_typed(keeper: Doorkeeper) -> None:
    keeper.add("Zoé", Role.READER, "cafe\u0301 au lait, s'il")
    assert keeper.let_in("Zoe\u0301", "caf\u00e9 au lait, s'il")


@pytest.mark.parametrize("password", ["", "short", "x" * 1025])
def test_a_password_has_twelve_characters_at_least(keeper: Doorkeeper, password: str) -> None:
    with pytest.raises(UsageError, match="12 to 1024"):
        keeper.add("Ada", Role.EDITOR, password)


@pytest.mark.parametrize("name", ["", " ", "a\nb", "<script>", "x" * 65, "a/b", "\x1b[31m", "-a"])
def test_a_name_is_one_that_can_stand_beside_a_change(keeper: Doorkeeper, name: str) -> None:
    with pytest.raises(UsageError, match="no name of a user"):
        keeper.add(name, Role.EDITOR, PHRASE)


@pytest.mark.parametrize("name", ["Ada", "ada@desk.example", "José-María O'Neill", "李雷", "a b.c"])
def test_names_are_people_s(keeper: Doorkeeper, name: str) -> None:
    assert keeper.add(name, Role.READER, PHRASE).name == name


@pytest.mark.usefixtures("ada")
def test_a_name_is_given_once(keeper: Doorkeeper) -> None:
    with pytest.raises(RecordError, match="Ada: is a user already"):
        keeper.add("Ada", Role.READER, PHRASE)


@pytest.mark.usefixtures("ada")
def test_what_is_kept_tells_neither_password_nor_token(keeper: Doorkeeper) -> None:
    _, secret = keeper.issue("Ada")
    with keeper.users.viewing() as (connection, _):
        kept = str(connection.execute(select(schema.users)).all())
        kept += str(connection.execute(select(schema.tokens)).all())
    assert PHRASE not in kept
    assert secret not in kept


@pytest.mark.usefixtures("ada")
def test_one_password_is_kept_under_another_salt_each_time(keeper: Doorkeeper) -> None:
    keeper.add("Bert", Role.READER, PHRASE)
    assert len({known.password for known in keeper.users.all()}) == 2


def test_a_token_is_known_by_who_holds_it(keeper: Doorkeeper, ada: User) -> None:
    token, secret = keeper.issue("Ada", "the agent")
    found = keeper.holder(secret)
    assert found
    assert found.user == ada
    assert keeper.tokens("Ada") == (token,)
    assert token.name == "the agent"


@pytest.mark.usefixtures("ada")
def test_a_token_ends_at_once(keeper: Doorkeeper) -> None:
    token, secret = keeper.issue("Ada")
    _, other = keeper.issue("Ada")
    keeper.revoke(token.id)
    assert keeper.holder(secret) is None
    assert keeper.holder(other)
    with pytest.raises(RecordError, match="no token"):
        keeper.revoke(token.id)


@pytest.mark.parametrize("secret", ["", "dem_", "dem_" + "x" * 43, "dem_" + "é" * 43, "x" * 9000])
@pytest.mark.usefixtures("ada")
def test_what_is_no_token_is_nobody_s(keeper: Doorkeeper, secret: str) -> None:
    keeper.issue("Ada")
    assert keeper.holder(secret) is None


@pytest.mark.usefixtures("ada")
def test_who_is_removed_is_gone_with_their_tokens(keeper: Doorkeeper) -> None:
    _, secret = keeper.issue("Ada")
    keeper.remove("Ada")
    assert keeper.let_in("Ada", PHRASE) is None
    assert keeper.holder(secret) is None
    assert not keeper.has_users()


@pytest.mark.usefixtures("ada")
def test_a_role_is_changed(keeper: Doorkeeper) -> None:
    keeper.set_role("Ada", Role.READER)
    found = keeper.let_in("Ada", PHRASE)
    assert found
    assert found.user.role is Role.READER


@pytest.mark.usefixtures("ada")
def test_who_was_let_in_is_known_again_until_their_password_changes(keeper: Doorkeeper) -> None:
    known = keeper.let_in("Ada", PHRASE)
    assert known
    assert keeper.again(known) == known
    keeper.set_password("Ada", "another horse battery")
    assert keeper.again(known) is None


def test_who_was_removed_and_added_again_is_somebody_else(desk: Desk) -> None:
    keeper = keeper_of(desk.record, cost=CHEAP)
    keeper.add("Ada", Role.EDITOR, PHRASE)
    known = keeper.let_in("Ada", PHRASE)
    assert known
    keeper.remove("Ada")
    desk.clock.tick()
    keeper.add("Ada", Role.EDITOR, PHRASE)
    assert keeper.again(known) is None


@pytest.mark.parametrize(
    "do",
    [
        lambda keeper: keeper.set_role("Bert", Role.READER),
        lambda keeper: keeper.set_password("Bert", PHRASE),
        lambda keeper: keeper.remove("Bert"),
        lambda keeper: keeper.issue("Bert"),
        lambda keeper: keeper.tokens("Bert"),
    ],
)
def test_of_nobody_nothing_is_changed(keeper: Doorkeeper, do: object) -> None:
    assert callable(do)
    with pytest.raises(RecordError, match="Bert: is no user"):
        do(keeper)


@given(st.text(min_size=12, max_size=40), st.text(min_size=12, max_size=40))
def test_another_password_never_fits(one: str, other: str) -> None:
    kept = Doorkeeper(None, CHEAP)._kept(one)  # type: ignore[arg-type]
    assert users._fits(one, kept)
    is_same = unicodedata.normalize("NFKC", one) == unicodedata.normalize("NFKC", other)
    assert users._fits(other, kept) is is_same


def test_the_cost_of_a_password_is_what_is_advised() -> None:
    assert Cost() == Cost(n=2**15, r=8, p=3)
