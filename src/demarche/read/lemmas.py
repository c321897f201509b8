"""Words into the forms that tables list: verbs in the infinitive, nouns in the singular."""

from __future__ import annotations

from demarche.read.wordpiece import WordPiece

_IRREGULAR = {
    form: lemma
    for lemma, forms in {
        "be": "am is are was were been being 's 're 'm ’s ’re ’m",
        "have": "has had having 've ’ve",
        "do": "does did done doing",
        "will": "wo 'll ’ll",
        "can": "ca",
        "not": "n't n’t",
        "begin": "began begun beginning",
        "bear": "bore borne",
        "become": "became",
        "break": "broke broken",
        "bring": "brought",
        "build": "built",
        "buy": "bought",
        "catch": "caught",
        "choose": "chose chosen choosing",
        "come": "came coming",
        "cut": "cutting",
        "deal": "dealt",
        "draw": "drew drawn",
        "drive": "drove driven driving",
        "fall": "fell fallen",
        "feel": "felt",
        "fight": "fought",
        "find": "found",
        "flee": "fled",
        "fly": "flew flown flies",
        "forbid": "forbade forbidden forbidding",
        "forget": "forgot forgotten forgetting",
        "get": "got gotten getting",
        "give": "gave given giving",
        "go": "went gone goes",
        "grow": "grew grown",
        "hear": "heard",
        "hit": "hitting",
        "hold": "held",
        "keep": "kept",
        "know": "knew known",
        "lay": "laid",
        "lead": "led",
        "leave": "left leaving",
        "let": "letting",
        "lie": "lying lay lain",
        "lose": "lost losing",
        "make": "made making",
        "mean": "meant",
        "meet": "met",
        "pay": "paid",
        "put": "putting",
        "quit": "quitting",
        "read": "reading",
        "ride": "rode ridden riding",
        "rise": "rose risen rising",
        "run": "ran running",
        "say": "said says",
        "see": "saw seen",
        "seek": "sought",
        "sell": "sold",
        "send": "sent",
        "set": "setting",
        "shake": "shook shaken shaking",
        "shoot": "shot",
        "shut": "shutting",
        "sign": "signed",
        "sink": "sank sunk",
        "sit": "sat sitting",
        "speak": "spoke spoken",
        "spend": "spent",
        "split": "splitting",
        "stand": "stood",
        "steal": "stole stolen",
        "strike": "struck stricken striking",
        "swear": "swore sworn",
        "take": "took taken taking",
        "teach": "taught",
        "tell": "told",
        "think": "thought",
        "throw": "threw thrown",
        "understand": "understood",
        "undertake": "undertook undertaken undertaking",
        "uphold": "upheld",
        "win": "won winning",
        "withdraw": "withdrew withdrawn",
        "withhold": "withheld",
        "write": "wrote written writing",
        "man": "men",
        "woman": "women",
        "child": "children",
        "person": "people",
        "ally": "allies",
        "crisis": "crises",
    }.items()
    for form in forms.split()
}
_KEPT = ("ss", "us", "is")
_SIBILANT = ("ches", "shes", "sses", "xes", "zes")
_UNRANKED = 10**6
_VOWELS = frozenset("aeiouy")
_IN_EE = frozenset("agreed disagreed freed decreed guaranteed refereed".split())


class Lemmatizer:
    """Finds lemmas by a table of irregular forms, by endings, and by which words are common.

    Where an ending leaves a doubt ("hoped": hop or hope), the commoner word is taken; how common
    words are is read off the encoder's vocabulary, which lists them roughly in that order.
    """

    def __init__(self, vocabulary: WordPiece) -> None:
        self._vocabulary = vocabulary

    def lemma(self, word: str, upos: str) -> str:
        """Return the lemma of `word`; names and words of other classes in lower case."""
        lowered = word.lower()
        if upos not in ("VERB", "AUX", "NOUN", "PART"):
            return lowered
        irregular = _IRREGULAR.get(lowered)
        if irregular is not None:
            return irregular
        if upos in ("VERB", "AUX"):
            return self._verb(lowered)
        return _singular(lowered) if upos == "NOUN" else lowered

    def _verb(self, word: str) -> str:
        if word.endswith("ied") and len(word) > 4:
            return word[:-3] + "y"
        if word.endswith("eed"):
            return word[:-1] if word in _IN_EE else word
        for ending in ("ing", "ed"):
            stem = word[: -len(ending)]
            # Without a vowel before it, it is no ending ("bring", "shed").
            if word.endswith(ending) and len(stem) > 1 and not _VOWELS.isdisjoint(stem):
                return self._commonest(stem, word)
        return _singular(word)

    def _commonest(self, stem: str, word: str) -> str:
        """Return the commonest verb of which `word` may be a form; itself where none is known."""
        candidates = [stem, stem + "e"] if len(stem) > 2 else [stem + "e"]
        if stem[-1] == stem[-2]:
            candidates.append(stem[:-1])
        ranks = {one: rank for one in candidates if (rank := self._vocabulary.rank(one))}
        if not ranks and self._vocabulary.rank(word):
            return word
        return min(candidates, key=lambda one: ranks.get(one, _UNRANKED))


def _singular(word: str) -> str:
    """Return `word` without the ending of a plural noun or of a verb's third person."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(_SIBILANT):
        return word[:-2]
    if word.endswith("s") and not word.endswith(_KEPT) and len(word) > 3:
        return word[:-1]
    return word
