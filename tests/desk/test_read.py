"""`demarche read`: what goes to stdout, what to stderr, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import demarche
from demarche.desk.cli import main
from tests.desk.fake_demarche import reader


def run(*args: str | Path, **more: object) -> Result:
    return CliRunner().invoke(main, [str(arg) for arg in args], obj=reader(), **more)  # type: ignore[arg-type]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.txt").write_text(f"Report {name}.", encoding="utf-8")
    return tmp_path


def test_a_pipe_gets_one_object_per_article(folder: Path) -> None:
    found = run("read", folder, folder / "a.txt", "--published", "2021-03-14")
    readings = [json.loads(line) for line in found.stdout.splitlines()]
    assert found.exit_code == 0
    assert found.stderr == ""
    assert [Path(r["article"]["name"]).name for r in readings] == [
        "a.txt",
        "b.txt",
        "c.txt",
        "a.txt",
    ]
    assert {r["schema"] for r in readings} == {"demarche.reading/1"}
    assert {r["article"]["published"] for r in readings} == {"2021-03-14"}
    assert {r["article"]["published_basis"] for r in readings} == {"given"}


def test_the_text_comes_along_only_when_asked_for(folder: Path) -> None:
    assert "text" not in json.loads(run("read", folder / "a.txt").stdout)["article"]
    assert "Arctic" in json.loads(run("read", "--text", folder / "a.txt").stdout)["article"]["text"]


def test_a_day_that_is_not_known_stays_null(folder: Path) -> None:
    article = json.loads(run("read", folder / "a.txt").stdout)["article"]
    assert article["published"] is None
    assert article["published_basis"] is None


def test_the_table_is_shown_when_asked_for(folder: Path) -> None:
    found = run("read", "--table", folder / "a.txt")
    assert found.exit_code == 0
    assert "What is planned, and when" in found.stdout


def test_what_cannot_be_read_is_listed_and_the_rest_is_read(folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "latin.txt").write_bytes(b"caf\xe9")
    found = run("read", folder, folder / "gone.txt")
    assert found.exit_code == 3
    assert len(found.stdout.splitlines()) == 3
    assert found.stderr.splitlines() == [
        f"demarche: {folder}/empty.txt: no text in it",
        f"demarche: {folder}/latin.txt: not UTF-8",
        f"demarche: {folder}/gone.txt: no such file",
        "demarche: 3 of 6 reports could not be read",
    ]


def test_quiet_tells_of_failures_alone(folder: Path) -> None:
    found = run("read", "--quiet", folder, folder / "gone.txt")
    assert found.exit_code == 3
    assert found.stderr == f"demarche: {folder}/gone.txt: no such file\n"


def test_nothing_that_could_be_read_is_a_failure(tmp_path: Path) -> None:
    found = run("read", tmp_path / "gone.txt")
    assert (found.exit_code, found.stdout) == (1, "")
    assert found.stderr.splitlines()[-1] == "demarche: 1 of 1 reports could not be read"


def test_an_empty_folder_is_a_failure_and_says_so(tmp_path: Path) -> None:
    found = run("read", tmp_path)
    assert (found.exit_code, found.stderr) == (1, "demarche: no reports found\n")


def test_a_name_that_would_steer_the_terminal_is_made_harmless(tmp_path: Path) -> None:
    found = run("read", tmp_path / "a\x1b[31m\nb.txt")
    assert found.stderr.splitlines()[0] == f"demarche: {tmp_path}/a\ufffd[31m b.txt: no such file"


WRONG = [
    (["read"], "Missing argument 'PATH|URL|- ...'"),
    (["read", "a.txt", "--published", "2021-02-30"], "2021-02-30: no such day in the calendar"),
    (["read", "a.txt", "--published", "tomorrow"], "tomorrow: not a day written as YYYY-MM-DD"),
    (["read", "a.txt", "--published"], "'--published' requires an argument"),
    (["read", "a.txt", "--jason"], "No such option"),
    (["reed"], "No such command 'reed'"),
]


@pytest.mark.parametrize(("args", "complaint"), WRONG)
def test_wrong_usage_is_one_line_that_names_what_is_wrong(args: list[str], complaint: str) -> None:
    found = run(*args)
    assert (found.exit_code, found.stdout) == (2, "")
    (line,) = found.stderr.splitlines()
    assert line.startswith("demarche: ")
    assert complaint in line


def test_an_interrupt_ends_quietly(folder: Path) -> None:
    (folder / "b.txt").write_text("interrupt here", encoding="utf-8")
    found = run("read", folder)
    assert found.exit_code == 130
    assert len(found.stdout.splitlines()) == 1
    assert found.stderr.strip() == ""


def test_a_bug_is_raised(folder: Path) -> None:
    (folder / "b.txt").write_text("a bug is here", encoding="utf-8")
    assert isinstance(run("read", folder).exception, ZeroDivisionError)


@pytest.mark.parametrize("command", [[], ["read"], ["relate"]])
def test_help_shows_examples_and_exit_codes(command: list[str]) -> None:
    found = run(*command, "--help")
    assert found.exit_code == 0
    assert "demarche re" in found.stdout
    assert "Exit codes: 0" in found.stdout


def test_the_version_is_the_packages() -> None:
    assert run("--version").stdout == f"demarche {demarche.__version__}\n"
