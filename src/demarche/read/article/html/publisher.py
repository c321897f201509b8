"""The outlet that a page belongs to, by the name that it calls itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from demarche.read.article.html.claims import Claim
from demarche.read.article.html.outlets import (
    HOST,
    may_be_a_name,
    name_key,
    parts_of_title,
    tidied_name,
    without_slogan,
)
from demarche.read.article.html.parsed import Parsed
from demarche.read.article.html.title import plain

# Where a headline may stand as well as a name.
_MAY_BE_HEADLINES = {"title", "og:title", "top", "image", "foot"}
_IN_METADATA = {"publisher", "og", "site"}
_SURE = {"publisher", "og", "site", "masthead", "alt", "office"}
# Where a name is often given in a shorter form.
_SHORTENED = {"rights", "foot", "masthead", "top", "source", "dateline"}
_IN_IMAGES = {"image", "alt"}
_SMALL_WORDS = set("of the and for in de du des del la y e und der die das".split())
_ACRONYM = re.compile(r"[A-Z]{2,6}")

# Weights: what a weak claim keeps of its own, what a name needs from one place and from several,
# what the title gives that has the headline as well, and what the address of the site gives.
_OF_WEAK, _LEAST, _LEAST_OF_SEVERAL, _BESIDE_THE_HEADLINE, _ADDRESS = 0.4, 2.0, 1.4, 2.4, 1.5
_OF_LONGER_RIGHTS, _OF_ALT = 0.5, 0.2
_MOST_OF_THE_HOST, _SHORTEST_OF_HOSTS = 0.75, 4

_Groups = Mapping[str, Sequence[Claim]]


def names_of_site(claims: Iterable[Claim]) -> set[str]:
    """Return the names that are surely no headline, in the form that `plain` gives."""
    return {plain(one.name) for one in claims if one.where not in _MAY_BE_HEADLINES}


def sure_names(claims: Iterable[Claim], publisher: str | None) -> set[str]:
    """Return the names that the site surely has, in the form that `plain` gives."""
    sure = {plain(one.name) for one in claims if one.where in _SURE}
    return (sure | {plain(publisher or "")}) - {""}


def publisher_of(claims: Iterable[Claim], title: str | None, parsed: Parsed) -> str | None:
    """Return the name that most claims speak for; None where nothing but a weak one does.

    `title` is the page's headline, which is no name of its site.
    """
    heading, host = parsed.heading() or "", urlsplit(parsed.url or "").hostname or ""
    beside = tuple(_beside_the_headline(heading, title or ""))
    weighed = _weighed((*_without_titles(claims, beside), *beside), title or "", heading)
    groups = _grouped(one for one in weighed if one.name.lower() not in _hosts(host))
    if not groups:
        return None
    best = max(groups, key=lambda key: (_support(key, groups, host), len(key)))
    if not _IN_METADATA & {claim.where for claim in groups[best]}:
        best = next((key for key in groups if _is_short_for(best, key)), best)
    is_alone = len({claim.where for claim in groups[best]}) < 2
    is_enough = _support(best, groups, host) >= (_LEAST if is_alone else _LEAST_OF_SEVERAL)
    return _spelling(groups[best]) if is_enough else None


def _grouped(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    """Return the claims by the name that they are of, however it is spelt."""
    groups: dict[str, list[Claim]] = {}
    spelt: dict[str, str] = {}
    for claim in sorted(claims, key=lambda one: -one.name.count(" ")):
        if key := name_key(claim.name):
            # "harbourpost" is "Harbour Post".
            groups.setdefault(spelt.setdefault(key.replace(" ", ""), key), []).append(claim)
    return groups


def _is_short_for(key: str, longer: str) -> bool:
    """Whether a name is made of the first letters of a longer one: "mofa"."""
    words = longer.split()
    letters = {"".join(word[0] for word in words[:many]) for many in range(3, len(words) + 1)}
    return key in letters or key in {
        "".join(word[0] for word in words if word not in _SMALL_WORDS),
    }


def _hosts(host: str) -> set[str]:
    """Return the ways to write the name of a host, which are no names of outlets."""
    return {host, host.removeprefix("www."), f"www.{host}"}


def _without_titles(claims: Iterable[Claim], beside: Sequence[Claim]) -> Iterator[Claim]:
    """Yield the claims, without those of the title where what is beside the headline is known."""
    return (claim for claim in claims if not beside or claim.where != "title")


def _weighed(claims: Iterable[Claim], title: str, heading: str) -> Iterator[Claim]:
    """Yield the claims that are no part of the headline, the weak ones with less weight."""
    headline = plain(title)
    has_headline = bool(headline) and headline in plain(heading)
    for claim in claims:
        if plain(claim.name) in headline:
            continue
        is_acronym = claim.where in _IN_IMAGES and _ACRONYM.fullmatch(claim.name) is not None
        is_of_title = claim.where == "title" and not has_headline
        is_weak = is_acronym or is_of_title or HOST.fullmatch(claim.name) is not None
        yield replace(claim, weight=_OF_WEAK * claim.weight) if is_weak else claim


def _beside_the_headline(heading: str, headline: str) -> Iterator[Claim]:
    """Yield what the title of the page has beside the headline, parted as it is from that."""
    at = heading.lower().find(headline.lower()) if headline else -1
    if at < 0:
        return
    before, after = heading[:at].rstrip(), heading[at + len(headline) :].lstrip()
    for words, mark in ((before, before[-1:]), (after, after[:1])):
        rest = words.strip(f" {mark}") if mark and not mark.isalnum() else ""
        parts = [part for part in rest.split(f" {mark} ") if part.strip()]
        if HOST.search(rest):
            parts += [part for part in parts_of_title(rest) if not HOST.fullmatch(part)]
        for part in parts[-1:]:
            name = tidied_name(without_slogan(part))
            if may_be_a_name(name):
                yield Claim(name, "title", _BESIDE_THE_HEADLINE)


def _support(key: str, groups: _Groups, host: str) -> float:
    """Return how much speaks for a name: where it stands, shorter forms of it, and the address."""
    own = _weights(groups[key])
    for other, claims in groups.items():
        if other != key and f"{key} ".startswith(f"{other} "):
            for where, weight in _weights(claims).items():
                if where in _SHORTENED:
                    own[where] = max(own.get(where, 0), weight)
        elif f"{other} ".startswith(f"{key} ") and any(one.where == "rights" for one in claims):
            own.setdefault("rights", _OF_LONGER_RIGHTS)
    return sum(own.values()) + (_ADDRESS if _is_in_address(key, host) else 0)


def _weights(claims: Iterable[Claim]) -> dict[str, float]:
    """Return the most that speaks for one name, by where it stands."""
    own: dict[str, float] = {}
    for claim in claims:
        where = "masthead" if claim.where in _IN_IMAGES else claim.where
        own[where] = max(own.get(where, 0), claim.weight)
    return own


def _is_in_address(key: str, host: str) -> bool:
    """Whether a part of the host is the name, or hardly more than it."""
    name = key.replace(" ", "")
    return len(name) >= _SHORTEST_OF_HOSTS and any(
        label.startswith(name) and len(name) >= _MOST_OF_THE_HOST * len(label)
        for label in host.replace("-", "").split(".")
    )


def _spelling(claims: Iterable[Claim]) -> str:
    """Return the spelling that most speaks for, rather than one all in capitals."""
    weights: dict[str, float] = {}
    for name, where, weight in sorted({(one.name, one.where, one.weight) for one in claims}):
        # A text for an image spells out what the outlet prints as a sign.
        weights[name] = weights.get(name, 0) + (_OF_ALT if where in _IN_IMAGES else 1) * weight
    # What has "The" in its name often goes without; what has none is seldom given one.
    return max(
        weights,
        key=lambda name: (
            not (" " in name and name.isupper()) and not name.islower(),
            name.lower().startswith("the "),
            weights[name],
            len(name),
        ),
    )
