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

# Microseconds that feedparser takes on a processor of 2020 for a tag, an attribute, and a reference
# that has to be mended. A line, any reference and three signs of "<" take one, and every seventh
# character of an xml:base one more for each tag.
_TAG_WORTH, _ATTRIBUTE_WORTH, _REFERENCE_WORTH, _BASE_WORTH = 40, 6, 5, 7
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

    `base` is how long the address may be that its links are joined to, `references` how many there
    are that have to be mended.
    """

    tags: int = 0
    attributes: int = 0
    richest: int = 0
    base: int = 0
    references: int = 0


def refuse_feed_bombs(address: str, text: str, well_formed: Markup | None) -> None:
    """Raise PageError for what would take feedparser minutes: no newspaper prints such a feed.

    `well_formed` is the markup of a text that is well-formed, None for any other.
    """
    work = text.count("\n") + text.count("\r") + text.count("&") + text.count("<") // 3
    outside = "" if well_formed else _outside_of_sections(text)
    if work + _TAG_WORTH * outside.count("<") > _MOST_WORK:
        raise _too_intricate(address)
    markup = well_formed or _markup(outside)
    work += (
        markup.tags * (_TAG_WORTH + markup.base // _BASE_WORTH)
        + markup.attributes * _ATTRIBUTE_WORTH
        + markup.references * _REFERENCE_WORTH
    )
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


def _outside_of_sections(text: str) -> str:
    """Return `text` without its sections of CDATA; all of it where a parser may see others."""
    first, *pieces = text.split("<![CDATA[")
    parts = [piece.partition("]]>") for piece in pieces]
    outside = first + "".join(after for _, _, after in parts)
    is_plain = all(end for _, end, _ in parts) and "<!" not in outside
    return outside if is_plain and not any(map(_is_open, outside.split("<")[1:])) else text


def _is_open(piece: str) -> bool:
    """Whether the tag that `piece` begins with may go on beyond the next ">", within quotes."""
    tag = piece.partition(">")[0]
    return tag.count('"') % 2 == 1 or tag.count("'") % 2 == 1


def _markup(text: str) -> Markup:
    """Return the markup of a text in which all that looks like a tag may be one."""
    pieces = text.split("<")[1:]
    tags = [piece if _is_open(piece) else piece.partition(">")[0] for piece in pieces]
    quoted = [len(_ATTRIBUTE.findall(tag)) for tag in tags if "=" in tag]
    # A tag that is not well-formed may have attributes without a value.
    bare = sum(len(tag.split()) - 1 for tag in tags if tag[:1].isalpha())
    return Markup(
        tags=len(tags),
        attributes=sum(quoted) + bare,
        richest=max(quoted, default=0),
        base=_base(text),
        references=text.count("&"),
    )


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
