"""Addresses become pages: from a server on this machine, never from the net."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest

from demarche import gather
from demarche.gather import web
from demarche.model import Failure, Page
from demarche.read import article

TEXT = "The two ministers will meet again in Oslo, an aide said on Friday, and talk for a week."
HTML = f"<!doctype html><html><body><article><p>{TEXT}</p></article></body></html>"
ANSWERS: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/page": (200, {"Content-Type": "text/html; charset=utf-8"}, HTML.encode()),
    "/plain": (200, {"Content-Type": "text/plain"}, TEXT.encode()),
    "/no-type": (200, {}, HTML.encode()),
    "/latin": (
        200,
        {"Content-Type": "text/html; charset=ISO-8859-1"},
        HTML.replace("Oslo", "Málaga").encode("latin-1"),
    ),
    "/pdf": (200, {"Content-Type": "application/pdf"}, b"%PDF-1.7"),
    "/large": (200, {"Content-Type": "text/plain"}, b"word " * 1_100_000),
    "/gone": (410, {"Content-Type": "text/html"}, HTML.encode()),
    "/empty": (200, {"Content-Type": "text/html"}, b""),
    "/broken": (200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, b"not gzip"),
    "/moved": (301, {"Location": "/page"}, b""),
    "/around": (302, {"Location": "/around"}, b""),
    "/to-file": (302, {"Location": "file:///etc/hosts"}, b""),
}


class Handler(BaseHTTPRequestHandler):
    """Answers as `ANSWERS` says, and sends a reader round in `/hop/N` steps."""

    def do_GET(self) -> None:
        hops = self.path.removeprefix("/hop/")
        if hops.isdecimal():
            to = "/page" if hops == "1" else f"/hop/{int(hops) - 1}"
            status, headers, body = 302, {"Location": to}, b""
        else:
            status, headers, body = ANSWERS.get(self.path, (404, {}, b""))
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a server on this machine."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as serving:
        thread = threading.Thread(target=serving.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{serving.server_port}"
        serving.shutdown()
        thread.join()


@pytest.fixture
def client() -> Iterator[httpx.Client]:
    """A client that goes nowhere by way of a proxy."""
    with httpx.Client(trust_env=False, timeout=5) as own:
        yield own


def of(client: httpx.Client, *addresses: str) -> list[Page | Failure]:
    """All that is gathered from `addresses`."""
    return list(gather.pages(addresses, client=client))


@pytest.mark.parametrize(
    ("path", "media_type", "found_at"),
    [
        ("/page", "text/html; charset=utf-8", "/page"),
        ("/plain", "text/plain", "/plain"),
        ("/no-type", "text/html", "/no-type"),
        ("/moved", "text/html; charset=utf-8", "/page"),
        ("/hop/5", "text/html; charset=utf-8", "/page"),
        ("/empty", "text/html", "/empty"),
    ],
)
def test_an_address_is_one_page_as_received(
    server: str, client: httpx.Client, path: str, media_type: str, found_at: str
) -> None:
    data = ANSWERS[found_at][2]
    expected = Page(server + path, data, media_type, url=server + found_at)
    assert of(client, server + path) == [expected]


def test_a_page_that_was_fetched_can_be_read(server: str, client: httpx.Client) -> None:
    [page] = of(client, f"{server}/latin")
    assert isinstance(page, Page)
    found = article.from_page(page)
    assert found.text == TEXT.replace("Oslo", "Málaga")
    assert found.url == f"{server}/latin"


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/nothing", "the server answered 404 Not Found"),
        ("/gone", "the server answered 410 Gone"),
        ("/pdf", "is application/pdf, not text or HTML"),
        ("/large", "larger than 5 MB"),
        ("/around", "redirected more than 5 times"),
        ("/hop/6", "redirected more than 5 times"),
        ("/to-file", "redirected to what is not http or https: file:/etc/hosts"),
    ],
)
def test_an_address_without_a_page_is_listed_and_the_rest_is_fetched(
    server: str, client: httpx.Client, path: str, reason: str
) -> None:
    failed, page = of(client, server + path, f"{server}/page")
    assert failed == Failure(server + path, reason)
    assert isinstance(page, Page)


def test_a_body_that_is_not_what_its_server_says_is_listed(
    server: str, client: httpx.Client
) -> None:
    [failed] = of(client, f"{server}/broken")
    assert isinstance(failed, Failure)
    assert failed.reason.startswith("could not be fetched: ")


def test_a_server_that_is_not_there_is_listed(client: httpx.Client) -> None:
    [failed] = of(client, "http://127.0.0.1:9/page")
    assert isinstance(failed, Failure)
    assert failed.reason.startswith("could not be fetched: ")
    assert "\n" not in failed.reason


@pytest.mark.parametrize("address", ["http://", "http://[::1", "https://exa mple/"])
def test_what_is_no_address_is_listed(client: httpx.Client, address: str) -> None:
    [failed] = of(client, address)
    assert isinstance(failed, Failure)
    assert failed.name == address


def scripted(answer: httpx.Response | httpx.TransportError) -> httpx.Client:
    """A client whose net gives `answer` to whatever is asked."""

    def answered(_: httpx.Request) -> httpx.Response:
        if isinstance(answer, httpx.TransportError):
            raise answer
        return answer

    return httpx.Client(transport=httpx.MockTransport(answered))


@pytest.mark.parametrize(
    "private",
    ["http://127.0.0.1/a", "http://localhost/a", "http://[::1]/a", "http://10.0.0.1/a",
     "http://169.254.169.254/latest", "http://desk.local/"],
)  # fmt: skip
def test_no_server_may_send_the_reader_into_a_private_network(private: str) -> None:
    client = scripted(httpx.Response(302, headers={"Location": private}))
    assert of(client, "https://post.example/a") == [
        Failure("https://post.example/a", f"redirected into a private network: {private}")
    ]


def test_a_server_that_does_not_answer_is_listed() -> None:
    client = scripted(httpx.ReadTimeout("slow"))
    assert of(client, "https://post.example/a") == [
        Failure("https://post.example/a", "no answer in 20 seconds")
    ]


def test_a_page_that_drips_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "SECONDS_FOR_A_PAGE", -1.0)
    client = scripted(httpx.Response(200, text=TEXT))
    [failed] = of(client, "https://post.example/a")
    assert isinstance(failed, Failure)
    assert failed.reason.startswith("not all there in ")


def test_the_client_says_who_asks() -> None:
    with web.new_client() as client:
        assert client.headers["User-Agent"].startswith("demarche/")
