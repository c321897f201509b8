"""How fast the web desk answers with the reports of a corpus in its record.

    python -m evaluation.desk --shared ../shared [--record FILE] [--write]

Adds the 240 reports of guardian-syria to a new record, unless one is given; serves the desk from a
process of its own, asks for each page 15 times with other arguments, and prints the median
milliseconds to the first byte of it and to the last. Today and the queue of review are asked for
after a change each time, too: what is kept from one answer to the next is then of no use.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import shutil
import socket
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
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
    several = [entry.id for entry in entries if entry.tellings > 1]
    affairs = [story.id for story in record.stories(most=40)]
    since = record.last_added()
    return {
        "today": lambda: "/",
        "today, since the last day": lambda: f"/?since={since.date() if since else record.day}",
        "today, all that changed": lambda: "/?since=2018-12-30&only=new",
        "timeline": lambda: "/timeline",
        "timeline since a day": lambda: f"/timeline?since={rng.choice(days)}",
        "timeline of a party": lambda: f"/timeline?party={rng.choice(codes)}",
        "event": lambda: f"/events/{rng.choice(events)}",
        "event told most often": lambda: f"/events/{most_told}",
        "why it is one event": lambda: f"/events/{rng.choice(several)}/why",
        "why, told most often": lambda: f"/events/{most_told}/why",
        "article": lambda: f"/articles/{rng.choice(articles)}",
        "actors": lambda: "/actors",
        "actor": lambda: f"/actors/{rng.choice(codes)}",
        "actor, a person": lambda: f"/actors/{rng.choice(people)}",
        "pair": lambda: f"/pairs/{rng.choice(codes)}/{rng.choice(codes)}",
        "stories": lambda: "/stories",
        "timeline of a story": lambda: f"/timeline?story={quote(rng.choice(affairs))}",
        "due": lambda: "/due",
        "due, overdue": lambda: "/due?standing=overdue",
        "silences": lambda: "/silences",
        "search": lambda: f"/search?q={quote(rng.choice(WORDS))}",
        "review": lambda: "/review",
        "sources": lambda: "/sources",
        "read": lambda: "/read",
        "enter": lambda: "/enter",
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


def changed(record: Record, rng: Random) -> None:
    """Reject an event, which is a change by hand as those of review are."""
    record.reject(rng.choice(record.timeline(most=200)).id, "it is measured")


def measured(path: str) -> dict[str, dict[str, float]]:
    """Return the medians of each page of the record at `path`, which is changed."""
    record, rng, out = demarche.open(path), Random(7), {}
    wanted = pages(record, rng)
    with served(path) as port:
        for name, address in wanted.items():
            asked(port, address())
            out[name] = told(name, [asked(port, address()) for _ in range(TIMES)])
        for name, place in (("today after a change", "/"), ("review after a decision", "/review")):
            took = []
            for _ in range(TIMES):
                changed(record, rng)
                took.append(asked(port, place))
            out[name] = told(name, took)
    record.close()
    return out


def told(name: str, took: Sequence[tuple[float, float]]) -> dict[str, float]:
    """Print and return the medians of a page."""
    first, whole = (round(median(each), 1) for each in zip(*took, strict=True))
    print(f"{name:28} {first:7.1f} {whole:7.1f}")
    return {"first byte": first, "whole": whole}


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
        if given.record:
            path = shutil.copy(given.record, Path(folder) / "record.sqlite")
        else:
            path = corpus(given.shared, Path(folder))
        found = measured(str(path))
    slowest = max(one["whole"] for one in found.values())
    print(
        f"slowest page {slowest} ms; first byte {max(o['first byte'] for o in found.values())} ms"
    )
    if given.write:
        (HERE / "desk.json").write_text(json.dumps(found, indent=2) + "\n")


if __name__ == "__main__":
    main()
