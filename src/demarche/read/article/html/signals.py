"""What a page looks like: how much text it has, and how many links, times, players and cues."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from demarche.knowledge.page_kinds import cues_in, page_kinds
from demarche.model import PageKind
from demarche.read.article.html.beside import is_beside, names_of
from demarche.read.article.html.blocks import Block, count_words, text_of
from demarche.read.article.html.cards import cards_of
from demarche.read.article.html.days import folded, printed_days
from demarche.read.article.html.frame import Frame, is_caption, is_running
from demarche.read.article.html.parsed import Parsed, listed, types_of
from demarche.read.article.html.players import has_player
from demarche.read.article.html.times import time_at_the_head

WALLS = frozenset(row.id for row in page_kinds() if row.kind is PageKind.PAYWALL)
_ERRORS = frozenset(row.id for row in page_kinds() if row.kind is PageKind.ERROR)
_CALLS = frozenset({"go-on-reading", "unlock"})
_OF_PARAGRAPHS = 2
_FEWEST_WORDS_OF_A_TEASER = 4
_MOST_WORDS_OF_A_CUE = 90
_FEWEST_WORDS_OF_A_PIECE = 12
_REPORTS = re.compile(r"Article$|Posting$|^Report$|^Review$|PressRelease$")
_LISTS = {"CollectionPage", "ItemList", "ProfilePage", "SearchResultsPage", "OfferCatalog"}
_FOOTERS = re.compile(r"(?:^|[-_ ])(?:site-?|page-?)?(?:footer|foot|colophon)(?=$|[-_ ])")
_GATES = re.compile(
    r"(?:^|[-_ ])(?:pay-?wall|reg-?wall|registration-?wall|subscription-?wall|subscribe-?wall|"
    r"paid-?barrier|barrier|content-?gate|gate|gated|gateway|muro|piano|tp-container|poool|"
    r"zahlschranke|premium-?wall|premium-?box|subscribe-prompt|subscription-prompt|"
    r"locked-?content|locked|upgrade-?cta|metered-?content|meter|truncated|abo-?wall)(?=$|[-_ ])"
)
_PRICE = re.compile(
    r"[$€£¥₹₩]\s?\d+|\b\d+(?:[.,]\d+)?\s?(?:€|£|₽|p|euros?|pesos|reais|zł|kr|円|원|元)(?!\w)"
)
_ERROR_PARTS = re.compile(
    r"(?:^|[-_ ])(?:error-?(?:404|403|410|500|page)|page-?(?:404|not-found|error)|not-?found|"
    r"e-?404|http-?error|status-?404|is-?404|template-?404)(?=$|[-_ ])"
)
# What the parts of an address say of the kind of page.
_PLACES = {
    PageKind.VIDEO: re.compile(
        r"videos?|watch|audio|podcasts?|listen|tv|multimedia|galler(?:y|ies)|galer(?:ia|ie)s?|"
        r"photos?|pictures|slideshows?|fotostrecken?|diaporamas?|radio|vod|clips?|episodes?|"
        r"mediathek|webtv|escuchar|ver|ecouter"
    ),
    PageKind.INDEX: re.compile(
        r"tags?|topics?|categor(?:y|ies|ia|ias)|authors?|auteurs?|autore?s?|search|archives?|"
        r"sections?|etiquetas?|temas?|thema|themen|sujets?|keywords?|hubs?|suche|recherche|"
        r"buscar|busca|listing|index\w*"
    ),
}
_FIRST_LINES = 6
_MEDIA_LABELS = re.compile(
    r"(?:watch|video|videos|v[ií]deos?|vid[eé]o|audio|listen|podcasts?|radio|tv|clip|film|"
    r"photos?|photo gallery|gallery|galer[ií]a|galerie|galeria|fotos|fotogaler[ií]a|photo essay|"
    r"in pictures|in photos|pictures|slideshow|en images|bilder|fotostrecke|видео|аудио|фото|"
    r"фоторепортаж|فيديو|صور|视频|图片|動画|写真|동영상|영상|포토)\W*",
    re.IGNORECASE,
)
_MEDIA_TITLES = re.compile(
    r"(?:video|v[ií]deo|watch|listen|audio|podcast|photos?|gallery|in pictures|in photos|"
    r"en images|galer[ií]a|видео|фото|\[video\]|\(video\)|ep(?:isode)?\.? \d+)\s?[:|–—-]",
    re.IGNORECASE,
)
_LENGTHS = re.compile(
    r"(?:^|[\s(·|•])(?:\d{1,2}:\d{2}(?::\d{2})?(?=$|[)\s]*[·|•)]|\s*$)|\d{1,3}\s?(?:min(?:utes?|"
    r"uten|uti|utos)?\.?)(?:\s?\d{1,2}\s?s(?:ec)?\.?)?)|duration|dur[eé]e|duraci[oó]n|"
    r"dura[cç][aã]o|durata|dauer|длительность|المدة|时长|再生時間",
    re.IGNORECASE,
)
_READING = re.compile(
    r"read|lecture|lectura|leitura|lettura|lese|leestijd|lästid|чтени|قراءة|阅读|分で読|gmt|utc|"
    r"[ap]\.?m\b|\b[A-Z]{3,4}\b|(?:19|20)\d\d",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"(?:photo|image|picture|foto|bild|slide)?\s?\d{1,2}\s?(?:/|of|de|von|sur|di|из)\s?\d{1,2}\b",
    re.IGNORECASE,
)
_CAPTCHAS = (
    "boolean(//*[contains(@class,'captcha') or contains(@id,'captcha') "
    "or contains(@name,'captcha') or contains(@src,'captcha') or contains(@id,'challenge') "
    "or contains(@class,'turnstile')])"
)
_FRONT = re.compile(
    r"/?(?:(?:[a-z]{2}|index|home|default|main)(?:[-_][a-z]{2})?(?:\.\w+)?/?)?", re.IGNORECASE
)


@dataclass(frozen=True)
class Signals:
    """A page, and what may tell of its kind."""

    parsed: Parsed
    frame: Frame

    @cached_property
    def types(self) -> frozenset[str]:
        """The types of the things that the page describes, or that its parts are marked as."""
        things = {name for thing in self.parsed.things for name in types_of(thing)}
        marked = {
            (element.get("itemtype") or "").rpartition("/")[2]
            for element in self.parsed.tree.xpath("//*[@itemtype][not(ancestor::*[@itemscope])]")
        }
        return frozenset(things | marked)

    @cached_property
    def is_report(self) -> bool:
        """Whether the page describes itself as a report of some kind."""
        return any(map(_REPORTS.search, self.types)) and not self.is_list

    @cached_property
    def is_list(self) -> bool:
        """Whether the page describes itself as a listing, or as a person's page."""
        return bool(self.types & _LISTS) or self.og_type == "profile"

    @cached_property
    def og_type(self) -> str:
        """The type by OpenGraph, such as "article" or "video.other"."""
        return next(self.parsed.metas("og:type", "medium"), "").lower()

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks that do not lie beside."""
        return tuple(block for block in self.frame.blocks if not block.is_beside)

    @cached_property
    def cards(self) -> tuple[Any, ...]:
        """The pieces of listings on the page."""
        return tuple(cards_of(self.parsed.tree))

    @cached_property
    def words(self) -> int:
        """The words of the running text, without listings and what speaks of walls or consent."""
        return sum(
            block.words
            for block in self.frame.body
            if block not in self._carded and not self._speaks_of_the_page(block)
        )

    @cached_property
    def consent(self) -> float:
        """The share of the running text that speaks of consent, from 0 to 1."""
        running = [block for block in self.blocks if is_running(block)]
        of_consent = sum(block.words for block in running if "consent" in cues_in(block.line))
        return of_consent / max(1, sum(block.words for block in running))

    @cached_property
    def all_words(self) -> int:
        """All words of the page."""
        return sum(block.words for block in self.frame.blocks)

    @cached_property
    def longest(self) -> int:
        """The words of the longest stretch of running text that nothing else parts."""
        longest = here = 0
        for block in self.blocks:
            if block in self._carded or self._leads_on(block):
                here = 0
            elif is_running(block) and not self._speaks_of_the_page(block):
                here += block.words
            longest = max(longest, here)
        return longest

    @cached_property
    def words_of_cards(self) -> int:
        """The words of the pieces of listings that have more than a headline."""
        counts = (count_words(text_of(card)) for card in self.cards)
        return sum(count for count in counts if count >= _FEWEST_WORDS_OF_A_PIECE)

    @cached_property
    def teasers(self) -> int:
        """How many headlines lead on to something else."""
        texts = {text_of(link) for link in self.parsed.tree.iter("a")}
        return sum(count_words(text) >= _FEWEST_WORDS_OF_A_TEASER for text in texts)

    @cached_property
    def linked(self) -> float:
        """The share of the page's characters that lie within links, from 0 to 1."""
        total = sum(len(block.text) for block in self.frame.blocks)
        return sum(block.linked for block in self.frame.blocks) / total if total else 0.0

    @cached_property
    def entries(self) -> tuple[int, ...]:
        """The number of words of each piece of text that stands under a time of its own."""
        return tuple(self._entries())

    @cached_property
    def has_player(self) -> bool:
        """Whether the page plays sound or video itself."""
        return has_player(self.parsed.tree)

    @cached_property
    def has_captcha(self) -> bool:
        """Whether the page asks who is there."""
        return bool(self.parsed.tree.xpath(_CAPTCHAS))

    @cached_property
    def is_front(self) -> bool:
        """Whether the address is that of a site or of its front page."""
        parts = urlsplit(self.parsed.url or "")
        return bool(parts.netloc) and not parts.query and _FRONT.fullmatch(parts.path) is not None

    @cached_property
    def places(self) -> frozenset[PageKind]:
        """The kinds of page that the parts of the address speak of."""
        parts = urlsplit(self.parsed.url or "").path.lower().split("/")[:-1]
        return frozenset(kind for kind, form in _PLACES.items() if any(map(form.fullmatch, parts)))

    @cached_property
    def is_named_error(self) -> bool:
        """Whether the page, or a part around its text, is named as one of errors."""
        parts = self.parsed.tree.iter("html", "body", "main", "div", "section", "article")
        return any(_ERROR_PARTS.search(names_of(part)) for part in parts)

    @cached_property
    def is_labelled_media(self) -> bool:
        """Whether a label or a length by the headline says that there is something to play."""
        below = self.frame.below[:_FIRST_LINES]
        head = (*self.frame.above, *self.frame.far_above, *below)
        lines = [line.strip() for block in head for line in block.text.split("\n")]
        titles = (self.frame.headline, self.parsed.heading() or "")
        if any(map(_MEDIA_LABELS.fullmatch, lines)) or any(map(_MEDIA_TITLES.match, titles)):
            return True
        lengths = (block.line for block in below if _LENGTHS.search(block.line))
        return not all(map(_READING.search, lengths))

    @cached_property
    def pictures(self) -> int:
        """How many pictures stand among the text or are counted: "3 of 12"."""
        counted = sum(1 for block in self.frame.blocks if _COUNTED.match(block.line))
        return max(counted, len(self._images()))

    def _images(self) -> list[Any]:
        images = self.parsed.tree.iter("img", "amp-img", "picture")
        return [
            one for one in images if not any(is_beside(around) for around in one.iterancestors())
        ]

    @cached_property
    def captions(self) -> tuple[int, ...]:
        """The number of words of each caption of a picture."""
        blocks = (block for block in self.frame.blocks if is_caption(block.element))
        return tuple(block.words for block in blocks)

    @cached_property
    def is_dated(self) -> bool:
        """Whether a day stands below the headline that is not of a listing."""
        return any(
            printed_days(folded(block.line))
            for block in self.frame.below
            if block not in self._carded
        )

    @cached_property
    def is_locked(self) -> bool:
        """Whether the page says that its text is not free to read."""
        said = [
            str(part.get("isAccessibleForFree")).lower()
            for thing in self.parsed.things
            for part in (thing, *listed(thing.get("hasPart")))
            if isinstance(part, dict) and part.get("isAccessibleForFree") is not None
        ]
        tiers = self.parsed.metas(
            "article:content_tier", "content_tier", "access", "article:paywall"
        )
        is_tiered = any(tier.lower() in ("locked", "premium", "paid", "metered") for tier in tiers)
        return is_tiered or any(one in ("false", "0", "no") for one in said)

    @cached_property
    def has_gate(self) -> bool:
        """Whether a part of the page with words in it is named as a wall."""
        parts = self.parsed.tree.iter("div", "section", "aside", "form")
        gates = (part for part in parts if _GATES.search(names_of(part)))
        return any(
            _OF_PARAGRAPHS < count_words(text_of(gate)) < _MOST_WORDS_OF_A_CUE for gate in gates
        )

    @cached_property
    def promised(self) -> int:
        """The number of words that the metadata give the report; 0 where they give none."""
        counts = (str(thing.get("wordCount", "")) for thing in self.parsed.things)
        return max((int(count) for count in counts if count.isdecimal()), default=0)

    @cached_property
    def cues(self) -> frozenset[str]:
        """The cues in the short pieces of the page from its headline on."""
        start = self.frame.title or 0
        return frozenset().union(*map(self._cues, self.frame.blocks[start:]))

    @cached_property
    def cues_at_the_head(self) -> frozenset[str]:
        """The cues in the page's title, its headline, and its first headings."""
        headings = (text_of(one) for one in self.parsed.tree.iter("h1", "h2"))
        lines = (self.parsed.heading() or "", self.frame.headline, *list(headings)[:3])
        return frozenset().union(*map(cues_in, lines))

    @cached_property
    def hidden_cues(self) -> frozenset[str]:
        """The cues in what is shown where scripts do not run."""
        parts = (text_of(one) for one in self.parsed.tree.iter("noscript"))
        return frozenset().union(*map(cues_in, parts))

    @cached_property
    def _carded(self) -> frozenset[Block]:
        within = {element for card in self.cards for element in card.iter()}
        return frozenset(block for block in self.frame.blocks if block.element in within)

    def _speaks_of_the_page(self, block: Block) -> bool:
        """Whether running text is about reading the page itself: a wall, an error, a consent."""
        found = cues_in(block.line)
        is_short = block.words <= _MOST_WORDS_OF_A_CUE
        is_of_wall = len(found & WALLS) > 1 and is_short
        return is_of_wall or bool(found & _ERRORS and not self.is_report)

    def _cues(self, block: Block) -> frozenset[str]:
        """Return the cues of a short piece; of what leads on, only calls to go on reading."""
        if block.words > _MOST_WORDS_OF_A_CUE or _is_at_the_foot(block):
            return frozenset()
        found = cues_in(block.line)
        if block.is_linked:
            return found & _CALLS
        if _PRICE.search(block.line) and block not in self.frame.body:
            found |= {"offer"}
        if (
            block in self.frame.body
            and len(found & WALLS) < _OF_PARAGRAPHS
            and len(self.frame.body) > 1
        ):
            return found - WALLS
        return found

    def _leads_on(self, block: Block) -> bool:
        is_heading = any(
            one.tag in ("h2", "h3", "h4") for one in (block.element, block.element.getparent())
        )
        return block.is_linked and (is_heading or block.words >= _FEWEST_WORDS_OF_A_TEASER)

    def _entries(self) -> Iterator[int]:
        """Yield the number of words under each time that stands alone or at the head of a piece."""
        under: int | None = None
        for block in self.blocks:
            end = None if block.is_linked else time_at_the_head(block)
            if end is not None:
                if under:
                    yield under
                under = count_words(block.line[end:])
            elif under is not None and not block.is_linked:
                under += block.words
        if under:
            yield under


def _is_at_the_foot(block: Block) -> bool:
    return any(
        element.tag == "footer" or _FOOTERS.search(names_of(element))
        for element in (block.element, *block.element.iterancestors())
        if element.tag not in ("body", "html")
    )
