"""What is too large or too intricate to be a feed: none may take more than a few seconds."""

from __future__ import annotations

import re
from dataclasses import dataclass

from demarche.model import PageError

LARGEST_FEED = 5_000_000
LARGEST_SITEMAP = 20_000_000
MOST_ENTRIES = 50_000
MOST_FAULTS = 20
LONGEST_ADDRESS = 2_000
# Characters that have to be escaped, or parted at, when addresses are compared: a microsecond each.
MOST_ESCAPES = 1_500_000

# Microseconds that feedparser takes for a tag, an attribute and a reference on a processor of 2020,
# in feeds that are well-formed and in those that are not, and how many of them are a bomb. A line
# takes one, and every seventh character of an xml:base one more for each tag.
_WORTH = {True: (40, 6, 1), False: (40, 6, 6)}
_BASE_WORTH = 7
_MOST_WORK = 1_800_000
# Its time grows with the square of a tag's attributes, of the namespaces, and of the length of the
# words in an author's name.
_MOST_ATTRIBUTES = 200
_MOST_NAMESPACES = 100
_MOST_NAMING = 200_000_000
# In a sitemap, tags take memory, and stray ampersands are mended one by one.
_MOST_TAGS = 1_000_000
_MOST_MENDINGS = 1_000_000

_ATTRIBUTE = re.compile(r"=\s*[\"']")
_NAMESPACE = re.compile(r"xmlns:([\w.-]+)\s*=")
_BASE = re.compile(r"(?:[\s\"']|xml:)base\s*=\s*(\"[^\"]*|'[^']*|[^\s>]*)", re.IGNORECASE)
_LONG_WORD = re.compile(r"[A-Za-z0-9_.+-]{100,}")
_AUTHOR = re.compile(r"<(/?)(?:[\w.-]+:)?(?:author|creator)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Markup:
    """How many tags and attributes a feed has, and how many attributes the richest of its tags.

    `base` is how long the address may be that its links are joined to.
    """

    tags: int = 0
    attributes: int = 0
    richest: int = 0
    base: int = 0


def refuse_feed_bombs(address: str, text: str, well_formed: Markup | None) -> None:
    """Raise PageError for what would take feedparser minutes: no newspaper prints such a feed.

    `well_formed` is the markup of a text that is well-formed, None for any other.
    """
    tag, attribute, reference = _WORTH[well_formed is not None]
    work = reference * text.count("&") + text.count("\n") + text.count("\r")
    if work + tag * (well_formed.tags if well_formed else text.count("<")) > _MOST_WORK:
        raise _too_intricate(address)
    markup = well_formed or _markup(text)
    work += markup.tags * (tag + markup.base // _BASE_WORTH) + markup.attributes * attribute
    if (
        work > _MOST_WORK
        or markup.richest > _MOST_ATTRIBUTES
        or len(set(_NAMESPACE.findall(text))) > _MOST_NAMESPACES
        or _naming(text) > _MOST_NAMING
    ):
        raise _too_intricate(address)


def refuse_sitemap_bombs(address: str, text: str) -> None:
    """Raise PageError for what has far more tags or stray ampersands than a sitemap may list."""
    if text.count("<") > _MOST_TAGS or text.count("&") > _MOST_MENDINGS:
        raise _too_intricate(address)


def _too_intricate(address: str) -> PageError:
    return PageError(address, "is a feed that is too intricate to be read")


def _markup(text: str) -> Markup:
    """Return the markup of a text in which all that looks like a tag may be one."""
    tags = [_tag(piece) for piece in text.split("<")[1:]]
    quoted = [len(_ATTRIBUTE.findall(tag)) for tag in tags if "=" in tag]
    # A tag that is not well-formed may have attributes without a value.
    bare = sum(len(tag.split()) for tag in tags if tag[:1].isalpha())
    return Markup(len(tags), sum(quoted) + bare, max(quoted, default=0), _base(text))


def _tag(piece: str) -> str:
    """Return what may belong to the tag that `piece` begins with, a ">" within quotes included."""
    tag = piece.partition(">")[0]
    return piece if tag.count('"') % 2 or tag.count("'") % 2 else tag


def _base(text: str) -> int:
    """Return the length of the longest xml:base of a text, with all that may be joined to it."""
    bases = [base.strip("\"' ") for base in _BASE.findall(text)]
    relative = sum(len(base) for base in bases if ":" not in base)
    return relative + max((len(base) for base in bases if ":" in base), default=0)


def _naming(text: str) -> int:
    """Return how often feedparser looks at characters to find an address in authors' names.

    At every end of an author it may look at the longest of them again.
    """
    parts = _AUTHOR.split(text)[1:]
    names = [
        name
        for end, name in zip(parts[::2], parts[1::2], strict=True)
        if not end and not name.partition(">")[0].endswith("/")
    ]
    looks = (
        10 * len(name) + sum(len(word) ** 2 for word in _LONG_WORD.findall(name)) for name in names
    )
    return max(looks, default=0) * len(parts) // 2
