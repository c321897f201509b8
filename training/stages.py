"""The stages of training, and what each learns from."""

from __future__ import annotations

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
from training import annotated, corpora, gold
from training.corpora import Tags, Text
from training.examples import Example, examples
from training.export import export
from training.gold import Tree
from training.held import annotated_reports, held_out
from training.network import Encoder, Network, Sizes
from training.run import Plan, device, train
from training.taught import taught
from training.teacher import MPNet

TREES = ("ewt_train", "gum_train")
NAME_SETS = ("ewt_dev", "wikigold", "xpol_train", "xpol_dev", "xpol_test", "gum_train")
SIZES = ((320, 64), (224, 48), (320, 64))

# The corpora in which the teacher says what nobody has annotated.
TAUGHT = ("trees", "names", "statements", "factuality", "news")

TEACHER = Plan(
    "teacher",
    {
        "gold": 8,
        "written": 8,
        "trees": 2.5,
        "names": 1,
        "statements": 3,
        "factuality": 1,
    },
    encoder_rate=1e-4,
    head_rate=1.5e-3,
    most_pieces=12000,
    warm_up=80,
)
STUDENT = Plan(
    "student",
    {
        "gold": 8,
        "written": 6,
        "trees": 5,
        "names": 1.5,
        "statements": 5,
        "factuality": 1,
        "news": 6,
    },
    encoder_rate=5e-4,
    head_rate=2e-3,
    most_pieces=8000,
    warm_up=150,
)
FURTHER = Plan(
    "further",
    {
        "gold": 3,
        "written": 3,
        "trees": 3,
        "names": 0.7,
        "statements": 2,
        "factuality": 0.5,
    },
    encoder_rate=2e-4,
    head_rate=1e-3,
    most_pieces=1600,
    warm_up=100,
)
FINISH = Plan(
    "finish",
    {
        "gold": 0.5,
        "written": 0.4,
        "trees": 0.3,
        "names": 0.1,
        "statements": 0.25,
        "factuality": 0.1,
        "pairs": 4,
    },
    encoder_rate=7e-5,
    head_rate=4e-4,
    most_pieces=1000,
    warm_up=40,
    rounding=True,
)


@dataclass(frozen=True)
class Places:
    """Where the corpora, the pretrained encoders and the work of training lie."""

    shared: Path
    encoder: Path
    teacher: Path
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
    return Network(Encoder.pretrained(places.encoder), sizes(tags))


def sizes(tags: Tags) -> Sizes:
    """Return how many tags each treebank head tells apart."""
    return Sizes(len(tags.upos), len(tags.xpos), len(tags.rels))


def windows(texts: Sequence[Text], pieces: WordPiece) -> list[Example]:
    """Return the windows of many texts, by turns of each of `SIZES`."""
    return [
        example
        for number, t in enumerate(texts)
        for example in examples(
            t.words,
            t.breaks,
            t.labels,
            pieces,
            t.gazetteer,
            t.sentences,
            SIZES[number % len(SIZES)],
        )
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


def gold_texts(
    places: Places, knowledge: Knowledge, hold_out: int, *, held: bool = False
) -> dict[str, list[Text]]:
    """Return the annotated reports and our own written ones, or with `held` those held out.

    The trees of the model in the package say which word of a trigger is its head, and which pronoun
    stands for an actor that the sentence does not name.
    """
    reader = Reader.load()
    out: dict[str, list[Text]] = {"gold": [], "written": []}
    reports = {
        "gold": annotated_reports(places.shared, hold_out, held=held),
        "written": {} if held else gold.written(Path(__file__).parent / "data" / "written"),
    }
    for kind, found in reports.items():
        for name, (text, rows) in found.items():
            tree = parse(corpora.running(name, text), reader)
            labelled = gold.label(name, text, rows, tree)
            labelled.gazetteer = gazetteer.marks(labelled.words, knowledge)
            out[kind].append(labelled)
    return out


def parse(text: Text, reader: Reader) -> Tree:
    """Return the trees of a text as `reader` reads them."""
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


def material(places: Places, pieces: WordPiece, hold_out: int) -> dict[str, list[Example]]:
    """Return the windows of every corpus but that of marked pairs."""
    knowledge = Knowledge.load()
    found = places.corpora
    texts = {
        **gold_texts(places, knowledge, hold_out),
        "trees": known_words(tree_texts(places, known_tags(places)), knowledge),
        "names": known_words(name_texts(places), knowledge),
        "statements": known_words(statement_texts(places, hold_out), knowledge),
        "factuality": known_words(
            corpora.factuality(found / "uw-factuality-train.jsonl.gz"), knowledge
        ),
        "news": known_words(news_texts(places), knowledge),
    }
    return {name: windows(each, pieces) for name, each in texts.items()}


def statement_texts(places: Places, hold_out: int, *, held: bool = False) -> list[Text]:
    """Return the articles with statements; one in 5 * `hold_out` is kept out, or with `held` in."""
    texts = corpora.statements(places.corpora / "polnear-train.jsonl.gz")
    return [text for text in texts if held_out(text.name, 5 * hold_out) == held]


def news_texts(places: Places) -> list[Text]:
    """Return reports and sentences without labels, none of which shares words with any gold."""
    annotated_texts = [
        path.read_text(encoding="utf-8")
        for folder in ("train", "dev")
        for path in sorted((places.shared / "gold" / folder).glob("*.txt"))
    ] + [text for text, _ in annotated.reports(places.corpora).values()]
    found = corpora.news(places.corpora / "guardian-syria.jsonl.gz", apart_from=annotated_texts)
    return [*found, *corpora.sentences(places.corpora / "cameo-parties.jsonl.gz")]


def stage(network: Network, data: dict[str, list[Example]], plan: Plan, work: Path) -> None:
    """Train `network` by `plan`, or load what that gave before."""
    finished = work / f"{plan.name}.pt"
    if finished.exists():
        network.load_state_dict(torch.load(finished, map_location="cpu"))
        network.to(device()).eval()
    else:
        train(network, data, plan, work)


def run(places: Places, *, hold_out: int = 0) -> Network:
    """Train the teacher, then the reader's network; `hold_out` keeps one report in so many."""
    tags, pieces = known_tags(places), places.pieces()
    work = places.work / f"hold-out-{hold_out}"
    data = material(places, pieces, hold_out)
    data["pairs"] = windows(pair_texts(places), pieces)
    network = learn(places, data, tags, work)
    export(network, tags, places.encoder / "vocab.txt", work / "model")
    return network


def learn(places: Places, data: dict[str, list[Example]], tags: Tags, work: Path) -> Network:
    """Train the teacher on `data`, and from it the reader's network.

    What the teacher has learnt from people it passes on: it annotates what nobody has marked.
    """
    torch.manual_seed(TEACHER.seed)
    teacher = Network(MPNet.pretrained(places.teacher), sizes(tags))
    stage(teacher, data, TEACHER, work)
    told = {
        name: taught(teacher, data[name], work / "taught" / f"{name}.pickle") for name in TAUGHT
    }
    del teacher
    torch.manual_seed(STUDENT.seed)
    network = new_network(places, tags)
    stage(network, {**data, **told}, STUDENT, work)
    for plan in (FURTHER, FINISH):
        stage(network, data, plan, work)
    return network.cpu()


def known_words(texts: list[Text], knowledge: Knowledge) -> list[Text]:
    """Return `texts` with what the tables know of their words."""
    for text in texts:
        text.gazetteer = gazetteer.marks(text.words, knowledge)
    return texts
