"""Words into the forms that tables list: verbs in the infinitive, nouns in the singular."""

from __future__ import annotations

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
_VOWELS = "aeiou"
_KEPT = ("ss", "us", "is")
_SOFT = (
    "v",
    "c",
    "g",
    "s",
    "z",
    "u",
    "at",
    "ut",
    "ot",
    "it",
    "in",
    "ir",
    "or",
    "ar",
    "id",
    "od",
    "ak",
    "ik",
    "ok",
    "ut",
    "im",
    "am",
    "om",
    "al",
    "ol",
    "ul",
    "il",
    "dl",
    "tl",
    "bl",
    "pl",
    "rm",
)
_DOUBLED = ("bb", "dd", "gg", "mm", "nn", "pp", "rr", "tt")


def lemma(word: str, upos: str) -> str:
    """Return the lemma of `word` by table and ending; names and unknown words in lower case.

    >>> [lemma(w, "VERB") for w in ("vowed", "withdrew", "banned", "accuses", "striking")]
    ['vow', 'withdraw', 'ban', 'accuse', 'strike']
    """
    lowered = word.lower()
    if upos in ("VERB", "AUX"):
        return _IRREGULAR.get(lowered) or _verb(lowered)
    if upos == "NOUN":
        return _IRREGULAR.get(lowered) or _noun(lowered)
    if upos == "PART":
        return _IRREGULAR.get(lowered, lowered)
    return lowered


def _verb(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("ied") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zes", "oes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(_KEPT):
        return word[:-1]
    for ending in ("ing", "ed"):
        stem = word[: -len(ending)]
        if word.endswith(ending) and len(stem) > 2 and any(v in stem for v in _VOWELS + "y"):
            return _stem(stem)
    return word


def _stem(stem: str) -> str:
    if stem.endswith(_DOUBLED):
        return stem[:-1]
    return stem + "e" if _drops_e(stem) else stem


def _drops_e(stem: str) -> bool:
    """Whether a verb with this stem most likely ends in a silent e."""
    if stem.endswith(
        (
            "ss",
            "ow",
            "aw",
            "ew",
            "oy",
            "ay",
            "ey",
            "x",
            "sh",
            "ch",
            "ck",
            "mp",
            "ct",
            "pt",
            "st",
            "nt",
            "ft",
            "ld",
            "nd",
            "rt",
            "rk",
            "rn",
            "lk",
            "sk",
            "wn",
        )
    ):
        return False
    if stem.endswith(
        (
            "c",
            "v",
            "u",
            "z",
            "dg",
            "ng" if stem.endswith("ang") else "rg",
            "ns",
            "rs",
            "as",
            "us",
            "is",
            "os",
        )
    ):
        return True
    tail = stem[-3:]
    single = len(tail) == 3 and tail[0] not in _VOWELS and tail[1] in _VOWELS
    if stem.endswith(
        (
            "at",
            "iz",
            "ut",
            "ot",
            "id",
            "od",
            "ud",
            "ad",
            "ak",
            "ik",
            "ok",
            "ir",
            "ur",
            "ar",
            "or",
            "um",
            "am",
            "im",
            "om",
            "al",
            "ol",
            "ul",
            "il",
            "in",
            "un",
            "on",
            "an",
            "ap",
            "op",
            "ip",
            "ag",
            "ug",
            "ub",
            "ib",
        )
    ):
        return single and not stem.endswith(_WEAK)
    return stem.endswith(("bl", "dl", "gl", "pl", "tl"))


_WEAK = (
    "it",
    "er",
    "en",
    "el",
    "ev",
    "eal",
    "oin",
    "ain",
    "ean",
    "eat",
    "air",
    "ear",
    "our",
    "oot",
    "eak",
    "ook",
    "oad",
    "ead",
    "eed",
    "aim",
    "oom",
    "eem",
    "eam",
    "ail",
    "eel",
    "oil",
    "eep",
    "oop",
    "isit",
    "imit",
    "ibit",
    "edit",
    "osit",
    "ppeal",
    "velop",
    "gin",
    "pen",
    "ter",
    "ffer",
    "nder",
    "ason",
    "oison",
    "atten",
    "ondition",
    "ention",
    "ission",
    "ation",
    "eaken",
    "ignal",
    "ual",
    "ival",
    "espair",
)


def _noun(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(_KEPT) and len(word) > 3:
        return word[:-1]
    return word
