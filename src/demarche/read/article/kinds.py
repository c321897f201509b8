"""What kind of page a page is: a whole article, or something that is none."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from demarche.model import Article, Page, PageError, PageKind
from demarche.read.article.decoding import decoded, is_html
from demarche.read.article.html.blocks import blocks_of, count_words
from demarche.read.article.html.claims import claims_of
from demarche.read.article.html.frame import frame_of
from demarche.read.article.html.parsed import Parsed, parse
from demarche.read.article.html.publisher import names_of_site
from demarche.read.article.html.signals import WALLS, Signals
from demarche.read.article.html.title import title_of

_MEDIA = {
    "VideoObject", "AudioObject", "PodcastEpisode", "RadioEpisode", "TVEpisode", "MusicRecording",
    "Clip", "BroadcastEvent", "ImageGallery", "MediaGallery", "VideoGallery", "RadioSeries",
    "PodcastSeries", "TVSeries", "Episode",
}  # fmt: skip
_GALLERIES = {"ImageGallery", "MediaGallery", "VideoGallery"}
_MEDIA_BY_OG = ("video", "music", "audio", "podcast", "song")
_WEAK_WALLS = frozenset({"offer", "already-subscribed"})
_REFUSALS = {
    "refused": "says that the page cannot be had",
    "check": "checks who asks for it",
    "javascript": "asks to switch JavaScript on",
    "not-found": "says that there is no such page",
}
_CUT_SHORT = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])\W*$")

# In words of running text: what is a whole article in any case, what may be one, what is a stub,
# what is a sentence or two, and what is next to nothing.
_WHOLE, _SHORT, _STUB, _FEW, _NEXT_TO_NONE = 150, 110, 230, 70, 20
_ENTRIES, _ENTRIES_BY_THEMSELVES, _WORDS_OF_AN_ENTRY = 4, 8, 10
_TEASERS, _MANY_TEASERS, _LINKED = 4, 8, 0.25
_HEADLINE, _SHORT_HEADLINE = 5, 3
_MUCH_OF_CONSENT = 0.4
_PICTURES, _WORDS_OF_A_CAPTION = 5, 45


@dataclass(frozen=True, slots=True)
class Kind:
    """What kind of page a page is, and what tells of it, in a plain line."""

    kind: PageKind
    reason: str


def kind_of(page: Page, article: Article | None = None) -> Kind:
    """Return what kind of page `page` is; `article` is what was read off it, where it was.

    Its text is then taken to be no longer than that of the article. Pages of plain text are always
    articles. The first kind of these that has enough signs is it: an error, a live blog, a player,
    a stub before a paywall, a listing; else it is an article.
    """
    if not is_html(page):
        return Kind(PageKind.ARTICLE, "an article: plain text")
    try:
        parsed = parse(decoded(page), page.url)
    except PageError as error:
        return Kind(PageKind.ERROR, f"an error page: {error.reason}")
    if parsed is None:
        return Kind(PageKind.ERROR, "an error page: nothing is in it")
    return _told(_signals(parsed), article)


def _signals(parsed: Parsed) -> Signals:
    blocks = blocks_of(parsed.tree)
    title = title_of(parsed, blocks, names_of_site(claims_of(parsed, blocks)))
    return Signals(parsed, frame_of(blocks, title))


def _told(signs: Signals, article: Article | None) -> Kind:
    words = signs.words
    if article is not None:
        words = min(words, count_words(article.text))
    for kind, reason in _RULES:
        if said := reason(signs, words):
            return Kind(kind, said)
    return Kind(PageKind.ARTICLE, f"an article: {words} words of running text")


def _error(signs: Signals, words: int) -> str | None:
    """Say why a page is one of errors, of checks or of consent; None where it is none."""
    if signs.is_report and words >= _NEXT_TO_NONE:
        return None
    text = max(words, signs.longest)
    if reason := _refusal(signs, text):
        return f"an error page: {reason}"
    if (signs.consent >= _MUCH_OF_CONSENT or "consent" in signs.cues_at_the_head) and text < _FEW:
        return "an error page: asks for consent"
    if signs.has_captcha and text < _SHORT and not signs.is_dated and signs.teasers < _TEASERS:
        return "an error page: checks who asks for it"
    asks_for_password = signs.parsed.tree.find(".//input[@type='password']") is not None
    if asks_for_password and text < _FEW and signs.teasers < _TEASERS:
        return "an error page: asks to log in"
    return None


def _refusal(signs: Signals, text: int) -> str | None:
    """Say what a page with little text says instead of the page that was asked for."""
    may_be_a_report = signs.is_dated and text >= _NEXT_TO_NONE
    for cue, says in _REFUSALS.items():
        said = signs.cues_at_the_head if cue == "refused" else signs.cues | signs.cues_at_the_head
        is_first = cue in signs.cues_at_the_head and text < _SHORT and not may_be_a_report
        if is_first or (text < _NEXT_TO_NONE and cue in said):
            return says
    if _is_lost(signs, text):
        return _REFUSALS["not-found"]
    needs_scripts = "javascript" in signs.cues | signs.hidden_cues and signs.teasers < _TEASERS
    if needs_scripts and text < _FEW and not signs.is_dated:
        return _REFUSALS["javascript"]
    return None


def _is_lost(signs: Signals, text: int) -> bool:
    """Whether a page with little text says, or is named as one that says, that there is none."""
    if signs.is_dated or signs.is_list or signs.is_front:
        return False
    cues = signs.cues | signs.cues_at_the_head
    if signs.is_named_error or "not-found" in cues:
        return text < _FEW
    return "lost" in cues and text < 2 * _NEXT_TO_NONE and len(signs.cards) < _TEASERS


def _live(signs: Signals, words: int) -> str | None:
    """Say why a page is a live blog."""
    count, of_entries = len(signs.entries), sum(signs.entries)
    told = f"a live blog: {count} entries with a time of their own"
    if "LiveBlogPosting" in signs.types:
        return told if count else "a live blog: calls itself one"
    if next(signs.parsed.tree.iter("amp-live-list"), None) is not None:
        return told
    if signs.has_player and of_entries < _WHOLE:
        return None
    says_so = "live" in signs.cues_at_the_head or "live-controls" in signs.cues
    if says_so and count >= _ENTRIES and of_entries >= max(words, signs.longest) / 2:
        return told
    has_text = of_entries >= count * _WORDS_OF_AN_ENTRY and len(signs.cards) < count / 2
    is_nearly_all = of_entries >= 0.8 * max(words, signs.longest)
    return told if count >= _ENTRIES_BY_THEMSELVES and has_text and is_nearly_all else None


def _video(signs: Signals, words: int) -> str | None:
    """Say why a page is a player, or a row of pictures, with a few words."""
    told = f"a video: {words} words beside the player"
    is_media = bool(signs.types & _MEDIA) or signs.og_type.startswith(_MEDIA_BY_OG)
    if is_media and words < (_SHORT if signs.is_report else _WHOLE):
        return told
    is_told = signs.is_labelled_media or PageKind.VIDEO in signs.places
    says_so = is_told or "player" in signs.cues | signs.cues_at_the_head
    most = _WHOLE if is_told else _SHORT if says_so else _FEW
    if signs.has_player and words < (_FEW if signs.is_report else most):
        return told
    return _pictures(signs, words)


def _pictures(signs: Signals, words: int) -> str | None:
    """Say why a page is a row of pictures with what describes them."""
    told = f"a video: {words} words beside a row of pictures"
    says_so = signs.is_labelled_media or PageKind.VIDEO in signs.places
    says_so = says_so or "pictures" in signs.cues_at_the_head or bool(signs.types & _GALLERIES)
    is_row = len(signs.captions) >= _PICTURES and sum(signs.captions) > 2 * words
    if words < _SHORT and (is_row or (says_so and signs.pictures >= _PICTURES)):
        return told
    # Captions in plain paragraphs: hardly more of them than pictures, and short.
    running = len(signs.frame.body)
    is_captions = running <= signs.pictures + 2 and words < _WORDS_OF_A_CAPTION * max(1, running)
    return told if says_so and signs.pictures >= _PICTURES and is_captions else None


def _paywall(signs: Signals, words: int) -> str | None:
    """Say why a page is a stub before a paywall."""
    walls = signs.cues & WALLS
    if not walls and not signs.is_locked and not signs.has_gate:
        return None
    told = f"a stub before a paywall: {words} words"
    if signs.promised > 2 * words:
        return told
    last = signs.frame.body[-1].line if signs.frame.body else ""
    is_cut = _CUT_SHORT.search(last) is not None
    is_told = bool(walls - _WEAK_WALLS)
    if (signs.is_locked and (walls or is_cut or signs.has_gate)) or (is_told and signs.has_gate):
        most = _STUB
    elif is_told:
        most = _STUB if len(walls) > 1 or is_cut else _WHOLE
    else:
        is_likely = signs.is_locked or (signs.has_gate and walls) or (is_cut and walls)
        most = _SHORT if is_likely else 0
    return told if words < most else None


def _index(signs: Signals, words: int) -> str | None:
    """Say why a page is a listing of others."""
    told = (
        f"an index: {signs.teasers} headlines with links, {100 * signs.linked:.0f}% of it in links"
    )
    if signs.is_list and signs.longest < _STUB:
        return told
    if len(signs.cards) >= _TEASERS and not _is_like_a_report(signs, words):
        says_so = "listing" in signs.cues | signs.cues_at_the_head
        is_front = signs.is_front or says_so or PageKind.INDEX in signs.places
        most = _WHOLE if is_front or signs.words_of_cards > words else _SHORT
        if signs.longest < most:
            return told
    is_linked = signs.linked >= _LINKED and signs.teasers >= _MANY_TEASERS
    is_text = _is_like_a_report(signs, words) and words >= _NEXT_TO_NONE
    if is_linked and signs.longest < _FEW and not is_text:
        return told
    return told if words < _NEXT_TO_NONE and signs.teasers >= _TEASERS else None


def _is_like_a_report(signs: Signals, words: int) -> bool:
    """Whether a page has a headline with a day and text of its own, or says that it is a report."""
    if signs.is_front:
        return False
    if signs.is_report:
        return words >= _NEXT_TO_NONE
    headed = count_words(signs.frame.headline)
    if signs.is_dated and headed >= _SHORT_HEADLINE:
        return words >= (_NEXT_TO_NONE if headed >= _HEADLINE else 2 * _NEXT_TO_NONE)
    return headed >= _HEADLINE and words >= max(_FEW, signs.words_of_cards)


def _nothing(signs: Signals, words: int) -> str | None:
    """Say that a page has no running text to speak of."""
    if max(words, signs.longest) >= _NEXT_TO_NONE:
        return None
    return f"an error page: {words} words of running text"


_Rule = Callable[[Signals, int], str | None]
_RULES: tuple[tuple[PageKind, _Rule], ...] = (
    (PageKind.ERROR, _error),
    (PageKind.LIVE, _live),
    (PageKind.VIDEO, _video),
    (PageKind.PAYWALL, _paywall),
    (PageKind.INDEX, _index),
    (PageKind.ERROR, _nothing),
)
