"""The commands that fill a record: what they print, and how they end."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import demarche
from demarche.desk.cli import main
from demarche.desk.cli.exits import Exit
from demarche.model import Refused, Source
from demarche.service import parts
from demarche.service.record import Record
from tests.gather import answers
from tests.gather.misbehaving import Answer, Site
from tests.record.fakes import ScriptedReader, report
from tests.record.news import FINE, VISIT, quote
from tests.service.plain import kind_by_its_beginning
from tests.service.watched import PLAIN, entry, told

ROOT = Path(__file__).parents[2]
ASKING = ("--contact", "desk@post.example", "--allow", "127.0.0.1")
# The command with a reader made by hand, as a process of its own.
COMMAND = (
    sys.executable,
    "-c",
    "from demarche.desk.cli import main; from demarche.service import parts; "
    "from tests.record.fakes import ScriptedReader; parts.pipeline = ScriptedReader; main()",
)


@pytest.fixture(autouse=True)
def settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader made by hand, servers that are asked without a pause, and nothing else said."""
    monkeypatch.setattr(parts, "pipeline", ScriptedReader)
    monkeypatch.setattr(parts, "kind_of", kind_by_its_beginning)
    monkeypatch.setenv("DEMARCHE_PAUSE", "0")
    for name in ("DEMARCHE_CONTACT", "DEMARCHE_ALLOW", "DEMARCHE_RECORD"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Where the record is that the commands are about."""
    return tmp_path / "record.sqlite"


@pytest.fixture
def site() -> Iterator[Site]:
    """A site whose feed names two reports."""
    with Site() as own:
        own.answers("/feed", answers.feed([entry(own, "a"), entry(own, "b")]))
        own.answers("/a", told(VISIT, by="The Courier"))
        own.answers("/b", told(FINE, by="The Courier"))
        yield own


@pytest.fixture
def record(place: Path) -> Iterator[Record]:
    """The record that the commands are about."""
    own = demarche.open(place, who="Kim")
    yield own
    own.close()


@pytest.fixture
def source(record: Record, site: Site) -> Source:
    """The feed of the site, which is watched."""
    own = Source(
        f"{site.address}/feed", name="Courier: World", publisher="The Courier", country="NOR"
    )
    record.gathering.follow(own)
    return own


def run(place: Path, *args: str) -> Result:
    return CliRunner().invoke(main, [*args, "--record", str(place)])


def rows(place: Path, *args: str, code: int = 0) -> list[dict[str, Any]]:
    found = run(place, *args, "--json")
    assert found.exit_code == code, found.output
    return [json.loads(line) for line in found.stdout.splitlines()]


def notes(found: Result) -> list[str]:
    """The lines that were told on stderr."""
    lines = found.stderr.splitlines()
    assert all(line.startswith("demarche: ") for line in lines), lines
    return [line.removeprefix("demarche: ") for line in lines]


# watch


@pytest.mark.usefixtures("source")
def test_a_watch_prints_each_new_event_and_counts_what_it_did(place: Path) -> None:
    found = run(place, "watch", "--once", *ASKING)
    assert found.exit_code == 0
    flat = " ".join(found.stdout.split())
    for words in (f"“{quote(VISIT)}”", f"“{quote(FINE)}”", "The Courier", "CONSULT", "SANCTION"):
        assert words in flat
    assert notes(found) == ["1 source asked, 2 reports entered, 0 kept out, 0 failed"]


@pytest.mark.usefixtures("source")
def test_a_watch_that_has_nothing_to_do_says_so(place: Path) -> None:
    run(place, "watch", "--once", *ASKING)
    found = run(place, "watch", "--once", *ASKING)
    assert (found.exit_code, found.stdout) == (0, "")
    assert notes(found) == ["0 sources asked, 0 reports entered, 0 kept out, 0 failed"]


def test_a_watch_writes_a_line_of_json_for_all_that_happens(
    place: Path, site: Site, source: Source
) -> None:
    items = [entry(site, name) for name in ("a", "gone", "wall", "late")]
    site.answers("/feed", answers.broken_feed(items))
    site.answers("/gone", Answer(410))
    site.answers("/wall", Answer(body=b"[paywall] Log in.", headers=PLAIN))
    site.answers("/late", Answer(503))
    told_of = rows(place, "watch", "--once", *ASKING, code=Exit.IN_PART)
    polled = told_of[0]
    assert polled.pop("next") > datetime.now(UTC).isoformat()
    assert polled == {
        "source": source.address,
        "named": 4,
        "to_fetch": 4,
        "said": "not well-formed: invalid token (line 5)",
    }
    by_name = {row["name"]: row for row in told_of[1:] if row["name"] != source.address}
    entered = by_name[f"{site.address}/a"]
    assert (entered["kept"], entered["is_read"], entered["mentions"]) == ("new", True, 1)
    assert [event["event_type"] for event in entered["new"]] == ["CONSULT"]
    gone = by_name[f"{site.address}/gone"]
    assert (gone["kept"], gone["kind"], gone["is_held"]) == ("out", "unfetched", False)
    wall = by_name[f"{site.address}/wall"]
    assert (wall["kept"], wall["kind"], wall["is_held"]) == ("out", "paywall", True)
    assert wall["reason"] == "says that it is: paywall"
    assert by_name[f"{site.address}/late"] == {
        "name": f"{site.address}/late",
        "kept": "later",
        "reason": "the server answered 503 Service Unavailable; tried again in 1 minute",
    }
    faults = [row["reason"] for row in told_of[1:] if row["name"] == source.address]
    assert faults == ["not well-formed: invalid token (line 5)", "entry 5 has no address"]


def test_what_a_watch_could_not_have_is_told_in_a_line(place: Path, site: Site) -> None:
    for path in ("/feed", "/nowhere"):
        follow(place, f"{site.address}{path}")
    site.answers("/b", Answer(410))
    found = run(place, "watch", "--once", *ASKING)
    assert found.exit_code == Exit.IN_PART
    assert sorted(notes(found)) == sorted(
        [
            f"{site.address}/nowhere: the server answered 404 Not Found",
            f"{site.address}/b: the server answered 410 Gone",
            "2 sources asked, 1 report entered, 1 kept out, 1 failed",
        ]
    )


def test_events_that_were_on_record_are_not_printed_again(
    place: Path, record: Record, source: Source
) -> None:
    run(place, "watch", "--once", *ASKING)
    record.gathering.leave(source.address)
    record.gathering.follow(source)
    told_of = rows(place, "watch", "--once", *ASKING)
    assert [row["kept"] for row in told_of[1:]] == ["known", "known"]
    assert [row["new"] for row in told_of[1:]] == [[], []]


@pytest.mark.usefixtures("source")
def test_who_asks_is_said_to_whoever_is_asked(
    place: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEMARCHE_CONTACT", "https://post.example/bot")
    monkeypatch.setenv("DEMARCHE_ALLOW", "localhost, 127.0.0.1")
    assert run(place, "watch", "--once").exit_code == 0
    agents = {one.headers["user-agent"] for one in site.requests()}
    assert agents == {f"demarche/{demarche.__version__} (https://post.example/bot)"}


@pytest.mark.usefixtures("source")
def test_this_machine_is_not_asked_unless_it_is_allowed(place: Path, site: Site) -> None:
    found = run(place, "watch", "--once", "--contact", "desk@post.example")
    assert found.exit_code == Exit.FAILED
    first, last = notes(found)
    assert "lies in a private network, and is not allowed by name" in first
    assert last == "1 source asked, 0 reports entered, 0 kept out, 1 failed"
    assert site.requests() == []


@pytest.mark.usefixtures("source")
def test_a_watch_leaves_a_file_that_tells_what_it_did(place: Path, tmp_path: Path) -> None:
    file = tmp_path / "heartbeat.json"
    assert run(place, "watch", "--once", "--heartbeat", str(file), *ASKING).exit_code == 0
    told_of = json.loads(file.read_text(encoding="utf-8"))
    assert (told_of["is_running"], told_of["entered"]) == (False, 2)


@pytest.mark.usefixtures("source")
def test_a_watch_leaves_signals_to_others_when_it_has_ended(place: Path) -> None:
    before = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
    run(place, "watch", "--once", *ASKING)
    assert [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)] == before


@pytest.mark.usefixtures("source")
@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        ([], 2, "say how the owners of sites can reach you: --contact, or DEMARCHE_CONTACT"),
        (["--contact", ""], 2, "say how the owners of sites can reach you"),
        ([*ASKING, "--every", "0"], 2, "--every"),
        ([*ASKING, "--every", "often"], 2, "often"),
        ([*ASKING, "--heartbeat", "no/such/folder/beat"], 2, "no/such/folder/beat: cannot be"),
        ([*ASKING, "more"], 2, "more"),
    ],
)
def test_a_watch_that_makes_no_sense_gets_one_line(
    place: Path, args: list[str], code: int, words: str
) -> None:
    assert_one_line(run(place, "watch", "--once", *args), code, words)


@pytest.mark.usefixtures("source")
def test_a_pause_that_is_none_gets_one_line(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEMARCHE_PAUSE", "a while")
    found = run(place, "watch", "--once", *ASKING)
    assert_one_line(found, 2, "DEMARCHE_PAUSE=a while: is no number of seconds")


def test_a_watch_over_nothing_says_how_to_choose(place: Path) -> None:
    found = run(place, "watch", "--once", *ASKING)
    assert_one_line(found, 1, "nothing is watched; `demarche source add` chooses")


@pytest.mark.usefixtures("source")
def test_a_process_that_watches_ends_soon_when_it_is_told_to(place: Path, site: Site) -> None:
    site.answers("/b", answers.dripping(answers.endless(), 0.05))
    process = subprocess.Popen(
        [*COMMAND, "watch", "--json", *ASKING, "--record", str(place)],
        cwd=ROOT, env=os.environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    while not site.requests("/b"):
        assert process.poll() is None
        time.sleep(0.02)
    told_at = time.monotonic()
    process.terminate()
    out, err = process.communicate(timeout=20)
    assert time.monotonic() - told_at < 2
    assert process.returncode == 0
    assert err.decode() == "demarche: 1 source asked, 1 report entered, 0 kept out, 0 failed\n"
    assert len(out.splitlines()) == 2


def follow(place: Path, address: str, **more: Any) -> None:
    """Watch what lies at an address."""
    record = demarche.open(place)
    record.gathering.follow(Source(address, **more))
    record.close()


def assert_one_line(found: Result, code: int, words: str) -> None:
    """What went wrong is said in one line, and nothing else is."""
    assert found.exit_code == code, found.output
    assert found.stdout == ""
    (line,) = notes(found)
    assert words in line


# source


def test_what_is_watched_is_listed_with_how_it_stands(place: Path, source: Source) -> None:
    (before,) = rows(place, "source", "list")
    assert before == {
        "address": source.address,
        "kind": "feed",
        "name": "Courier: World",
        "publisher": "The Courier",
        "country": "NOR",
        "language": None,
        "grade": None,
        "asked": None,
        "next": None,
        "failures": 0,
        "said": None,
    }
    run(place, "watch", "--once", *ASKING)
    (after,) = rows(place, "source", "list")
    assert (after["said"], after["failures"]) == ("names 2 reports", 0)
    assert after["asked"] < after["next"]


def test_what_is_watched_is_laid_out_for_a_terminal(place: Path, source: Source) -> None:
    assert run(place, "source", "list", "--table").stdout.splitlines() == [
        source.address,
        "  The Courier NOR · not asked yet",
    ]
    run(place, "watch", "--once", *ASKING)
    _, line = run(place, "source", "list", "--table").stdout.splitlines()
    today = f"{datetime.now(UTC):%Y-%m-%d}"
    assert line.startswith(f"  The Courier NOR · {today} ")
    assert line.endswith(" · names 2 reports")


def test_a_list_of_nothing_says_how_to_choose(place: Path) -> None:
    found = run(place, "source", "list", "--table")
    assert found.exit_code == 0
    assert notes(found) == ["nothing is watched; `demarche source add` chooses"]
    assert rows(place, "source", "list") == []


def test_what_a_source_names_is_shown_and_not_kept(place: Path, source: Source) -> None:
    found = run(place, "source", "check", *ASKING)
    assert (found.exit_code, found.stderr) == (0, "")
    assert [line.strip() for line in found.stdout.splitlines()] == [
        source.address,
        "names 2 reports",
        "Talks",
        source.address.replace("/feed", "/a"),
        "Talks",
        source.address.replace("/feed", "/b"),
    ]
    assert rows(place, "source", "list")[0]["asked"] is None
    assert rows(place, "timeline") == []


@pytest.mark.usefixtures("source")
def test_some_sources_may_be_there_and_some_not(place: Path, site: Site) -> None:
    follow(place, f"{site.address}/gone")
    found = run(place, "source", "check", *ASKING)
    assert found.exit_code == 3
    assert notes(found) == [f"{site.address}/gone: the server answered 404 Not Found"]
    assert "names 2 reports" in found.stdout
    found = run(place, "source", "check", f"{site.address}/gone", *ASKING)
    assert_one_line(found, 1, "404")


def test_a_check_of_nothing_says_how_to_choose(place: Path) -> None:
    assert_one_line(run(place, "source", "check"), 1, "nothing is watched")


def test_a_page_that_is_no_feed_is_shown_with_those_that_it_names(place: Path, site: Site) -> None:
    head = '<link rel="alternate" type="application/rss+xml" href="/feed">'
    for path, more in (("/page", head), ("/bare", "")):
        body = f"<html><head>{more}</head><body><p>News</p></body></html>".encode()
        site.answers(path, Answer(body=body, headers={"Content-Type": "text/html"}))
        follow(place, f"{site.address}{path}")
    found = run(place, "source", "check", *ASKING)
    assert found.exit_code == 1
    assert notes(found) == [
        f"{site.address}/bare: is no feed: it is HTML; with --kind section the reports that it "
        "names can be watched",
        f"{site.address}/page: is no feed: it is HTML; it names {site.address}/feed",
    ]


@pytest.mark.usefixtures("source")
@pytest.mark.parametrize("given", ["The Courier", "Courier: World"])
def test_a_publisher_is_graded_and_that_is_taken_back(place: Path, given: str) -> None:
    found = run(place, "source", "grade", given, "b2", "--because", "mostly right")
    (line,) = notes(found)
    assert line.startswith("graded The Courier: B2; demarche undo ")
    assert rows(place, "source", "list")[0]["grade"] == "B2"
    assert run(place, *line.partition("; demarche ")[2].split()[:2]).exit_code == 0
    assert rows(place, "source", "list")[0]["grade"] is None


def test_a_source_is_watched_no_longer(place: Path, source: Source) -> None:
    found = run(place, "source", "remove", "The Courier", "--because", "says nothing")
    assert (found.exit_code, found.stdout) == (0, "")
    assert notes(found) == [f"no longer watched: {source.address}"]
    assert rows(place, "source", "list") == []


@pytest.mark.usefixtures("source")
@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (["source", "remove", "Nobody"], 1, "Nobody: no such source"),
        (["source", "remove"], 2, "Missing argument"),
        (["source", "grade", "Nobody", "A1"], 1, "Nobody: no such source"),
        (["source", "grade", "The Courier", "Z9"], 2, "Z9: no grade; the Admiralty scale"),
        (["source", "grade", "The Courier"], 2, "Missing argument"),
        (["source", "grade"], 2, "Missing argument"),
        (["source", "forget"], 2, "No such command 'forget'"),
        (["source", "add"], 2, "Missing argument"),
        (["source", "add", "https://a.example/", "--kind", "blog"], 2, "blog"),
        (["source", "export"], 2, "Missing argument"),
        (["source", "import"], 2, "Missing argument"),
        (["rejected", "--kind", "dull"], 2, "dull"),
        (["rejected", "--limit", "0"], 2, "--limit"),
        (["rejected", "--as-of", "soon"], 2, "soon"),
        (["admit"], 2, "Missing argument"),
        (["admit", "zzz"], 1, "zzz: nothing that was kept out has that id"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_makes_no_sense_gets_one_line(
    place: Path, args: list[str], code: int, words: str
) -> None:
    assert_one_line(run(place, *args), code, words)


# source add, known, export, import


def test_sources_are_watched_from_now_on_as_they_are_described(place: Path) -> None:
    one, other = "https://post.example/feed.xml", "https://wire.example/news"
    found = run(
        place, "source", "add", "HTTPS://Post.Example:443/feed.xml?utm_source=x#top", other,
        "--kind", "Section", "--publisher", "The Post", "--country", "nor", "--language", "en",
        "--grade", "b2", "--name", "All", "--because", "asked for",
    )  # fmt: skip
    assert (found.exit_code, found.stdout) == (0, "")
    assert notes(found) == [f"watched from now on: {one}", f"watched from now on: {other}"]
    first, second = rows(place, "source", "list")
    assert first == {
        "address": one,
        "kind": "section",
        "name": "All",
        "publisher": "The Post",
        "country": "NOR",
        "language": "en",
        "grade": "B2",
        "asked": None,
        "next": None,
        "failures": 0,
        "said": None,
    }
    assert second == first | {"address": other}


def test_a_source_that_is_watched_already_is_said_to_be(place: Path) -> None:
    address = "https://post.example/feed.xml"
    run(place, "source", "add", address)
    assert notes(run(place, "source", "add", address)) == [f"watched already: {address}"]
    anew = run(place, "source", "add", address, "--name", "World")
    assert notes(anew) == [f"watched from now on: {address}"]
    assert [row["name"] for row in rows(place, "source", "list")] == ["World"]


def test_a_watch_asks_what_was_added(place: Path, site: Site) -> None:
    run(place, "source", "add", f"{site.address}/feed")
    assert run(place, "watch", "--once", *ASKING).exit_code == 0
    assert len(rows(place, "timeline")) == 2


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["nonsense"], "nonsense: no http or https address"),
        (["ftp://post.example/feed"], "no http or https address"),
        (["https://post.example/feed", "--country", "Norway"], "no code of a country"),
        (["https://post.example/feed", "--grade", "Z9"], "no grade of the Admiralty scale"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_is_no_source_is_not_added_nor_what_stands_beside_it(
    place: Path, args: list[str], words: str
) -> None:
    found = run(place, "source", "add", "https://wire.example/feed", *args)
    assert_one_line(found, 2, words)
    assert rows(place, "source", "list") == []


def test_well_known_feeds_are_listed_and_none_is_watched(place: Path) -> None:
    found = known()
    assert set(found[0]) == {
        "id", "address", "kind", "name", "publisher", "country", "language", "topic",
    }  # fmt: skip
    assert len({row["id"] for row in found}) == len(found)
    assert rows(place, "source", "list") == []


def test_well_known_feeds_are_picked_by_words() -> None:
    one = known()[0]
    assert one in known(one["id"])
    publisher = str(one["publisher"])
    picked = known(publisher.upper())
    assert one in picked
    assert all(any(publisher in str(said) for said in row.values()) for row in picked)
    found = CliRunner().invoke(main, ["source", "known", "no such words", "--table"])
    assert (found.exit_code, notes(found)) == (0, ["no well-known feed is called so"])
    assert known("no such words") == []


def known(*words: str) -> list[dict[str, Any]]:
    """The well-known feeds with these words."""
    found = CliRunner().invoke(main, ["source", "known", *words, "--json"])
    assert found.exit_code == 0, found.output
    return [json.loads(line) for line in found.stdout.splitlines()]


def test_a_well_known_feed_is_added_by_its_id(place: Path) -> None:
    one = known()[0]
    found = run(place, "source", "add", one["id"], "--grade", "A1")
    assert notes(found) == [f"watched from now on: {one['address']}"]
    (row,) = rows(place, "source", "list")
    same = ("address", "kind", "name", "publisher", "country", "language")
    assert {name: row[name] for name in same} == {name: one[name] for name in same}
    assert row["grade"] == "A1"


def test_a_feed_that_is_not_watched_can_be_checked(place: Path, site: Site) -> None:
    found = run(place, "source", "check", f"{site.address}/feed", "nonsense", *ASKING)
    assert found.exit_code == 3
    assert notes(found) == ["nonsense: no such source"]
    assert "names 2 reports" in found.stdout
    assert rows(place, "source", "list") == []


@pytest.mark.parametrize("name", ["sources.opml", "sources.toml", "SOURCES.TOML"])
def test_what_is_watched_goes_to_a_file_and_comes_back(
    place: Path, tmp_path: Path, name: str
) -> None:
    file, second = tmp_path / name, tmp_path / "second.sqlite"
    run(place, "source", "add", "https://wire.example/feed", "--name", "Wire & sons")
    run(
        place, "source", "add", "https://post.example/news?a=1&b=2", "--kind", "section",
        "--publisher", "„Post“", "--country", "NOR", "--language", "en", "--grade", "B2",
    )  # fmt: skip
    found = run(place, "source", "export", str(file))
    assert (found.exit_code, notes(found)) == (0, [f"2 sources written to {file}"])
    found = run(second, "source", "import", str(file), "--because", "from the old desk")
    assert (found.exit_code, notes(found)) == (0, ["2 watched from now on, 0 already"])
    assert rows(second, "source", "list") == rows(place, "source", "list")
    found = run(second, "source", "import", str(file))
    assert notes(found) == ["0 watched from now on, 2 already"]


def test_what_is_watched_goes_to_a_pipe(place: Path, tmp_path: Path) -> None:
    run(place, "source", "add", "https://wire.example/feed")
    file = tmp_path / "sources.opml"
    run(place, "source", "export", str(file))
    found = run(place, "source", "export", "-")
    assert (found.exit_code, found.stderr) == (0, "")
    assert b"<opml" in found.stdout_bytes
    assert b"https://wire.example/feed" in found.stdout_bytes


def test_a_list_may_name_sources_and_what_is_none(place: Path, tmp_path: Path) -> None:
    file = tmp_path / "sources.opml"
    outlines = "".join(
        f'<outline type="rss" text="{address}" xmlUrl="{address}"/>'
        for address in ("https://post.example/feed", "ftp://post.example/feed")
    )
    file.write_text(f'<opml version="2.0"><body>{outlines}</body></opml>', encoding="utf-8")
    found = run(place, "source", "import", str(file))
    assert found.exit_code == 3
    first, last = notes(found)
    assert "ftp://post.example/feed" in first
    assert last == "1 watched from now on, 0 already"


@pytest.mark.parametrize("data", [b"", b"dear all", b"\xff\xfe\x00", b"<html></html>"])
def test_what_lists_no_sources_gets_one_line(place: Path, tmp_path: Path, data: bytes) -> None:
    for name in ("sources.opml", "sources.toml"):
        file = tmp_path / name
        file.write_bytes(data or b" ")
        found = run(place, "source", "import", str(file))
        assert (found.exit_code, found.stdout) == (1, "")
        assert str(file) in notes(found)[0]
    assert rows(place, "source", "list") == []


def test_a_file_that_is_not_there_gets_one_line(place: Path, tmp_path: Path) -> None:
    gone = tmp_path / "gone" / "sources.opml"
    found = run(place, "source", "import", str(gone))
    assert_one_line(found, 1, f"{gone}: cannot be read: No such file or directory")
    found = run(place, "source", "export", str(gone))
    assert_one_line(found, 2, f"{gone}: cannot be written: No such file or directory")


# rejected, admit, add


@pytest.fixture
def kept_out(record: Record) -> list[str]:
    """The ids of two pages that were kept out, and of one that could not be had."""
    wall, empty = (
        report(VISIT, by="[paywall] The Post", url="https://post.example/wall", name="wall.txt"),
        report(name="empty.txt"),
    )
    return [
        record.gathering.refuse("wall.txt", Refused.PAYWALL, "ends at a paywall", page=wall),
        record.gathering.refuse("empty.txt", Refused.UNREAD, "no text in it", page=empty),
        record.gathering.refuse(
            "https://post.example/gone", Refused.UNFETCHED, "answered 404", via="the feed"
        ),
    ]


def test_what_was_kept_out_is_listed(place: Path, kept_out: list[str]) -> None:
    found = rows(place, "rejected")
    assert [row["id"] for row in found] == list(reversed(kept_out))
    today = found[0].pop("recorded")[:10]
    assert today == f"{datetime.now(UTC):%Y-%m-%d}"
    assert found[0] == {
        "id": kept_out[2],
        "name": "https://post.example/gone",
        "kind": "unfetched",
        "reason": "answered 404",
        "via": "the feed",
        "url": None,
        "size": None,
    }
    assert [row["name"] for row in rows(place, "rejected", "--kind", "PAYWALL")] == ["wall.txt"]
    assert len(rows(place, "rejected", "--limit", "2")) == 2
    assert rows(place, "rejected", "--as-of", "2021-03-14") == []


def test_what_was_kept_out_is_laid_out_for_a_terminal(place: Path, kept_out: list[str]) -> None:
    found = run(place, "rejected", "--table", "--kind", "unfetched")
    first, second = found.stdout.splitlines()
    assert first == f"{kept_out[2][:8]}  https://post.example/gone"
    assert second.endswith(" · answered 404 · the feed")


def test_a_list_of_nothing_that_was_kept_out_says_so(place: Path) -> None:
    found = run(place, "rejected", "--table")
    assert (found.exit_code, notes(found)) == (0, ["nothing was kept out"])


def test_a_page_that_was_kept_out_is_let_in(place: Path, kept_out: list[str]) -> None:
    found = run(place, "admit", kept_out[0][:8], "--because", "the desk pays for it")
    assert (found.exit_code, found.stdout) == (0, "")
    assert notes(found) == ["wall.txt: new, 1 mention"]
    assert [row["event_type"] for row in rows(place, "timeline")] == ["CONSULT"]
    assert "wall.txt" not in {row["name"] for row in rows(place, "rejected")}


def test_what_cannot_be_let_in_gets_one_line(place: Path, kept_out: list[str]) -> None:
    found = run(place, "admit", kept_out[2])
    assert_one_line(found, 1, "no page was kept of https://post.example/gone: answered 404")


def test_what_is_added_and_kept_out_is_told_with_the_way_to_let_it_in(
    place: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_bytes(report(VISIT).data)
    (folder / "b.txt").write_bytes(b"[live] The two ministers meet.")
    (folder / "c.txt").write_bytes(b" \n")
    found = run(place, "add", str(folder), "--json")
    assert found.exit_code == 3
    kept, live, empty = (json.loads(line) for line in found.stdout.splitlines())
    assert (kept["kept"], live["kept"], empty["kept"]) == ("new", "out", "out")
    assert (live["kind"], live["is_held"]) == ("live", True)
    way = f" (demarche admit {live['refusal'][:8]} lets it in)"
    assert notes(found)[:3] == [
        f"{folder / 'b.txt'}: says that it is: live{way}",
        f"{folder / 'c.txt'}: no text in it",
        "2 of 3 reports could not be kept",
    ]
    assert notes(found)[3].startswith("1 new, 0 known, 0 changed, 0 copies, 2 failed; in ")
    assert {row["name"] for row in rows(place, "rejected")} == {
        str(folder / "b.txt"), str(folder / "c.txt"),
    }  # fmt: skip


def test_where_all_that_is_added_is_kept_out_nothing_was_done(place: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"[index] World, Trade, Weather")
    found = run(place, "add", str(file), "-q")
    assert found.exit_code == 1
    (row,) = rows(place, "rejected")
    assert notes(found) == [
        f"{file}: says that it is: index (demarche admit {row['id'][:8]} lets it in)"
    ]


def test_an_address_that_is_added_and_cannot_be_had_is_listed(place: Path, site: Site) -> None:
    gone = f"{site.address}/gone"
    found = run(place, "add", f"{site.address}/a", gone, *ASKING)
    assert found.exit_code == 3
    assert notes(found)[0] == f"{gone}: the server answered 404 Not Found"
    (row,) = rows(place, "rejected")
    assert (row["name"], row["kind"]) == (gone, "unfetched")
