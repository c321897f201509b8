"""The corpora, read into texts of words with labels."""

from __future__ import annotations

import bisect
import csv
import gzip
import itertools
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from demarche.model import Span
from demarche.read import labels as L
from demarche.read.labels import Link
from demarche.read.words import paragraphs, words
from training.examples import IGNORE, Labels


@dataclass
class Text:
    """A text as words, with the indices of the words that begin a paragraph."""

    name: str
    words: list[str]
    breaks: list[int]
    labels: Labels
    sentences: list[int] | None = None
    spans: list[Span] = field(default_factory=list)
    text: str = ""
    gazetteer: list[int] | None = None


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSON Lines file, plain or gzipped."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        for line in file:
            if line.strip():
                yield json.loads(line)


def running(name: str, text: str) -> Text:
    """Return `text` cut into words and paragraphs, with no labels yet."""
    spans: list[Span] = []
    breaks: list[int] = []
    for paragraph in paragraphs(text):
        breaks.append(len(spans))
        spans += words(text, paragraph)
    return Text(name, [s.of(text) for s in spans], breaks, Labels(), spans=spans, text=text)


def covered(text: Text, start: int, end: int) -> list[int]:
    """Return the indices of the words that share a character with [start, end)."""
    first = bisect.bisect_right([s.end for s in text.spans], start)
    last = bisect.bisect_left([s.start for s in text.spans], end)
    return list(range(first, last))


# --- trees -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Tags:
    """The inventories of the treebanks, in the order of the network's outputs."""

    upos: list[str]
    xpos: list[str]
    rels: list[str]


def tags(paths: Sequence[Path]) -> Tags:
    """Return the tags that occur in the treebanks at `paths`."""
    seen: list[set[str]] = [set(), set(), set()]
    for path in paths:
        for row in _rows(path):
            for values, column in zip(seen, (3, 4, 7), strict=True):
                values.add(row[column])
    return Tags(*(sorted(values) for values in seen))


def _rows(path: Path) -> Iterator[list[str]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            if re.match(r"\d+\t", line):
                yield line.rstrip("\n").split("\t")


MOST_WORDS = 180
QUIET = (
    "GUM_academic",
    "GUM_conversation",
    "GUM_textbook",
    "GUM_vlog",
    "GUM_voyage",
    "answers",
    "reviews",
)
"""Texts of the treebanks that tell no act of states or groups, by how their names begin."""
NOMINAL_KINDS = {"person": 1, "organization": 2, "place": 3, "time": 4}


def trees(
    path: Path, known: Tags, names: dict[tuple[str, ...], list[str]], *, with_entities: bool = False
) -> list[Text]:
    """Return runs of neighbouring sentences of a treebank, of at most `MOST_WORDS` words.

    `names` maps a sentence's words to its name tags. With `with_entities`, GUM's entities give
    nominal mentions and coreference. Texts of the kinds in `QUIET` are known to tell no acts.
    """
    out: list[Text] = []
    run = _Run(known, names, with_entities)
    for block, new_paragraph, document in _sentences(path):
        if document or run.size + len(block) > MOST_WORDS:
            run.close(out)
        if document:
            run.quiet = document.startswith(QUIET)
        run.add(block, new_paragraph=new_paragraph)
    run.close(out)
    return out


def _sentences(path: Path) -> Iterator[tuple[list[list[str]], bool, str]]:
    """Yield each sentence, whether it begins a paragraph, and the name of a text that it begins."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        blocks = file.read().split("\n\n")
    for block in blocks:
        rows = [line.split("\t") for line in block.split("\n") if re.match(r"\d+\t", line)]
        if rows:
            document = re.search(r"# newdoc id = (\S+)", block)
            yield rows, "# newpar" in block, document[1] if document else ""


class _Run:
    """Sentences gathered into one text."""

    def __init__(self, known: Tags, names: dict[tuple[str, ...], list[str]], entities: bool):
        self._numbers = [
            {tag: n for n, tag in enumerate(tags_)}
            for tags_ in (known.upos, known.xpos, known.rels)
        ]
        self._names, self._entities = names, entities
        self._open: list[tuple[str, str, int, str]] = []
        self.quiet = False
        self._clear()

    def _clear(self) -> None:
        self.size = 0
        self._sentence = 0
        layers = ["ends", "upos", "xpos", "heads", "rels", "names", "nominals"]
        self._layers: dict[str, list[int]] = {name: [] for name in layers}
        self._words: list[str] = []
        self._sentences: list[int] = []
        self._breaks: list[int] = [0]
        self._heads_of: dict[str, list[int]] = {}

    def add(self, rows: list[list[str]], *, new_paragraph: bool) -> None:
        base = self.size
        if new_paragraph and base:
            self._breaks.append(base)
        words_ = [row[1].replace(" ", "") for row in rows]
        add = self._layers
        self._words += words_
        self._sentences += [self._sentence] * len(rows)
        self._sentence += 1
        add["ends"] += [0] * (len(rows) - 1) + [1]
        for layer, column, numbers in zip(
            ("upos", "xpos", "rels"), (3, 4, 7), self._numbers, strict=True
        ):
            add[layer] += [numbers.get(row[column], IGNORE) for row in rows]
        heads = [int(row[6]) - 1 for row in rows]
        add["heads"] += [base + h if h >= 0 else -1 for h in heads]
        bio = self._names.get(tuple(words_))
        add["names"] += [L.NAMES.index(t) for t in bio] if bio is not None else [IGNORE] * len(rows)
        add["nominals"] += [0 if self._entities else IGNORE] * len(rows)
        self.size += len(rows)
        if self._entities:
            self._mark(rows, base, heads)

    def _mark(self, rows: list[list[str]], base: int, heads: list[int]) -> None:
        for index, row in enumerate(rows):
            found = re.search(r"Entity=([^|]*)", row[9])
            if not found:
                continue
            for opened, single, closed in re.findall(r"\(([^()]+)(\))?|([^()]+)\)", found[1]):
                if opened:
                    parts = opened.split("-")
                    self._open.append((parts[0], parts[1] if len(parts) > 1 else "", index, ""))
                    if single:
                        self._end(parts[0], index, base, heads)
                elif closed:
                    self._end(closed.split("-")[0], index, base, heads)
        self._open = []

    def _end(self, entity: str, last: int, base: int, heads: list[int]) -> None:
        for place in range(len(self._open) - 1, -1, -1):
            if self._open[place][0] == entity:
                _, kind, first, _ = self._open.pop(place)
                break
        else:
            return
        head = next((i for i in range(first, last + 1) if not first <= heads[i] <= last), first)
        self._layers["nominals"][base + head] = NOMINAL_KINDS.get(kind, 5)
        if kind in ("person", "organization", "place"):
            self._heads_of.setdefault(entity, []).append(base + head)

    def close(self, out: list[Text]) -> None:
        if self.size:
            labels = Labels(**self._layers)  # type: ignore[arg-type]
            if self._entities:
                labels.links[Link.SAME] = self._same()
            if self.quiet:
                labels.triggers = [0] * self.size
            out.append(Text("tree", self._words, self._breaks, labels, sentences=self._sentences))
        self._clear()

    def _same(self) -> dict[int, set[int]]:
        rows: dict[int, set[int]] = {}
        for mentions in self._heads_of.values():
            for index in mentions:
                rows[index] = {m for m in mentions if m < index}
        return rows


# --- names -------------------------------------------------------------------------------------


def names(path: Path) -> dict[str, list[tuple[list[str], list[str]]]]:
    """Return the sentences with name tags, by set."""
    out: dict[str, list[tuple[list[str], list[str]]]] = {}
    for row in lines(path):
        tokens, bio = row["sentence"]
        out.setdefault(row["set"], []).append((tokens, bio))
    return out


def name_text(tokens: list[str], bio: list[str]) -> Text:
    """Return one sentence with its name tags as a text."""
    labels = Labels(names=[L.NAMES.index(t) for t in bio])
    return Text("names", [t.replace(" ", "") or "_" for t in tokens], [0], labels)


# --- statements --------------------------------------------------------------------------------


def statements(path: Path) -> list[Text]:
    """Return PolNeAR's articles with cues, and links from each cue to its source and content."""
    out = []
    for row in lines(path):
        text = running(row["doc"], row["text"])
        cues = [0] * len(text.words)
        sources: dict[int, set[int]] = {}
        contents: dict[int, set[int]] = {}
        for said in row["attributions"]:
            cue = [i for s, e in said["cue"] or [] for i in covered(text, s, e)]
            if not cue:
                continue
            cues[cue[0]] = 1
            for index in cue[1:]:
                cues[index] = cues[index] or 2
            for into, part in ((sources, "source"), (contents, "content")):
                found = {i for s, e in said[part] or [] for i in covered(text, s, e)}
                into.setdefault(cue[0], set()).update(found)
        text.labels = Labels(
            cues=cues, links={Link.CUE_SOURCE: sources, Link.CUE_CONTENT: contents}
        )
        out.append(text)
    return out


# --- news that nobody has labelled -------------------------------------------------------------

_IN_COMMON = 8


def news(path: Path, *, apart_from: Sequence[str]) -> list[Text]:
    """Return the reports that have no run of eight words in common with those of `apart_from`."""
    known = set().union(*(_runs(text) for text in apart_from))
    return [
        running(row["doc"], row["text"]) for row in lines(path) if not _runs(row["text"]) & known
    ]


def _runs(text: str) -> set[tuple[str, ...]]:
    found = text.split()
    return set(zip(*(found[i:] for i in range(_IN_COMMON)), strict=False))


def sentences(path: Path) -> list[Text]:
    """Return single sentences, given as tokens, without labels."""
    return [
        Text("sentence", [t.replace(" ", "") or "_" for t in row["tokens"]], [0], Labels())
        for row in lines(path)
        if row["tokens"]
    ]


# --- what took place ---------------------------------------------------------------------------

TRUE, OPEN, FALSE = (
    ("happened", "ongoing"),
    ("planned", "possible", "did_not_happen", "will_not_happen"),
    ("did_not_happen", "will_not_happen"),
)


def factuality(path: Path) -> list[Text]:
    """Return sentences whose acts a crowd has rated from -3, did not happen, to 3, did."""
    out = []
    for row in lines(path):
        tokens = row["text"].split(" ")
        factual = [0] * len(tokens)
        for target in row["targets"]:
            factual[target["span1"][0]] = _statuses(target["label"])
        out.append(Text("factuality", [t or "_" for t in tokens], [0], Labels(factual=factual)))
    return out


def _statuses(rating: float) -> int:
    """Return the statuses that a rating allows, as bits; 0 where it tells too little."""
    if 1.5 < rating < 2.5:
        return 0
    allowed = TRUE if rating >= 2.5 else OPEN if rating > -1.5 else FALSE
    return sum(1 << L.STATUSES.index(status) for status in allowed)


# --- acts between marked parties ---------------------------------------------------------------

MARKED = re.compile(r"</?[st]>")


def pairs(path: Path) -> list[tuple[Text, str]]:
    """Return the sentences with two marked parties, each with its type."""
    csv.field_size_limit(10**7)
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return [(marked(row["marked_sentence"]), row["gold_root"]) for row in rows]


def marked(sentence: str) -> Text:
    """Return a sentence with `<s>` and `<t>` marks as a text whose gazetteer holds the marks."""
    plain, marks, last = "", [], 0
    state = 0
    for match in MARKED.finditer(sentence):
        plain += sentence[last : match.start()]
        marks.append((len(plain), match.group()))
        last = match.end()
    plain += sentence[last:]
    text = running("pair", plain)
    roles = [0] * len(text.words)
    for (start, mark), (end, _) in itertools.pairwise(marks):
        if mark in ("<s>", "<t>"):
            state = 1 if mark == "<s>" else 2
            for index in covered(text, start, end):
                roles[index] = state
    text.gazetteer = roles
    return text
