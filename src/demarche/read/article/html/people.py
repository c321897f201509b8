"""The names of writers in a line that credits them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from demarche.knowledge.places import countries, names_of_countries, names_of_places
from demarche.read.article.html.title import plain

_MOST_PARTS, _LONGEST = 6, 60
_PARTICLES = frozenset(
    "de da do dos das del della di du des la las los le el al bin bint ibn ben abu van von der den "
    "ter ten te zu zum zur vom y e i af av d' al- ul ud ur wa ole ap ua mac".split()
)
# Words that are in no name of a person.
_OFFICES = re.compile(
    r"\b(?:staff|writers?|report(?:er|ers|ing|s|ed)|correspond(?:ent|ents|ant|ante)|editors?|"
    r"editorial|desks?|team|newsroom|bureau|admin|administrator|webmaster|web|online|digital|"
    r"redacci[oó]n|redaktion|redac[çc][ãa]o|r[eé]daction|redazione|redakcja|redaktor|redakcija|"
    r"redactie|contributors?|special|published|updated|posted|ministry|department|follow|shares|"
    r"mins?|minutes?|comments?|photos?|photographs?|photographers?|images?|source|email|e-mail|"
    r"twitter|facebook|fellow|professor|analyst|columnist|director|journaliste?|journalist|"
    r"periodista|korrespondent\w*|corresponsal|enviad[oa]|especial|envoy[eé]e?s?|sp[eé]cial|"
    r"author|authors|guest|subscribe|sign in|views?|continue|by|and|with|for|about|the|this|that|"
    r"here|user|anonymous|unknown|none|null|undefined|default|root|manager|moderator|chief|"
    r"senior|deputy|diplomatic|foreign|political|affairs|exclusive|opinion|analysis|video|audio|"
    r"interview|politics|business|transcript|statement|release|rights|security|policy|relations|"
    r"economy|economics|culture|society|science|sports?|health|environment|technology|regional|"
    r"africa|europe|americas?|briefing|readout|remarks|speech|communiqu[eé]|international|"
    r"national|stories|breaking|latest|edition|section|related|monday|tuesday|wednesday|thursday|"
    r"friday|saturday|sunday|january|february|october|november|december|september|minister|"
    r"secretary|ambassador|president|premier|chancellor|spokes(?:person|man|woman)|"
    r"representative|envoy|commissioner|governor|senator|excellency|consul|minist(?:ro|ra|re)|"
    r"president[ea]|embajador\w*|embaixador\w*|ambassadeur\w*|pol[ií]tica|internacional(?:es)?|"
    r"exterior(?:es)?|nacional|mundo|econom[ií]a|sociedad|actualidad|politik|wirtschaft|ausland|"
    r"monde|politique|[eé]conomie|soci[eé]t[eé]|esteri|internationale?s?|credit|courtesy|news|"
    r"unit|communications?|division|directorate|information|public|media|outreach|protocol|"
    r"content|site|portal|services?|republic|kingdom|nations|assembly|conference|summit|talks|"
    r"agreement|treaty|meeting|session|week|today|yesterday|archive|home|menu)\b",
    re.IGNORECASE,
)
_BODIES = re.compile(
    r"\b(?:agenc(?:y|ies)|agencia|ag[eê]ncia|agence|agentur|agenzia|news|press|presse|prensa|"
    r"wire|service|services|associated|media|network|radio|tv|television|times|post|herald|"
    r"journal|gazette|tribune|institute|office|government|council|group|foundation|university|"
    r"center|centre|society|ministry|department|publications?|website|magazine|institution|"
    r"secretariat|embassy|delegation|mission|commission|committee|forum|alliance|union|league|"
    r"association|organi[sz]ation|bank|fund|court|company|corp|corporation|party|parliament|"
    r"academy|federation|authority|board|club|project|programme|program|initiative|partners|"
    r"collective)\b",
    re.IGNORECASE,
)
_AGENCIES = re.compile(
    r"\b(?:agency|agencia|ag[eê]ncia|agence|agentur|agenzia|agencja|news|press|presse|prensa|"
    r"wire|media|network|associated|times|post|herald|gazette|tribune|tv|radio|newswire|"
    r"агентство|وكالة)\b",
    re.IGNORECASE,
)
_OFFICES_OF_STATE = re.compile(
    r"\b(?:office|ministry|department|embassy|government|council|secretariat|service|"
    r"communications?|affairs|mission|relations|directorate|division|unit|section|release|"
    r"releases|room|centre|center|desk|team|bureau)\b",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"(?:our|the|own|a|an|news|web|staff|agenc(?:y|ies)|wire|press|reports?|service|services|"
    r"online|desk|media|office|release|network|network|team|bureau|group|digital|section|"
    r"department|wires|and|with|correspondents?|reporters?|writers?|editors?|special|local|"
    r"central|city|national|foreign|world|international|monitoring|\s|[-/,&])+",
    re.IGNORECASE,
)
_OF_OFFICES_ALONE = re.compile(
    r"(?:(?:our|own|special|staff|diplomatic|political|foreign|senior|chief|national|city|state|"
    r"local|web|online|news|editorial|guest|world|international|the)\s+)*(?:correspondents?|"
    r"reporters?|editors?|desk|team|staff|writers?|bureau|service|board|office|contributors?|"
    r"admin|users?|redacci[oó]n|redaktion|redac[çc][ãa]o|r[eé]daction|redazione|agencies|report)",
    re.IGNORECASE,
)
_AND = re.compile(
    r"\s*(?:[,;、，/]|\band\b|&|\+|\bwith\b|\bavec\b|\bcon\b|\bmit\b|\bcom\b|\bet\b|\bund\b|\by\b|"
    r"\be\b|\ben\b(?=\s+[A-Z])|\boch\b|\bog\b|\bja\b|\bve\b|\bi\b|\bdan\b|\bși\b|\bкай\b|\bи\b|"
    r"\bта\b|\bй\b|\bو(?=\s)|\bκαι\b|\bvà\b|(?<=\S)·(?=\S)|\s·\s)\s*(?:and\s+|et\s+)?"
)
_CASED = re.compile(r"[^\W\d_]")
_EAST_ASIAN = re.compile(
    r"[\u3400-\u9fff々]{2,5}|[가-힣]{2,5}|[\u30a0-\u30ff・]{3,20}|"
    r"[\u3400-\u9fff々]{1,4}[\s\u3000]?[\u3040-\u30ff\u3400-\u9fff]{1,5}"
)
_HANDLE = re.compile(r"[@#]|https?:|www\.|\.(?:com|org|net|example)\b|\d|_|\S+\.\S{2,}\S*@")
_TITLES = re.compile(r"^(?:dr|prof|mr|mrs|ms|sir)\.?\s+", re.IGNORECASE)


def names_in(words: str, *, bodies: bool = False, sure: bool = False) -> tuple[str, ...]:
    """Return the names in a credit, in order; those of agencies too where `bodies` is set.

    Where it is `sure` that a writer is named, any name that is no mere office will do.

    What follows the names is passed over: where they are, what they are, when it was.

    >>> names_in("Odile Farrant, Geneva, and Costas Yiallouros, Nicosia")
    ('Odile Farrant', 'Costas Yiallouros')
    """
    found: list[str] = []
    for piece in filter(None, _AND.split(words)):
        if ":" in piece and found:
            break
        piece = _trimmed(piece)
        if is_person(piece) or (bodies and not any(map(is_person, found)) and is_body(piece)):
            found.append(piece)
        elif not found and not _is_place(piece):
            break
    if not found and sure:
        first = _trimmed(next(filter(None, _AND.split(words)), ""))
        found += [first] if _is_any_name(first) else []
    return tuple(dict.fromkeys(found))


def is_person(words: str) -> bool:
    """Whether `words` look like the name of one person: two parts with capitals, or the like."""
    if not words or len(words) > _LONGEST or _HANDLE.search(words):
        return False
    if _EAST_ASIAN.fullmatch(words):
        return True
    parts = _TITLES.sub("", words).split()
    if not 2 <= len(parts) <= _MOST_PARTS or _OFFICES.search(words) or _BODIES.search(words):
        return False
    if _is_place(words):
        return False
    return all(_is_part_of_a_name(part) for part in parts) and _is_part_of_a_name(
        parts[-1], last=True
    )


def _is_any_name(words: str) -> bool:
    """Whether `words` are a few words with capitals that tell of no mere office."""
    parts = words.split()
    if not 1 <= len(parts) <= _MOST_PARTS or _HANDLE.search(words) or _GENERIC.fullmatch(words):
        return False
    is_office = _OFFICES_OF_STATE.search(words) or _OFFICES.search(words)
    return (
        not is_office
        and not _is_place(words)
        and all(part[0].isupper() and len(part) > 1 for part in parts)
        and not _OF_OFFICES_ALONE.fullmatch(words)
    )


def is_body(words: str) -> bool:
    """Whether `words` may be the name of an agency, or of another outlet, that signs a report."""
    if not words or len(words) > _LONGEST or _HANDLE.search(words) or _GENERIC.fullmatch(words):
        return False
    parts = words.split()
    return (
        1 < len(parts) <= _MOST_PARTS
        and parts[0][:1].isupper()
        and _AGENCIES.search(words) is not None
        and _OFFICES_OF_STATE.search(words) is None
    )


def _is_part_of_a_name(part: str, *, last: bool = False) -> bool:
    bare = part.strip("().,'’\"“”")
    if not bare or not _CASED.match(bare):
        return False
    has_no_capitals = bare.lower() == bare.upper()
    if has_no_capitals or bare[0].isupper():
        return True
    is_joined = re.match(r"(?:d|l|al|el|o|'t)[-'’][A-Z]", bare) is not None
    return is_joined or (bare in _PARTICLES and not last)


def _trimmed(piece: str) -> str:
    """Return a piece of a credit without what tells of its place: "Ann Roe in Riga"."""
    piece = re.split(
        r"\s(?i:in|at|from|reporting|à|en|aus|в|din|desde|depuis|for|of|of the|für|pour|para|til|"
        r"på)\s+(?=(?:the\s+)?[^\W\d_a-z])|\s*[(（\[|<]|\.\s+\w+\s*:|\s+[-–—―•·|]\s*|[-–—]$",
        piece,
        maxsplit=1,
    )[0]
    return piece.strip(" .:;,\u3000'\"“”*_–—-")


@cache
def _places() -> frozenset[str]:
    named = (*names_of_places(), *names_of_countries(countries().values()))
    return frozenset(plain(name) for name, _ in named)


def _is_place(words: str) -> bool:
    return plain(words) in _places()


def split_lines(words: str) -> Iterator[str]:
    """Yield the pieces of a line that are parted by bars, dots or dashes."""
    return (
        piece.strip()
        for piece in re.split(r"\s*[|•｜]\s*|\s+[·–—-]\s+|\s{3,}", words)
        if piece.strip()
    )
