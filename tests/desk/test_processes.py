"""The command line as a process of its own: pipes, signals, terminals."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "tests.desk.fake_demarche"]
UNCOLOURED = {key: value for key, value in os.environ.items() if key != "FORCE_COLOR"}


def start(*args: str | Path, **more: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*COMMAND, *map(str, args)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=UNCOLOURED,
        **more,  # type: ignore[call-overload]
    )


@pytest.fixture
def many(tmp_path: Path) -> Path:
    path = tmp_path / "many.txt"
    path.write_text("<next>".join(f"Report {n}." for n in range(400)), encoding="utf-8")
    return path


@pytest.fixture
def one(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text("A report.", encoding="utf-8")
    return path


def test_a_process_writes_json_lines_and_ends_with_0(many: Path) -> None:
    process = start("read", many)
    out, err = process.communicate()
    assert (process.returncode, err) == (0, b"")
    assert len([json.loads(line) for line in out.splitlines()]) == 400


@pytest.mark.parametrize("form", ["--json", "--table"])
def test_a_reader_that_goes_away_ends_it_quietly(many: Path, form: str) -> None:
    process = start("read", form, many)
    assert process.stdout
    assert process.stderr
    assert process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 0


@pytest.mark.skipif(
    signal.getsignal(signal.SIGINT) is signal.SIG_IGN, reason="interrupts are ignored here"
)
def test_ctrl_c_ends_with_130_and_no_traceback(tmp_path: Path) -> None:
    waits = tmp_path / "waits"
    os.mkfifo(waits)
    process = start("read", waits)
    with waits.open("wb"):  # waits for the process to open it too
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert out == b""
    assert b"Traceback" not in err


def test_json_is_utf_8_whatever_the_terminal_speaks(one: Path) -> None:
    found = subprocess.run(
        [*COMMAND, "read", "--text", str(one)],
        cwd=ROOT,
        env={**UNCOLOURED, "PYTHONIOENCODING": "latin-1"},
        capture_output=True,
        check=True,
    )
    assert "“We will not publish" in json.loads(found.stdout.decode("utf-8"))["article"]["text"]


def test_a_terminal_of_few_characters_still_gets_its_table(one: Path) -> None:
    found = subprocess.run(
        [*COMMAND, "read", "--table", str(one)],
        cwd=ROOT,
        env={**UNCOLOURED, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=True,
    )
    assert found.stdout.isascii()
    assert b'Russia, "Moscow" RUS/GOV -> Norway, "Oslo" NOR/GOV' in found.stdout


def on_terminal(*args: str | Path, tmp_path: Path, is_bar: bool = False, **more: str) -> str:
    """What the command prints on a terminal; with `is_bar`, only stderr is one.

    `more` is added to the environment.
    """
    pty = pytest.importorskip("pty")
    primary, secondary = pty.openpty()
    with (tmp_path / "out").open("wb") as file:
        process = subprocess.Popen(
            [*COMMAND, *map(str, args)],
            cwd=ROOT,
            stdin=secondary,
            stdout=file if is_bar else secondary,
            stderr=secondary,
            env=UNCOLOURED | {"TERM": "xterm-256color", "COLUMNS": "100"} | more,
        )
        os.close(secondary)
        found = b""
        while True:
            try:
                chunk = os.read(primary, 65536)
            except OSError:
                break
            if not chunk:
                break
            found += chunk
        process.wait()
    os.close(primary)
    return found.decode("utf-8")


def test_a_terminal_gets_tables_in_colour(one: Path, tmp_path: Path) -> None:
    shown = on_terminal("read", one, tmp_path=tmp_path)
    assert "What is planned, and when" in shown
    assert "\x1b[36mplanned" in shown


def test_a_terminal_gets_no_colour_where_none_is_wanted(one: Path, tmp_path: Path) -> None:
    shown = on_terminal("read", one, tmp_path=tmp_path, NO_COLOR="1")
    assert "planned" in shown
    assert not re.search(r"\x1b\[[0-9;]*3[0-7]", shown)


def test_a_terminal_gets_json_when_asked(one: Path, tmp_path: Path) -> None:
    shown = on_terminal("read", "--json", one, tmp_path=tmp_path)
    assert json.loads(shown)["schema"] == "demarche.reading/1"


def test_a_bar_is_shown_for_more_than_a_few(many: Path, tmp_path: Path) -> None:
    assert "reports" in on_terminal("read", many, tmp_path=tmp_path, is_bar=True)
    assert on_terminal("read", "-q", many, tmp_path=tmp_path, is_bar=True) == ""
    (tmp_path / "few.txt").write_text("one<next>two", encoding="utf-8")
    assert on_terminal("read", tmp_path / "few.txt", tmp_path=tmp_path, is_bar=True) == ""
