"""What lies beside an article on its page: navigation, other stories, comments, offers, adverts."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

_TAGS = {"nav", "footer", "aside", "menu", "dialog", "amp-sidebar", "amp-ad", "amp-consent"}
_ROLES = {
    "navigation", "contentinfo", "complementary", "search", "menu", "menubar", "toolbar", "dialog",
    "alertdialog", "banner", "alert",
}  # fmt: skip
_FIELDS = {"input", "textarea", "select"}
_MOST_WORDS_OF_A_FORM = 90
# A part of a class or an id, between hyphens, that says what an element is for.
_PARTS = """
    nav navbar navi navigation mainnav topnav subnav menu submenu menubar breadcrumbs? crumbs? crumb
    pagination paginator pager skiplinks? skip-links? sitemap langs? language-switcher
    footer footers colophon copyright rodape impressum
    related relacionad[ao]s? recommended recommendations? recirc recirculation more-[a-z]+
    read-also also-read readalso see-also lire-aussi read-next up-next upnext onwards? rich-link
    richlink most-read mostread most-viewed mostviewed most-popular meistgelesen trending
    top-stories topstories latest-news inline-news internallink outbrain taboola promos?
    promoted-content promoted-stories sponsored te-puede mas-leid[ao]s? plus-lus
    next-prev prev-next prevnext next-previous post-navigation nav-[a-z]+
    comments? commentlist disqus respond responses kommentare? commentaires comentarios discussion
    livefyre guestbook repl(?:y|ies) reader-?(?:comments|letters|replies)
    newsletters? newsletter-cta subscribe subscriptions? signup sign-up mailing-list donate donation
    donations pledge membership barrier paywall regwall reg-wall upgrade-cta cta boletin
    support-(?:us|box|banner|cta|block)
    share sharing sharebar share-tools sharedaddy sharethis addthis addtoany socials? social-share
    follow-us partager compartir teilen redes toolbar
    ad ads advert adverts advertisement advertising adslot adspot adsbygoogle dfp mpu sponsors?
    sponsor publicidad? publicite anzeigen? werbung reklame reklama leaderboard skyscraper
    cookies? consent gdpr cmp popup modal overlay interstitial
    tags taglist tag-list tagcloud tag-cloud etiquetas submeta
    sidebar side-bar side-?rail right-rail rightrail rightcol right-col columna-lateral
    author-bio about-author author-box authorbox bio
    poll polls quiz survey encuesta umfrage sondage reactions? rating ratings
    footnotes? endnotes? references correction corrections
    login log-in loginbox searchbox search-box search-form printer-friendly link-wrapper backlink
""".split()
# The same, for a class or an id that is this word and no more.
_WHOLES = """
    side aside rail widget promo tools tool pub relac rel related more also follow links topics
    keywords temas banner foot pie fuss fusszeile topbar top-bar topline weather clima print
    secondary widgets caja after bottom utilities utility offer offers login search volver back
    zurueck
""".split()
_OF_ANOTHER = "".join(
    rf"(?<!{word}-)" for word in "no has with without not show hide one two is".split()
)
_BESIDE = re.compile(
    rf"(?:(?:^|[-_ ]){_OF_ANOTHER}(?:{'|'.join(_PARTS)})(?=$|[-_ ]))|"
    rf"(?:(?:^| )(?:{'|'.join(_WHOLES)})(?=$| ))"
)
_HUMP = re.compile(r"(?<=[a-z\d])(?=[A-Z])|_+")
# What such a name may be on without saying what the whole is for.
_PAGES = {"html", "body", "main", "article"}
_HOLDS_THE_REPORT = etree.XPath(
    "boolean(.//h1[normalize-space()] or .//main or .//*[@itemprop='articleBody'] "
    "or .//*[@itemprop='headline'] or self::*[@itemprop='articleBody'])"
)
_FOLLOWED_BY_TEXT = etree.XPath(
    "boolean(.//h1 or "
    "following-sibling::*[descendant-or-self::p[string-length(normalize-space()) > 160]])"
)
# A name that is on a part with so much running text has some other sense there.
_HOLDS_MUCH_TEXT = etree.XPath("count(.//p[string-length(normalize-space()) > 160]) > 3")
_NEVER_THE_REPORT = re.compile(r"footer|related|recommend|cookie|consent|gdpr|most-|more-|sidebar")
_HOLDS_A_PAGE = etree.XPath("boolean(.//h1 or .//main)")
_COMMENTS = re.compile(
    r"(?:^|[-_ ])(?:comments?|comment-?list|disqus|respond|responses)(?=$|[-_ ])"
)


def is_beside(element: Any) -> bool:
    """Whether `element` lies beside the article, by its tag, its role or its names."""
    tag = element.tag
    if tag in _PAGES:
        return False
    if tag in _TAGS or (element.get("role") or "").lower() in _ROLES:
        return not holds_the_report(element)
    names = names_of(element)
    if not names or not _is_named_so(names):
        return False
    if _COMMENTS.search(names):
        return not _HOLDS_A_PAGE(element)
    if _HOLDS_MUCH_TEXT(element) and not _NEVER_THE_REPORT.search(names):
        return False
    return not (is_followed_by_text(element) if "foot" in names else holds_the_report(element))


def is_followed_by_text(element: Any) -> bool:
    """Whether running text comes after what is called a foot: some have day and writer there."""
    return bool(_FOLLOWED_BY_TEXT(element))


def asks_for_input(element: Any) -> bool:
    """Whether `element` is a small box that asks the reader to fill in or choose something."""
    if next(element.iter(*_FIELDS), None) is None or holds_the_report(element):
        return False
    return len(" ".join(element.itertext()).split()) <= _MOST_WORDS_OF_A_FORM


def holds_the_report(element: Any) -> bool:
    """Whether `element` holds the headline or the body of a report."""
    return bool(_HOLDS_THE_REPORT(element))


def names_of(element: Any) -> str:
    """Return the classes and the id of `element` in small letters, their parts between hyphens."""
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return "" if names == " " else _spelt_out(names)


@lru_cache(maxsize=4096)
def _spelt_out(names: str) -> str:
    return _HUMP.sub("-", names).lower().strip()


@lru_cache(maxsize=4096)
def _is_named_so(names: str) -> bool:
    return _BESIDE.search(names) is not None
