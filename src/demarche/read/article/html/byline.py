"""Who wrote the article of a page, by what is printed about it and what the metadata say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import Any

from demarche.read.article.html.beside import names_of
from demarche.read.article.html.blocks import Block, text_of
from demarche.read.article.html.days import folded, printed_days
from demarche.read.article.html.frame import Frame, is_caption, part_of
from demarche.read.article.html.outlets import OFFICE
from demarche.read.article.html.parsed import Parsed, listed, named_in, types_of
from demarche.read.article.html.people import is_person, names_in, split_lines
from demarche.read.article.html.title import plain

_METAS = (
    "byl", "author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator",
    "article:author", "citation_author", "cxenseparse:author", "article:author_name",
)  # fmt: skip
_CREDITS = re.compile(
    r"(?:^|[-_ ])(?:by-?lines?|authors?|auth|writers?|written-?by|firma|firmas|signature|"
    r"autore?s?|auteurs?|autori|reporters?|journalists?|verfasser|contributors?|creator|"
    r"correspondent|person-name|forfatter|skribent|avtor|penulis|yazar|redaktor|kontributor|"
    r"signed|who)(?=$|[-_ ])"
)
_LEADS_TO_A_PERSON = re.compile(
    r"/(?:authors?|by|profiles?|people|staff|contributors?|experts?|auteurs?|autore?s?|autoren|"
    r"reporters?|journalists?|writers?|columnists?|person|team|bio|biography|correspondents?)/|"
    r"/@[\w.]+/?$"
)
_WORD = (
    r"(?:stor(?:y|ies)|words|texts?|report(?:ing|ed)?|written|analysis|article|posted|published|"
    r"interview|updates?|essay|dispatch|special report|opinion|compiled|commentary|filed|live|"
    r"photos and text|submitted|contributed|authored|prepared|penned|provided|words and pictures|"
    r"a report|an essay|a letter) "
)
_BY = re.compile(
    rf"(?:^|(?<=[|·•–—(])\s*|(?<=\d)\s+|(?<=[ap]m)\s+|"
    rf"(?<=[ap]\.m\.)\s+)(?:(?:{_WORD})?by\b[:\s]\s*|from\s+(?-i:(?=[A-Z]\S+ [A-Z]))|"
    r"(?:article |reportage |texte |propos )?(?:r[eé]dig[eé]|[eé]crit|recueillis|sign[eé]|"
    r"publi[eé]|post[eé]) par\s+|par\s*:?\s+|(?:escrito |texto |reportagem |publicado |"
    r"redactado |elaborado |entrevista )?por\s*:?\s+|(?:a cura )?di\s+|testo di\s+|(?:scritto |"
    r"pubblicato )?da\s+(?=[A-Z])|(?:ein \w+ |geschrieben |ver[oö]ffentlicht )?von\s+|door\s+|"
    r"oleh\s*:?\s+|av\s+|af\s+|przez\s+|(?:authors?|author\(s\)|writer|written by|reporter|"
    r"correspondent|words|story|report|reporting|auteur|autor(?:in|a|es|zy)?|autore|texte?|texto|"
    r"testo|tekst|text|redacci[oó]n|reda[cç][cç][aã]o|redaktion|r[eé]daction|reportagem|firma|"
    r"penulis|yazar|haber|yazan|teksti|forfatter|skribent|kirjoittaja|автор(?:ы|и)?|текст|"
    r"подготовил[аи]?|корреспондент|нотатки|بقلم|كتب(?:ت)?|الكاتب|إعداد|نویسنده|מאת|tác giả|"
    r"journalist[ae]?|periodista|verfasser(?:in)?|byline)\s*[:：\-–]\s*|(?:بقلم|كتب|كتبت|מאת|"
    r"автор|oleh)\s+)",
    re.IGNORECASE,
)
# Within a line a word of credit is told from others by its capital.
_BY_WITHIN = re.compile(
    r"(?<![Pp]hoto )(?<![Pp]hotos )(?<![Ff]oto )(?<![Ff]otos )(?<=\s)(?:By|BY|Von|VON|Par|PAR|"
    r"Por|POR)\s+(?=[A-ZÀ-ÖØ-Þ])"
)
_ALONE = re.compile(
    r"(?:(?:written |story |words )?by|author|par|por|von|di|door|av|af|oleh|autor|auteur|autore|"
    r"text|texto|texte|автор|作者|記者|记者|redacci[oó]n|r[eé]daction|redaktion|from)\s*[:：]?",
    re.IGNORECASE,
)
_CHINESE = re.compile(
    r"(?:记者|記者|作者|撰文|文字?[/／：:]|特派员|特派員|本报记者|"
    r"通讯员)\s*[:：/／]?\s*(?P<names>[\u4e00-\u9fff·]{2,4}(?:\s?[、，\s]\s?[\u4e00-\u9fff·]{2,4}){0,4})(?=\s*(?:[）)】\]|]|"
    r"报道|報道|報導|摄|電|电|讯|编辑|編輯|责编|责任|来源|來源|发布|$|\s\d))"
)
_KOREAN = re.compile(
    r"(?P<names>[가-힣]{2,4}(?:\s?[·,、ㆍ]\s?[가-힣]{2,4}){0,4})\s?(?:(?:\S{1,6}\s)?(?:선임기자|특파원|기자|"
    r"논설위원|통신원|리포터))(?=$|[\s=()\[\]|@·ㆍ])"
)
_JAPANESE = (
    re.compile(
        r"[【（(\[][^】）)\]＝=]{1,14}[＝=](?P<names>[\u3400-\u9fff々ぁ-ヶー・]{3,8}(?:、[\u3400-\u9fff々ぁ-ヶー・]{3,8}){0,3})[】）)\]]"
    ),
    re.compile(
        r"(?:文|執筆|取材|著者|記者)\s?[・:：＝=/／]\s?(?P<names>[\u3400-\u9fff々ぁ-ヶー]{3,7}(?:、[\u3400-\u9fff々ぁ-ヶー]{3,7}){0,3})"
    ),
    re.compile(r"(?P<names>[\u3400-\u9fff々]{3,6})\s?記者(?=$|[）)】\s])"),
    re.compile(
        r"[（(](?P<names>[\u3400-\u9fff々]{2,3}[\s\u3000]?[\u3400-\u9fff々ぁ-ん]{1,3})[）)]$"
    ),
)
_NO_CREDIT = re.compile(
    r"(?:photo(?:graph)?s?|pictures?|image|illustration|graphic|map|video|audio|edited|editing|"
    r"translat\w+|hosted|presented|produced|powered|sponsored|maintained|designed|foto|fotos|"
    r"bild|crédit)\b",
    re.IGNORECASE,
)
# A line that signs the text: "– Ola Prim", "(Ola Prim)", "Ola Prim/Wire".
_SIGNED = re.compile(
    r"(?:[—–-]+\s*(?P<names>[^—–()]{5,60})|\((?P<a>[^()]{5,60})\)|"
    r"(?P<b>[^/()]{5,40})/\s?[A-Z]{2,8})"
)
_LAST_FIRST = re.compile(r"^([^\s,]+), ([^\s,]+)$")
_WRITTEN_BY = re.compile(
    r"written by|[eé]crit par|escrito por|scritto da|geschrieben von|por|by|автор",
    re.IGNORECASE,
)
_PARTS = ("a", "span", "p", "div", "b", "i", "em", "strong", "address", "cite")
_MOST_WORDS, _LEVELS, _AT_THE_END, _MOST_WRITERS = 25, 3, 2, 3


def byline_of(parsed: Parsed, frame: Frame, sites: set[str]) -> str | None:
    """Return the names of the writers as printed, parted by commas; None where none are told.

    What is printed about the headline comes first, then what the metadata say of persons, then what
    stands at the head or the foot of the text. `sites` are names of the site, which writes nothing.
    """
    printed = _without(_printed(frame), sites)
    stated = _without(_stated(parsed), sites)
    # An office of state has its speakers and clerks about its headlines, and seldom a writer.
    is_office = any(map(OFFICE.match, sites))
    if not printed and not stated and not is_office:
        printed = _without(_bare(frame), sites)
    if printed and stated and not set(map(plain, stated)) & set(map(plain, printed)):
        in_view = tuple(name for name in stated if _is_printed(name, frame))
        return ", ".join(in_view or printed)
    if printed and len(printed) >= len(stated):
        return ", ".join(printed)
    names = stated or _without(_in_the_text(frame), sites)
    names = names or _without(_loose(parsed, frame, is_office=is_office), sites)
    return ", ".join(names) or None


def _without(names: Iterable[str], sites: set[str]) -> tuple[str, ...]:
    """Return `names` without those of the site, each once."""
    kept: dict[str, str] = {}
    for name in names:
        own = plain(name)
        if not any(own == site or (len(site) > 3 and f" {site} " in f" {own} ") for site in sites):
            kept.setdefault(own, name)
    return tuple(kept.values())


def _printed(frame: Frame) -> Iterator[str]:
    """Yield the names in the credits about the headline."""
    before, headline = "", plain(frame.headline)
    for block in frame.head:
        if is_caption(block.element) or plain(block.line) == headline:
            continue
        found = list(_credited(block))
        for line in block.text.split("\n"):
            if not found and plain(line) not in headline:
                found += _in_a_line(line, is_credited=_ALONE.fullmatch(before) is not None)
            before = line
        yield from found


def _bare(frame: Frame) -> tuple[str, ...]:
    """Return the names that stand below the headline without a word of credit, right by a day."""
    small = {word for block in frame.body for word in block.line.split() if word.islower()}
    for lines in _near_the_day(frame):
        found: list[str] = []
        for line in lines:
            pieces = () if plain(line) in plain(frame.headline) else split_lines(line)
            names = [
                name
                for piece in pieces
                if _may_stand_bare(piece, small)
                for name in names_in(piece)
            ]
            if found and not names:
                break
            found += names
        if found:
            return tuple(found)
    return ()


def _may_stand_bare(words: str, small: set[str]) -> bool:
    """Whether a name needs no word of credit: none of its words is a plain word of the text."""
    has_capitals = words.upper() != words.lower() and not words.isupper()
    return has_capitals and not any(
        word.lower() in small for word in words.split() if len(word) > 3
    )


def _near_the_day(frame: Frame) -> Iterator[list[str]]:
    """Yield the lines with a day, those next to it, and the one below the headline."""
    lines: list[str] = []
    for block in frame.below:
        own = block.text.split("\n")
        if printed_days(folded(block.line)):
            yield own
            yield list(takewhile(names_in, reversed(lines[-_MOST_WRITERS:])))[::-1]
        elif plain(own[0]) == plain(frame.headline):
            yield own[1:2]
        elif lines and printed_days(folded(lines[-1])):
            yield own[:1]
        lines += own


def _in_a_line(line: str, *, is_credited: bool) -> tuple[str, ...]:
    """Return the names in a line that credits them; `is_credited` where the line before says so."""
    if _NO_CREDIT.match(line):
        return ()
    if names := tuple(_east_asian(line)):
        return names
    for found in (*_BY.finditer(line), *_BY_WITHIN.finditer(line)):
        is_sure = found[0].lower().startswith("by")
        for piece in split_lines(line[found.end() :]):
            if names := names_in(piece, bodies=True, sure=is_sure):
                return names
    return names_in(line, bodies=True) if is_credited else ()


def _credited(block: Block) -> Iterator[str]:
    """Yield the names in the elements of a block, and close around it, that are named credits."""
    for element in _elements(block):
        if _CREDITS.search(names_of(element)) or _is_marked(element):
            words = text_of(element)
            if len(words.split()) <= _MOST_WORDS:
                people = [name for link in element.iter("a") for name in names_in(text_of(link))]
                yield from people or _of_credit(words)
        elif element.tag == "a" and _leads_to_a_person(element):
            words = text_of(element)
            if is_person(words) and words in block.line:
                yield words


def _of_credit(words: str) -> tuple[str, ...]:
    if _NO_CREDIT.match(words):
        return ()
    names = _in_a_line(words, is_credited=False)
    first = next(split_lines(words), "")
    return names or names_in(_BY.sub("", first), bodies=True)


def _elements(block: Block) -> Iterator[Any]:
    """Yield what is close around the block, and what is in it."""
    around, element = [], block.element
    for _ in range(_LEVELS):
        around.append(element)
        element = element.getparent()
        if element is None or element.tag in ("body", "main", "article", "section", "header", "td"):
            break
    yield from reversed(around)
    yield from around[-1].iter(*_PARTS)


def _is_marked(element: Any) -> bool:
    marks = (element.get("itemprop"), element.get("rel"), element.get("property"))
    return any("author" in (mark or "").lower() for mark in marks)


def _leads_to_a_person(link: Any) -> bool:
    return _LEADS_TO_A_PERSON.search((link.get("href") or "").lower()) is not None


def _stated(parsed: Parsed) -> Iterator[str]:
    """Yield the persons whom the metadata name as writers of the report."""
    for thing in parsed.reports():
        for author in (*listed(thing.get("author")), *listed(thing.get("creator"))):
            if not isinstance(author, dict) or "Organization" not in " ".join(types_of(author)):
                for name in named_in(author):
                    yield from names_in(_BY.sub("", name))


def _loose(parsed: Parsed, frame: Frame, *, is_office: bool) -> Iterator[str]:
    """Yield the persons in meta elements, which often name who made the page.

    They count where the page of an outlet calls itself an article, or the name is printed.
    """
    says_so = any(kind.startswith("article") for kind in parsed.metas("og:type"))
    is_article = (says_so or bool(parsed.reports())) and not is_office
    words = list(parsed.metas(*_METAS))
    labels = parsed.metas("twitter:label1", "twitter:label2")
    data = parsed.metas("twitter:data1", "twitter:data2")
    words += [one for label, one in zip(labels, data, strict=False) if _WRITTEN_BY.fullmatch(label)]
    for one in words:
        for name in names_in(_LAST_FIRST.sub(r"\2 \1", _BY.sub("", one))):
            if is_article or _is_printed(name, frame):
                yield name


def _is_printed(name: str, frame: Frame) -> bool:
    own = plain(name)
    return any(own in plain(block.line) for block in (*frame.head, *frame.tail))


def _in_the_text(frame: Frame) -> Iterator[str]:
    """Yield the names that the text itself credits: at its head, at its foot, or just below it."""
    for block in frame.body[:2]:
        yield from _east_asian(block.line)
    tail = [block for block in frame.tail if _stands_with_the_text(block, frame)]
    for block in tail:
        yield from _credited(block)
    for block in tail:
        if found := _SIGNED.fullmatch(block.line):
            yield from names_in(found["names"] or found["a"] or found["b"])
    for block in (*tail, *frame.body[-_AT_THE_END:]):
        if block.words <= _MOST_WORDS and not is_caption(block.element):
            yield from _in_a_line(block.line, is_credited=False)
        else:
            yield from _east_asian(block.line[-40:])


def _stands_with_the_text(block: Block, frame: Frame) -> bool:
    part = part_of(frame.body[-1].element) if frame.body else None
    near = None if part is None else part.getparent()
    return near is not None and near in block.element.iterancestors()


def _east_asian(line: str) -> Iterator[str]:
    if line.isascii():
        return
    for form in (_CHINESE, _KOREAN, *_JAPANESE):
        if found := form.search(line):
            yield from (name for name in re.split(r"\s?[、，,·ㆍ\s]\s?", found["names"]) if name)
            return
