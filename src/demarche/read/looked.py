"""Everything that the layers below the acts have found in one article."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass

from demarche.model import Article, Furniture, Sentence, Span, TimeExpression
from demarche.read.actors import Cast
from demarche.read.encoder import Heard
from demarche.read.links import Candidate, beginning_in
from demarche.read.statements import Said

_SILENT = frozenset(
    {
        Furniture.HEADER,
        Furniture.NAVIGATION,
        Furniture.CAPTION,
        Furniture.BYLINE,
        Furniture.REPEAT,
        Furniture.NOTICE,
    }
)


@dataclass(frozen=True, slots=True)
class Looked:
    """One article with its words, sentences, statements, times and cast.

    `told` gives, for each sentence, the statements that have a word in it.
    """

    article: Article
    spans: Sequence[Span]
    sentences: Sequence[Sentence]
    heard: Heard
    said: Sequence[Said]
    told: Sequence[Sequence[Said]]
    times: Sequence[TimeExpression]
    cast: Cast
    parties: Sequence[Candidate]

    def candidate(self, span: Span) -> Candidate | None:
        """Return the words that share a character with `span`; None where no word does."""
        first = bisect.bisect_right(self.spans, span.start, key=lambda s: s.end)
        last = bisect.bisect_left(self.spans, span.end, key=lambda s: s.start)
        return Candidate(first, last) if first < last else None

    def parties_in(self, sentence: Sentence) -> Sequence[Candidate]:
        """Return the parties of which the first word stands in `sentence`."""
        home = self.candidate(sentence.span)
        return beginning_in(self.parties, home.first, home.last) if home is not None else ()

    def span(self, candidate: Candidate) -> Span:
        """Return the place of `candidate`'s words."""
        return Span(self.spans[candidate.first].start, self.spans[candidate.last - 1].end)

    def words(self, candidate: Candidate) -> list[str]:
        """Return the words of `candidate` in lower case."""
        places = self.spans[candidate.first : candidate.last]
        return [place.of(self.article.text).lower() for place in places]

    def lemmas(self, words: Candidate, sentence: Sentence) -> list[str]:
        """Return the lemmas of `words`, which stand in `sentence`."""
        first, last = (self.row(word, sentence) for word in (words.first, words.last))
        return [token.lemma for token in sentence.tokens[first:last]]

    def row(self, word: int, sentence: Sentence) -> int:
        """Return which word of `sentence` the article's word `word` is."""
        return word - bisect.bisect_left(self.spans, sentence.span.start, key=lambda s: s.start)

    def silent(self) -> list[Span]:
        """Return the places of furniture that tells nothing: no act, no party."""
        return [f.span for f in self.article.furniture if f.kind in _SILENT]

    def rows(self) -> list[list[Candidate]]:
        """Return the lists of parties in the article."""
        found = [[self.candidate(span) for span in row] for row in self.cast.rows()]
        return [[one for one in row if one is not None] for row in found]

    def distinct(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Return the candidates, titles beside a name as the name, and none of them twice."""
        kept: list[Candidate] = []
        for candidate in candidates:
            proper = self.candidate(self.cast.proper(self.span(candidate))) or candidate
            if not any(proper.shared(one) for one in kept):
                kept.append(proper)
        return kept
