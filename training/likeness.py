"""The axes along which acts in news reports differ, for `demarche.read.likeness`.

    python -m training.likeness --shared DIR

reads one annotated report in three with the shipped model, and writes the mean of the encoder's
last layer over the words of each act that is found, and its principal components (Pearson 1901),
to `src/demarche/read/weights/likeness.npz`. To be done anew for each new encoder, before
`training.merging`.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from demarche.knowledge import Knowledge
from demarche.read import acts, gazetteer, sentences
from demarche.read.encoder import WEIGHTS, Encoder
from demarche.read.likeness import SIZE
from training import corpora
from training.held import annotated_reports

OUT = WEIGHTS / "likeness.npz"
OF = 3

Floats = NDArray[np.float32]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    found = annotated_reports(parser.parse_args().shared, 0, held=False)
    encoder, knowledge = Encoder.load(), Knowledge.load()
    vectors = np.array(
        [
            vector
            for name, (text, _) in sorted(found.items())[::OF]
            for vector in wordings(corpora.running(name, text), encoder, knowledge)
        ]
    )
    mean, axes, share = components(vectors)
    np.savez(OUT, mean=mean, axes=axes.astype(np.float16))
    print(f"{len(vectors)} acts; {SIZE} axes hold {share:.3f} of how they differ")


def wordings(text: corpora.Text, encoder: Encoder, knowledge: Knowledge) -> Iterator[Floats]:
    """Yield the encoder's mean over the words of each act in a text."""
    breaks = frozenset(text.breaks)
    heard = encoder.hear(text.words, breaks, gazetteer.marks(text.words, knowledge))
    read = sentences.read(text.words, text.spans, breaks, heard, encoder)
    for act in acts.read(read, heard):
        yield heard.scores["words"][act.words[0] : act.words[1]].mean(0)


def components(vectors: Floats) -> tuple[Floats, Floats, float]:
    """Return the mean of vectors, their `SIZE` main axes, and the share of variance along these."""
    mean = vectors.mean(0)
    _, sizes, axes = np.linalg.svd(vectors - mean, full_matrices=False)
    share = float((sizes[:SIZE] ** 2).sum() / (sizes**2).sum())
    return mean, axes[:SIZE].T, share


if __name__ == "__main__":
    main()
