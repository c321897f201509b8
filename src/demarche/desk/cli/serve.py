"""The commands that open the desk to browsers and programs: serve, and who may log in."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from demarche.desk.cli import options, output
from demarche.desk.cli.exits import Exit
from demarche.desk.cli.notes import note
from demarche.service import as_json

if TYPE_CHECKING:
    from demarche.desk.door.serving import Place
    from demarche.service.users import Doorkeeper

_ROLES = ("reader", "editor")


@click.command(short_help="Open the desk: web, REST and MCP.")
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS")
@click.option("--port", default=8321, show_default=True, type=click.IntRange(0, 65535))
@click.option("--name", "names", multiple=True, metavar="HOST", help="A name under which people "
              "reach it, as in desk.example.org (again for more).")  # fmt: skip
@click.option("--log-in", is_flag=True, help="Have people log in on this machine, too.")
@click.option("--behind-tls", is_flag=True, help="A proxy in front of it does TLS.")
@click.option("--proxy", "proxies", multiple=True, metavar="ADDRESS", help="The address of that "
              "proxy: its X-Forwarded-For is believed, and no other. Without it all who come "
              "through the proxy are counted as one.")  # fmt: skip
@click.option("--certificate", type=click.Path(path_type=Path), help="For TLS without a proxy.")
@click.option("--key", type=click.Path(path_type=Path), help="Of the certificate.")
@click.option("--open", "opens", is_flag=True, help="Show it in your browser.")
@options.record
def serve(*, opens: bool, address: str | None, **given: Any) -> Exit:
    """Open the desk over a record: pages at /, REST at /api/v1, MCP at /mcp.

    On this machine's own address nobody need log in, and changes bear your name. On any other,
    people log in (demarche user) and programs show a token, over TLS; a proxy in front passes the
    Host header on as it is. It ends on Ctrl-C or a signal, after the answers that were begun.

    \b
    Examples:
      demarche serve --open
      demarche serve --host 0.0.0.0 --name desk.example.org --certificate c.pem --key k.pem
      demarche serve --behind-tls --proxy 127.0.0.1 --name desk.example.org
    """
    from demarche.desk.door import serving
    from demarche.service.record import open_record

    place = serving.Place(**given)
    with closing(open_record(address)) as record:
        serving.check(place, record)
        serving.serve(place, record, told=lambda at: _tell(place, at, opens=opens))
    return Exit.DONE


def _tell(place: Place, at: str, *, opens: bool) -> None:
    """Say where the desk is, and show it."""
    who = "" if place.is_open else "; people log in"
    note(f"the desk is open at {at}{who} (Ctrl-C ends it)")
    if opens:
        import webbrowser

        webbrowser.open(at)


@click.group(short_help="Choose who may log in to the desk.")
def user() -> None:
    """Choose who may log in where the desk is open to others, and what their programs show.

    \b
    demarche user add ada --role editor
    demarche user token ada --name "the agent on my laptop"
    demarche user calendar ada
    """


def _keeper(record: Any) -> Doorkeeper:
    from demarche.service.users import keeper_of

    return keeper_of(record)


def _opened(address: str | None) -> Any:
    from demarche.service.record import open_record

    return closing(open_record(address))


_role = click.option("--role", type=click.Choice(_ROLES), required=True, help="A reader asks; an "
                     "editor corrects as well.")  # fmt: skip
_from_stdin = click.option(
    "--password-stdin", is_flag=True, help="Take the password from standard input."
)


def _password(*, is_piped: bool) -> str:
    """Return a password as it is typed twice, or as standard input has it."""
    if is_piped:
        return sys.stdin.readline().rstrip("\r\n")
    typed: str = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    return typed


@user.command(name="add", short_help="Let somebody log in.")
@click.argument("name", metavar="NAME")
@_role
@_from_stdin
@options.record
def add_user(name: str, *, role: str, password_stdin: bool, address: str | None) -> Exit:
    """Let somebody log in. The password is asked for twice; 12 characters at least."""
    from demarche.service.users import Role

    with _opened(address) as record:
        _keeper(record).add(name, Role(role), _password(is_piped=password_stdin))
    note(f"{name} may log in as {_with_article(role)}")
    return Exit.DONE


@user.command(name="list", short_help="List who may log in.")
@output.as_what
@options.record
def list_users(*, wants_json: bool | None, address: str | None) -> Exit:
    """List who may log in, each with their role."""
    with _opened(address) as record:
        found = _keeper(record).users.all()
    rows: list[dict[str, object]] = [
        {"name": one.user.name, "role": one.user.role.value} for one in found
    ]
    return _shown(rows, wants_json=wants_json, nothing="nobody may log in yet")


@user.command(name="remove", short_help="Let somebody log in no longer.")
@click.argument("name", metavar="NAME")
@options.record
def remove_user(name: str, *, address: str | None) -> Exit:
    """Let somebody log in no longer, at once; their tokens end as well. Their changes stay."""
    with _opened(address) as record:
        _keeper(record).remove(name)
    note(f"{name} may log in no longer")
    return Exit.DONE


@user.command(name="role", short_help="Give somebody another role.")
@click.argument("name", metavar="NAME")
@click.argument("role", type=click.Choice(_ROLES))
@options.record
def give_role(name: str, role: str, *, address: str | None) -> Exit:
    """Give somebody another role; it holds from their next request on."""
    from demarche.service.users import Role

    with _opened(address) as record:
        _keeper(record).set_role(name, Role(role))
    note(f"{name} is {_with_article(role)} from now on")
    return Exit.DONE


@user.command(name="password", short_help="Give somebody another password.")
@click.argument("name", metavar="NAME")
@_from_stdin
@options.record
def give_password(name: str, *, password_stdin: bool, address: str | None) -> Exit:
    """Give somebody another password, which ends their sessions; their tokens stay."""
    with _opened(address) as record:
        _keeper(record).set_password(name, _password(is_piped=password_stdin))
    note(f"{name} has another password from now on")
    return Exit.DONE


@user.command(name="token", short_help="Make a token for a program.")
@click.argument("name", metavar="NAME")
@click.option("--name", "words", metavar="WORDS", help="What it is for.")
@options.record
def make_token(name: str, *, words: str | None, address: str | None) -> Exit:
    """Print a new token, with which a program asks under a user's name; it is shown this once.

    It is sent as `Authorization: Bearer TOKEN` to /api/v1 and /mcp.
    """
    with _opened(address) as record:
        token, secret = _keeper(record).issue(name, words)
    output.write(f"{secret}\n".encode())
    note(f"shown this once; demarche user revoke {token.id} ends it")
    return Exit.DONE


@user.command(name="calendar", short_help="Make the address of a calendar.")
@click.argument("name", metavar="NAME")
@click.option("--name", "words", metavar="WORDS", help="What it is for.")
@options.record
def make_calendar(name: str, *, words: str | None, address: str | None) -> Exit:
    """Print an address of what is awaited, for a calendar to subscribe to; it is shown this once.

    It stands behind the address of the desk, and opens nothing else. It can be narrowed as the
    page can: &owner=USA&standing=open. Whoever has it can read that calendar: where a proxy keeps
    a log of addresses, leave out what stands behind the question mark.
    """
    with _opened(address) as record:
        token, key = _keeper(record).issue_calendar(name, words)
    output.write(f"/due.ics?key={key}\n".encode())
    note(f"shown this once; demarche user revoke {token.id} ends it")
    return Exit.DONE


@user.command(name="tokens", short_help="List somebody's tokens and calendars.")
@click.argument("name", metavar="NAME")
@output.as_what
@options.record
def list_tokens(name: str, *, wants_json: bool | None, address: str | None) -> Exit:
    """List the tokens and calendars of a user: their ids, what they are for, and since when."""
    with _opened(address) as record:
        found = _keeper(record).tokens(name)
    rows: list[dict[str, object]] = [
        {"id": one.id, "name": one.name, "made": f"{one.made:%Y-%m-%d %H:%M}"} for one in found
    ]
    return _shown(rows, wants_json=wants_json, nothing=f"{name} has no tokens")


@user.command(name="revoke", short_help="End a token.")
@click.argument("number", metavar="ID")
@options.record
def revoke(number: str, *, address: str | None) -> Exit:
    """End a token by its id, at once; `demarche user tokens NAME` lists the ids."""
    with _opened(address) as record:
        _keeper(record).revoke(number)
    note(f"ended: {number}")
    return Exit.DONE


def _shown(rows: Sequence[dict[str, object]], *, wants_json: bool | None, nothing: str) -> Exit:
    """Print rows of words."""
    from demarche.desk.cli.words import printable

    is_json = output.is_json(wants_json=wants_json)
    if not rows and not is_json:
        note(nothing)
    for row in rows:
        words = "  ".join(printable(str(word)) for word in row.values() if word)
        output.write(as_json.line(row) if is_json else f"{words}\n".encode())
    return Exit.DONE


def _with_article(role: str) -> str:
    return f"an {role}" if role.startswith("e") else f"a {role}"
