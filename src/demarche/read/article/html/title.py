"""The headline of a page of HTML, as its reader sees it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from demarche.read.article.html.beside import names_of
from demarche.read.article.html.blocks import Block, count_words, text_of
from demarche.read.article.html.days import folded, printed_days
from demarche.read.article.html.parsed import Parsed, listed, tidy

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_FEWEST_WORDS, _MOST_WORDS = 2, 45
_MOST_LINES = 6
_FEWEST_OF_A_HEADLINE = 4
_LEAST_LIKE = 0.34
_LARGE = {"4", "5", "6", "7", "+1", "+2", "+3", "+4"}
_BOLD = {"b", "strong", "big", "u", "center", "caption"}
_MARKS = re.compile(r"[\W_]+")
# Between a headline and the name of its site, in the title of a page.
SEPARATORS = re.compile(
    r"\s+(?:[|–—―·•«»:/_-]|::|<|>|\|\|)\s+|\s*[|｜│]\s*|\s?::\s?|"
    r"(?<=[^\x00-\u2fff])[-_–—:：](?=[^\x00-\u2fff])|:\s+"
)
_ADDS = re.compile(
    r"(?:^|[-_ ])(?:kicker|label|categor(?:y|ies)|eyebrow|overline|section|flag|tag|badge|icon|"
    r"sr-only|visually-hidden|visuallyhidden|screen-reader(?:-text)?|sub-?titles?|"
    r"sub-?head(?:line)?|sub|deck|dek|tagline|standfirst|byline|author|date|time|meta|volanta|"
    r"antetitulo|dachzeile|topline|roofline)(?=$|[-_ ])"
)
_TITLE_NAMES = re.compile(
    r"(?:^|[-_ ])(?:head-?line|heading|title|ttl|titulo|titre|titel|titolo|tytul|judul|baslik|"
    r"zagolovok|subject|tit|hd|art-?title|news-?title|entry-?title|post-?title|lbl-?title)(?=$|"
    r"[-_ ])"
)
_NOT_OF_ARTICLES = re.compile(
    r"(?:^|[-_ ])(?:site|blog|page-?top|section|block|widget|box|sub|list|menu|nav|logo|brand|"
    r"related|module|tab|category|channel|column|card|teaser|image|img|photo|video|media)(?=$|"
    r"[-_ ])"
)
# Sorts of documents, in the form that `plain` gives: above many a release it is the largest line.
_GENERIC = re.compile(
    r"(?:(?:official|latest|joint)\s)?(?:press|media|news)\s(?:releases?|statements?|notes?|"
    r"notices?|briefings?|cent(?:re|er)|room|office|detail|details|item|view)|press|news|"
    r"news detail|newsroom|communiqu[eé]s?|statements?|readouts?|speech(?:es)?|remarks|"
    r"transcripts?|announcements?|details?|article|story|information|publications?|world|"
    r"politics|home|welcome|communiqu[eé]s? de presse|comunicados?(?: de prensa)?|"
    r"notas? de prensa|nota [àa] imprensa|notas? [àa] imprensa|comunicat[oi] stampa|"
    r"pressemitteilung(?:en)?|pressemeldung(?:en)?|persbericht(?:en)?|pressmeddelanden?|"
    r"pressemelding(?:er)?|пресс релизы?|новости|заявления?|выступления?|보도자료|뉴스|"
    r"プレスリリース|報道発表|ニュース|新闻|新闻稿|新聞稿|بيان(?: صحفي)?|أخبار|"
    r"basın açıklaması|siaran pers"
)
_SUBJECT = re.compile(
    r"(?:subject|re|title|topic|objet|asunto|oggetto|assunto|betreff|tema|тема|onderwerp|konu|"
    r"headline|titre|titulo)\s*:\s*(?P<words>.*)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Title:
    """The headline: its words, and the index of its block where it stands on the page."""

    words: str
    at: int | None


def title_of(parsed: Parsed, blocks: Sequence[Block], names: set[str]) -> Title | None:
    """Return the headline of a page; `names` are those that its site may have, as `plain` gives.

    It is the first heading of the first order that is not the site's; then what stands on the page
    and in its metadata alike; then the heading, the line named a title, the subject, or the large
    line before the text; and what the metadata say, where none is on the page.
    """
    given = tuple(_given(parsed))
    first = _first_order(blocks, given, names)
    if first and (_likeness(first.words, given) >= _LEAST_LIKE or _is_long(first)):
        return first
    twice, above = _said_twice(blocks, given, names), _before_the_text(blocks, names)
    # A short heading of the first order, of which the metadata know nothing, names a section.
    if first and not any(one and _is_long(one) for one in (twice, above)):
        return first
    # Two or three words at the top that are the title of the page as well are its masthead.
    if twice and above and not _is_long(twice) and _is_long(above):
        return above
    if twice or above:
        return twice or above
    if first := next(_headings(blocks, "h1"), None):
        return first if plain(first.words) not in names else None
    words = next(filter(None, (without_site(one, names) for one in given)), None)
    return Title(words, None) if words else None


def _may_be(words: str, names: set[str]) -> bool:
    """Whether words may be a headline: they name neither the site nor a sort of document."""
    return plain(words) not in names and not _GENERIC.fullmatch(plain(words))


def _is_long(title: Title) -> bool:
    return count_words(title.words) >= _FEWEST_OF_A_HEADLINE


def plain(words: str) -> str:
    """Return `words` as two of them are compared: small letters, and single blanks for marks."""
    return _MARKS.sub(" ", words.casefold()).strip()


def without_site(words: str, names: set[str]) -> str:
    """Return a page's title without the parts at its ends that are names of the site, if plain."""
    while True:
        parts = list(SEPARATORS.finditer(words))
        if not parts:
            return "" if plain(words) in names else words
        first, last = words[: parts[0].start()], words[parts[-1].end() :]
        if plain(last) in names:
            words = words[: parts[-1].start()]
        elif plain(first) in names:
            words = words[parts[0].end() :]
        else:
            return words


def _given(parsed: Parsed) -> Iterator[str]:
    """Yield the titles that the metadata of the page give."""
    yield from parsed.metas("og:title")
    for thing in parsed.reports():
        yield from (tidy(str(one)) for one in listed(thing.get("headline")))
    yield from parsed.metas("twitter:title", "headline", "dc.title", "dcterms.title", "title")
    if heading := parsed.heading():
        yield heading


def _first_order(blocks: Sequence[Block], given: Sequence[str], names: set[str]) -> Title | None:
    """Return the heading of the first order that is most like what the metadata say."""
    found = [one for one in _headings(blocks, "h1") if _may_be(one.words, names)]
    if not found:
        return None
    best = max(found, key=lambda one: _likeness(one.words, given))
    if len(found) > 1 and _likeness(best.words, given) < _LEAST_LIKE:
        return max(found, key=lambda one: min(count_words(one.words), _MOST_WORDS))
    if _likeness(best.words, given) < _LEAST_LIKE and _is_of_the_site(blocks, best):
        return None
    return best


def _headings(blocks: Sequence[Block], *tags: str) -> Iterator[Title]:
    seen: set[int] = set()
    for at, block in enumerate(blocks):
        heading = None if block.is_beside else _heading_around(block.element, tags)
        if heading is not None and id(heading) not in seen:
            seen.add(id(heading))
            if words := _without_additions(heading):
                yield Title(words, at)


def _heading_around(element: Any, tags: Sequence[str]) -> Any:
    while element is not None:
        if element.tag in tags:
            return element
        element = element.getparent()
    return None


def _without_additions(heading: Any) -> str:
    """Return the words of a heading without the kicker or the second line within it."""
    adding = [child for child in heading.iter() if child is not heading and _is_addition(child)]
    if not adding:
        return text_of(heading)
    kept = deepcopy(heading)
    kept.tail = None
    for child in [child for child in kept.iter() if child is not kept and _is_addition(child)]:
        if child.getparent() is not None:
            _cut(child)
    return text_of(kept) or text_of(heading)


def _is_addition(element: Any) -> bool:
    return element.tag == "small" or _ADDS.search(names_of(element)) is not None


def _cut(element: Any) -> None:
    """Take `element` out of its tree, and leave what follows it."""
    before, parent = element.getprevious(), element.getparent()
    if element.tail:
        if before is not None:
            before.tail = (before.tail or "") + " " + element.tail
        else:
            parent.text = (parent.text or "") + " " + element.tail
    parent.remove(element)


def _likeness(words: str, given: Sequence[str]) -> float:
    """Return how like `words` are to what is most like them in `given`, from 0 to 1."""
    own = plain(words)
    return max((_alike(own, plain(one)) for one in given), default=0.0)


def _alike(one: str, two: str) -> float:
    if not one or not two:
        return 0.0
    if one == two:
        return 1.0
    if one in two or two in one:
        return 0.5 + 0.5 * min(len(one), len(two)) / max(len(one), len(two))
    ours, theirs = set(one.split()), set(two.split())
    return len(ours & theirs) / len(ours | theirs)


def _is_of_the_site(blocks: Sequence[Block], title: Title) -> bool:
    """Whether a heading is the masthead: one that leads to the front page."""
    heading = _heading_around(blocks[title.at or 0].element, ("h1",))
    links = [] if heading is None else heading.xpath("descendant::a[@href] | ancestor::a[@href]")
    return any(re.fullmatch(r"(?:https?://[^/]+)?/?(?:index\.\w+)?", a.get("href")) for a in links)


def _said_twice(blocks: Sequence[Block], given: Sequence[str], names: set[str]) -> Title | None:
    """Return the longest line of the page that is, or lies within, what the metadata say."""
    wanted = [plain(one) for one in given]
    best: Title | None = None
    for at, words in (*_lines(blocks), *_joined_lines(blocks)):
        own = plain(words)
        if (
            _GENERIC.fullmatch(own)
            or any(own in name for name in names)
            or not any(_lies_within(own, one) for one in wanted)
        ):
            continue
        if best is None or len(own) > len(plain(best.words)):
            best = Title(words, at)
    return best


def _lies_within(own: str, given: str) -> bool:
    is_long = count_words(own) >= 3 or len(own) >= 8
    return is_long and (own == given or given.startswith(f"{own} ") or given.endswith(f" {own}"))


def _lines(blocks: Sequence[Block]) -> Iterator[tuple[int, str]]:
    """Yield the lines that may be headlines, each with the index of its block."""
    for at, block in enumerate(blocks):
        if not block.is_beside and not (block.is_linked and block.words < _MOST_WORDS):
            for words in dict.fromkeys((block.line, *block.text.split("\n"))):
                if _FEWEST_WORDS <= count_words(words) <= _MOST_WORDS:
                    yield at, words


def _joined_lines(blocks: Sequence[Block]) -> Iterator[tuple[int, str]]:
    """Yield lines that follow one another as one: a headline may be set on several."""
    end = next((at for at, block in enumerate(blocks) if _is_running(block)), len(blocks))
    free = [
        (at, block.line)
        for at, block in enumerate(blocks[:end])
        if not (block.is_beside or block.is_linked) and block.words <= _MOST_WORDS
    ]
    for first in range(len(free)):
        for last in range(first + 2, min(first + _MOST_LINES, len(free)) + 1):
            words = " ".join(line for _, line in free[first:last])
            if count_words(words) <= _MOST_WORDS:
                yield free[first][0], words


def _before_the_text(blocks: Sequence[Block], names: set[str]) -> Title | None:
    """Return what looks like a headline above the running text."""
    end = next((at for at, block in enumerate(blocks) if _is_running(block)), len(blocks))
    above = blocks[: end + 1]
    for find in (_lower_order, _named_titles, _subjects, _large, _above_the_day):
        for found in find(above):
            if _may_be(found.words, names) and count_words(found.words) >= _FEWEST_WORDS:
                return found
    return None


def _is_running(block: Block) -> bool:
    return not block.is_beside and not block.is_linked and block.words > _MOST_WORDS


def _lower_order(blocks: Sequence[Block]) -> Iterator[Title]:
    return (one for one in _headings(blocks, *_HEADINGS[1:4]) if count_words(one.words) > 2)


def _named_titles(blocks: Sequence[Block]) -> Iterator[Title]:
    for at, block in enumerate(blocks):
        if block.is_beside or block.is_linked:
            continue
        for element in (block.element, *_inner(block.element)):
            names = names_of(element)
            if _TITLE_NAMES.search(names) and not _NOT_OF_ARTICLES.search(names):
                words = text_of(element)
                if count_words(words) <= _MOST_WORDS and words in block.line:
                    yield Title(words, at)


def _inner(element: Any) -> Iterator[Any]:
    """Yield the elements around a block's first words, and those that follow in its paragraph."""
    parent = element.getparent()
    if parent is not None:
        yield parent
        following = element.itersiblings("span", "font", "b", "strong", "p", "div")
        yield from itertools.islice(following, _MOST_LINES)


def _subjects(blocks: Sequence[Block]) -> Iterator[Title]:
    for at, block in enumerate(blocks):
        found = _SUBJECT.fullmatch(block.line)
        if found and found["words"]:
            yield Title(found["words"], at)
        elif found and at + 1 < len(blocks):
            yield Title(blocks[at + 1].line, at + 1)


def _above_the_day(blocks: Sequence[Block]) -> Iterator[Title]:
    """Yield the lines right above those that have a day, but for the first of the page."""
    lines = [
        (at, line)
        for at, block in enumerate(blocks)
        if not block.is_beside and not block.is_linked
        for line in block.text.split("\n")
    ]
    for (_, before), (at, words), (_, after) in zip(lines, lines[1:], lines[2:], strict=False):
        is_headline = _FEWEST_OF_A_HEADLINE <= count_words(words) <= _MOST_WORDS
        is_below_a_day = printed_days(folded(words)) or printed_days(folded(before))
        if is_headline and not is_below_a_day and printed_days(folded(after)):
            yield Title(words, at)


def _large(blocks: Sequence[Block]) -> Iterator[Title]:
    """Yield the first lines of blocks in large or heavy letters, the largest first."""
    found = [
        (_size(block.element), at, _large_words(block))
        for at, block in enumerate(blocks)
        if not block.is_beside and not block.is_linked and block.words
    ]
    for size, at, words in sorted(found, key=lambda one: (-one[0], one[1])):
        if size and 2 < count_words(words) <= _MOST_WORDS:
            yield Title(words, at)


def _large_words(block: Block) -> str:
    """Return the words of a block that are as large as its first, where those are set apart."""
    words = text_of(_outermost_large(block.element))
    return words if words and block.line.startswith(words) else block.text.split("\n")[0]


def _outermost_large(element: Any) -> Any:
    """Return the outermost element around the first words that makes letters large or heavy."""
    large = element
    while element is not None and element.tag not in ("td", "div", "body", "p"):
        if element.tag == "font" or element.tag in _BOLD:
            large = element
        element = element.getparent()
    return large


def _size(element: Any) -> int:
    size = 0
    while element is not None and element.tag not in ("td", "div", "body"):
        if element.tag == "font" and element.get("size") in _LARGE:
            size = max(size, 1 + abs(int(element.get("size"))))
        if element.tag in _BOLD:
            size = max(size, 1)
        element = element.getparent()
    return size
