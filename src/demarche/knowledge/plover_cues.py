"""Cue words for PLOVER's modes and contexts, and the search for them in a run of words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from demarche.knowledge.rows import entries
from demarche.model.errors import TableError
from demarche.model.plover import Context, EventType, Mode, PloverType, modes_of

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found: the row it speaks for, the phrase, and where its first word stands."""

    row: int
    phrase: Phrase
    at: int


@dataclass(frozen=True, slots=True)
class PhraseIndex:
    """Phrases by their first word, longest first, each with the rows it speaks for.

    A phrase listed under a row's `but_not` has the row as a negative number, -1 - row, and hides
    the row's shorter phrases within it.
    """

    by_first: Mapping[str, tuple[tuple[Phrase, tuple[int, ...]], ...]]

    def hits(self, words: Sequence[str]) -> list[Hit]:
        """The phrases found in `words`, in order; a word's plural counts as the word."""
        found: list[Hit] = []
        covered: dict[int, int] = {}
        by_first = self.by_first
        for at, word in enumerate(words):
            if word in by_first:
                listed = by_first[word]
            elif word.endswith("s") and _singular(word) in by_first:
                listed = by_first[_singular(word)]
            else:
                continue
            for phrase, rows in listed:
                if _stands(phrase, words, at):
                    _note(found, covered, phrase, rows, at)
        return found


@dataclass(frozen=True, slots=True)
class ContextCue:
    """One context: phrases of which one is enough, phrases of which two are needed, and proofs."""

    id: str
    context: Context
    enough: tuple[Phrase, ...]
    two_of: tuple[Phrase, ...]
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ModeCue:
    """One mode of some types: phrases in the trigger, phrases in the sentence, and proofs.

    `general` holds triggers that other modes share, asked when all else is silent. In proofs the
    trigger stands in brackets, with its lemmas after a bar where they differ from its words:
    "Macron [called|call] Putin on Sunday."
    """

    id: str
    types: tuple[EventType, ...]
    mode: Mode
    trigger: tuple[Phrase, ...]
    sentence: tuple[Phrase, ...]
    general: tuple[Phrase, ...]
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ContextCues:
    """All rows on contexts, with an index over their phrases."""

    rows: tuple[ContextCue, ...]
    index: PhraseIndex


@dataclass(frozen=True, slots=True)
class ModeCues:
    """The rows on the modes of one type, in order of preference, with indexes over them."""

    rows: tuple[ModeCue, ...]
    trigger: PhraseIndex
    sentence: PhraseIndex
    general: PhraseIndex


@cache
def context_cues() -> ContextCues:
    """The rows of `contexts.toml`; TableError where one contradicts the ontology."""
    rows, phrases = [], []
    for row in entries("contexts", "context"):
        cue = ContextCue(
            id=str(row["id"]),
            context=_context(row),
            enough=_phrases(row, "enough"),
            two_of=_phrases(row, "two_of"),
            examples=_strings(row, "examples"),
            counter_examples=_strings(row, "counter_examples"),
        )
        phrases.append((cue.enough + cue.two_of, _phrases(row, "but_not")))
        rows.append(cue)
    return ContextCues(tuple(rows), _index(phrases))


@cache
def mode_cues() -> Mapping[EventType, ModeCues]:
    """The rows of `modes.toml` by type; TableError where one contradicts the ontology."""
    of_type: dict[EventType, list[tuple[ModeCue, tuple[Phrase, ...]]]] = {}
    for row in entries("modes", "mode"):
        cue = _mode_cue(row)
        for act in cue.types:
            of_type.setdefault(act, []).append((cue, _phrases(row, "but_not")))
    return {
        act: ModeCues(
            tuple(cue for cue, _ in cues),
            _index([(cue.trigger, but_not) for cue, but_not in cues]),
            _index([(cue.sentence, but_not) for cue, but_not in cues]),
            _index([(cue.general, but_not) for cue, but_not in cues]),
        )
        for act, cues in of_type.items()
    }


def _mode_cue(row: Mapping[str, object]) -> ModeCue:
    name = str(row["id"])
    try:
        types = tuple(EventType(act) for act in _strings(row, "types"))
        mode = Mode(str(row["mode"]))
    except ValueError as error:
        raise TableError(f"modes.toml: {name}", str(error)) from error
    for act in types:
        if mode not in modes_of(PloverType(act)):
            raise TableError(f"modes.toml: {name}", f"{act} has no mode {mode}")
    return ModeCue(
        id=name,
        types=types,
        mode=mode,
        trigger=_phrases(row, "trigger"),
        sentence=_phrases(row, "sentence"),
        general=_phrases(row, "general"),
        examples=_strings(row, "examples"),
        counter_examples=_strings(row, "counter_examples"),
    )


def _context(row: Mapping[str, object]) -> Context:
    try:
        return Context(str(row["context"]))
    except ValueError as error:
        raise TableError(f"contexts.toml: {row['id']}", str(error)) from error


def _strings(row: Mapping[str, object], key: str) -> tuple[str, ...]:
    listed = row.get(key, ())
    if not isinstance(listed, tuple):
        raise TableError(str(row.get("id")), f"{key} is not a list")
    return tuple(str(text) for text in listed)


def _phrases(row: Mapping[str, object], key: str) -> tuple[Phrase, ...]:
    """The phrases listed under `key`, with possessive endings as words of their own."""
    found: list[Phrase] = []
    for text in _strings(row, key):
        apart = text.replace("'s", " 's").replace("s' ", "s ' ")
        found.append(tuple(apart.split()))
        if "'" in apart:
            found.append(tuple(apart.replace("'", "’").split()))
    return tuple(found)


def _index(phrases: Sequence[tuple[Sequence[Phrase], Sequence[Phrase]]]) -> PhraseIndex:
    rows_of: dict[Phrase, list[int]] = {}
    for row, (cues, but_not) in enumerate(phrases):
        for phrase in cues:
            rows_of.setdefault(phrase, []).append(row)
        for phrase in but_not:
            rows_of.setdefault(phrase, []).append(-1 - row)
    by_first: dict[str, list[tuple[Phrase, tuple[int, ...]]]] = {}
    for phrase in sorted(rows_of, key=len, reverse=True):
        by_first.setdefault(phrase[0], []).append((phrase, tuple(rows_of[phrase])))
    return PhraseIndex({first: tuple(listed) for first, listed in by_first.items()})


def _stands(phrase: Phrase, words: Sequence[str], at: int) -> bool:
    if len(phrase) == 1:
        return True
    end = at + len(phrase)
    if end > len(words):
        return False
    for wanted, word in zip(phrase[1:], words[at + 1 : end], strict=True):
        if word != wanted and _singular(word) != wanted:
            return False
    return True


def _note(
    found: list[Hit], covered: dict[int, int], phrase: Phrase, rows: Sequence[int], at: int
) -> None:
    for row in rows:
        of_row = row if row >= 0 else -1 - row
        if at < covered.get(of_row, 0):
            continue
        covered[of_row] = at + len(phrase)
        if row >= 0:
            found.append(Hit(row, phrase, at))


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") else word
