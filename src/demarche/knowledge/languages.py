"""Languages by their commonest short words, and scripts that tell a language by themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from demarche.knowledge.rows import tree


@dataclass(frozen=True, slots=True)
class LanguageWords:
    """The commonest short words of a language, by its ISO 639-1 code."""

    code: str
    words: frozenset[str]
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Script:
    """The characters `first` to `last`, and the language most often written in them.

    `variants` are other languages of the script, with the letters that they alone use.
    """

    code: str
    first: str
    last: str
    variants: Mapping[str, str]
    examples: Mapping[str, str]


@cache
def languages() -> tuple[tuple[LanguageWords, ...], tuple[Script, ...]]:
    """Return the languages and the scripts of `tables/languages.toml`."""
    table = tree("languages")
    return (
        tuple(
            LanguageWords(row["code"], frozenset(row["words"]), tuple(row["examples"]))
            for row in table["language"]
        ),
        tuple(
            Script(
                row["code"],
                row["first"],
                row["last"],
                row.get("variants", {}),
                {row["code"]: row["examples"][0], **row.get("variant_examples", {})},
            )
            for row in table["script"]
        ),
    )
