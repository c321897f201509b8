"""The text of an article, without what stands before its headline and after its end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from demarche.read.article.html.blocks import Block, count_words
from demarche.read.article.html.days import folded, printed_days
from demarche.read.article.html.frame import RIGHTS, STOPS, Frame, is_caption, part_of
from demarche.read.article.html.people import names_in
from demarche.read.article.html.title import plain

_LEAST_COVERED = 0.85
_MOST_WORDS_OF_A_REMARK = 16
_MOST_WORDS_OF_A_LABEL = 8
_FIRST_LINES = 14
_MOST_WORDS_OF_A_STANDFIRST = 60
_CREDIT = re.compile(
    r"(?:(?:written|posted|story|words|text|reported) )?(?:by|von|par|por|di|door|av|af|автор|"
    r"بقلم|كتب)\b.{3,}|(?:author|autor|auteur|text|texto)\s?:",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"(?:last )?updated|mis(?:e)? à jour|actualizado|aktualisiert|aggiornat|обновлено",
    re.IGNORECASE,
)
# What opens the part below an article that is no part of it.
_ENDS_THE_ARTICLE = re.compile(
    r"(?:\d+\s)?(?:comments?|replies|responses|thoughts on|leave a (?:reply|comment)|"
    r"what readers|readers[' ]|join the (?:discussion|conversation)|discussion|kommentare?|"
    r"commentaires?|comentarios?|comentários|commenti|reacties|комментарии|التعليقات|댓글|コメント|"
    r"评论|related|more (?:on|from|in|stories|news)|read (?:next|also|more)|see also|you (?:may|"
    r"might) also|recommended|most (?:read|popular|viewed)|also in|other (?:news|stories|"
    r"statements|releases)|latest|don't miss|trending|lees ook|à lire|lire aussi|lea también|"
    r"le puede interesar|te puede interesar|leia também|leggi anche|mehr zum thema|das könnte|"
    r"weitere|читайте также|اقرأ أيضا|相关|関連|관련|newsletter|subscribe|sign up|follow us|"
    r"share this|support us|donate|about the author|about us|topics|tags|footnotes?|"
    r"references|contacts?|media contacts?|for (?:more|further) information|notes to editors|"
    r"source\s?:|editor\s?:|©|\(c\))",
    re.IGNORECASE,
)
_HOLDS_A_YEAR = re.compile(r"(?:19|20)\d\d")


def cut(text: str, frame: Frame, kept: Iterable[Block]) -> str:
    """Return `text`, as extracted from a page, without what is no part of its article.

    Where much of the running text is not in it, or lines run together, the text is made of the
    page's own blocks, as far as they are among those `kept` when the page was trimmed.
    """
    if not frame.body:
        return text
    if _covered(text, frame) < _LEAST_COVERED or _runs_together(text, frame):
        lines_kept = {plain(line) for one in kept for line in (one.line, *one.text.split("\n"))}
        text = "\n".join(line for line in _own_lines(frame) if plain(line) in lines_kept)
    lines = [line for line in text.split("\n") if line.strip()]
    lines = _without_ending(lines, frame)
    return "\n".join(_without_opening(lines, frame))


def _covered(text: str, frame: Frame) -> float:
    """Return how much of the running text of the page is in `text`, from 0 to 1."""
    held = plain(text)
    found = sum(block.words for block in frame.body if plain(block.line)[:80] in held)
    return found / sum(block.words for block in frame.body)


def _runs_together(text: str, frame: Frame) -> bool:
    """Whether lines of the page were joined: two paragraphs, or the headline and what is below."""
    starts = [plain(block.line)[:40] for block in frame.body]
    headline = plain(frame.headline)
    for line in map(plain, text.split("\n")):
        if sum(start in line for start in starts if len(start) == 40) > 1:
            return True
        if len(headline) > 20 and line.startswith(headline) and len(line) > 3 * len(headline):
            return True
    return False


def _own_lines(frame: Frame) -> Iterator[str]:
    """Yield the text of the article's blocks, from its headline to the end of its part."""
    first = frame.blocks.index(frame.body[0]) if frame.title is None else frame.title
    last = frame.blocks.index(frame.body[-1])
    for at, block in enumerate(frame.blocks[first : last + 1], first):
        if block.is_beside or block.is_linked or is_caption(block.element):
            continue
        yield from block.text.split("\n") if at == frame.title else (block.line,)
    part = part_of(frame.body[-1].element)
    for block in _going_on(frame.blocks[last + 1 :]):
        if part_of(block.element) is part:
            yield block.line


def _without_opening(lines: Sequence[str], frame: Frame) -> list[str]:
    """Return `lines` without those before the headline, and the remarks below it."""
    first = frame.blocks.index(frame.body[0])
    headline = plain(frame.headline)
    before = frame.blocks[: frame.title] if frame.title is not None else ()
    about = frame.blocks[len(before) : max(first, len(before) + 1)]
    remarks = {
        plain(line)
        for block in about
        for line in (block.line, *block.text.split("\n"))
        if _is_remark(line)
    }
    earlier = {plain(block.line) for block in (*before, *_standfirst(frame))}
    unwanted = (earlier | remarks) - {headline}
    head = [line for line in lines[:_FIRST_LINES] if plain(line) not in unwanted]
    return head + list(lines[_FIRST_LINES:])


def _is_remark(line: str) -> bool:
    if count_words(line) > _MOST_WORDS_OF_A_REMARK:
        return False
    return not line.rstrip().endswith(STOPS) or bool(printed_days(folded(line)))


def _standfirst(frame: Frame) -> tuple[Block, ...]:
    """Return what stands between the headline and the writer or the day above the text."""
    for at, block in reversed(list(enumerate(frame.below))):
        is_credit = any(_CREDIT.match(line) for line in block.text.split("\n"))
        is_dated = bool(printed_days(folded(block.line)))
        if block.words <= _MOST_WORDS_OF_A_REMARK and (is_credit or is_dated):
            place = frame.blocks.index(block)
            passed = [one for one in frame.body if frame.blocks.index(one) < place]
            is_short = sum(one.words for one in passed) <= _MOST_WORDS_OF_A_STANDFIRST
            return (*frame.below[: at + 1], *passed) if len(passed) < 2 and is_short else ()
    return ()


def _without_ending(lines: Sequence[str], frame: Frame) -> list[str]:
    """Return `lines` up to the end of the article."""
    kept = list(lines)
    last = frame.blocks.index(frame.body[-1])
    ends_at = _last_line_of(frame.body[-1], kept)
    if ends_at is None:
        return kept
    going_on = {plain(block.line) for block in _going_on(frame.blocks[last + 1 :])}
    after = [line for line in kept[ends_at + 1 :] if plain(line) in going_on]
    while after and _is_label(after[-1]):
        after.pop()
    return kept[: ends_at + 1] + after


def _last_line_of(block: Block, lines: Sequence[str]) -> int | None:
    """Return the last of `lines` that has the end of `block`."""
    tail = plain(block.line)[-60:]
    return next((at for at in reversed(range(len(lines))) if plain(lines[at]).endswith(tail)), None)


def _going_on(blocks: Sequence[Block]) -> list[Block]:
    """Return what goes on after the last running text: up to the first links, rights or readers."""
    found: list[Block] = []
    for block in blocks:
        if block.is_beside:
            continue
        if block.is_linked or RIGHTS.search(block.line) or _ENDS_THE_ARTICLE.match(block.line):
            break
        found.append(block)
    return found


def _is_label(line: str) -> bool:
    """Whether a line is short and no sentence, and tells no day: "Related", "512 readers"."""
    if count_words(line) > _MOST_WORDS_OF_A_LABEL:
        return False
    if names_in(line) or _UPDATED.match(line):
        return True
    return not line.rstrip().endswith(STOPS) and not _HOLDS_A_YEAR.search(line)
