"""Which language a text is in, as far as its commonest words tell."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from demarche.knowledge.languages import languages

_SAMPLE = 800
_WORD = re.compile(r"[^\W\d_]+")
_PLAINLY_ENGLISH = 0.2
_MOST_OFTEN_ASCII = 0.6
_LEAST_OF_SCRIPT = 0.3
_FEWEST_VARIANT_LETTERS = 2
_FEWEST_HITS = 3
_LEAST_SHARE = 0.12
_LEAST_LEAD = 1.3


def language_of(text: str, start: int = 0) -> str | None:
    """Return the ISO 639-1 code of the language of `text` from `start` on; None where unsure.

    >>> language_of("The minister said that the talks will go on in the spring.")
    'en'
    """
    sample = text[start : start + _SAMPLE]
    words = sample.lower().split()
    if sum(map(_english().__contains__, words)) > max(_FEWEST_HITS, _PLAINLY_ENGLISH * len(words)):
        return "en"
    return _by_script(sample) or _by_words(sample)


@cache
def _english() -> frozenset[str]:
    return next(known.words for known in languages()[0] if known.code == "en")


def _by_script(sample: str) -> str | None:
    """Return the language that is most often written in the letters of `sample`."""
    if len(sample.encode("ascii", "ignore")) > _MOST_OFTEN_ASCII * len(sample):
        return None
    letters = [letter for letter in sample if letter.isalpha()]
    for script in languages()[1]:
        own = sum(script.first <= letter <= script.last for letter in letters)
        if own >= max(1.0, _LEAST_OF_SCRIPT * len(letters)):
            for code, marks in script.variants.items():
                if sum(letter in marks for letter in letters) >= _FEWEST_VARIANT_LETTERS:
                    return code
            return script.code
    return None


def _by_words(sample: str) -> str | None:
    """Return the language whose commonest words are the commonest in `sample`."""
    counts = Counter(_WORD.findall(sample.lower()))
    hits = sorted(
        ((sum(counts[word] for word in known.words), known.code) for known in languages()[0]),
        reverse=True,
    )
    (best, code), (second, _) = hits[:2]
    is_clear = best >= max(_FEWEST_HITS, _LEAST_SHARE * counts.total(), _LEAST_LEAD * second)
    return code if is_clear else None
