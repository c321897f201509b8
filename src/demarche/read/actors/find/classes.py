"""Kinds of word, from a tagger's tags or, where there are none, from the word itself."""

from __future__ import annotations

from enum import IntEnum

from demarche.model import Token
from demarche.read.actors.find.lexicon import EPITHETS, GROUPS, PEOPLE, PLACES, STATES


class Class(IntEnum):
    """What a word can be in a noun phrase."""

    OTHER = 0
    NOUN = 1
    NAME = 2
    ADJECTIVE = 3
    DETERMINER = 4
    OWNER = 5
    NUMBER = 6
    POSSESSIVE = 7
    PRONOUN = 8
    RELATIVE = 9
    VERB = 10
    PARTICIPLE = 11
    PREPOSITION = 12
    CONJUNCTION = 13
    ADVERB = 14
    PUNCTUATION = 15
    TIME = 16


DETERMINERS = frozenset(
    "the a an this that these those some any all both each every no another either neither "
    "several many few most such half".split()
)
OWNERS = frozenset("my your his her its our their whose".split())
PRONOUNS = frozenset(
    "i you he she it we they me him us them himself herself itself themselves ourselves myself "
    "mine ours theirs hers one someone anyone everyone nobody".split()
)
RELATIVES = frozenset("who whom which whoever whichever what where when why how".split())
PREPOSITIONS = frozenset(
    "of in on at to for from with by against about over under between among during after before "
    "into through within without across near toward towards upon via despite since until amid "
    "amidst around behind beyond inside outside including like unlike per onto off than as "
    "alongside throughout along besides except following regarding concerning".split()
)
CONJUNCTIONS = frozenset("and or but nor plus & yet so because although though while if".split())
AUXILIARIES = frozenset(
    "is are was were be been being am has have had do does did will would can could shall should "
    "may might must ca wo 'll 've 're 'd 'm ’ll ’ve ’re ’d ’m not n't n’t".split()
)
TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june "
    "july august september october november december feb aug sept oct nov jan. feb. mar. apr. "
    "jun. jul. aug. sept. sep. oct. nov. dec. mon. tues. wed. thurs. fri. today yesterday tomorrow "
    "tonight".split()
)
MODIFIERS = frozenset(
    "senior top former chief deputy acting interim new old leading key main major local foreign "
    "other armed military civilian political official moderate hardline radical extremist "
    "opposition rebel regime special joint key public federal state national international "
    "western eastern northern southern central democratic republican islamist jihadist "
    "conservative liberal presidential diplomatic united current outgoing incoming veteran elite "
    "young older unidentified unnamed two three four five six seven eight nine ten "
    "government defence defense security intelligence police high-ranking "
    "nuclear own same first second third remaining entire late anti-government pro-government "
    "allied communist government-backed ethnic shia sunni kurdish arab christian muslim".split()
)
QUANTITIES = frozenset("dozens scores hundreds thousands tens millions number majority".split())
_WHATEVER_THE_TAG = {
    **dict.fromkeys(RELATIVES, Class.RELATIVE),
    **dict.fromkeys("the a an these those every each".split(), Class.DETERMINER),
    **dict.fromkeys("of in on at for from with by against during into".split(), Class.PREPOSITION),
    **dict.fromkeys("toward towards upon amid amidst among between".split(), Class.PREPOSITION),
    "despite": Class.PREPOSITION,
}
"""Words that taggers at times mistake and that are hardly ever anything else."""

_DAYS_NOW = {"today", "yesterday", "tomorrow", "tonight"}
_POSSESSIVES = {"'s", "’s", "'S", "’S", "'", "’", "´s", "`s"}

_BY_TAG = {
    "NOUN": Class.NOUN,
    "PROPN": Class.NAME,
    "ADJ": Class.ADJECTIVE,
    "NUM": Class.NUMBER,
    "DET": Class.DETERMINER,
    "PRON": Class.PRONOUN,
    "VERB": Class.VERB,
    "AUX": Class.VERB,
    "ADP": Class.PREPOSITION,
    "CCONJ": Class.CONJUNCTION,
    "SCONJ": Class.CONJUNCTION,
    "ADV": Class.ADVERB,
    "PUNCT": Class.PUNCTUATION,
    "SYM": Class.OTHER,
    "INTJ": Class.OTHER,
    "X": Class.NAME,
    "PART": Class.OTHER,
}

_BY_PENN_TAG = {
    **dict.fromkeys(("NN", "NNS"), Class.NOUN),
    **dict.fromkeys(("NNP", "NNPS"), Class.NAME),
    **dict.fromkeys(("JJ", "JJR", "JJS"), Class.ADJECTIVE),
    **dict.fromkeys(("VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD"), Class.VERB),
    **dict.fromkeys(("RB", "RBR", "RBS", "RP"), Class.ADVERB),
    "CD": Class.NUMBER,
    "DT": Class.DETERMINER,
    "IN": Class.PREPOSITION,
    "CC": Class.CONJUNCTION,
}
_LISTED = {
    Class.PRONOUN: PRONOUNS | {"everybody", "somebody", "anybody", "everything", "something"},
    Class.DETERMINER: DETERMINERS | {"no", "what", "such", "much"},
    Class.CONJUNCTION: CONJUNCTIONS | PREPOSITIONS | {"that", "whether", "once", "unless", "lest"},
    Class.PUNCTUATION: frozenset[str](),
}


def class_of(word: str, token: Token, *, is_first: bool, is_compound: bool) -> Class:
    """Return what `word` is; `token` is the one of its tokens that its tags are taken from."""
    lowered = word.lower()
    closed = _closed(word, lowered, token)
    if closed is not None:
        return closed
    if not token.upos:
        return _guessed(word, lowered, is_first=is_first)
    found = _tagged(word, lowered, token)
    if is_compound and word[0].isupper() and not lowered.endswith(("ed", "ing", "based", "wide")):
        return Class.NAME
    if found is Class.VERB:
        if is_compound or lowered == "acting":
            return Class.ADJECTIVE
        return Class.PARTICIPLE if token.xpos in ("VBN", "VBG") else Class.VERB
    if found is Class.NOUN and word[0].isupper() and not is_first:
        return Class.NAME
    if found is Class.ADVERB and is_compound:
        return Class.ADJECTIVE
    return found


def _tagged(word: str, lowered: str, token: Token) -> Class:
    """Return the class of a word by its tags: by the second where the first cannot be right."""
    for found in (_BY_TAG.get(token.upos, Class.OTHER), _BY_PENN_TAG.get(token.xpos, Class.OTHER)):
        if found is not Class.OTHER and (found not in _LISTED or lowered in _LISTED[found]):
            return found
    if word[0].isupper():
        return Class.NAME
    return Class.NOUN if token.upos in ("PRON", "DET") else Class.OTHER


def _closed(word: str, lowered: str, token: Token) -> Class | None:
    """Return the class of a word of which there are few, whatever its tag."""
    if not (word[0].isalnum() or word[-1].isalnum()):
        return (
            Class.POSSESSIVE if word in _POSSESSIVES and token.xpos != "''" else Class.PUNCTUATION
        )
    if word in _POSSESSIVES:
        return Class.VERB if token.upos in ("AUX", "VERB", "PRON") else Class.POSSESSIVE
    if lowered in OWNERS:
        return Class.PRONOUN if lowered == "her" and token.xpos == "PRP" else Class.OWNER
    if word == "US":
        return Class.NAME
    if lowered in PRONOUNS:
        return Class.NUMBER if lowered == "one" and token.upos == "NUM" else Class.PRONOUN
    if lowered in TIMES and (word[0].isupper() or lowered in _DAYS_NOW):
        return Class.TIME
    if lowered == "that" and token.xpos in ("WDT", "IN", "WP"):
        return Class.RELATIVE
    return _WHATEVER_THE_TAG.get(lowered)


def _guessed(word: str, lowered: str, *, is_first: bool) -> Class:
    """Return the class of a word without a tag."""
    if lowered == "that" and not is_first:
        return Class.RELATIVE
    for words, found in _CLOSED:
        if lowered in words:
            return found
    if word[0].isdigit():
        return Class.NUMBER
    if lowered in MODIFIERS or ("-" in word and word[0].islower()):
        return Class.ADJECTIVE
    if word[0].isupper():
        return Class.NAME if not is_first else Class.NOUN
    if lowered.endswith("ly"):
        return Class.ADVERB
    return Class.OTHER


_CLOSED = (
    (DETERMINERS, Class.DETERMINER),
    (PREPOSITIONS, Class.PREPOSITION),
    (CONJUNCTIONS, Class.CONJUNCTION),
    (AUXILIARIES, Class.VERB),
    (QUANTITIES | STATES | GROUPS.keys() | PLACES | PEOPLE | EPITHETS.keys(), Class.NOUN),
)
