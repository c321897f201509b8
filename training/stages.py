"""The stages of training, and what each learns from."""

from __future__ import annotations

import bisect
import copy
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import torch

from demarche.knowledge import Knowledge
from demarche.read import gazetteer, sentences
from demarche.read import labels as L
from demarche.read.encoder import Encoder as Reader
from demarche.read.wordpiece import WordPiece
from training import annotated, corpora, gold
from training.batch import Batch, grouped
from training.corpora import Tags, Text
from training.examples import Example, examples
from training.export import export
from training.gold import Tree
from training.held import annotated_reports, held_out
from training.network import Encoder, Network, Sizes
from training.run import Plan, device, keep, train
from training.taught import taught
from training.teacher import MPNet

Material = Mapping[str, Sequence[Batch]]

TREES = ("ewt_train", "gum_train")
NAME_SETS = ("ewt_dev", "wikigold", "xpol_train", "xpol_dev", "xpol_test", "gum_train")

# How many pieces a window has at most, and how many of them for context.
SIZES = ((320, 80), (224, 48), (384, 96))

PARSER = Plan("parser", {"trees": 5}, encoder_rate=3e-4, head_rate=1.5e-3, warm_up=100)
TEACHERS = 2
TEACHER = Plan(
    "teacher",
    {"gold": 2.5, "written": 2.5, "trees": 5, "names": 2, "statements": 6, "factuality": 1},
    encoder_rate=1e-4,
    head_rate=1.5e-3,
    most_pieces=12000,
    warm_up=120,
)
STUDENT = Plan(
    "student",
    {
        "gold": 12,
        "written": 12,
        "trees": 22,
        "names": 5,
        "statements": 16,
        "factuality": 4,
        "news": 15,
    },
    encoder_rate=5e-4,
    head_rate=2e-3,
    most_pieces=6000,
    warm_up=300,
)
FINISHES = 3
FINISH = Plan(
    "finish",
    {
        "gold": 0.6,
        "written": 0.6,
        "trees": 1.2,
        "names": 0.4,
        "statements": 1,
        "factuality": 0.2,
        "news": 0.5,
        "pairs": 5,
    },
    encoder_rate=7e-5,
    head_rate=4e-4,
    most_pieces=2000,
    warm_up=40,
    rounding=True,
)


@dataclass(frozen=True)
class Places:
    """Where the corpora, the pretrained encoders and the work of training lie.

    `parser` is a model that reads the trees of reports, if none is to be trained for that.
    """

    shared: Path
    encoder: Path
    teacher: Path
    work: Path
    parser: Path | None = None

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


def windows(
    texts: Sequence[Text], pieces: WordPiece, sizes: Sequence[tuple[int, int]] = SIZES[:1]
) -> list[Example]:
    """Return the windows of many texts, cut once to each of `sizes`."""
    return [
        example
        for t in texts
        for size in sizes
        for example in examples(t.words, t.breaks, t.labels, pieces, t.gazetteer, t.sentences, size)
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
    places: Places, knowledge: Knowledge, parser: Reader, hold_out: int, *, held: bool = False
) -> dict[str, list[Text]]:
    """Return the annotated reports and our own written ones, or with `held` those held out.

    The trees that `parser` reads say which word of a trigger is its head, and which pronoun stands
    for an actor that the sentence does not name. They are learnt as well: a network that sees
    trees in the treebanks alone learns to tell them from news, and forgets trees in the news.
    """
    tags = known_tags(places)
    out: dict[str, list[Text]] = {"gold": [], "written": []}
    reports = {
        "gold": annotated_reports(places.shared, hold_out, held=held),
        "written": {} if held else gold.written(Path(__file__).parent / "data" / "written"),
    }
    for kind, found in reports.items():
        for name, (text, rows) in found.items():
            bare = corpora.running(name, text)
            bare.gazetteer = gazetteer.marks(bare.words, knowledge)
            tree = parse(bare, parser)
            labelled = gold.label(name, text, rows, tree)
            labelled.gazetteer = bare.gazetteer
            plant(tree, labelled, tags)
            out[kind].append(labelled)
    return out


def parse(text: Text, parser: Reader) -> Tree:
    """Return the trees of a text as `parser` reads them."""
    breaks = frozenset(text.breaks)
    heard = parser.hear(text.words, breaks, text.gazetteer or [0] * len(text.words))
    heads: list[int] = []
    tokens = []
    ends: list[int] = []
    for sentence in sentences.read(text.words, text.spans, breaks, heard, parser):
        base = len(tokens)
        heads += [base + t.head if t.head >= 0 else -1 for t in sentence.tokens]
        tokens += sentence.tokens
        ends.append(len(tokens))
    return Tree(
        heads,
        [t.deprel for t in tokens],
        [t.upos for t in tokens],
        [t.xpos for t in tokens],
        ends,
    )


def plant(tree: Tree, text: Text, tags: Tags) -> None:
    """Add to the labels of `text` its tags and trees as they were read."""
    last = {end - 1 for end in tree.ends}
    text.labels.ends = [int(index in last) for index in range(len(text.words))]
    text.labels.upos = [tags.upos.index(tag) for tag in tree.upos]
    text.labels.xpos = [tags.xpos.index(tag) for tag in tree.xpos]
    text.labels.heads = list(tree.heads)
    text.labels.rels = [tags.rels.index(rel) for rel in tree.rels]
    text.sentences = [bisect.bisect_right(tree.ends, index) for index in range(len(text.words))]


def pair_texts(places: Places) -> list[Text]:
    """Return the sentences with marked parties."""
    out = []
    for text, kind in corpora.pairs(places.corpora / "plv-train.tsv"):
        text.labels.related = L.RELATED.index(kind)
        out.append(text)
    return out


def all_texts(places: Places, parser: Reader, hold_out: int) -> dict[str, list[Text]]:
    """Return the texts of every corpus that people have marked, with the trees of `parser`."""
    knowledge = Knowledge.load()
    return {
        **gold_texts(places, knowledge, parser, hold_out),
        "trees": known_words(tree_texts(places, known_tags(places)), knowledge),
        "names": known_words(name_texts(places), knowledge),
        "statements": statement_texts(places, knowledge, parser, hold_out),
        "factuality": known_words(
            corpora.factuality(places.corpora / "uw-factuality-train.jsonl.gz"), knowledge
        ),
        "pairs": pair_texts(places),
    }


def material(places: Places, pieces: WordPiece, parser: Reader, hold_out: int) -> Material:
    """Return the windows of every corpus, by length."""
    texts = all_texts(places, parser, hold_out)
    texts["news"] = known_words(news_texts(places), Knowledge.load())
    sizes = {"gold": SIZES, "written": SIZES}
    data = {name: windows(each, pieces, sizes.get(name, SIZES[:1])) for name, each in texts.items()}
    return {name: grouped(each) for name, each in data.items()}


def statement_texts(
    places: Places, knowledge: Knowledge, parser: Reader, hold_out: int, *, held: bool = False
) -> list[Text]:
    """Return the articles with statements; one in 5 * `hold_out` is kept out, or with `held` in.

    Reports whose acts are kept out are kept out here too.
    """
    texts = corpora.statements(places.corpora / "polnear-train.jsonl.gz")
    acts = annotated_reports(places.shared, hold_out, held=True)
    kept = [
        text
        for text in texts
        if held_out(text.name, 5 * hold_out) == held and (held or text.name not in acts)
    ]
    known_words(kept, knowledge)
    tags = known_tags(places)
    for text in kept:
        plant(parse(text, parser), text, tags)
    return kept


def news_texts(places: Places) -> list[Text]:
    """Return reports without labels that share no run of words with any gold, and sentences."""
    annotated_texts = [
        path.read_text(encoding="utf-8")
        for folder in ("train", "dev")
        for path in sorted((places.shared / "gold" / folder).glob("*.txt"))
    ] + [text for text, _ in annotated.reports(places.corpora).values()]
    found = corpora.news(places.corpora / "guardian-syria.jsonl.gz", apart_from=annotated_texts)
    return [*found, *corpora.sentences(places.corpora / "cameo-parties.jsonl.gz")]


def stage(network: Network, data: Material, plan: Plan, work: Path) -> Network:
    """Return `network` trained by `plan`, or with what that gave before."""
    finished = work / f"{plan.name}.pt"
    if finished.exists():
        network.load_state_dict(torch.load(finished, map_location="cpu"))
        return network.to(device()).eval()
    return train(network, data, plan, work)


def run(places: Places, *, hold_out: int = 0) -> Network:
    """Train a parser, if none is given, the teachers, then the reader's network.

    `hold_out` keeps one report in so many from training. The windows to learn from are kept in the
    work folder: with them and the encoders, the rest can be done on another machine.
    """
    tags, pieces = known_tags(places), places.pieces()
    work = places.work / f"hold-out-{hold_out}"
    windows_path = work / "material.pt"
    if not windows_path.exists():
        parser = places.parser or train_parser(places, tags, work)
        keep(material(places, pieces, Reader.load(parser), hold_out), windows_path)
    network = learn(places, torch.load(windows_path, weights_only=False), tags, work)
    export(network, tags, places.encoder / "vocab.txt", work / "model")
    return network


def train_parser(places: Places, tags: Tags, work: Path) -> Path:
    """Return the folder of a parser that has learnt from the treebanks alone."""
    texts = known_words(tree_texts(places, tags), Knowledge.load())
    torch.manual_seed(PARSER.seed)
    data = {"trees": grouped(windows(texts, places.pieces()))}
    network = stage(new_network(places, tags), data, PARSER, work)
    export(network.cpu(), tags, places.encoder / "vocab.txt", work / "parser")
    return work / "parser"


def learn(places: Places, data: Material, tags: Tags, work: Path) -> Network:
    """Train the teachers on `data`, and from them the reader's network.

    What they have learnt from people they pass on, on the same texts and on some that nobody has
    marked.
    """
    teachers = [teacher(places, data, tags, work, number) for number in range(TEACHERS)]
    told = {
        name: taught(teachers, data[name], work / "taught" / f"{name}.pt")
        for name in STUDENT.epochs
    }
    del teachers
    torch.manual_seed(STUDENT.seed)
    student = stage(new_network(places, tags), told, STUDENT, work)
    ends = {**told, "pairs": data["pairs"]}
    return mean([finish(student, ends, work, number) for number in range(FINISHES)])


def finish(student: Network, data: Material, work: Path, number: int) -> Network:
    """Return one of the ends of the student's training, which differ in the order of learning."""
    plan = replace(FINISH, name=f"finish-{number}", seed=number + 1)
    return stage(copy.deepcopy(student), data, plan, work).cpu()


def mean(networks: Sequence[Network]) -> Network:
    """Return the mean of the weights of networks that began as one (Wortsman et al. 2022)."""
    states = [network.state_dict() for network in networks]
    out = networks[0]
    out.load_state_dict({name: sum(s[name] for s in states) / len(states) for name in states[0]})
    return out


def teacher(places: Places, data: Material, tags: Tags, work: Path, number: int) -> Network:
    """Return one of the teachers, which differ in their seeds."""
    plan = replace(TEACHER, name=f"teacher-{number}", seed=number + 1)
    torch.manual_seed(plan.seed)
    return stage(Network(MPNet.pretrained(places.teacher), sizes(tags)), data, plan, work)


def known_words(texts: list[Text], knowledge: Knowledge) -> list[Text]:
    """Return `texts` with what the tables know of their words."""
    for text in texts:
        text.gazetteer = gazetteer.marks(text.words, knowledge)
    return texts
