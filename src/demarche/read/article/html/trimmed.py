"""The tree of a page made ready for the text to be taken from it."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from demarche.read.article.html.beside import asks_for_input, is_beside, names_of
from demarche.read.article.html.blocks import count_words, is_hidden
from demarche.read.article.html.frame import is_named_caption

_MAY_ASK = {"div", "section", "form", "figure", "aside", "fieldset", "p"}
_MAY_ADD = {"div", "p", "h2", "h3", "h4", "span", "section", "header", "em", "strong", "ul"}
_BOXES = {"div", "section", "aside", "figure"}
_MOST_OF_IT = 0.8
_CELLS = {"td", "th"}
_PARTS_OF_TABLES = {"table", "tbody", "thead", "tfoot", "tr", "td", "th", "caption", "center"}
_MOST_WORDS_OF_A_CELL, _MOST_WORDS_OF_A_BOX = 25, 60
_STANDFIRST = re.compile(
    r"(?:^|[-_ ])(?:stand-?first|sub-?head(?:line|ing)?|sub-?titles?|sub-?title|subtitulo|"
    r"sottotitolo|deck|dek|strap-?line|strap|bajada|copete|chapo|chapeau|article-?summary|"
    r"post-?summary|excerpt|post-?excerpt|article-?excerpt|volanta|antetitulo|entradilla|sumario|"
    r"vorspann|teaser-?text|kicker|eyebrow|overline|dachzeile|sub-hed|subhed|lede-?text|"
    r"article-?subhead|bigode|linha-?fina|ondertitel|ingress-?meta)(?=$|[-_ ])"
)
_PULLED = re.compile(
    r"(?:^|[-_ ])(?:pull-?(?!left|right)[a-z]+|destacado|callout|quote-?box|zitat-?box|blurb|"
    r"fact-?box|info-?box|key-?points?|at-a-glance|(?:toggle|hide|show|view)-caption|read-?time|"
    r"reading-?time)(?=$|[-_ ])"
)
_PLEA = re.compile(
    r"\bnewsletter|\bsubscrib|\bsign up\b|\bsign-up\b|\bbecome a (?:member|supporter|subscriber)|"
    r"\bsupport (?:us|our)\b|\bdonat(?:e|ion)\b|\bmake a gift\b|\bour journalism\b|"
    r"\bfree trial\b|\binfolettre|\babonnez|\bs'abonner|\bfaire un don|\bsuscr[ií]b|\bbolet[ií]n|"
    r"\bh[aá]gase socio|\bhazte soci|\bassine\b|\bboletim|\babbonati|\biscriviti|\babonnieren|"
    r"\bunterst[uü]tzen sie uns|\bnieuwsbrief|\bnyhetsbrev|\bподпи(?:шитесь|саться)|\bрассылк|"
    r"\bاشترك|\bنشرة|订阅|メルマガ|구독",
    re.IGNORECASE,
)
_PARAGRAPH = re.compile(r"\n\s*\n")


def trimmed(tree: Any) -> Any:
    """Return a copy of `tree` without what lies beside the article, and with plain paragraphs.

    What describes pictures goes, and so do second headlines and boxes that repeat the text. Tables
    that only lay out the page become parts of it; text laid out by hand becomes paragraphs.
    """
    kept = deepcopy(tree)
    body = kept.find(".//body")
    walk = etree.iterwalk(kept if body is None else body, events=("start",))
    cut = []
    for _, element in walk:
        if element is not body and isinstance(element.tag, str) and _goes(element):
            cut.append(element)
            walk.skip_subtree()
    for element in cut:
        element.drop_tree()
    for table in list(kept.iter("table")):
        if _only_lays_out(table):
            _laid_flat(table)
    for pre in list(kept.iter("pre")):
        _in_paragraphs(pre)
    return kept


def _goes(element: Any) -> bool:
    if is_hidden(element) or is_beside(element) or element.tag == "figcaption":
        return True
    if element.tag in _MAY_ASK and asks_for_input(element):
        return True
    if element.tag == "table":
        return _is_box(element)
    if element.tag in _BOXES and (_only_leads_on(element) or _pleads(element)):
        return True
    names = names_of(element)
    if not names or element.tag == "h1":
        return False
    if is_named_caption(names):
        return _is_small(element)
    adds = element.tag in _MAY_ADD and _STANDFIRST.search(names)
    return bool(adds or _PULLED.search(names)) and _is_small(element)


def _is_small(element: Any) -> bool:
    words = count_words(" ".join(element.itertext()))
    return words <= _MOST_WORDS_OF_A_BOX and next(element.iter("h1"), None) is None


def _only_leads_on(element: Any) -> bool:
    """Whether a small box holds nothing but headings and links to something else."""
    heading = next(element.iter("h2", "h3", "h4", "h5", "h6"), None)
    if heading is None or next(element.iter("a"), None) is None or not _is_small(element):
        return False
    inner = [
        *element.iter("h2", "h3", "h4", "h5", "h6"),
        *element.xpath(".//a[not(ancestor::h2 or ancestor::h3 or ancestor::h4 or ancestor::h5)]"),
    ]
    leading = sum(len("".join(one.itertext()).split()) for one in inner)
    return leading >= _MOST_OF_IT * len("".join(element.itertext()).split())


def _pleads(element: Any) -> bool:
    """Whether a small box asks the reader to subscribe, to join or to give."""
    if not element.get("class") and not element.get("id"):
        return False
    if next(element.iter("button", "a", "input"), None) is None and len(element) < 2:
        return False
    return _is_small(element) and _PLEA.search(" ".join(element.itertext())) is not None


def _is_box(table: Any) -> bool:
    """Whether a table is set aside in the text, which runs around it."""
    return (table.get("align") or "").lower() in ("left", "right") and _is_small(table)


def _only_lays_out(table: Any) -> bool:
    """Whether a table gives places to parts of the page, and holds no figures."""
    if next(table.iterdescendants("table"), None) is not None:
        return True
    cells = list(table.iter(*_CELLS))
    if any(cell.tag == "th" for cell in cells):
        return False
    return len(cells) < 2 or any(
        count_words(" ".join(cell.itertext())) > _MOST_WORDS_OF_A_CELL for cell in cells
    )


def _laid_flat(table: Any) -> None:
    for part in table.iter(*_PARTS_OF_TABLES):
        if part.tag != "table" or part is table:
            part.tag = "div"


def _in_paragraphs(pre: Any) -> None:
    """Make text that was laid out by hand, with blank lines, into paragraphs."""
    text = "".join(pre.itertext())
    tail = pre.tail
    pre.clear()
    pre.tag, pre.tail = "div", tail
    for words in _PARAGRAPH.split(text):
        if words.strip():
            etree.SubElement(pre, "p").text = " ".join(words.split())
