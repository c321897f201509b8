"""How fast the web desk answers with the reports of a corpus in its record.

    python -m evaluation.desk --shared ../shared [--record FILE] [--write]

Adds the 240 reports of guardian-syria to a new record, unless one is given; serves the desk from a
process of its own, asks for each page 15 times with other arguments, and prints the median
milliseconds to the first byte of it and to the last.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import socket
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from random import Random
from statistics import median
from typing import Any
from urllib.parse import quote

import demarche
from demarche.service.record import Record

HERE = Path(__file__).resolve().parent
CORPUS = "corpora/guardian-syria.jsonl.gz"
TIMES = 15
WORDS = ("ceasefire", "chlorine", "withdrawal of troops", "Geneva", '"chemical weapons"')
CSRF = "none is needed here"


def pages(record: Record, rng: Random) -> dict[str, Callable[[], str]]:
    """Return what makes an address of each kind of page, by its name."""
    entries = record.timeline()
    events = [entry.id for entry in entries]
    days = [entry.shown for entry in entries]
    told = [record.show(number).event for number in rng.sample(events, min(len(events), 40))]
    articles = [telling.printed.page for event in told for telling in event.tellings]
    codes = [side.code for entry in entries for side in entry.line.actors if side.code]
    people = [key for key, _, _ in record.prominent(most=60) if ":" in key]
    most_told = max(entries, key=lambda entry: entry.tellings).id
    since = record.last_added()
    return {
        "today": lambda: "/",
        "today, since the last day": lambda: f"/?since={since.date() if since else record.day}",
        "timeline": lambda: "/timeline",
        "timeline since a day": lambda: f"/timeline?since={rng.choice(days)}",
        "timeline of a party": lambda: f"/timeline?party={rng.choice(codes)}",
        "event": lambda: f"/events/{rng.choice(events)}",
        "event told most often": lambda: f"/events/{most_told}",
        "article": lambda: f"/articles/{rng.choice(articles)}",
        "actors": lambda: "/actors",
        "actor": lambda: f"/actors/{rng.choice(codes)}",
        "actor, a person": lambda: f"/actors/{rng.choice(people)}",
        "pair": lambda: f"/pairs/{rng.choice(codes)}/{rng.choice(codes)}",
        "due": lambda: "/due",
        "silences": lambda: "/silences",
        "search": lambda: f"/search?q={quote(rng.choice(WORDS))}",
        "review": lambda: "/review",
        "sources": lambda: "/sources",
        "read": lambda: "/read",
        "help": lambda: "/help",
    }


def serve(path: str, port: int) -> None:
    """Serve the desk to everybody as an editor, as the door does on this machine alone."""
    import uvicorn

    from demarche.desk import web
    from demarche.service.users import Role, User

    record, inner = demarche.open(path), web.app()

    async def desk(scope: Any, receive: Any, send: Any) -> None:
        state = {"record": record, "user": User("bench", Role.EDITOR), "csrf": CSRF}
        scope["state"] = scope.get("state", {}) | state
        await inner(scope, receive, send)

    uvicorn.run(desk, host="127.0.0.1", port=port, log_level="error", lifespan="off")


@contextmanager
def served(path: str) -> Iterator[int]:
    """Serve the record at `path` from a process of its own, and give the port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = multiprocessing.get_context("spawn").Process(
        target=serve, args=(path, port), daemon=True
    )
    server.start()
    try:
        _wait_for(port)
        yield port
    finally:
        server.terminate()
        server.join()


def _wait_for(port: int) -> None:
    for _ in range(200):
        with socket.socket() as asking:
            if asking.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit("the desk does not answer")


def asked(port: int, address: str) -> tuple[float, float]:
    """Return after how many milliseconds the first and the last byte of a page were there."""
    connection = HTTPConnection("127.0.0.1", port)
    started = time.perf_counter()
    connection.request("GET", address)
    answer = connection.getresponse()
    answer.read(1)
    first = time.perf_counter() - started
    answer.read()
    whole = time.perf_counter() - started
    connection.close()
    if answer.status not in (200, 302):
        raise SystemExit(f"{address}: {answer.status}")
    return 1000 * first, 1000 * whole


def measured(path: str) -> dict[str, dict[str, float]]:
    """Return the medians of each page of the record at `path`."""
    record, rng, out = demarche.open(path), Random(7), {}
    wanted = pages(record, rng)
    with served(path) as port:
        for name, address in wanted.items():
            asked(port, address())
            took = [asked(port, address()) for _ in range(TIMES)]
            first, whole = (round(median(each), 1) for each in zip(*took, strict=True))
            out[name] = {"first byte": first, "whole": whole}
            print(f"{name:28} {first:7.1f} {whole:7.1f}")
    record.close()
    return out


def corpus(shared: Path, folder: Path) -> str:
    """Return the path of a new record of the corpus."""
    path = folder / "record.sqlite"
    record = demarche.open(path)
    for _ in record.add(shared / CORPUS):
        pass
    record.close()
    return str(path)


def main() -> None:
    """Print the medians, and the slowest of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--record", help="a record that is there already, copied before it is used")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = measured(given.record or corpus(given.shared, Path(folder)))
    slowest = max(one["whole"] for one in found.values())
    print(
        f"slowest page {slowest} ms; first byte {max(o['first byte'] for o in found.values())} ms"
    )
    if given.write:
        (HERE / "desk.json").write_text(json.dumps(found, indent=2) + "\n")


if __name__ == "__main__":
    main()
