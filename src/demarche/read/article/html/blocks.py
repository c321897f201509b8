"""The text of a page in blocks, as a reader sees them: a heading, a paragraph, a line of a list."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from demarche.read.article.html.beside import asks_for_input, is_beside

_SKIPPED = {
    "script", "style", "noscript", "template", "svg", "head", "select", "option", "datalist",
    "textarea", "iframe", "object", "video", "audio", "canvas", "map", "math", "noframes", "title",
}  # fmt: skip
_INLINE = {
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "blink", "cite", "code", "data", "del", "dfn",
    "em", "font", "i", "img", "ins", "kbd", "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s",
    "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
    "input",
}  # fmt: skip
_MAY_ASK = {"div", "section", "form", "figure", "aside", "fieldset", "p"}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BLANKS = re.compile(r"\s+")
# Chinese, Japanese and Thai have no spaces: two characters count as a word.
_WORD = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]{1,2}|[^\W_]+(?:[-'’.][^\W_]+)*")


@dataclass(frozen=True)
class Block:
    """A piece of text with no break of its own but lines: its words, and where they stand.

    `element` is the innermost element around it that is no mere style, `linked` how many of its
    characters lie within links. `is_beside` says that it lies beside any article.
    """

    text: str
    element: Any = field(repr=False)
    linked: int
    is_beside: bool

    @cached_property
    def words(self) -> int:
        """How many words the block has."""
        return count_words(self.text)

    @cached_property
    def line(self) -> str:
        """The text in one line."""
        return self.text.replace("\n", " ")

    @property
    def is_linked(self) -> bool:
        """Whether most of the block is links."""
        return 2 * self.linked > len(self.text)


def count_words(text: str) -> int:
    """Return how many words `text` has.

    >>> count_words("The envoys met on Friday.")
    5
    """
    return len(_WORD.findall(text))


def blocks_of(tree: Any) -> tuple[Block, ...]:
    """Return the blocks of a page, in order."""
    body = tree.find(".//body")
    return tuple(_Gatherer(tree if body is None else body).gathered())


def text_of(element: Any) -> str:
    """Return the text of one element in a line, whatever its blocks."""
    return " ".join(block.line for block in blocks_of_element(element))


def blocks_of_element(element: Any) -> list[Block]:
    """Return the blocks of one element, whatever lies beside the article."""
    return _Gatherer(element, tells_apart=False).gathered()


@dataclass(slots=True)
class _Gatherer:
    """Gathers the blocks within `root`; what lies beside the article is told apart if wanted."""

    root: Any
    tells_apart: bool = True
    blocks: list[Block] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    element: Any = None
    beside: Any = None
    linked: int = 0
    links: int = 0
    breaks: int = 0
    pres: int = 0
    follows_a_tag: bool = False

    def gathered(self) -> list[Block]:
        """Return the blocks, in order."""
        walk = etree.iterwalk(self.root, events=("start", "end"))
        for event, element in walk:
            is_passed_over = element is not self.root and (
                element.tag in _SKIPPED or is_hidden(element)
            )
            if event == "end":
                self._end(element, is_passed_over=is_passed_over)
            elif is_passed_over:
                walk.skip_subtree()
            else:
                self._start(element)
        self._close()
        return self.blocks

    def _start(self, element: Any) -> None:
        if self._begins_what_lies_beside(element):
            self._close()
            self.beside = element
        if element.tag == "br":
            self._break()
        elif element.tag not in _INLINE:
            self._close()
        elif element.tag == "a":
            self.links += 1
        elif element.tag == "small" and self.parts and not self.parts[-1][-1:].isspace():
            self.parts.append("\r")
        if element.tag == "pre":
            self.pres += 1
        if element.text:
            if self.follows_a_tag or self._runs_into(element.text):
                self.parts.append(" ")
            self._add(element.text, element)

    def _end(self, element: Any, *, is_passed_over: bool) -> None:
        if not is_passed_over:
            if element.tag == "pre":
                self.pres -= 1
            if element.tag == "a":
                self.links -= 1
            elif element.tag not in _INLINE and element.tag != "br":
                self._close()
            if element is self.beside:
                self._close()
                self.beside = None
        if element is self.root:
            return
        if element.tail:
            self._add(element.tail, element.getparent())
        else:
            self.follows_a_tag = bool(self.parts)

    def _begins_what_lies_beside(self, element: Any) -> bool:
        if self.beside is not None or not self.tells_apart or element is self.root:
            return False
        return is_beside(element) or (element.tag in _MAY_ASK and asks_for_input(element))

    def _runs_into(self, words: str) -> bool:
        """Whether a small letter would stand right before a capital, where a tag begins."""
        return words[0].isupper() and bool(self.parts) and self.parts[-1][-1:].islower()

    def _add(self, words: str, element: Any) -> None:
        """Add the text after a tag; the lines of text that was laid out by hand stay lines."""
        if self.pres and "\n" in words:
            for at, line in enumerate(words.split("\n")):
                if at:
                    self._break()
                if line.strip():
                    self._add(line, element)
            return
        self.parts.append(words)
        if words.strip():
            self.breaks = 0
            self.follows_a_tag = False
            if self.element is None:
                self.element = element
            if self.links:
                self.linked += len(words.strip())

    def _break(self) -> None:
        """Break the line; a second break in a row ends the block."""
        self.breaks += 1
        if self.breaks > 1:
            self._close()
        else:
            self.parts.append("\r")

    def _close(self) -> None:
        """End the block where anything is in it."""
        text = "".join(self.parts)
        self.parts.clear()
        if self.element is not None:
            lines = (_BLANKS.sub(" ", line).strip() for line in text.split("\r"))
            text = "\n".join(line for line in lines if line)
            self.blocks.append(Block(text, self.element, self.linked, self.beside is not None))
        self.element, self.linked, self.follows_a_tag = None, 0, False


def is_hidden(element: Any) -> bool:
    """Whether `element` says that it is not to be seen."""
    style = element.get("style")
    return element.get("hidden") is not None or (
        style is not None and _HIDDEN.search(style) is not None
    )
