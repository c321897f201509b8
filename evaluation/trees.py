"""Tags, trees and names on the treebanks' test files, given their words and sentences."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from demarche.model import Span
from demarche.read import sentences
from demarche.read.encoder import Encoder
from demarche.read.labels import NAMES

Row = list[str]


def score(encoder: Encoder, path: Path) -> dict[str, float]:
    """Return UPOS, UAS and LAS, in per cent, of a CoNLL-U file with gold words and sentences."""
    counts: Counter[str] = Counter()
    for rows in _sentences(path):
        words = [row[1].replace(" ", "") for row in rows]
        parsed = _parse(encoder, words)
        for token, row in zip(parsed, rows, strict=True):
            head = token.head == int(row[6]) - 1
            counts["words"] += 1
            counts["upos"] += token.upos == row[3]
            counts["uas"] += head
            counts["las"] += head and token.deprel == row[7]
    return {name: _percent(counts[name], counts["words"]) for name in ("upos", "uas", "las")}


def score_names(encoder: Encoder, path: Path, which: str) -> dict[str, float]:
    """Return the F1, in per cent, of names with their types in one set."""
    hit = found = gold = 0
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            words, bio = row["sentence"]
            if row["set"] != which or not words:
                continue
            heard = encoder.hear(words, frozenset(), [0] * len(words))
            guessed = _spans([NAMES[i] for i in heard.scores["names"].argmax(1)])
            right = _spans(bio)
            hit, found, gold = hit + len(guessed & right), found + len(guessed), gold + len(right)
    return {"names": round(200 * hit / max(1, found + gold), 1)}


def _parse(encoder: Encoder, words: list[str]) -> list[sentences.Token]:
    heard = encoder.hear(words, frozenset(), [0] * len(words))
    heard.scores["ends"][:, 0] = 1e3
    heard.scores["ends"][:, 1] = -1e3
    spans = [Span(i, i + 1) for i in range(len(words))]
    read = sentences.read(words, spans, frozenset(), heard, encoder)
    return [token for sentence in read for token in sentence.tokens]


def _sentences(path: Path) -> Iterator[list[Row]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for block in file.read().split("\n\n"):
            rows = [line.split("\t") for line in block.split("\n") if re.match(r"\d+\t", line)]
            if rows:
                yield rows


def _spans(bio: list[str]) -> set[tuple[int, int, str]]:
    out: set[tuple[int, int, str]] = set()
    start = -1
    for index, tag in enumerate([*bio, "O"]):
        if start >= 0 and tag != f"I-{bio[start][2:]}":
            out.add((start, index, bio[start][2:]))
            start = -1
        if tag[0] == "B" or (tag[0] == "I" and start < 0):
            start = index
    return out


def _percent(part: int, whole: int) -> float:
    return round(100 * part / max(1, whole), 1)
