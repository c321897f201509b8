"""One spelling for names that newspapers print in many."""

from __future__ import annotations

import unicodedata

_PLAIN = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u201b": "'",
        "\u02bc": "'",
        "\u02bb": "'",
        "\u02bf": "'",
        "`": "'",
        "\u2010": "-",
        "\u2011": "-",
        "\u2012": "-",
        "\u2013": "-",
        "\u2014": "-",
        "/": "-",
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "ı": "i",
        "đ": "d",
        "Đ": "D",
        "ð": "d",
        "þ": "th",
        "ß": "ss",
        "æ": "ae",
        "Æ": "Ae",
        "œ": "oe",
        "ə": "a",
        "Ə": "A",
    }
)
_EDGES = "\"'“”«»()[]{},;:!?*…"


def unaccented(text: str) -> str:
    """Return `text` with plain quotes and hyphens and without accents.

    >>> unaccented("Recep Tayyip Erdoğan’s")
    "Recep Tayyip Erdogan's"
    """
    if text.isascii():
        return text.replace("`", "'").replace("/", "-")
    decomposed = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def pieces(word: str) -> list[str]:
    """Return the parts of a printed word that names are matched by, in order.

    Full stops of abbreviations, a possessive ending, quotes and accents are gone; hyphens part.

    >>> pieces("U.S.-led"), pieces("Hay’at"), pieces("Turkey's"), pieces("'s")
    (['US', 'led'], ['Hayat'], ['Turkey'], [])
    """
    if word.isalnum() and word.isascii():
        return [word]
    plain = unaccented(word)
    if plain in ("'s", "'S", "'", "-"):
        return []
    plain = plain.strip(_EDGES)
    if plain.endswith(("'s", "'S")):
        plain = plain[:-2]
    parts = []
    for part in plain.split("-"):
        bare = _without_stops(part).replace("'", "")
        if bare:
            parts.append(bare)
    return parts or [word]


def _without_stops(part: str) -> str:
    if "." not in part:
        return part
    letters = part.split(".")
    if all(len(letter) <= 1 for letter in letters):
        return "".join(letters)
    return part.rstrip(".")


def name_parts(name: str) -> tuple[str, ...]:
    """Return the parts of all words of a name.

    >>> name_parts("Deir ez-Zor"), name_parts("Workers' Party")
    (('Deir', 'ez', 'Zor'), ('Workers', 'Party'))
    """
    words = name.split()
    if name.isascii() and "".join(words).isalnum():
        return tuple(words)
    return tuple([part for word in words for part in pieces(word)])
