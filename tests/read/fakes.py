"""Hand-made answers of the heads, for tests of the layers above them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from demarche.model import Sentence, Span, Token
from demarche.read.encoder import Heard
from demarche.read.labels import CUES, NAMES, NOMINALS, STATUSES, TRIGGERS, Link
from demarche.read.linking import Linking
from demarche.read.windows import Window

SURE = 9.0
SIZES = {
    "ends": 2,
    "upos": 1,
    "xpos": 1,
    "names": len(NAMES),
    "nominals": len(NOMINALS),
    "cues": len(CUES),
    "triggers": len(TRIGGERS),
    "statuses": len(STATUSES),
}


def heard(
    count: int,
    *,
    labels: Mapping[str, Mapping[int, int]] | None = None,
    links: Mapping[Link, Mapping[int, Sequence[int]]] | None = None,
) -> Heard:
    """Heads that are sure of `labels[head][word]` and `links[role][row]`, and of nothing else."""
    scores = {name: np.zeros((count, size), np.float32) for name, size in SIZES.items()}
    for name, array in scores.items():
        array[:, 0] = SURE
        for word, label in (labels or {}).get(name, {}).items():
            array[word, 0], array[word, label] = 0, SURE
    scores["cores"] = np.zeros(count, np.float32)
    pairs = np.full((len(Link), count, count), -SURE, np.float32)
    for role, rows in (links or {}).items():
        for row, columns in rows.items():
            pairs[role, row, list(columns)] = SURE
    return Heard(
        scores=scores,
        windows=(Window(0, 0, count),),
        arcs=(np.zeros((count, count + 1), np.float32),),
        rel_own=np.zeros((count, 1), np.float32),
        rel_head=(np.zeros((count + 1, 1), np.float32),),
        linkings=(Linking.of_scores(pairs),),
        window_of=np.zeros(count, np.int64),
    )


def sentence(text: str, tree: Sequence[tuple[int, str]] = ()) -> Sentence:
    """A sentence of words parted by blanks, with the heads and relations of `tree`."""
    tokens, start = [], 0
    for index, word in enumerate(text.split(" ")):
        head, rel = tree[index] if tree else (-1, "root")
        tokens.append(
            Token(Span(start, start + len(word)), word, word.lower(), "X", "X", head, rel)
        )
        start += len(word) + 1
    return Sentence(Span(0, len(text)), tuple(tokens))
