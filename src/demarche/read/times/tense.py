"""Which way the verb that governs an expression of time points."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from demarche.knowledge.timewords import time_words
from demarche.model import Sentence, Span, Token
from demarche.read.times.sense import Tense

_CLIMB = 12
_MODALS = frozenset("will 'll ’ll wo shall would may might can could should must ca".split())
_UNREAL = frozenset("would could should might may must".split())
_HAS = frozenset("have has had having 've ’ve".split())
_NOT = frozenset("not n't n’t neither nor never nobody".split())


@dataclass(frozen=True, slots=True)
class Governing:
    """The tense that governs an expression, and whether it is a perfect."""

    tense: Tense
    perfect: bool = False


NOTHING = Governing(Tense.NONE)


class Verbs:
    """The verbs of an article's sentences, asked about places in its text."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self._sentences = sentences
        self._starts = [sentence.span.start for sentence in sentences]

    def governing(self, start: int, end: int) -> Governing:
        """Return the tense that governs the words from `start` to `end`."""
        place = bisect_right(self._starts, start) - 1
        if place < 0:
            return NOTHING
        tokens = self._sentences[place].tokens
        inside = [i for i, token in enumerate(tokens) if _overlaps(token.span, start, end)]
        return _governing(tokens, inside) if inside else NOTHING


def _overlaps(span: Span, start: int, end: int) -> bool:
    return span.start < end and start < span.end


def _governing(tokens: Sequence[Token], inside: Sequence[int]) -> Governing:
    within = set(inside)
    top = next((i for i in reversed(inside) if tokens[i].head not in within), inside[-1])
    if _is_verb(tokens[top]):
        return _of_verb(tokens, top, _CLIMB)
    before = [tokens[i].text.lower() for i in range(max(inside[0] - 3, 0), inside[0])]
    if "ahead" in before[-3:] and "of" in before[-2:]:
        return Governing(Tense.FUTURE)
    if before[-1:] == ["since"]:
        return Governing(Tense.PAST, perfect=True)
    if before[-1:] in (["by"], ["until"]) and _is_promised(tokens, top):
        return Governing(Tense.FUTURE)
    noun = _noun_told(tokens, inside)
    found = _climb(tokens, top, _CLIMB)
    return _as_noun_points(found, noun) if noun else found


def _is_promised(tokens: Sequence[Token], node: int) -> bool:
    """Whether the nearest verb above binds someone: "promised a decision by Wednesday"."""
    for _ in range(_CLIMB):
        node = tokens[node].head
        if node < 0 or _is_verb(tokens[node]):
            break
    return node >= 0 and tokens[node].lemma.lower() in time_words().pointing["promises"]


def _noun_told(tokens: Sequence[Token], inside: Sequence[int]) -> list[str]:
    """The nouns that the expression tells apart, as in "Friday's attack", "the March 4 vote"."""
    following = [token.text.lower() for token in tokens[inside[-1] + 1 : inside[-1] + 4]]
    if following[:1] and following[0] in ("'s", "’s"):
        return following[1:3]
    modifies = tokens[inside[-1]].deprel in ("compound", "nmod:poss", "amod", "nmod:unmarked")
    return following[:2] if modifies else []


def _as_noun_points(found: Governing, noun: Sequence[str]) -> Governing:
    """Friday's attack lies behind whatever is done about it, Friday's vote not always."""
    pointing = time_words().pointing
    if any(word in pointing["past_nouns"] for word in noun):
        return Governing(Tense.PAST)
    if found.tense is Tense.PRESENT:
        coming = any(word in pointing["coming_nouns"] for word in noun)
        return Governing(Tense.PRESENT if coming else Tense.PAST)
    return found


def _climb(tokens: Sequence[Token], node: int, steps: int) -> Governing:
    """Go up from a word to the nearest verb, or noun with a copula, and read its tense."""
    while node >= 0 and steps > 0:
        if _is_verb(tokens[node]):
            return _of_verb(tokens, node, steps)
        copula = [t for t in _children(tokens, node) if t.deprel.startswith(("cop", "aux"))]
        if copula:
            return _of_helpers(copula, []) or Governing(_of_tag(copula[-1].xpos))
        node, steps = tokens[node].head, steps - 1
    return NOTHING


def _is_verb(token: Token) -> bool:
    return token.upos in ("VERB", "AUX") or token.xpos.startswith("VB") or token.xpos == "MD"


def _children(tokens: Sequence[Token], node: int) -> list[Token]:
    return [token for token in tokens if token.head == node]


def _of_tag(xpos: str) -> Tense:
    if xpos == "MD":
        return Tense.FUTURE
    return Tense.PAST if xpos in ("VBD", "VBN") else Tense.PRESENT


def _of_helpers(helpers: Sequence[Token], others: Sequence[Token]) -> Governing | None:
    """What auxiliaries alone decide; `None` where the verb decides with them."""
    words = [token.text.lower() for token in helpers]
    modal = next((w for t, w in zip(helpers, words, strict=True) if _is_modal(t)), None)
    has = next((word for word in words if word in _HAS), None)
    if modal:
        denied = any(t.text.lower() in _NOT for t in (*helpers, *others))
        past = modal in _UNREAL and (has or (modal == "could" and denied))
        return Governing(Tense.PAST if past else Tense.FUTURE)
    if has:
        return Governing(Tense.PAST, perfect=True)
    if any(token.xpos == "VBD" for token in helpers):
        return Governing(Tense.PAST)
    return None


def _is_modal(token: Token) -> bool:
    return token.xpos == "MD" or token.text.lower() in _MODALS


def _of_verb(tokens: Sequence[Token], node: int, steps: int) -> Governing:
    verb = tokens[node]
    children = _children(tokens, node)
    if any(t.text.lower() == "to" and t.xpos == "TO" for t in children) and verb.xpos != "VBD":
        return _of_infinitive(tokens, node, steps)
    helpers = [t for t in children if t.deprel.startswith(("aux", "cop"))]
    pointing, lemma = time_words().pointing, verb.lemma.lower()
    if verb.xpos == "VBN" and lemma in pointing["awaits"] and not _has_perfect(helpers):
        return Governing(Tense.FUTURE)
    helped = _of_helpers(helpers, children)
    if helped:
        return helped
    if verb.xpos == "MD" or (verb.xpos == "VBD" and lemma in pointing["puts_off"]):
        return Governing(Tense.FUTURE)
    if verb.xpos == "VBG" and not helpers:
        return _of_participle(tokens, node, steps)
    if verb.xpos == "VB" and not helpers and verb.head >= 0:
        return _climb(tokens, verb.head, steps - 1)
    past = verb.xpos == "VBD" or (verb.xpos == "VBN" and not helpers)
    return Governing(Tense.PAST if past else Tense.PRESENT)


def _has_perfect(helpers: Sequence[Token]) -> bool:
    return any(token.text.lower() in _HAS for token in helpers)


def _of_participle(tokens: Sequence[Token], node: int, steps: int) -> Governing:
    """Read a participle: "beginning Monday" lies ahead; others go by the verb above them."""
    verb = tokens[node]
    if verb.text.lower() in ("beginning", "starting"):
        return Governing(Tense.FUTURE)
    return _climb(tokens, verb.head, steps - 1) if verb.head >= 0 else NOTHING


def _of_infinitive(tokens: Sequence[Token], node: int, steps: int) -> Governing:
    """Read "to meet on Friday": ahead after a plan or a noun; else as its governor."""
    verb = tokens[node]
    helpers = [t for t in _children(tokens, node) if t.deprel.startswith("aux")]
    if _has_perfect(helpers):
        return Governing(Tense.PAST)
    if verb.head < 0 or verb.deprel.startswith(("acl", "csubj", "ccomp")):
        return Governing(Tense.FUTURE)
    head = tokens[verb.head]
    if head.lemma.lower() in time_words().pointing["plans"] or not _is_verb(head):
        return Governing(Tense.FUTURE)
    return _climb(tokens, verb.head, steps - 1)
