"""A draft cut into its sentences, each with the ids of events that it cites."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from demarche.model import Span
from demarche.read.words import paragraphs, words

__all__ = ["Draft", "Drafted", "read"]

_ID = r"(?:demarche:(?://events/)?)?[0-9a-z]{6,64}(?:…|\.\.\.)?"
_LIST = rf"{_ID}(?:\s*[,;]\s*{_ID})*"
_ADDRESS = r"(?:https?://[^\s\])>]{0,300}|demarche:/)/events/[0-9a-z]{4,64}(?:\.json)?(?:#[\w-]*)?"
_IN_ADDRESS = re.compile(r"/events/([0-9a-z]+)", re.IGNORECASE)
_CITATION = re.compile(
    rf"\[(?P<words>[^\]\n]{{1,400}})\]\((?P<linked>{_ADDRESS})\)"
    rf"|[\[(](?P<ids>{_LIST})[\])]"
    rf"|[\[(<]?(?P<address>{_ADDRESS})[\])>]?"
    r"|\bdemarche:(?P<bare>[0-9a-z]{4,64})(?:…|\.\.\.)?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?:demarche:(?://events/)?)?([0-9a-z]+)", re.IGNORECASE)
_HEXES = re.compile(r"[0-9a-f]+", re.IGNORECASE)
_BULLET = re.compile(r"\s*(?:[-*•–—]|\d{1,3}[.)])\s+")
_ENDS, _CLOSERS = frozenset(".!?…"), frozenset("”\"'’)]»*_")


@dataclass(frozen=True, slots=True)
class Drafted:
    """A sentence of a draft: where it stands in the text without citations, its words, and the ids
    that it cites, as they were written."""

    span: Span
    words: str
    cites: tuple[str, ...]
    is_heading: bool


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft: its text without the citations, and its sentences."""

    text: str
    sentences: tuple[Drafted, ...]


def read(text: str) -> Draft:
    """Return the draft that `text` holds, each citation with the sentence that it follows.

    >>> read("They met in Seoul. [5e25f145] It rained.").sentences[0].cites
    ('5e25f145',)
    """
    bare, cites = _parted(text.replace("\r\n", "\n"))
    found = [
        (line, span)
        for line in paragraphs(bare)
        for span in _sentences(bare, _unlisted(bare, line))
    ]
    starts = [span.start for _, span in found]
    own: dict[int, list[str]] = {}
    for place, ids in cites:
        own.setdefault(_owner(bare, starts, place), []).extend(ids)
    return Draft(
        bare,
        tuple(
            _drafted(bare, line, span, tuple(dict.fromkeys(own.get(at, ()))))
            for at, (line, span) in enumerate(found)
        ),
    )


def _drafted(text: str, line: Span, span: Span, cites: tuple[str, ...]) -> Drafted:
    told = span.of(text).strip()
    return Drafted(span, told, cites, _is_heading(line.of(text), told, cites))


def _owner(text: str, starts: Sequence[int], place: int) -> int:
    """Return which sentence a citation belongs to: the one before it, but at the beginning of a
    line the one behind it."""
    line = text[text.rfind("\n", 0, place) + 1 : place]
    before = bisect_left(starts, place)
    begins_line = not any(sign.isalnum() for sign in line)
    return before if begins_line and before < len(starts) else max(0, before - 1)


def _parted(text: str) -> tuple[str, list[tuple[int, tuple[str, ...]]]]:
    """Return `text` without its citations, and where in it each stood, with the ids it gives."""
    out, cites, at = "", [], 0
    for match in _CITATION.finditer(text):
        ids = _ids(match)
        if not ids:
            continue
        out += text[at : match.start()]
        if match["words"]:
            out += match["words"]
        else:
            out = out.rstrip(" \t")
        cites.append((len(out), ids))
        at = match.end()
    return out + text[at:], cites


def _ids(match: re.Match[str]) -> tuple[str, ...]:
    """Return the ids that a citation gives; none where its words are no ids."""
    addressed = _IN_ADDRESS.search(match["linked"] or match["address"] or "")
    if addressed:
        return (addressed[1].lower(),)
    if match["bare"]:
        return (match["bare"].lower(),)
    found = [one.lower() for one in _NUMBER.findall(match["ids"])]
    is_named = "demarche:" in match["ids"].casefold()
    return tuple(found) if is_named or all(map(_is_id, found)) else ()


def _is_id(word: str) -> bool:
    """Whether a word between brackets is meant as an id: all hexadecimal, or at least no word."""
    return any(sign.isdigit() for sign in word) or bool(_HEXES.fullmatch(word))


def _unlisted(text: str, line: Span) -> Span:
    """Return a line without the mark that makes it one of a list."""
    mark = _BULLET.match(text, line.start, line.end)
    return Span(mark.end(), line.end) if mark and mark.end() < line.end else line


def _sentences(text: str, line: Span) -> Iterator[Span]:
    """Yield the sentences of a paragraph: each ends with its mark and what closes behind it."""
    spans = list(words(text, line))
    start = line.start
    for at, span in enumerate(spans):
        after = spans[at + 1 :]
        if not _ends(text, spans, at) or not after:
            continue
        yield Span(start, span.end)
        start = after[0].start
    if spans:
        yield Span(start, line.end)


def _ends(text: str, spans: Sequence[Span], at: int) -> bool:
    """Whether a sentence ends with the word at `at`: its mark, or what closes behind that."""
    word = spans[at].of(text)
    behind = at
    while behind > 0 and spans[behind].of(text) in _CLOSERS:
        behind -= 1
    if spans[behind].of(text)[-1] not in _ENDS or (len(word) > 1 and word[-1] == "." != word[0]):
        return False
    if at + 1 == len(spans):
        return True
    following = spans[at + 1]
    has_gap = following.start > spans[at].end
    return has_gap and not following.of(text)[0].islower()


def _is_heading(line: str, sentence: str, cites: Sequence[str]) -> bool:
    """Whether a line is a heading: marked as one, or short and without a closing mark."""
    if line.lstrip().startswith("#"):
        return True
    is_whole = line.strip().endswith(sentence)
    is_open = sentence.rstrip("”\"'’)]»*_ ")[-1:] not in _ENDS
    return is_open and is_whole and not cites and len(sentence.split()) <= 12
