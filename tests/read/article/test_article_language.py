"""A report that is not in English is known as such."""

from __future__ import annotations

import pytest

from demarche.knowledge.languages import languages
from demarche.read.article.language import language_of
from tests.read.article.pages import BODY, of_text

WORDS, SCRIPTS = languages()
EXAMPLES = [(known.code, example) for known in WORDS for example in known.examples] + [
    example for script in SCRIPTS for example in script.examples.items()
]


@pytest.mark.parametrize(("code", "example"), EXAMPLES)
def test_each_language_is_known_by_its_example(code: str, example: str) -> None:
    assert language_of(example) == code


@pytest.mark.parametrize(
    "words", ["Oslo, Seoul, Tokyo.", "12 34 56", "Ahn Min-ji Jane Roe John Doe"]
)
def test_names_and_numbers_tell_no_language(words: str) -> None:
    assert language_of(words) is None


def test_the_header_has_no_say_in_the_language() -> None:
    header = "Titel: der die das und ist nicht mit von zu auf für\n"
    article = of_text(
        f"Title: {header}Outlet: Die Post und der Rest der Welt ist nicht da\n\n{BODY}"
    )
    assert article.language == "en"


def test_english_with_foreign_names_is_english() -> None:
    assert language_of("The minister of Côte d’Ivoire said that Śląsk was on his mind.") == "en"
