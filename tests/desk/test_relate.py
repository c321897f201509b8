"""`demarche relate`: rows in, as many rows out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from demarche.desk.cli import main
from tests.desk.fake_demarche import reader

CODED = {
    "event_type": "CONSULT",
    "status": "planned",
    "plover_type": "AGREE",
    "confidence": 0.91,
}
NOTHING = dict.fromkeys(CODED)
BY_WORDS = "sentence\tsource\ttarget\nOslo will meet Quito.\tOslo\tQuito\n"
BY_MARKS = "marked_sentence\n<s>Oslo</s> will meet <t>Quito</t>.\n"


def relate(table: bytes | str, path: Path, *options: str) -> Result:
    path = path / "pairs.tsv"
    path.write_bytes(table if isinstance(table, bytes) else table.encode())
    return CliRunner().invoke(main, ["relate", *options, str(path)], obj=reader())


def lines(found: Result) -> list[dict]:
    return [json.loads(line) for line in found.stdout.splitlines()]


@pytest.mark.parametrize("table", [BY_WORDS, BY_MARKS, "\ufeff" + BY_WORDS])
def test_either_form_of_table_is_coded(table: str, tmp_path: Path) -> None:
    found = relate(table, tmp_path)
    assert (found.exit_code, found.stderr) == (0, "")
    assert lines(found) == [CODED]
    assert list(lines(found)[0]) == list(CODED)


def test_standard_input_is_a_table_too() -> None:
    found = CliRunner().invoke(main, ["relate", "-"], input=BY_MARKS, obj=reader())
    assert (found.exit_code, lines(found)) == (0, [CODED])


def test_a_bad_row_keeps_its_place(tmp_path: Path) -> None:
    found = relate(BY_WORDS + "Oslo left.\tLima\t\n" + BY_WORDS.splitlines()[1], tmp_path)
    reason = "the source “Lima” is not in the sentence"
    assert found.exit_code == 3
    assert lines(found) == [CODED, {**NOTHING, "reason": reason}, CODED]
    assert found.stderr.splitlines() == [
        f"demarche: {tmp_path}/pairs.tsv: row 2: {reason}",
        "demarche: 1 of 3 rows could not be coded",
    ]


def test_no_act_between_the_two_is_an_answer_and_no_failure(tmp_path: Path) -> None:
    found = relate("marked_sentence\n<s>Oslo</s> did nothing.\n", tmp_path)
    assert (found.exit_code, found.stderr) == (0, "")
    assert lines(found) == [{**NOTHING, "reason": "no act between the two"}]


def test_a_table_can_be_shown(tmp_path: Path) -> None:
    found = relate(BY_WORDS + "Oslo left.\tLima\t\n", tmp_path, "--table", "--quiet")
    head, first, second = found.stdout.splitlines()
    assert head.split() == ["row", "act", "status", "PLOVER", "confidence"]
    assert first.split() == ["1", "CONSULT", "planned", "AGREE", "0.91"]
    assert second.strip().startswith("2  the source “Lima”")


@pytest.mark.parametrize(
    ("table", "code", "complaint"),
    [
        ("sentence\tsource\nOslo left.\tOslo\n", 2, "lacks the column target (or marked_sentence)"),
        ("", 2, "lacks the columns sentence, source, target (or marked_sentence)"),
        ("marked_sentence\n", 1, "no rows found"),
        ("marked_sentence\nOslo left.\n", 1, "1 of 1 rows could not be coded"),
        (b"marked_sentence\n<s>caf\xe9</s>\n", 1, "pairs.tsv: not UTF-8 (byte 22)"),
    ],
)
def test_a_table_that_is_no_good_says_why(
    table: str | bytes, code: int, complaint: str, tmp_path: Path
) -> None:
    found = relate(table, tmp_path)
    assert found.exit_code == code
    assert complaint in found.stderr.splitlines()[-1]


@pytest.mark.parametrize("name", ["gone.tsv", "."])
def test_a_file_that_cannot_be_opened_is_named(name: str, tmp_path: Path) -> None:
    found = CliRunner().invoke(main, ["relate", str(tmp_path / name)], obj=reader())
    assert (found.exit_code, found.stdout) == (1, "")
    assert found.stderr.startswith(f"demarche: {tmp_path / name}: ")
