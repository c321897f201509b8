"""The error book counts every error once, and prints no sentence."""

from __future__ import annotations

import os
import runpy
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from evaluation.causes import FALSE, MISSED_CORE, MISSED_OTHER
from evaluation.told import Pair, Report, Told

from demarche.model import Span
from demarche.read.labels import TRIGGERS
from evaluation import causes, errors, matching
from tests.read import fakes

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("DEMARCHE_SHARED", ROOT.parent / "shared"))
TEXT = "Oslo flatly and finally refused to help Quito, and warned Lima."
SENTENCE = Span(0, len(TEXT))
FIGURES = {"f1": 0.5}


def act(words: str, kind: str, *, core: bool = False, confidence: float = 0.0) -> Told:
    start = TEXT.index(words)
    trigger = Span(start, start + len(words))
    return Told(trigger, SENTENCE, kind, "happened", core=core, confidence=confidence)


REPORT = Report(
    "made-2021-03-14",
    TEXT,
    lines=(
        act("flatly and finally refused", "REJECT", core=True),
        act("help", "AID"),
        act("warned", "THREATEN"),
    ),
    mentions=(act("refused", "ACCUSE", confidence=0.9), act("warned", "THREATEN", confidence=0.8)),
    pairs=(Pair(2, 1, frozenset({"status", "word"})),),
)


def test_every_miss_and_false_find_and_wrong_part_is_counted_once() -> None:
    now, found = errors.run(FIGURES, [REPORT])
    sums = {part: sum(some.values()) for part, some in now["counts"].items()}
    assert (sums[MISSED_CORE], sums[MISSED_OTHER], sums[FALSE]) == (1, 1, 1)
    assert (sums["status"], sums["word"], sums["actors"]) == (1, 1, 0)
    assert now["counts"][errors.TYPES] == {"REJECT → ACCUSE": 1}
    assert len(found) == 5


def test_the_worst_are_core_lines_missed_then_false_finds_then_wrong_parts() -> None:
    _, found = errors.run(FIGURES, [REPORT])
    worst = errors.worst(found)
    assert [[error.part for error in group] for group in worst] == [
        [MISSED_CORE],
        [FALSE],
        ["status", "word"],
    ]


def test_no_more_than_a_hundred_are_listed_and_each_kind_has_its_room() -> None:
    missed = causes.Error("made", MISSED_CORE, causes.UNHEARD, act("help", "AID"), "AID")
    false = [causes.Error("made", FALSE, causes.NO_LINE, act("help", "AID"), "AID", 0.9)] * 200
    wrong = [
        causes.Error("made", "status", "planned → ongoing", act("help", "AID"), "planned → ongoing")
        for _ in range(20)
    ]
    parts = [group[0].part for group in errors.worst([missed, *false, *wrong])]
    assert len(parts) == errors.MOST
    assert (parts.count(MISSED_CORE), parts.count(FALSE), parts.count("status")) == (1, 79, 20)


def test_the_page_shows_three_words_of_a_trigger_and_never_the_sentence() -> None:
    now, found = errors.run(FIGURES, [REPORT])
    page = errors.page(now, None, found, {REPORT.name: TEXT})
    assert "| 5–31 | flatly and finally … | REJECT → ACCUSE |" in page
    assert "Quito" not in page


def test_the_run_set_beside_stays_until_the_last_run_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "errors.json"
    runs = [{"figures": {"f1": figure}, "counts": {}} for figure in (0.1, 0.2, 0.3, 0.4)]
    assert errors.kept(path, runs[0], keep=False) is None
    assert errors.kept(path, runs[1], keep=True) == runs[0]
    assert errors.kept(path, runs[2], keep=False) == runs[0]
    assert errors.kept(path, runs[3], keep=True) == runs[2]


def test_what_was_heard_of_a_word_is_its_likeliest_type_and_whether_it_is_enough() -> None:
    heads = fakes.heard(2, labels={"triggers": {1: TRIGGERS.index("AID")}})
    heads.scores["cores"][:] = np.float32(fakes.SURE)
    first, second = matching.by_word("Oslo helps", heads)
    assert (first.is_enough, second.is_enough) == (False, True)
    assert (second.kind, second.span) == ("AID", Span(5, 10))


@pytest.mark.skipif(not SHARED.is_dir(), reason="the scorer is not on this machine")
def test_lines_and_mentions_are_paired_and_judged_by_the_scorer(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    empty = tmp_path / "empty.jsonl"
    empty.touch()
    place = str(SHARED / "bench" / "score_events.py")
    monkeypatch.setattr("sys.argv", [place, str(empty), str(tmp_path), str(empty)])
    scorer = runpy.run_path(place)
    line: dict[str, Any] = {
        "sentence": (0, 9),
        "trigger": (2, 4),
        "type": "AID",
        "actors": frozenset({"NOR"}),
        "recipients": frozenset({"ECU"}),
        "status": "happened",
        "when": None,
        "word": [],
        "core": True,
    }
    mention = {**line, "recipients": frozenset({"PER"}), "when": ("2021-03-12", "2021-03-12")}
    other = {**mention, "type": "AGREE"}
    assert matching.pairs(scorer, [line], [other, mention]) == (
        Pair(0, 1, frozenset({"recipients", "when"})),
    )


def test_counts_stand_beside_those_of_the_run_before_also_where_they_have_gone() -> None:
    before, found = errors.run(FIGURES, [REPORT])
    now, _ = errors.run({"f1": 0.6}, [])
    page = errors.page(now, before, found, {REPORT.name: TEXT})
    assert "| f1 | 0.5 | 0.6 |" in page
    assert "| REJECT → ACCUSE | 1 | 0 |" in page
    assert "| all | 1 | 0 |" in page
