"""The names of outlets, freed from what is printed about them."""

from __future__ import annotations

import re

from demarche.read.article.html.parsed import tidy
from demarche.read.article.html.title import SEPARATORS, plain

_LONGEST, _MOST_WORDS, _FEWEST_LETTERS = 80, 10, 2
_SMALL = set(
    "of the and for in on at de du la le les des et del der die das und y e di da do".split()
)
_NO_NAME = re.compile(
    r"(?:home(?:page)?|front page|start(?:seite)?|startseite|inicio|accueil|principal|index|menu|"
    r"logo|search|news|press|press releases?|press room|news ?room|media cent(?:er|re)|"
    r"(?:latest )?news and events|news details?|news & events|details?|media|main|welcome|back|"
    r"skip to.*|untitled.*|portal|treaties|archives?|contents|top|up|next|previous|speeches|"
    r"statements|publications|documents|events|contact|about|home ?page|en|fr|es|english|crest|"
    r"emblem|coat of arms|header|banner|image|picture|главная|wordpress|drupal|joomla!?|wix|"
    r"blogger|my (?:blog|site)|just another .*|site name|website|default|null|none|undefined|"
    r"test|untitled document|admin|الرئيسية|首页|홈|ホーム|rss|feed|articles?|world|politics|blog|"
    r"english version)",
    re.IGNORECASE,
)
_TAILS = re.compile(
    r"(?:\s*[-–—|:,]?\s*\b(?:logo|home ?page|homepage|back to home|home|website|"
    r"official (?:web ?)?site|startseite|zur startseite|rss|feed|main page)\b\s*)+$|\s*(?:»|›|"
    r"&raquo;).*$",
    re.IGNORECASE,
)
_FIGURES = re.compile(r"[\s,|–-]+(?:\d{1,4}[./:-]\d.*|(?:19|20)\d\d)$")
_HEADS = re.compile(
    r"^(?:welcome to|go to|logo(?: of)?|home\s*[-–|:]|back to|zur startseite)\s+",
    re.IGNORECASE,
)
_LEGAL = re.compile(
    r"[\s,]+(?:ltd|limited|inc|llc|llp|plc|gmbh|ag|s\.?a\.?|s\.?r\.?l\.?|s\.?p\.?a\.?|pty|pvt|"
    r"pte|co|corp|corporation|company|holdings?|b\.?v\.?|oy|ab|a/s|kft|e\.?v\.?|\(pty\)|"
    r"media group|publishing|group)\.?$",
    re.IGNORECASE,
)
OFFICE = re.compile(
    r"(?:(?:federal |royal |state |the )?(?:ministry|department|office|embassy|"
    r"consulate(?: general)?|high commission|permanent (?:mission|representation|delegation)|"
    r"government|presidency|secretariat|chancellery|council|delegation) (?:of|for|to)\b|"
    r"foreign (?:ministry|office)\b|prime minister's office|minist[eè]re|ambassade|"
    r"pr[eé]sidence de|ministerio|embajada|canciller[ií]a|presidencia de|secretar[ií]a de|"
    r"minist[eé]rio|embaixada|presid[eê]ncia da|ministero|ambasciata|ausw[aä]rtiges amt|"
    r"bundesministerium|au[sß]+enministerium|botschaft|министерство|посольство|администрация|"
    r"وزارة|سفارة|رئاسة|ministerstwo|ministerstvo|kementerian|kedutaan|bộ ngoại giao|"
    r"\S{0,12}(?:外交部|大使馆|大使館|外務省|外务省|외교부|대사관)|\S{0,12} ?dışişleri bakanlığı)",
    re.IGNORECASE,
)
# "Ministry of Foreign Affairs, Republic of Tavola": the state is on a line of its own.
_OF_A_STATE = re.compile(
    r"\s*[\n,–—|-]+\s*(?:the )?(?:(?:royal|federal|islamic|united|democratic|people's|socialist|"
    r"arab|hashemite|federated|plurinational|co-operative|bolivarian)\s+)*(?:republic|kingdom|"
    r"government|state|states|sultanate|emirates?|principality|commonwealth|union|grand duchy|"
    r"r[eé]publique|rep[uú]blica|repubblica|republik|royaume|reino|gobierno|gouvernement|governo|"
    r"regierung)\b.*$",
    re.IGNORECASE | re.DOTALL,
)
HOST = re.compile(r"(?:https?://)?(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,10}/?", re.IGNORECASE)


def tidied_name(name: str) -> str:
    """Return a name without the words about it: "Welcome to The Post - Home"."""
    name = _OF_A_STATE.sub("", name) if OFFICE.match(name) else name
    name = tidy(name).strip(" |-–—·•:»«[]")
    name = _FIGURES.sub("", _HEADS.sub("", name))
    while (shorter := _TAILS.sub("", name).strip(" |-–—·•:,")) != name:
        name = shorter
    return name


def may_be_a_name(name: str) -> bool:
    """Whether words may be the name of an outlet: they are few, and no mere part of a page."""
    letters = sum(map(str.isalpha, name))
    return (
        letters >= _FEWEST_LETTERS
        and len(name) <= _LONGEST
        and len(name.split()) <= _MOST_WORDS
        and not _NO_NAME.fullmatch(name)
    )


def without_form(name: str) -> str:
    """Return the name of a company without its legal form: "Post Media Ltd." and "Post Media"."""
    return _LEGAL.sub("", _LEGAL.sub("", name))


def name_key(name: str) -> str:
    """Return a name as two of them are held to be the same: "The Post, Ltd." and "Post"."""
    bare = without_form(name)
    words = plain(bare.replace("&", " and ")).split()
    while words and words[0] in {"the", "www"}:
        words = words[1:]
    return " ".join(words)


def without_slogan(name: str) -> str:
    """Return the name of a site without its slogan: "The Post | News from the coast"."""
    parts = parts_of_title(name)
    words = [word for part in parts[1:] for word in part.split()]
    return parts[0] if any(word.islower() and word not in _SMALL for word in words) else name


def parts_of_title(words: str) -> list[str]:
    """Return the parts of a title that names of sites may be; none where it has but one."""
    parts = [part.strip() for part in SEPARATORS.split(words) if part and part.strip()]
    return parts if len(parts) > 1 else []
