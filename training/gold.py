"""Annotated reports, read into texts of words with triggers, statuses and links.

The annotation names words; the trees of the first stage say which word of a trigger is its head,
and which pronoun stands for an actor that the sentence does not name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from demarche.read import labels as L
from demarche.read.labels import Link
from training.corpora import Text, covered, lines, running
from training.examples import IGNORE, Labels

BESIDE = 0.7
LIGHT = frozenset(
    [
        "hold",
        "holds",
        "held",
        "holding",
        "make",
        "makes",
        "made",
        "making",
        "take",
        "takes",
        "took",
        "taken",
        "taking",
        "have",
        "has",
        "had",
        "having",
        "give",
        "gives",
        "gave",
        "given",
        "giving",
        "carry",
        "carries",
        "carried",
        "carrying",
        "launch",
        "launches",
        "launched",
        "launching",
        "conduct",
        "conducts",
        "conducted",
        "conducting",
        "stage",
        "staged",
        "staging",
        "issue",
        "issued",
        "issuing",
        "deliver",
        "delivered",
        "express",
        "expressed",
        "expressing",
        "offer",
        "offered",
        "offering",
        "pay",
        "paid",
        "paying",
        "mount",
        "mounted",
        "mounting",
        "wage",
        "waged",
        "waging",
        "begin",
        "began",
        "begun",
        "beginning",
        "start",
        "started",
    ]
)


@dataclass(frozen=True)
class Tree:
    """The words of a text as the first stage reads them: heads as word indices, -1 for a root."""

    heads: Sequence[int]
    rels: Sequence[str]
    upos: Sequence[str]
    xpos: Sequence[str]
    ends: Sequence[int]


@dataclass(frozen=True)
class _Layers:
    """The layers of labels that annotation fills, word by word."""

    triggers: list[int]
    statuses: list[int]
    cores: list[int]
    weights: list[float]


def reports(folder: Path) -> dict[str, tuple[str, list[dict[str, Any]]]]:
    """Return the texts and lines of a folder of gold, by name."""
    texts = {p.stem: p.read_text(encoding="utf-8") for p in sorted(folder.glob("*.txt"))}
    out: dict[str, tuple[str, list[dict[str, Any]]]] = {n: (t, []) for n, t in texts.items()}
    for row in lines(folder / "gold.jsonl"):
        out[row["doc"]][1].append(row)
    return out


def written(folder: Path) -> dict[str, tuple[str, list[dict[str, Any]]]]:
    """Return the texts and lines of our own written reports, by id."""
    return {
        row["id"]: (row["text"], row["events"])
        for path in sorted(folder.glob("*.jsonl"))
        for row in lines(path)
    }


def label(name: str, text: str, rows: Sequence[dict[str, Any]], tree: Tree) -> Text:
    """Return a report with its labels."""
    out = running(name, text)
    size = len(out.words)
    layers = _Layers([0] * size, [IGNORE] * size, [IGNORE] * size, [1.0] * size)
    labels = Labels(
        triggers=layers.triggers,
        statuses=layers.statuses,
        cores=layers.cores,
        weights=layers.weights,
        links={role: {} for role in (Link.ACTOR, Link.RECIPIENT, Link.TIME, Link.WORD_OF)},
        unsure={role: {} for role in (Link.ACTOR, Link.RECIPIENT)},
    )
    out.labels = labels
    named = _named(out, rows)
    for row in rows:
        start = text.find(row["sentence"])
        if start >= 0:
            _mark(out, layers, row, (start, start + len(row["sentence"])), tree, named)
    return out


def _named(text: Text, rows: Sequence[dict[str, Any]]) -> dict[str, set[int]]:
    """Return the words of `text` that name each code's parties, wherever they stand."""
    names: dict[str, set[str]] = {}
    for row in rows:
        for party in (*row["actors"], *row["recipients"]):
            if party["code"] and party["text"]:
                names.setdefault(party["code"], set()).add(party["text"])
    return {
        code: {i for name in found for place in places(text, name) for i in covered(text, *place)}
        for code, found in names.items()
    }


def places(text: Text, words: str) -> list[tuple[int, int]]:
    """Return where `words` stand in `text` as whole words."""
    pattern = rf"(?<!\w){re.escape(words)}(?!\w)"
    return [match.span() for match in re.finditer(pattern, text.text)]


def _mark(
    text: Text,
    layers: _Layers,
    row: dict[str, Any],
    sentence: tuple[int, int],
    tree: Tree,
    named: Mapping[str, set[int]],
) -> None:
    at = text.text.find(row["anchor"], *sentence)
    anchor = covered(text, at, at + len(row["anchor"])) if at >= 0 else []
    if not anchor:
        return
    head = head_of(anchor, text, tree)
    layers.weights[head] = 1.0 if row["core"] else BESIDE
    layers.triggers[head] = L.TRIGGERS.index(row["type"])
    layers.statuses[head] = L.STATUSES.index(row["status"])
    layers.cores[head] = int(row["core"])
    finder = _Finder(text, sentence, at)
    _link(text.labels, Link.ACTOR, head, finder.parties(row["actors"], _subject(head, tree)))
    _link(text.labels, Link.RECIPIENT, head, finder.parties(row["recipients"], _object(head, tree)))
    for role, parties in ((Link.ACTOR, row["actors"]), (Link.RECIPIENT, row["recipients"])):
        same = [named[party["code"]] for party in parties if party["code"] in named]
        unsure = set().union(*same) - text.labels.links[role][head]
        text.labels.unsure[role].setdefault(head, set()).update(unsure)
    when = [{"text": row["when"]["text"]}] if row["when"] and row["when"]["text"] else []
    _link(text.labels, Link.TIME, head, finder.parties(when, []))
    _link(text.labels, Link.WORD_OF, head, finder.parties(row["attribution"], []))


def _link(labels: Labels, role: Link, row: int, columns: set[int]) -> None:
    labels.links[role].setdefault(row, set()).update(columns)


def head_of(indices: Sequence[int], text: Text, tree: Tree) -> int:
    """Return the word of `indices` that names the act.

    It is the one on which the others hang; under a light verb ("held talks"), its object.
    """
    inside = set(indices)
    tops = [i for i in indices if tree.heads[i] not in inside]
    content = [i for i in tops if tree.xpos[i][:1] in "NVJ" and tree.rels[i] not in ("aux", "cop")]
    top = (content or tops or list(indices))[0]
    if text.words[top].lower() in LIGHT:
        for index in indices:
            is_object = tree.heads[index] == top and tree.rels[index] == "obj"
            if is_object and tree.xpos[index] in ("NN", "NNS"):
                return index
    return top


PRONOUNS = {"PRP", "PRP$", "WP", "WDT", "DT"}
OBJECTS = {"obj", "iobj", "obl", "nmod", "nmod:poss", "nsubj:pass"}


def _subject(trigger: int, tree: Tree) -> list[int]:
    """Return the subject of the trigger's clause, or of the clause that governs it.

    The subject of a passive is not who acts: there is none then.
    """
    node = trigger
    for _ in range(4):
        for index, (head, rel) in enumerate(zip(tree.heads, tree.rels, strict=True)):
            if head == node and rel.split(":")[0] == "nsubj":
                return [] if rel == "nsubj:pass" else _nominal(index, tree)
        if tree.rels[node].split(":")[0] not in ("conj", "xcomp", "advcl", "ccomp", "acl", "obj"):
            return []
        node = tree.heads[node]
        if node < 0:
            return []
    return []


def _object(trigger: int, tree: Tree) -> list[int]:
    """Return the pronoun that is the trigger's object, or its subject in a passive."""
    for index, (head, rel) in enumerate(zip(tree.heads, tree.rels, strict=True)):
        if head == trigger and rel in OBJECTS and tree.xpos[index] in ("PRP", "PRP$"):
            return [index]
    return []


def _nominal(index: int, tree: Tree) -> list[int]:
    if tree.xpos[index] in PRONOUNS:
        return [index]
    modifiers = [
        i
        for i, (head, rel) in enumerate(zip(tree.heads, tree.rels, strict=True))
        if head == index and rel.split(":")[0] in ("det", "amod", "compound", "nmod:poss", "flat")
    ]
    return sorted([*modifiers, index])


class _Finder:
    """Finds a party's words: in the sentence, else where they stand nearest, and what refers there.

    A party that its sentence does not name may stand in it as a pronoun or a title.
    """

    def __init__(self, text: Text, sentence: tuple[int, int], anchor: int) -> None:
        self._text, self._sentence, self._anchor = text, sentence, anchor

    def parties(self, rows: Sequence[dict[str, Any]], referring: Sequence[int]) -> set[int]:
        out: set[int] = set()
        for row in rows:
            out.update(self._one(row["text"], referring))
        return out

    def _one(self, words: str, referring: Sequence[int]) -> Sequence[int]:
        found = places(self._text, words) if words else []
        if not found:
            return []
        low, high = self._sentence
        inside = [p for p in found if low <= p[0] and p[1] <= high]
        if inside:
            best = min(inside, key=lambda p: abs(p[0] - self._anchor))
            return covered(self._text, *best)
        before = [p for p in found if p[1] <= low]
        best = max(before) if before else min(found)
        return [*referring, *covered(self._text, *best)]
