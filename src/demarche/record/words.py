"""The words of a text as they are compared and searched: folded, cut to their stems, of any script.

Texts in Chinese, Japanese and Korean have no spaces to part their words by, or endings on them; of
those the pairs of neighbouring signs stand for words, as search engines have it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from importlib import resources

import snowballstemmer

_SIGNS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
_RUN = re.compile(rf"[{_SIGNS}]+|[^\W_{_SIGNS}]+")
# No store keeps a term of any length.
_LONGEST = 200
_SIGN = re.compile(rf"[{_SIGNS}]")


def terms(text: str) -> list[str]:
    """Return the terms of `text`, in order, repeats and all.

    >>> terms("Talks with 북한은, in Oslo")
    ['talk', 'with', '북한', '한은', 'in', 'oslo']
    """
    return [term for run in _RUN.findall(folded(text)) for term in _of_run(run)]


def indexed(text: str) -> list[str]:
    """Return the terms of `text` as they are kept to be searched for: with them the last sign of
    each run of signs, which begins no pair."""
    return [
        term
        for run in _RUN.findall(folded(text))
        for term in (*_of_run(run), *(run[-1:] if is_of_signs(run) and len(run) > 1 else ()))
    ]


def sought(text: str) -> list[str]:
    """Return the terms of words that are searched for in a row, as they are kept; the last run may
    go on, so that its last sign need not end one."""
    kept = indexed(text)
    runs = _RUN.findall(folded(text))
    goes_on = bool(runs) and is_of_signs(runs[-1]) and len(runs[-1]) > 1
    return kept[:-1] if goes_on else kept


def folded(text: str) -> str:
    """Return `text` without case, accents and differences of width."""
    if text.isascii():
        return text.casefold()
    plain = unicodedata.normalize("NFKD", text)
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return unicodedata.normalize("NFKC", bare).casefold()


def is_of_signs(word: str) -> bool:
    """Whether `word` is written in a script without spaces between words."""
    return bool(_SIGN.match(word))


def _of_run(run: str) -> list[str]:
    if not is_of_signs(run):
        return [stem(run[:_LONGEST])]
    return [run[at : at + 2] for at in range(max(1, len(run) - 1))]


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Return the stem of an English word (Porter2, in Snowball's version)."""
    return str(_stemmer().stemWord(word))


@cache
def _stemmer() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("english")


def rarity(term: str) -> float:
    """Return the logarithm of how rare a term is in news reports (inverse document frequency)."""
    table = _rarities()
    return table.get(term, table[""])


@cache
def _rarities() -> dict[str, float]:
    """Return the rarity of each term; under "" that of terms not in the table."""
    path = resources.files("demarche.record") / "rarities.tsv"
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return {term: float(value) for term, value in rows}
