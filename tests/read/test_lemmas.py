"""Lemmas of the words that name acts."""

from pathlib import Path

import pytest

from demarche.read import windows
from demarche.read.lemmas import Lemmatizer
from demarche.read.wordpiece import WordPiece

SHIPPED = Path(windows.__file__).parent / "weights" / "vocab.txt"
VERBS = {
    "vow": "vows vowed vowing",
    "accuse": "accuses accused accusing",
    "ban": "banned banning bans",
    "deny": "denies denied denying",
    "withdraw": "withdrew withdrawn withdraws",
    "threaten": "threatened threatening",
    "hope": "hoped hoping",
    "call": "called calling",
    "use": "used using",
    "meet": "met meets meeting",
    "bring": "bring brings brought",
    "heed": "heed heeded heeding",
    "proceed": "proceed proceeded",
    "agree": "agreed agreeing",
    "shed": "shed shedding",
}


@pytest.fixture(scope="module")
def lemmatizer() -> Lemmatizer:
    return Lemmatizer(WordPiece.load(SHIPPED))


@pytest.mark.parametrize(
    ("form", "lemma"), [(f, lemma) for lemma, forms in VERBS.items() for f in forms.split()]
)
def test_verbs_go_back_to_their_infinitive(lemmatizer: Lemmatizer, form: str, lemma: str) -> None:
    assert lemmatizer.lemma(form, "VERB") == lemma


@pytest.mark.parametrize(
    ("form", "lemma"), [("talks", "talk"), ("allies", "ally"), ("men", "man"), ("crisis", "crisis")]
)
def test_nouns_go_back_to_their_singular(lemmatizer: Lemmatizer, form: str, lemma: str) -> None:
    assert lemmatizer.lemma(form, "NOUN") == lemma
