"""`demarche serve` as a process of its own, and where it refuses to open the desk."""

from __future__ import annotations

import re
import signal
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import httpx2
import pytest
from click.testing import CliRunner

from demarche.desk.cli import main
from demarche.desk.door.serving import Place, end_for_certain

ROOT = Path(__file__).parents[3]
COMMAND = (sys.executable, "-m", "tests.desk.door.served", "serve", "--port", "0")


@contextmanager
def serving(place: Path, *args: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run the desk in a process of its own; give it, and the address that it says."""
    process = subprocess.Popen(
        [*COMMAND, *args, "--record", str(place)], cwd=ROOT, stderr=subprocess.PIPE, text=True
    )
    assert process.stderr
    try:
        line = process.stderr.readline()
        found = re.search(r"the desk is open at (\S+?:\d+)", line)
        assert found, line + process.stderr.read()
        yield process, found.group(1)
    finally:
        process.terminate()
        process.wait(timeout=20)
        process.stderr.close()


def ends(process: subprocess.Popen[str], number: signal.Signals) -> bool:
    """Send a process a signal, and return whether it ends well on that, without a word."""
    process.send_signal(number)
    assert process.stderr
    return process.wait(timeout=20) == 0 and process.stderr.read() == ""


def test_it_opens_says_where_answers_and_ends_on_a_signal(place: Path) -> None:
    with serving(place) as (process, at):
        told = httpx2.get(f"{at}/").json()
        assert ends(process, signal.SIGTERM)
    assert at.startswith("http://127.0.0.1:")
    assert told["user"][1] == "editor"
    assert told["who"]


def test_a_proxy_s_word_is_taken_where_it_is_named_and_nowhere_else(place: Path) -> None:
    sent = {"X-Forwarded-For": "192.0.2.7", "Host": "desk.example.org"}
    args = ("--name", "desk.example.org", "--behind-tls", "--proxy", "127.0.0.1")
    with serving(place, *args) as (_, at):
        for own, told in (("127.0.0.2", "127.0.0.2"), ("127.0.0.1", "192.0.2.7")):
            with httpx2.Client(transport=httpx2.HTTPTransport(local_address=own)) as asker:
                answer = asker.get(f"{at}/static/told", headers=sent)
                assert answer.json()["client"] == told
                assert answer.json()["scheme"] == "https"
                assert "strict-transport-security" in answer.headers
                assert asker.get(f"{at}/", headers=sent).status_code == 303
                login = asker.get(f"{at}/login", headers=sent)
                assert login.headers["set-cookie"].startswith("__Host-demarche-form=")


def test_it_speaks_tls_by_itself(place: Path, certificate: tuple[Path, Path]) -> None:
    cert, key = map(str, certificate)
    with serving(place, "--certificate", cert, "--key", key, "--log-in") as (process, at):
        assert at.startswith("https://")
        trusting = ssl.create_default_context(cafile=cert)
        answer = httpx2.get(f"{at}/", verify=trusting)
        assert ends(process, signal.SIGINT)
    assert (answer.status_code, answer.headers["location"]) == (303, "/login?next=/")


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate of 127.0.0.1 for itself, and its key."""
    pytest.importorskip("cryptography")
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    own = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "desk")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, own.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .sign(own, hashes.SHA256())
    )
    folder = tmp_path_factory.mktemp("tls")
    form, plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    (folder / "key").write_bytes(own.private_bytes(serialization.Encoding.PEM, form, plain))
    (folder / "cert").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    return folder / "cert", folder / "key"


WIDE = ("--host", "192.0.2.1")
REFUSED = [
    ((*WIDE,), "192.0.2.1: passwords would travel in the open"),
    ((*WIDE, "--log-in", "--name", "desk.example.org"), "passwords would travel in the open"),
    (("--host", "desk.example.org"), "passwords would travel in the open"),
    (("--host", "0.0.0.0", "--behind-tls"), "--name"),  # noqa: S104
    (("--host", "::", "--behind-tls"), "--name"),
    (("--certificate", "c.pem"), "needs its key"),
    (("--certificate", "no.pem", "--key", "no.key"), "no.pem: cannot be used with no.key"),
]


@pytest.mark.parametrize(("args", "words"), REFUSED)
def test_it_refuses_to_open_a_desk_that_is_not_safe(
    place: Path, args: tuple[str, ...], words: str
) -> None:
    found = CliRunner().invoke(main, ["serve", *args, "--record", str(place)])
    assert found.exit_code == 2
    assert words in found.stderr
    assert found.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "args", [("--behind-tls",), ("--log-in",), ("--proxy", "127.0.0.1"), ("--name", "a.example"),
             (*WIDE, "--behind-tls")]
)  # fmt: skip
def test_it_refuses_where_nobody_could_log_in(place: Path, args: tuple[str, ...]) -> None:
    CliRunner().invoke(main, ["user", "remove", "Ada", "--record", str(place)])
    found = CliRunner().invoke(main, ["serve", *args, "--record", str(place)])
    assert found.exit_code == 2
    assert "nobody could log in: demarche user add NAME --role editor" in found.stderr


def test_a_question_without_end_does_not_keep_the_desk_from_ending() -> None:
    ended: list[int] = []
    end_for_certain(0.01, ended.append).join(5)
    assert ended == [0]


def test_a_port_that_is_taken_is_named(place: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        found = CliRunner().invoke(main, ["serve", "--port", port, "--record", str(place)])
    assert found.exit_code == 2
    assert f"127.0.0.1:{port}: cannot listen there" in found.stderr


@pytest.mark.parametrize(
    ("place", "is_open"),
    [
        (Place(), True),
        (Place("localhost"), True),
        (Place("::1"), True),
        (Place("127.9.9.9"), True),
        (Place("0.0.0.0"), False),  # noqa: S104
        (Place("192.0.2.1"), False),
        (Place("localhost.example"), False),
        (Place(log_in=True), False),
        (Place(behind_tls=True), False),
        (Place(proxies=("127.0.0.1",)), False),
        (Place(names=("desk.example.org",)), False),
    ],
)
def test_nobody_need_log_in_only_where_nothing_leads_here(place: Place, *, is_open: bool) -> None:
    assert place.is_open is is_open


@pytest.mark.parametrize(
    ("place", "address"),
    [
        (Place(), "http://127.0.0.1:80"),
        (Place("::1"), "http://[::1]:80"),
        (Place("0.0.0.0", names=("a.example",), certificate=Path("c")), "https://a.example:80"),  # noqa: S104
    ],
)
def test_the_address_is_one_to_ask(place: Place, address: str) -> None:
    assert place.address(80) == address
