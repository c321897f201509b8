"""What a page calls its site: in its metadata, its masthead, its title, and at its foot."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from demarche.read.article.html.beside import names_of
from demarche.read.article.html.blocks import Block, blocks_of_element, text_of
from demarche.read.article.html.days import folded, printed_days
from demarche.read.article.html.outlets import (
    HOST,
    OFFICE,
    may_be_a_name,
    parts_of_title,
    tidied_name,
    without_form,
    without_slogan,
)
from demarche.read.article.html.parsed import Parsed, Thing, named_in, tidy, types_of

_LONGEST_LINE = 400
_FIRST_IMAGES, _FIRST_LINKS, _FIRST_PARTS = 2, 3, 4
_FIRST_BLOCKS, _LAST_BLOCKS = 14, 12
_SITES = {
    "WebSite",
    "NewsMediaOrganization",
    "Organization",
    "GovernmentOrganization",
    "Corporation",
}
_METAS = (
    "application-name", "apple-mobile-web-app-title", "dc.publisher", "dcterms.publisher",
    "publisher", "citation_journal_title", "article:publisher", "source", "copyright", "owner",
    "dc.rights", "dcterms.rightsholder", "al:ios:app_name", "al:android:app_name",
)  # fmt: skip
_FRONT = re.compile(
    r"(?:https?://[^/]+)?/?(?:\.\.?/)*(?:[a-z]{2}/?)?(?:(?:index|default|home)\.\w+)?",
    re.IGNORECASE,
)
_LANGUAGE = re.compile(r"/[a-z]{2}(?:-[a-z]{2})?/?", re.IGNORECASE)
_MASTHEADS = re.compile(
    r"(?:^|[-_ ])(?:logo|brand|branding|masthead|mast|site-?name|site-?title|blog-?title|"
    r"blog-?name|nameplate|wordmark|publication-?name|navbar-brand|logotype|ministry|"
    r"letterhead)(?=$|[-_ ])"
)
_PARTS = ("div", "span", "p", "a", "h1", "h2", "header", "strong", "img", "td", "b")
_FEEDS = "//link[@rel='alternate'][contains(@type,'rss') or contains(@type,'atom')]"
_FIRST_OF_FOOT = re.compile(r",|\s[|·–-]\s|\n")
_RIGHTS = re.compile(
    r"(?:©|\(c\)|&copy;|copyright|copr\.)(?:\s*(?:©|\(c\)|copyright|by|the|[-–—,/&]|\d{4}|to|"
    r"present|heute))*\s+(?P<name>[^©]{2,90}?)(?=\s*(?:[.|,;:()]\s|[|©·]|\s[-–—]\s|\d{4}|"
    r"all rights|alle rechte|tous droits|todos los|todos os|tutti i|все права|\bor its\b|版权|版權|"
    r"制作|best viewed|$))",
    re.IGNORECASE,
)
_RIGHTS_BEFORE = re.compile(r"(?P<name>[^.|©\n]{3,70}?)[\s,]*(?:©|\(c\))\s*\d{4}")
_SOURCE = re.compile(
    r"(?:^|[\s|·])(?:source|fuente|fonte|quelle|bron|источник|المصدر|來源|来源|出典|출처|źródło|sumber|"
    r"kaynak)\s*[:：]\s*(?P<name>[^|·:：]{2,50}?)(?=$|\s{2}|\s\d|[|·,;]|\s(?:editor|author|time|作者|"
    r"编辑|責任))",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    r"[^()（）]{2,45}[(（](?P<name>[^()（）\d]{2,40})[)）]\s*(?:\.?\s?[-–—―]+|=|:|：|[－ー])\s*\S.{40}"
)


@dataclass(frozen=True, slots=True)
class Claim:
    """A name that the page may give its site, where it stands, and how much that counts for."""

    name: str
    where: str
    weight: float


def claims_of(parsed: Parsed, blocks: Sequence[Block]) -> tuple[Claim, ...]:
    """Return all names that the page may give its site."""
    found = [
        *_described(parsed),
        *_in_the_masthead(parsed, blocks),
        *_at_the_foot(blocks),
        *_as_a_source(blocks),
        *_in_the_title(parsed),
    ]
    tidied = (Claim(tidied_name(one.name), one.where, one.weight) for one in found)
    return tuple(one for one in tidied if may_be_a_name(one.name))


def _described(parsed: Parsed) -> Iterator[Claim]:
    """Yield what the metadata say."""
    reports = parsed.reports()
    for thing in parsed.things:
        yield from _of_thing(thing, is_report=thing in reports)
    for name in parsed.metas("og:site_name"):
        yield Claim(without_slogan(name), "og", 5)
    for name in parsed.metas(*_METAS):
        if not name.startswith(("http:", "https:", "@")):
            yield Claim(name, "meta", 2)
    for element in parsed.tree.xpath("//*[@itemprop='publisher']"):
        yield Claim(_marked_name(element), "publisher", 4)
    for link in parsed.tree.xpath(_FEEDS):
        yield Claim(link.get("title") or "", "feed", 1.5)


def _of_thing(thing: Thing, *, is_report: bool) -> Iterator[Claim]:
    """Yield what a thing of JSON-LD says of who publishes it, or that it is a site itself."""
    for name in named_in(thing.get("publisher")):
        yield Claim(name, "publisher", 6 if is_report else 4)
    for name in named_in(thing.get("sourceOrganization")):
        yield Claim(name, "publisher", 3)
    if not thing.get("publisher"):
        # A programme stands for who makes it, where nobody else is named.
        yield from (Claim(name, "publisher", 6) for name in named_in(thing.get("partOfSeries")))
    for name in named_in(thing.get("isPartOf"), "WebSite", "Newspaper", "Periodical", "Product"):
        yield Claim(name, "part", 2)
    if set(types_of(thing)) & _SITES:
        yield Claim(tidy(str(thing.get("name") or "")), "site", 3)


def _marked_name(element: Any) -> str:
    """Return the name within an element of microdata, or all its text."""
    for inner in element.xpath(".//*[@itemprop='name']"):
        return inner.get("content") or text_of(inner)
    return text_of(element)


def _in_the_masthead(parsed: Parsed, blocks: Sequence[Block]) -> Iterator[Claim]:
    """Yield what the head of the page calls itself: its logo, and what leads to the front page."""
    for element in _mastheads(parsed.tree):
        lines = [block.text for block in blocks_of_element(element)]
        is_word = len(lines) == 1 and " " not in lines[0]
        is_language = is_word and _LANGUAGE.fullmatch(element.get("href") or "")
        weight = 1.5 if is_language else 2.5
        if lines:
            yield Claim("\n".join(lines), "masthead", weight)
            yield Claim(lines[0].split("\n")[0], "masthead", weight / 2)
        yield from (Claim(words, "alt", weight) for words in _told_of_images(element))
    images = (image.get("alt") for image in parsed.tree.iter("img") if image.get("alt"))
    yield from (Claim(words, "image", 1.75) for words in itertools.islice(images, _FIRST_IMAGES))
    yield from (Claim(block.line, "top", 1) for block in blocks[:1])
    for block in blocks[:_FIRST_BLOCKS]:
        if OFFICE.match(block.line):
            yield Claim(block.text, "office", 3)
            yield Claim(block.text.split("\n")[0], "office", 2.75)


def _mastheads(tree: Any) -> Iterator[Any]:
    links = (a for a in tree.iter("a") if a.get("href") is not None and _leads_home(a))
    yield from itertools.islice(links, _FIRST_LINKS)
    parts = (one for one in tree.iter(*_PARTS) if _MASTHEADS.search(names_of(one)))
    yield from itertools.islice(parts, _FIRST_PARTS)
    yield from tree.xpath("//*[@role='banner']//*[self::strong or self::a]")[:2]


def _leads_home(link: Any) -> bool:
    href = link.get("href").split("?")[0].split("#")[0]
    is_front = bool(href) and _FRONT.fullmatch(href) is not None
    return is_front or link.get("rel") == "home" or href in {".", "./"}


def _told_of_images(element: Any) -> Iterator[str]:
    for image in element.iter("img", "amp-img"):
        yield image.get("alt") or ""
    for name in ("aria-label", "title"):
        yield element.get(name) or ""


def _as_a_source(blocks: Sequence[Block]) -> Iterator[Claim]:
    """Yield what the page calls its source, or its text in the dateline: "OSLO (Post) -- ..."."""
    for block in blocks:
        line = block.line[:_LONGEST_LINE]
        if found := _SOURCE.search(line):
            yield Claim(found["name"], "source", 1.5)
        elif not block.is_beside and (found := _DATELINE.match(line)):
            yield Claim(found["name"], "dateline", 1.25)


def _at_the_foot(blocks: Sequence[Block]) -> Iterator[Claim]:
    for block in blocks[-_LAST_BLOCKS // 2 :]:
        first = _FIRST_OF_FOOT.split(block.text, maxsplit=1)[0]
        if first[:1].isupper():
            yield Claim(first, "foot", 1)
    for block in blocks[-_LAST_BLOCKS:]:
        for line in block.text.split("\n"):
            if found := _RIGHTS.search(line[:_LONGEST_LINE]):
                yield Claim(without_form(found["name"]), "rights", 2)
            elif found := _RIGHTS_BEFORE.search(line[:_LONGEST_LINE]):
                yield Claim(found["name"], "rights", 1.5)


def _in_the_title(parsed: Parsed) -> Iterator[Claim]:
    """Yield the parts of the page's title, its last first: the name stands at one of its ends."""
    title = parsed.heading() or ""
    parts = parts_of_title(title)
    # "HEADLINE | by WRITER | PUBLICATION | Mar, 2021 | PLATFORM"
    by = next((at for at, part in enumerate(parts) if part.lower().startswith("by ")), None)
    if by is not None and by + 2 < len(parts):
        yield Claim(parts[by + 1], "publication", 20)
    names = [one for one in parts if not HOST.fullmatch(one) and not printed_days(folded(one))]
    yield from (Claim(part, "title", 2.25) for part in names[-1:])
    yield from (Claim(part, "title", 1.5) for part in names[:1])
    if title and not parts:
        yield Claim(title, "title", 1)
    yield from (Claim(given, "og:title", 0.5) for given in parsed.metas("og:title"))
