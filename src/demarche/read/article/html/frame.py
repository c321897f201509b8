"""Where the blocks of a page stand: about its headline, in its running text, or after it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from demarche.read.article.html.beside import names_of
from demarche.read.article.html.blocks import Block
from demarche.read.article.html.title import Title

_RUNNING, _SENTENCE = 18, 9
_SHORT = 30
_ABOVE, _BELOW, _AFTER = 5, 30, 6
_OF_PARAGRAPHS = {
    "p", "li", "ul", "ol", "blockquote", "dd", "dt", "dl", "h1", "h2", "h3", "h4", "h5", "h6",
    "a", "abbr", "b", "i", "u", "em", "strong", "span", "font", "small", "big", "cite", "code",
    "mark", "q", "s", "sub", "sup", "time", "tt", "ins", "del", "center", "figure",
}  # fmt: skip
_LEVELS = 5
_ENOUGH, _MUCH = 60, 0.25
_WHOLES = {"body", "html", "form"}
_MOST_WORDS_OF_RIGHTS = 60
RIGHTS = re.compile(r"©|\(c\) ?\d{4}|\bcopyright\b|all rights reserved", re.IGNORECASE)
STOPS = (".", "!", "?", "…", "。", "！", "？", "؟", "।", "։", "»", "”", '"', "’", "」", ")", "）")
_CAPTIONS = re.compile(
    r"(?:^|[-_ ])(?:fig-?captions?|captions?|caption-text|wp-caption(?:-text)?|credits?|"
    r"photo-?credits?|legend[ae]?|epigrafe|cutline|bildunterschrift|image-?source|photographer|"
    r"pic-?cap|img-?desc|pie-?de-?foto|didascalia)(?=$|[-_ ])"
)


@dataclass(frozen=True, slots=True)
class Frame:
    """The blocks of a page, the place and words of its headline, and those about the text.

    `below` and `above` are the short blocks between headline and text, and just above the headline
    in one part of the page with it; `far_above` are those above it where the page has no parts;
    `body` are the blocks of running text, `tail` the short ones after it.
    """

    blocks: tuple[Block, ...]
    title: int | None
    headline: str
    below: tuple[Block, ...]
    above: tuple[Block, ...]
    far_above: tuple[Block, ...]
    body: tuple[Block, ...]
    tail: tuple[Block, ...]

    @property
    def head(self) -> tuple[Block, ...]:
        """The short blocks about the headline, those above it last."""
        return self.below + self.above


def frame_of(blocks: Sequence[Block], headline: Title | None) -> Frame:
    """Return where the blocks of a page stand about its headline."""
    title = headline.at if headline else None
    start = 0 if title is None else title
    running = [at for at in range(start, len(blocks)) if is_running(blocks[at])]
    body = [running[at] for at in _together([blocks[at] for at in running])]
    last = body[-1] if body else start
    below = list(_below(blocks, start, title))
    near = None if title is None else _part_around(blocks[title].element)
    has_parts = near is not None and near.tag not in _WHOLES
    above = [] if title is None else list(_above(blocks, title, near))
    after = [
        block for block in blocks[last + 1 : last + 1 + 2 * _AFTER] if not block.is_beside and body
    ]
    return Frame(
        tuple(blocks),
        title,
        headline.words if headline else "",
        tuple(below),
        tuple(above if has_parts else ()),
        tuple(() if has_parts else above),
        tuple(blocks[at] for at in body),
        tuple(block for block in after if block.words <= _SHORT)[:_AFTER],
    )


def is_running(block: Block) -> bool:
    """Whether a block is running text: many words, or a sentence, with few links."""
    if block.is_beside or block.is_linked or is_caption(block.element):
        return False
    if block.words <= _MOST_WORDS_OF_RIGHTS and RIGHTS.search(block.line):
        return False
    return block.words >= _RUNNING or (
        block.words >= _SENTENCE and block.text.rstrip().endswith(STOPS)
    )


def is_caption(element: Any) -> bool:
    """Whether `element` lies in what describes a picture."""
    for _ in range(_LEVELS):
        if element is None or element.tag in ("body", "article", "main", "p"):
            return element is not None and is_named_caption(names_of(element))
        if element.tag == "figcaption" or is_named_caption(names_of(element)):
            return True
        element = element.getparent()
    return False


def is_named_caption(names: str) -> bool:
    """Whether classes say that their element describes a picture."""
    return _CAPTIONS.search(names) is not None


def _together(blocks: Sequence[Block]) -> list[int]:
    """Return which of `blocks` stand in the part of the page that holds much of the running text.

    A part counts its own text in full and that of the parts in it in half and in quarter, so that
    paragraphs that are wrapped one by one are still found together.
    """
    weights: dict[Any, float] = {}
    for block in blocks:
        part, share = part_of(block.element), 1.0
        for _ in range(3):
            if part is None or part.tag == "html":
                break
            weights[part] = weights.get(part, 0.0) + share * block.words
            part, share = part.getparent(), share / 2
    if not weights:
        return []
    best = max(weights, key=lambda part: weights[part])
    # Comments below a report may have more words than it has: an earlier part with many goes first.
    around = {best, *best.iterancestors(), *best.iterdescendants()}
    least = max(_ENOUGH, _MUCH * weights[best])
    earlier = itertools.takewhile(lambda part: part is not best, weights)
    best = next((one for one in earlier if one not in around and weights[one] >= least), best)
    return [
        at
        for at, block in enumerate(blocks)
        if block.element is best or best in block.element.iterancestors()
    ]


def part_of(element: Any) -> Any:
    """Return the part of the page that a paragraph stands in."""
    while element.tag in _OF_PARAGRAPHS and element.getparent() is not None:
        element = element.getparent()
    return element


def _below(blocks: Sequence[Block], start: int, title: int | None) -> Iterator[Block]:
    """Yield the short blocks from the headline on, up to two of running text in a row."""
    if title is not None:
        yield blocks[title]
    in_a_row = 0
    for block in blocks[start + (title is not None) : start + _BELOW]:
        if block.is_beside:
            continue
        if block.words <= _SHORT:
            yield block
        in_a_row = in_a_row + 1 if block.words >= _RUNNING and is_running(block) else 0
        if in_a_row > 1:
            return


def _above(blocks: Sequence[Block], title: int, near: Any) -> Iterator[Block]:
    """Yield the short blocks right above the headline that stand in the part `near` with it."""
    for block in reversed(blocks[max(0, title - _ABOVE) : title]):
        if block.is_beside or block.words > _SHORT or near not in block.element.iterancestors():
            return
        yield block


def _part_around(element: Any) -> Any:
    """Return the part of the page around a headline: some levels up, but not the whole page."""
    part = element
    for _ in range(_LEVELS):
        parent = part.getparent()
        if parent is None or parent.tag in _WHOLES or _holds_masthead(parent):
            return parent if part is element else part
        part = parent
    return part


def _holds_masthead(element: Any) -> bool:
    return next(element.iter("nav"), None) is not None or any(
        a.get("href") in ("/", "index.html", "/index.html") for a in element.iter("a")
    )
