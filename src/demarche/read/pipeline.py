"""One page into one reading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from demarche.knowledge import Knowledge
from demarche.model import Article, Page, Published, Reading, Sentence, Span
from demarche.read import acts, article, gazetteer, mentions, sentences, statements, times
from demarche.read.actors import Cast
from demarche.read.encoder import Encoder, Heard
from demarche.read.labels import NAMES
from demarche.read.looked import Looked
from demarche.read.words import paragraphs, words


class Pipeline:
    """The reader: an encoder with its heads, the tables, and the layers over them."""

    def __init__(self, encoder: Encoder, knowledge: Knowledge) -> None:
        self._encoder = encoder
        self._knowledge = knowledge

    @classmethod
    def load(cls, model: Path | None = None) -> Pipeline:
        """Return the reader with the tables and weights of the package, or the model in `model`."""
        return cls(Encoder.load(model), Knowledge.load())

    def read(self, page: Page, *, published: date | None = None) -> Reading:
        """Return what `page` says; raises `PageError` where it cannot be read."""
        found = article.from_page(page, published=published)
        looked = self.look(found)
        if looked is None:
            return Reading(found, (), (), ())
        told = mentions.read(acts.read(looked.sentences, looked.heard), looked)
        said = statements.statements(looked.said, looked.spans)
        return Reading(looked.article, told, said, tuple(looked.times))

    def look(self, found: Article) -> Looked | None:
        """Return an article with all that is known of it before its acts are read.

        None where it has no words.
        """
        spans, breaks = _words(found.text)
        if not spans:
            return None
        texts = [span.of(found.text) for span in spans]
        heard = self._encoder.hear(texts, breaks, gazetteer.marks(texts, self._knowledge))
        parsed = sentences.read(texts, spans, breaks, heard, self._encoder)
        if found.published is None:
            found = self._dated(found, parsed)
        days = found.published.days if found.published else None
        expressions = times.find(found.text, parsed, published=days)
        said = statements.read(texts, heard)
        cast = Cast.of(
            found, parsed, _names(heard, spans), self._knowledge, days.last if days else None
        )
        told = statements.by_sentence(said, [len(sentence.tokens) for sentence in parsed])
        looked = Looked(found, spans, parsed, heard, said, told, expressions, cast, ())
        silent = looked.silent()
        parties = [
            looked.candidate(span)
            for span in cast.mentions()
            if not any(span.overlaps(one) for one in silent)
        ]
        return replace(looked, parties=sorted(one for one in parties if one is not None))

    def _dated(self, found: Article, parsed: Sequence[Sentence]) -> Article:
        holders = times.holders_of(self._knowledge.people)
        inferred = times.infer_published(found.text, parsed, holders=holders)
        return replace(found, published=inferred if isinstance(inferred, Published) else None)


def _words(text: str) -> tuple[list[Span], frozenset[int]]:
    """Return the places of the words of `text`, and which of them begin a paragraph."""
    spans: list[Span] = []
    breaks: list[int] = []
    for paragraph in paragraphs(text):
        breaks.append(len(spans))
        spans += words(text, paragraph)
    return spans, frozenset(breaks)


def _names(heard: Heard, spans: Sequence[Span]) -> list[tuple[Span, str]]:
    """Return the names that the names head finds, each with its type: PER, ORG or LOC."""
    out: list[tuple[Span, str]] = []
    last = -2
    for index, label in enumerate(heard.scores["names"].argmax(1)):
        tag = NAMES[label]
        if tag == "O":
            continue
        if tag[0] == "I" and index == last + 1 and out[-1][1] == tag[2:]:
            out[-1] = (Span(out[-1][0].start, spans[index].end), tag[2:])
        else:
            out.append((spans[index], tag[2:]))
        last = index
    return out
