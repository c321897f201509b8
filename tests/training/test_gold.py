"""What annotated reports teach of the parties to an act."""

from __future__ import annotations

from typing import Any

from training.corpora import running
from training.examples import Labels
from training.gold import Tree

from demarche.read.labels import Link
from training import gold

TEXT = "Turkey shelled Afrin. It was condemned by Syria, and Turkey shrugged."
WORDS = running("report", TEXT).words


def _tree(heads: dict[str, tuple[str, str, str]]) -> Tree:
    """Return a tree in which each word hangs on the word, by the relation, and has the tag."""
    first = {word: index for index, word in reversed(list(enumerate(WORDS)))}
    at = [heads.get(word, ("", "root", "NN")) for word in WORDS]
    return Tree(
        [first.get(head, -1) for head, _, _ in at],
        [rel for _, rel, _ in at],
        ["X"] * len(at),
        [xpos for _, _, xpos in at],
        [len(WORDS)],
    )


def _row(anchor: str, sentence: str, **parties: list[tuple[str, str]]) -> dict[str, Any]:
    named = {
        role: [{"text": text, "code": code, "sector": "GOV"} for text, code in found]
        for role, found in parties.items()
    }
    return {
        "sentence": sentence,
        "anchor": anchor,
        "type": "ACCUSE",
        "status": "happened",
        "actors": named.get("actors", []),
        "recipients": named.get("recipients", []),
        "when": None,
        "attribution": [],
        "core": True,
    }


SECOND = "It was condemned by Syria, and Turkey shrugged."
PASSIVE = _tree({"It": ("condemned", "nsubj:pass", "PRP"), "Syria": ("condemned", "obl", "NNP")})


def _labels(row: dict[str, Any]) -> Labels:
    return gold.label("report", TEXT, [row], PASSIVE).labels


def _words(columns: set[int]) -> set[str]:
    return {WORDS[index] for index in columns}


def test_other_mentions_of_a_party_teach_nothing() -> None:
    row = _row("shelled", "Turkey shelled Afrin.", actors=[("Turkey", "TUR")])
    labels = _labels(row)
    trigger = WORDS.index("shelled")
    assert labels.links[Link.ACTOR] == {trigger: {0}}
    others = labels.unsure[Link.ACTOR][trigger]
    assert _words(others) == {"Turkey"}
    assert 0 not in others


def test_the_subject_of_a_passive_does_not_act() -> None:
    row = _row("condemned", "It was condemned", actors=[("Afrin", "SYR")])
    labels = _labels(row)
    assert _words(labels.links[Link.ACTOR][WORDS.index("condemned")]) == {"Afrin"}


def test_a_pronoun_stands_for_whom_its_sentence_does_not_name() -> None:
    row = _row("condemned", "It was condemned", recipients=[("Afrin", "SYR")])
    labels = _labels(row)
    assert _words(labels.links[Link.RECIPIENT][WORDS.index("condemned")]) == {"Afrin", "It"}
