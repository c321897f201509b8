"""No name, form or redirect leads into a private network that is not allowed by name."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from typing import Any

import httpcore2
import httpx2
import pytest

from demarche.gather.web import Web
from demarche.gather.web.guard import Guard, transport
from demarche.model import FetchError
from tests.gather import answers
from tests.gather.asking import had, refused
from tests.gather.misbehaving import Site

NEWS = answers.page("Talks end", ["The two ministers will meet again in Oslo, an aide said."])
PUBLIC = "93.184.215.14"
PUBLIC_V6 = "2606:2800:21f:cb07:6820:80da:af6b:8b2c"
NOT_ALLOWED = "lies in a private network, and is not allowed by name"

_getaddrinfo = socket.getaddrinfo


@pytest.fixture
def dialed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that are connected to, where nobody is at home."""
    found = list[str]()

    def connect(address: tuple[str, int], *_: object, **__: object) -> None:
        found.append(address[0])
        raise ConnectionRefusedError(111, "Connection refused")

    monkeypatch.setattr(socket, "create_connection", connect)
    return found


@pytest.fixture
def guarded(slept: list[float]) -> Iterator[Web]:
    """The web to which no private network is open."""
    with Web(pause=0, sleep=slept.append) as own:
        yield own


def naming(monkeypatch: pytest.MonkeyPatch, *turns: list[str]) -> None:
    """Let any name stand for the addresses in `turns`, one after another, the last for good."""
    left = list(turns)

    def look_up(host: str, port: int, *given: Any, **more: Any) -> list[Any]:
        if host.replace(".", "").isdecimal() or ":" in host:
            return _getaddrinfo(host, port, *given, **more)
        found = left.pop(0) if len(left) > 1 else left[0]
        kinds = {True: socket.AF_INET6, False: socket.AF_INET}
        return [
            (kinds[":" in one], socket.SOCK_STREAM, socket.IPPROTO_TCP, "", (one, port))
            for one in found
        ]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)


def connect(host: str, *, allowed: tuple[str, ...] = ()) -> None:
    """Connect to `host`, where nobody is at home."""
    with pytest.raises(httpcore2.ConnectError):
        Guard(allowed).connect_tcp(host, 80)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.255.255.254", "0.0.0.0", "10.0.0.1", "172.16.0.1",  # noqa: S104
        "172.31.255.255",
        "192.168.1.1", "169.254.169.254", "100.64.0.1", "100.100.100.200", "192.0.0.192",
        "192.0.2.1", "198.18.0.1", "224.0.0.251", "240.0.0.1", "255.255.255.255",
        "::", "::1", "fe80::1", "fe80::1%1", "fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1",
        "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:224.0.0.1",
        "::ffff:0.0.0.0", "::127.0.0.1", "2002:7f00:1::", "2002:a00:1::1", "2002:e000:fb::",
        "64:ff9b::127.0.0.1", "64:ff9b::169.254.169.254", "64:ff9b:1::10.0.0.1",
        "2001:0:4136:e378:8000:63bf:80ff:fffe", "4000::1",
    ],
)  # fmt: skip
def test_a_private_address_is_not_connected_to(
    monkeypatch: pytest.MonkeyPatch, dialed: list[str], address: str
) -> None:
    naming(monkeypatch, [address])
    with pytest.raises(FetchError) as caught:
        Guard().connect_tcp("post.example", 80)
    assert str(caught.value) == f"post.example: {NOT_ALLOWED}"
    assert not caught.value.is_passing
    assert dialed == []


@pytest.mark.parametrize(
    "address",
    [
        PUBLIC, PUBLIC_V6, "8.8.8.8", "172.32.0.1", "100.128.0.1", "2001:4860:4860::8888",
        "::ffff:8.8.8.8", "2002:808:808::1", "64:ff9b::8.8.8.8", "2a00:1450::1",
    ],
)  # fmt: skip
def test_a_public_address_is_connected_to(
    monkeypatch: pytest.MonkeyPatch, dialed: list[str], address: str
) -> None:
    naming(monkeypatch, [address])
    connect("post.example")
    assert dialed == [address]


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "2130706433", "0x7f.1", "0x7f000001", "017700000001", "127.1", "0", "[::1]",
        "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:0:0:1]", "localhost", "LOCALHOST",
        "post.example@127.0.0.1", "post.example:80@2130706433", "169.254.169.254", "10.0.0.1",
    ],
)  # fmt: skip
def test_no_form_of_an_address_hides_a_private_network(
    guarded: Web, dialed: list[str], host: str
) -> None:
    error = refused(guarded.page, f"http://{host}/a")
    assert error.reason.endswith(f" {NOT_ALLOWED}")
    assert not error.is_passing
    assert dialed == []


@pytest.mark.parametrize("host", ["0177.0.0.1", "0177.1", "0x7F.0.0.01", "127.0.0.1%1"])
def test_no_form_of_an_address_gets_by_the_guard(dialed: list[str], host: str) -> None:
    with pytest.raises((FetchError, httpcore2.ConnectError)):
        Guard().connect_tcp(host, 80)
    assert dialed == []


@pytest.mark.parametrize("name", ["desk.example.", "DESK.example", "Desk.Example."])
def test_no_spelling_of_a_name_hides_a_private_network(
    monkeypatch: pytest.MonkeyPatch, guarded: Web, dialed: list[str], name: str
) -> None:
    naming(monkeypatch, ["127.0.0.1"])
    error = refused(guarded.page, f"http://{name}/a")
    assert error.reason.endswith(f" {NOT_ALLOWED}")
    assert dialed == []


@pytest.mark.parametrize("name", ["desk.example", "DESK.example", "desk.example.", "Desk.Example."])
def test_a_host_that_is_allowed_by_name_is_so_in_any_spelling(
    monkeypatch: pytest.MonkeyPatch, site: Site, name: str
) -> None:
    naming(monkeypatch, ["127.0.0.1"])
    site.answers("/a", NEWS)
    port = site.address.rpartition(":")[2]
    with Web(allowed=[name], pause=0) as web:
        for host in ("desk.example", "Desk.Example", "desk.example."):
            assert had(web, f"http://{host}:{port}/a").data == NEWS.body


def test_the_guard_itself_minds_no_spelling(
    monkeypatch: pytest.MonkeyPatch, dialed: list[str]
) -> None:
    naming(monkeypatch, ["10.0.0.1"])
    connect("DESK.Example.", allowed=("desk.example",))
    assert dialed == ["10.0.0.1"]


@pytest.mark.parametrize("name", ["::1", "[::1]"])
def test_an_ipv6_address_may_be_allowed(dialed: list[str], name: str) -> None:
    connect("::1", allowed=(name,))
    assert dialed == ["::1"]


@pytest.mark.parametrize("allowed", ["example", "post.example", "127.0.0.1:80", ""])
def test_a_host_is_not_allowed_by_another_name(allowed: str, dialed: list[str]) -> None:
    with pytest.raises(FetchError, match=NOT_ALLOWED):
        Guard([allowed]).connect_tcp("127.0.0.1", 80)
    assert dialed == []


def test_the_name_before_an_at_sign_allows_nothing(site: Site) -> None:
    port = site.address.rpartition(":")[2]
    with Web(allowed=["localhost"], pause=0) as web:
        error = refused(web.page, f"http://localhost@127.0.0.1:{port}/a")
    assert error.reason == f"robots.txt of 127.0.0.1 cannot be had: 127.0.0.1 {NOT_ALLOWED}"
    assert site.requests() == []


@pytest.mark.parametrize(
    "addresses",
    [[PUBLIC, "127.0.0.1"], ["10.0.0.1", PUBLIC], [PUBLIC_V6, "::1"], [PUBLIC, "fe80::1"]],
)
def test_a_name_with_a_public_and_a_private_address_is_refused(
    monkeypatch: pytest.MonkeyPatch, guarded: Web, dialed: list[str], addresses: list[str]
) -> None:
    naming(monkeypatch, addresses)
    error = refused(guarded.page, "https://post.example/a")
    assert error.reason == f"robots.txt of post.example cannot be had: post.example {NOT_ALLOWED}"
    assert not error.is_passing
    assert dialed == []


def test_all_public_addresses_of_a_name_are_tried(
    monkeypatch: pytest.MonkeyPatch, dialed: list[str]
) -> None:
    naming(monkeypatch, [PUBLIC_V6, PUBLIC, PUBLIC])
    connect("post.example")
    assert dialed == [PUBLIC_V6, PUBLIC]


def test_a_second_answer_of_the_name_service_changes_nothing(
    monkeypatch: pytest.MonkeyPatch, dialed: list[str]
) -> None:
    naming(monkeypatch, [PUBLIC], ["127.0.0.1"])
    connect("post.example")
    assert dialed == [PUBLIC]
    with pytest.raises(FetchError, match=NOT_ALLOWED):
        Guard().connect_tcp("post.example", 80)
    assert dialed == [PUBLIC]


def test_the_connection_goes_to_the_address_that_was_looked_at(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    naming(monkeypatch, ["127.0.0.1"], ["127.0.0.2"])
    site.answers("/robots.txt", answers.robots(""))
    site.answers("/a", NEWS)
    port = site.address.rpartition(":")[2]
    with Web(allowed=["post.example"], pause=0) as web:
        assert had(web, f"http://post.example:{port}/a").data == NEWS.body
    assert {one.host for one in site.requests()} == {f"post.example:{port}"}


def test_no_redirect_leads_into_a_private_network() -> None:
    with Site() as public, Site() as private, Web(allowed=["localhost"], pause=0) as web:
        public.answers("/a", answers.redirect(f"{private.address}/latest/meta-data"))
        error = refused(web.page, f"{public.second_address}/a")
        assert private.requests() == []
    assert error.reason == f"robots.txt of 127.0.0.1 cannot be had: 127.0.0.1 {NOT_ALLOWED}"
    assert (error.is_passing, error.wait) == (False, None)


@pytest.mark.parametrize("address", ["file:///etc/hosts", "ftp://127.0.0.1/a", "gopher://a/", "a"])
def test_nothing_but_the_web_is_asked(guarded: Web, address: str) -> None:
    assert refused(guarded.page, address).reason == "only http and https addresses are fetched"


def test_no_socket_of_this_machine_is_the_web() -> None:
    with pytest.raises(FetchError, match="/run/desk\\.sock: is no host of the web"):
        Guard().connect_unix_socket("/run/desk.sock")


class Watching(Guard):
    """A guard that remembers what it was asked for."""

    def __init__(self) -> None:
        super().__init__(["127.0.0.1"])
        self.asked = list[tuple[str, int]]()

    def connect_tcp(self, host: str, port: int, *given: Any, **more: Any) -> Any:
        self.asked.append((host, port))
        return super().connect_tcp(host, port, *given, **more)


def test_each_connection_is_made_by_the_guard(site: Site) -> None:
    guard = Watching()
    with httpx2.Client(transport=transport(guard)) as client:
        client.get(f"{site.address}/a")
    port = int(site.address.rpartition(":")[2])
    assert guard.asked == [("127.0.0.1", port)], "httpx2 no longer connects by way of the guard"


def test_what_the_guard_refuses_is_not_asked(site: Site) -> None:
    client = httpx2.Client(transport=transport(Guard()))
    with client, pytest.raises(FetchError, match=NOT_ALLOWED):
        client.get(f"{site.address}/a")
    assert site.requests() == [], "httpx2 no longer connects by way of the guard"
