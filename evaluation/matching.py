"""The reports of gold read by the reader, their mentions paired with lines as the scorer does."""

from __future__ import annotations

import contextlib
import io
import json
import runpy
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from demarche.knowledge import Knowledge
from demarche.model import Span
from demarche.read import acts
from demarche.read import encoder as heads
from demarche.read.labels import TRIGGERS
from demarche.read.pipeline import Pipeline
from demarche.read.words import paragraphs, words
from demarche.service import Reader
from evaluation import readings, told
from evaluation.told import Heard, Pair, Report

Scorer = Mapping[str, Any]
Row = dict[str, Any]


class Listening(heads.Encoder):
    """The shipped model, which keeps what its heads said of each article, in order."""

    def __init__(self, *parts: Any) -> None:
        super().__init__(*parts)
        self.kept: list[heads.Heard] = []

    def hear(
        self, words: Sequence[str], breaks: frozenset[int], gazetteer: Sequence[int]
    ) -> heads.Heard:
        """Return what the heads say of `words`, and keep it."""
        found = super().hear(words, breaks, gazetteer)
        self.kept.append(found)
        return found


def reports(shared: Path) -> tuple[list[Report], dict[str, float]]:
    """Return the reports of gold/dev as the reader reads them now, and the scorer's figures."""
    gold = shared / "gold" / "dev"
    listening = Listening.load()
    assert isinstance(listening, Listening)
    reader = Reader(pipeline=Pipeline(listening, Knowledge.load()))
    with tempfile.TemporaryDirectory() as work:
        path = Path(work) / "dev.jsonl"
        readings.write(reader, readings.from_folder(gold), path)
        scorer, figures = scored(shared, gold, path)
        return list(_reports(scorer, gold, path, listening.kept)), figures


def scored(shared: Path, gold: Path, path: Path) -> tuple[Scorer, dict[str, float]]:
    """Return the functions of `score_events.py`, run on the readings at `path`, and its figures."""
    place, out = str(shared / "bench" / "score_events.py"), io.StringIO()
    before = sys.argv
    sys.argv = [place, str(gold / "gold.jsonl"), str(gold), str(path), "--json"]
    try:
        with contextlib.redirect_stdout(out):
            scorer = runpy.run_path(place)
    finally:
        sys.argv = before
    return scorer, json.loads(out.getvalue())


def _reports(
    scorer: Scorer, gold: Path, path: Path, kept: Sequence[heads.Heard]
) -> Iterator[Report]:
    texts = {one.stem: one.read_text(encoding="utf-8") for one in gold.glob("*.txt")}
    scored_lines = scorer["load_gold"](gold / "gold.jsonl", texts)
    scored_mentions = scorer["load_readings"](path, texts)
    rows = list(readings.lines(gold / "gold.jsonl"))
    for reading, heard in zip(readings.lines(path), kept, strict=True):
        name = scorer["doc_name"](reading["article"]["name"])
        text = texts[name]
        yield Report(
            name=name,
            text=text,
            lines=tuple(told.line(row, text) for row in rows if row["doc"] == name),
            mentions=tuple(map(told.mention, reading["mentions"])),
            pairs=pairs(scorer, scored_lines[name], scored_mentions[name]),
            furniture=tuple(map(told.span, reading["article"]["furniture"])),
            times=tuple((told.span(row), row["days"] is not None) for row in reading["times"]),
            heard=tuple(by_word(text, heard)),
        )


def pairs(scorer: Scorer, lines: Sequence[Row], mentions: Sequence[Row]) -> tuple[Pair, ...]:
    """Return which mention finds which line, and what is wrong in it, as the scorer judges."""
    line_of = {id(row): number for number, row in enumerate(lines)}
    mention_of = {id(row): number for number, row in enumerate(mentions)}
    return tuple(
        Pair(line_of[id(line)], mention_of[id(mention)], wrong(scorer, line, mention))
        for line, mention in scorer["pair"](lines, mentions)
    )


def wrong(scorer: Scorer, line: Row, mention: Row) -> frozenset[str]:
    """Return the parts of `mention` that the scorer does not count as right."""
    no_one: frozenset[str] = frozenset()
    right = {
        "actors": scorer["same_parties"](
            {**line, "recipients": no_one}, {**mention, "recipients": no_one}
        ),
        "recipients": scorer["same_parties"](
            {**line, "actors": no_one}, {**mention, "actors": no_one}
        ),
        "status": line["status"] == mention["status"],
        "when": scorer["same_when"](line["when"], mention["when"]),
        "word": scorer["same_word"](line["word"], mention["word"]),
    }
    return frozenset(part for part, is_right in right.items() if not is_right)


def by_word(text: str, heard: heads.Heard) -> Iterator[Heard]:
    """Yield what the triggers head says of each word of `text`; enough is what `acts` takes."""
    chances = heads.softmax(heard.scores["triggers"])
    cores = heads.sigmoid(heard.scores["cores"])
    spans: list[Span] = [span for part in paragraphs(text) for span in words(text, part)]
    for span, row, core in zip(spans, chances, cores, strict=True):
        chance = float(1 - row[0])
        worth = chance * (acts.ASIDE + (1 - acts.ASIDE) * float(core))
        best = TRIGGERS[int(row[1:].argmax()) + 1]
        yield Heard(span, chance, best, worth >= acts.LEAST)
