"""The reports that the page of a section leads to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from courlan import extract_domain, is_not_crawlable
from lxml import etree  # type: ignore[import-untyped]

from demarche.gather.canonical import canonical, host_of, joined
from demarche.gather.feeds import Item
from demarche.gather.feeds.markup import plain
from demarche.gather.feeds.pages import page_tree

_FURNITURE = {"nav", "footer", "menu"}
_FURNITURE_ROLES = {"navigation", "contentinfo", "search", "menu", "menubar", "toolbar"}
_FURNITURE_NAMES = re.compile(
    r"(?:^|[-_])(?:(?:sub|top|main)?(?:nav|menu)(?:bar|igation)?|footer|breadcrumbs?|crumbs|"
    r"pagination|paginator|pager|page-?numbers|tags|tag-?list|tag-?cloud|byline|authors?|share|"
    r"sharing|cookies?|consent|log-?in|sign-?in|sign-?up|register|subscribe|newsletter|comments|"
    r"skip-?links?|languages?|copyright|advert|advertisement|ads?|sponsored)(?:$|[-_])",
    re.IGNORECASE,
)
# A class of these says what the page is, or what is in it, and not what it is for.
_WHOLES = {"html", "body", "main", "article"}
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_HOLDS_REPORTS = etree.XPath("boolean(.//main) or boolean(.//article) or boolean(.//h1)")

_OTHER_HOSTS = set(
    "login account accounts auth sso shop store jobs careers subscribe subscriptions help "
    "support mail webmail cdn static img images ads advertising podcasts".split()
)
_OTHER_FILES = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|ico|tiff?|mp3|m4a|aac|ogg|wav|mp4|m4v|mov|avi|webm|flv|pdf|docx?|"
    r"xlsx?|pptx?|odt|rtf|epub|zip|gz|rar|7z|exe|apk|css|js|json|xml|rss|atom|ics|csv|txt)$"
)
_OTHER_PLACES = re.compile(
    r"(?:tags?|topics?|categor(?:y|ies)|kategorien?|schlagwort|keywords?|labels?|hubs?|authors?|"
    r"autor(?:en|es)?|auteurs?|contributors?|columnists?|correspondents|staff|profiles?|users?|"
    r"members?|search|suche|recherche|buscar|feeds?|rss|site-?map|"
    r"videos?|audio|podcasts?|galler(?:y|ies)|galer(?:ia|ie)s?|photos?|pictures|images?|slideshows?|"
    r"multimedia|wp-admin|wp-content|wp-login|cgi-bin|cdn-cgi|share|"
    r"log-?(?:in|out)|sign-?(?:in|up|out)|regist(?:er|ration)|account|my-?account|password|"
    r"subscri(?:be|ptions?)|newsletters?|donate|advertis(?:e|ing)(?:-with-us)?|shop|store|"
    r"careers|jobs|vacancies|events?-calendar|calendar|weather|horoscopes?|crosswords?|games|"
    r"about(?:-us|-the-[a-z]+)?|contacts?(?:-us)?|who-we-are|our-team|masthead|impressum|imprint|"
    r"privacy(?:-policy|-notice|-statement)?|terms(?:-of-(?:use|service)|-and-conditions)?|"
    r"cookies?(?:-(?:policy|notice|settings))?|legal(?:-(?:notice|information))?|copyright|"
    r"accessibility(?:-statement)?|disclaimer|help(?:-cent(?:er|re))?|faqs?|feedback|corrections)"
    r"(?:\.[a-z]{3,5})?"
)
_A_PAGE = re.compile(r"(?:.*/)?(?:(?:pages?|seite|pagina)[/_-]?\d+|index|home)(?:\.[a-z]{3,5})?/?")
_TURNS_A_PAGE = {"page", "paged", "pg", "offset", "start"}
_SEARCHES = {"s", "q", "query", "search", "keyword", "keywords"}
_TURNS_A_VIEW = set("sort order orderby view lang language locale year month limit".split())
_A_PERIOD = re.compile(r"(?:.*/)?(?:19|20)\d\d(?:[/-]\d{1,2}){0,2}/?")
_DATED = re.compile(
    r"(?<!\d)(?:(?:19|20)\d\d([/_.-]?)(?:0?[1-9]|1[0-2]|[a-z]{3})\1(?:[0-2]?\d|3[01])(?!\d)|"
    r"(?:19|20)\d\d/(?:0?[1-9]|1[0-2])/|(?:[0-2]?\d|3[01])[-_.](?:0?[1-9]|1[0-2])[-_.](?:19|20)\d\d)"
)
_SLUG_WORD = re.compile(r"[^\W_]+")
_A_NUMBER = re.compile(r"\d{5,}")
_NAMED_BY_NUMBER = re.compile(
    r"(?!cat|section|tag|author|user|menu|item|parent|lang)\w*id|p|art|article|doc|idx|news|no|num|"
    r"seq|story",
    re.IGNORECASE,
)
_ENDING = re.compile(r"\.(?:x?html?|aspx?|php\d?|jsp|do|stm|shtml|cfm|ece)$")
_PLAIN_SEGMENT = re.compile(r"[^\W\d_]{1,24}")

# Chinese, Japanese and Thai have no spaces: two characters count as a word.
_WORD = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]{2}|[^\W_]+(?:[-'’.][^\W_]+)*")
_WORDS_OF_A_HEADLINE = 4
_WORDS_OF_A_SLUG = 5
_TEASER = re.compile(
    r"(?:read|see|view|show|learn|find out) (?:more|all|on|now|full|the full)\b.*|"
    r"continue reading.*|(?:more|full) (?:story|article|text|details)|more|details|"
    r"\d+ (?:comments?|replies|shares)|(?:leave|post|add) a comment|no comments|share|watch|listen|"
    r"play|mehr|weiterlesen|lire la suite|leer más|ler mais|leggi(?: tutto)?|подробнее|"
    r"читать далее",
    re.IGNORECASE,
)


def links_of(address: str, html: bytes) -> tuple[Item, ...]:
    """Return the links of the page at `address` that look like reports of the same site, in order.

    Each once, its `title` the best text of the links to it. What leads around the site is left out:
    navigation, footers, tags, writers, logins, media and further pages; and so is a link whose text
    has less than four words, unless its address has a date, a number or a slug of many words.
    """
    tree, base = page_tree(address, html)
    if tree is None:
        return ()
    found: dict[str, tuple[str, str | None]] = {}
    for anchor in _anchors(tree):
        url = joined(base, anchor.get("href"))
        if url is None or _leads_around(url, address):
            continue
        first, title = found.get(canonical(url), (url, None))
        found[canonical(url)] = (first, _better(title, _text(anchor)))
    return tuple(
        Item(url=url, id=name, title=title)
        for name, (url, title) in found.items()
        if _tells_of_a_report(name, title)
    )


def _anchors(tree: Any) -> Iterator[Any]:
    """Yield the links of a page that are not in its furniture, in order."""
    walk = etree.iterwalk(tree, events=("start",))
    for _, node in walk:
        if _is_furniture(node):
            walk.skip_subtree()
        elif node.tag == "a" and node.get("href"):
            yield node


def _is_furniture(node: Any) -> bool:
    if node.tag in _FURNITURE or node.get("role", "").lower() in _FURNITURE_ROLES:
        return True
    if node.tag in _WHOLES:
        return False
    names = f"{node.get('class', '')} {node.get('id', '')}".split()
    is_named_so = any(_FURNITURE_NAMES.search(_HUMP.sub("-", name)) for name in names)
    return is_named_so and not _HOLDS_REPORTS(node)


def _text(anchor: Any) -> str | None:
    """Return the text of a link: of the heading in it, where a whole card is the link."""
    headings = map(_words_in, anchor.iter("h1", "h2", "h3", "h4", "h5"))
    text = next(filter(None, headings), None) or _words_in(anchor)
    text = text or plain(anchor.get("aria-label")) or plain(anchor.get("title"))
    return None if text is None or _TEASER.fullmatch(text.rstrip(" .…»>→›")) else text


def _words_in(node: Any) -> str | None:
    return plain(etree.tostring(node, method="html", encoding="unicode", with_tail=False))


def _better(known: str | None, text: str | None) -> str | None:
    if known is None or text is None:
        return known or text
    return known if _is_headline(known) or len(text) <= len(known) else text


def _is_headline(text: str | None) -> bool:
    return _words(text) >= _WORDS_OF_A_HEADLINE


def _words(text: str | None) -> int:
    return len(_WORD.findall(text or ""))


def _leads_around(url: str, address: str) -> bool:
    """Whether `url` leads to another site than that of `address`, or to a signpost of this one."""
    if not _is_of_one_site(url, address) or is_not_crawlable(url):
        return True
    parts, here = urlsplit(canonical(url)), urlsplit(canonical(address))
    path = unquote(parts.path).lower()
    if parts.netloc.partition(".")[0] in _OTHER_HOSTS - {here.netloc.partition(".")[0]}:
        return True
    if _OTHER_FILES.search(path) or any(map(_OTHER_PLACES.fullmatch, path.split("/"))):
        return True
    asked = parse_qsl(parts.query)
    if any(_names_a_report(*pair) for pair in asked):
        return False
    is_here = parts.path.rstrip("/") == here.path.rstrip("/")
    is_listing = is_here or path == "/" or _A_PERIOD.fullmatch(path) or _A_PAGE.fullmatch(path)
    return any(_is_a_listing(*pair) for pair in asked) or (
        bool(is_listing) and all(name.lower() in _TURNS_A_VIEW for name, _ in asked)
    )


def _is_a_listing(name: str, value: str) -> bool:
    # WordPress names a report by "p", and others a page: the numbers of reports are longer.
    is_number_of_page = name.lower() in _TURNS_A_PAGE or name.lower() == "p"
    return name.lower() in _SEARCHES or (is_number_of_page and value.isdecimal())


def _is_of_one_site(url: str, address: str) -> bool:
    return host_of(url) == host_of(address) or _site(url) == _site(address)


def _site(address: str) -> str:
    """Return the registered domain of `address`; its last two names where none is registered."""
    registered = extract_domain(canonical(address))
    if registered is not None:
        return registered
    host = (host_of(address) or "").partition(":")[0]
    names = host.split(".")
    return host if names[-1].isdecimal() else ".".join(names[-2:])


def _tells_of_a_report(url: str, title: str | None) -> bool:
    parts = urlsplit(url)
    path = _ENDING.sub("", unquote(parts.path).lower().rstrip("/"))
    segments = path.strip("/").split("/")
    if _DATED.search(path) or len(_SLUG_WORD.findall(segments[-1])) >= _WORDS_OF_A_SLUG:
        return True
    asked = parse_qsl(parts.query)
    has_number = _A_NUMBER.search(path) or any(_names_a_report(*pair) for pair in asked)
    if has_number and (title is None or _words(title) >= _WORDS_OF_A_HEADLINE - 1):
        return True
    is_section = not asked and all(map(_is_plain, unquote(parts.path).strip("/").split("/")))
    return _is_headline(title) and not is_section


def _is_plain(segment: str) -> bool:
    """Whether a part of an address is one word: "Europe" names a section, "aXbYcZ" a report."""
    return _PLAIN_SEGMENT.fullmatch(segment) is not None and not _HUMP.search(segment)


def _names_a_report(name: str, value: str) -> bool:
    return _NAMED_BY_NUMBER.fullmatch(name) is not None and len(value) > 2 and value.isdecimal()
