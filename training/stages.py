"""The stages of training, and what each learns from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch

from demarche.knowledge import Knowledge
from demarche.read import gazetteer, sentences
from demarche.read import labels as L
from demarche.read.encoder import Encoder as Reader
from demarche.read.wordpiece import WordPiece
from training import corpora, gold
from training.corpora import Tags, Text
from training.examples import Example, examples
from training.export import export
from training.gold import Tree
from training.network import Encoder, Network, Sizes
from training.run import Plan, train

TREES = ("ewt_train", "gum_train")
NAME_SETS = ("ewt_dev", "wikigold", "xpol_train", "xpol_dev", "xpol_test", "gum_train")
FOUNDATION = Plan("foundation", {"trees": 1.6, "names": 1.0, "statements": 1.0}, most_pieces=1600)

JOINT = Plan(
    "joint",
    {
        "gold": 6,
        "written": 3,
        "statements": 0.25,
        "trees": 0.25,
        "names": 0.3,
        "factuality": 0.7,
        "pairs": 3,
    },
    encoder_rate=1.5e-4,
)
ACTS = Plan(
    "acts",
    {
        "gold": 8,
        "written": 4,
        "statements": 0.3,
        "trees": 0.1,
        "names": 0.1,
        "factuality": 0.4,
        "pairs": 3,
    },
    encoder_rate=2e-4,
    warm_up=80,
)


@dataclass(frozen=True)
class Places:
    """Where the corpora, the pretrained encoder and the work of training lie."""

    shared: Path
    encoder: Path
    work: Path

    @property
    def corpora(self) -> Path:
        return self.shared / "corpora"

    def pieces(self) -> WordPiece:
        return WordPiece.load(self.encoder / "vocab.txt")


def known_tags(places: Places) -> Tags:
    """Return the treebanks' tags, kept in the work folder once they are known."""
    path = places.work / "tags.json"
    if not path.exists():
        places.work.mkdir(parents=True, exist_ok=True)
        paths = [places.corpora / "ud" / f"{name}.conllu.gz" for name in TREES]
        path.write_text(json.dumps(asdict(corpora.tags(paths))))
    return Tags(**json.loads(path.read_text()))


def new_network(places: Places, tags: Tags) -> Network:
    """Return a network with the pretrained encoder and fresh heads."""
    sizes = Sizes(len(tags.upos), len(tags.xpos), len(tags.rels))
    return Network(Encoder.pretrained(places.encoder), sizes)


def windows(texts: Sequence[Text], pieces: WordPiece) -> list[Example]:
    """Return the windows of many texts."""
    return [
        example
        for t in texts
        for example in examples(t.words, t.breaks, t.labels, pieces, t.gazetteer, t.sentences)
    ]


def tree_texts(places: Places, tags: Tags) -> list[Text]:
    """Return the training treebanks."""
    named = corpora.names(places.corpora / "ner.jsonl.gz")
    known = {tuple(t.replace(" ", "") for t in words): bio for words, bio in named["gum_train"]}
    out = []
    for name in TREES:
        path = places.corpora / "ud" / f"{name}.conllu.gz"
        out += corpora.trees(path, tags, known, with_entities=name.startswith("gum"))
    return out


def name_texts(places: Places) -> list[Text]:
    """Return the training sets of names, but GUM's, which come with its trees."""
    named = corpora.names(places.corpora / "ner.jsonl.gz")
    return [
        corpora.name_text(words, bio)
        for name in NAME_SETS
        if name != "gum_train"
        for words, bio in named[name]
        if words
    ]


def foundation(places: Places) -> Network:
    """Train trees, names and statements from the pretrained encoder."""
    tags, pieces = known_tags(places), places.pieces()
    torch.manual_seed(FOUNDATION.seed)
    network = new_network(places, tags)
    finished = places.work / "foundation.pt"
    if finished.exists():
        network.load_state_dict(torch.load(finished))
        return network
    data = {
        "trees": windows(tree_texts(places, tags), pieces),
        "names": windows(name_texts(places), pieces),
        "statements": windows(
            corpora.statements(places.corpora / "polnear-train.jsonl.gz"), pieces
        ),
    }
    train(network, data, FOUNDATION, places.work)
    return network


def held_out(name: str, share: int) -> bool:
    """Whether the report `name` is kept from training: one in `share`, none where it is 0."""
    return share > 0 and int(hashlib.sha256(name.encode()).hexdigest(), 16) % share == 1


def gold_texts(places: Places, knowledge: Knowledge, hold_out: int) -> dict[str, list[Text]]:
    """Return the annotated reports and our own written ones, with the first stage's trees."""
    folder = places.work / "foundation"
    reader = Reader.load(folder)
    out: dict[str, list[Text]] = {"gold": [], "written": []}
    reports = {
        "gold": gold.reports(places.shared / "gold" / "train"),
        "written": gold.written(Path(__file__).parent / "data" / "written"),
    }
    for kind, found in reports.items():
        for name, (text, rows) in found.items():
            if kind == "gold" and held_out(name, hold_out):
                continue
            tree = parse(corpora.running(name, text), reader)
            labelled = gold.label(name, text, rows, tree)
            labelled.gazetteer = gazetteer.marks(labelled.words, knowledge)
            out[kind].append(labelled)
    return out


def parse(text: Text, reader: Reader) -> Tree:
    """Return the trees of a text as the first stage reads them."""
    breaks = frozenset(text.breaks)
    heard = reader.hear(text.words, breaks, [0] * len(text.words))
    heads: list[int] = []
    tokens = []
    ends: list[int] = []
    for sentence in sentences.read(text.words, text.spans, breaks, heard, reader):
        base = len(tokens)
        heads += [base + t.head if t.head >= 0 else -1 for t in sentence.tokens]
        tokens += sentence.tokens
        ends.append(len(tokens))
    return Tree(heads, [t.deprel for t in tokens], [t.xpos for t in tokens], ends)


def pair_texts(places: Places, names: Sequence[int] | None = None) -> list[Text]:
    """Return the sentences with marked parties; `names` picks rows."""
    rows = corpora.pairs(places.corpora / "plv-train.tsv")
    out = []
    for number, (text, kind) in enumerate(rows):
        if names is None or number in names:
            text.labels.related = L.RELATED.index(kind)
            out.append(text)
    return out


def joint(places: Places, *, hold_out: int = 0) -> Network:
    """Train all heads together, from the foundation on; `hold_out` keeps one report in so many."""
    tags, pieces, knowledge = known_tags(places), places.pieces(), Knowledge.load()
    network = foundation(places)
    export(network, tags, places.encoder / "vocab.txt", places.work / "foundation")
    annotated = gold_texts(places, knowledge, hold_out)
    data = {
        "gold": windows(annotated["gold"], pieces),
        "written": windows(annotated["written"], pieces),
        "statements": windows(
            _known(corpora.statements(places.corpora / "polnear-train.jsonl.gz"), knowledge), pieces
        ),
        "trees": windows(_known(tree_texts(places, tags), knowledge), pieces),
        "names": windows(_known(name_texts(places), knowledge), pieces),
        "factuality": windows(
            _known(corpora.factuality(places.corpora / "uw-factuality-train.jsonl.gz"), knowledge),
            pieces,
        ),
        "pairs": windows(pair_texts(places), pieces),
    }
    work = places.work / f"joint-{hold_out}"
    for plan in (JOINT, ACTS):
        finished = work / f"{plan.name}.pt"
        if finished.exists():
            network.load_state_dict(torch.load(finished))
        else:
            train(network, data, plan, work)
    export(network, tags, places.encoder / "vocab.txt", work / "model")
    return network


def _known(texts: list[Text], knowledge: Knowledge) -> list[Text]:
    for text in texts:
        text.gazetteer = gazetteer.marks(text.words, knowledge)
    return texts
