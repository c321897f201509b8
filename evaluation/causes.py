"""Why a line was missed, a mention is too many, or a part of a found line is wrong.

Each error has one cause: the first that holds, in the order in which they are tried here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from demarche.model import Span
from evaluation.told import PARTS, Dated, Heard, Named, Pair, Report, Told

MISSED_CORE, MISSED_OTHER, FALSE = "core lines missed", "other lines missed", "false finds"
PASSED = "scored as right all the same"

OTHER_TYPE = "an act of another type there"
OTHER_LINE = "the act there serves another line"
FURNITURE = "left out with furniture"
JOINED = "left out beside a stronger word"
FAINT = "heard below the threshold"
UNHEARD = "not heard"

LINE_OF_OTHER_TYPE = "a line of another type there"
SECOND = "a second find of a line"
SAYING = "a plain saying"
BESIDE_MISSED = "at no anchor, a missed line in its sentence"
BESIDE = "at no anchor, all lines of its sentence found"
NO_LINE = "in a sentence with no line"

NOT_LINKED = "none linked"
TOO_MANY = "one too many"
UNCODED = "linked, without a code"
CODED_OTHERWISE = "linked, coded otherwise"
PRONOUN = "a pronoun linked, of another code"
OTHER_SIDE = "the other side linked"
ANOTHER = "another linked"

ELSEWHERE = "none linked: the words stand in another sentence"
NO_EXPRESSION = "none linked: the words not found as a time"
NO_DAYS = "none linked: the time found has no days"
OTHER_DAYS = "days worked out otherwise"

SOURCE_MISSED = "source missed"
OTHER_SOURCE = "another source or chain"

# Below this chance of an act, a word is not so much as suspected.
LEAST_HEARD = 0.05
NOTHING = "–"
# Quotation marks and a stop may be cut off from a sentence, or not.
_MARKS = 2
_SAYINGS = frozenset(
    "say says said saying tell tells told telling add adds added adding state states stated "
    "stating note notes noted noting speak speaks spoke speaking write writes wrote writing "
    "comment comments commented remark remarks remarked statement statements".split()
)
_PRONOUNS = frozenset(
    "i we you he she it they me us him her them who whom which that this these those "
    "his its their our my your both one others himself herself itself themselves".split()
)


@dataclass(frozen=True, slots=True)
class Error:
    """An error: the part that is wrong, its cause, and codes, types or days, gold before read.

    `act` is the line where there is one, else the mention; `strength` is the mention's confidence,
    or the chance of an act at a line that was missed.
    """

    report: str
    part: str
    cause: str
    act: Told
    detail: str
    strength: float = 0.0


def errors(report: Report) -> Iterator[Error]:
    """Yield the errors of one article: lines missed, mentions too many, wrong parts."""
    for line in report.missed():
        part = MISSED_CORE if line.core else MISSED_OTHER
        cause, detail, strength = missed(line, report)
        yield Error(report.name, part, cause, line, detail, strength)
    for mention in report.too_many():
        cause, detail = false_find(mention, report)
        yield Error(report.name, FALSE, cause, mention, detail, mention.confidence)
    for pair in report.pairs:
        yield from _of_pair(pair, report)


def missed(line: Told, report: Report) -> tuple[str, str, float]:
    """Return the cause why `line` was missed, the types, and the chance of an act there.

    Where the reader ends a sentence is never a cause: the scorer takes a mention by its trigger.
    """
    there = [m for m in report.mentions if m.trigger.overlaps(line.trigger)]
    others = [m for m in there if m.kind != line.kind]
    words = [word for word in report.heard if word.span.overlaps(line.trigger)]
    best = max(words, key=lambda word: word.chance, default=None)
    chance = best.chance if best else 0.0
    if len(others) < len(there):
        return OTHER_LINE, line.kind, chance
    if others:
        read = max(others, key=lambda m: m.confidence)
        return OTHER_TYPE, f"{line.kind} → {read.kind}", read.confidence
    heard = f"{line.kind} → {best.kind}?" if best else line.kind
    return _unread(best, report), heard, chance


def _unread(best: Heard | None, report: Report) -> str:
    """Return why no act was read at an anchor whose likeliest word is `best`."""
    if best is None or best.chance < LEAST_HEARD:
        return UNHEARD
    if not best.is_enough:
        return FAINT
    in_furniture = any(best.span.overlaps(piece) for piece in report.furniture)
    return FURNITURE if in_furniture else JOINED


def false_find(mention: Told, report: Report) -> tuple[str, str]:
    """Return the cause why `mention` finds no line, and the types."""
    at = [line for line in report.lines if line.trigger.overlaps(mention.trigger)]
    around = [line for line in report.lines if line.sentence.overlaps(mention.trigger)]
    alike = [line for line in around if line.kind == mention.kind]
    if any(line.kind == mention.kind for line in at):
        return SECOND, mention.kind
    if at:
        return LINE_OF_OTHER_TYPE, f"{at[0].kind} → {mention.kind}"
    if set(mention.trigger.of(report.text).lower().split()) & _SAYINGS:
        return SAYING, mention.kind
    if any(codes(line.actors) & codes(mention.actors) for line in alike):
        return SECOND, mention.kind
    if not around:
        return NO_LINE, mention.kind
    is_missed = any(line in around for line in report.missed())
    return (BESIDE_MISSED if is_missed else BESIDE), mention.kind


def _of_pair(pair: Pair, report: Report) -> Iterator[Error]:
    """Yield what is wrong in a line that was found, and what the scorer lets pass in it."""
    line, mention = report.lines[pair.line], report.mentions[pair.mention]
    for part in PARTS:
        if part in pair.wrong:
            cause, detail = _wrong(part, line, mention, report)
            yield Error(report.name, part, cause, line, detail, mention.confidence)
    for cause in _passed(line, mention, pair.wrong):
        yield Error(report.name, PASSED, cause, line, line.kind, mention.confidence)


def _wrong(part: str, line: Told, mention: Told, report: Report) -> tuple[str, str]:
    """Return the cause why `part` is wrong, and what gold and the reader have for it."""
    if part == "actors":
        cause = party(line.actors, mention.actors, line.recipients)
        return cause, _from_to(line.actors, mention.actors)
    if part == "recipients":
        cause = party(line.recipients, mention.recipients, line.actors)
        return cause, _from_to(line.recipients, mention.recipients)
    if part == "status":
        return (f"{line.status} → {mention.status}",) * 2
    if part == "when":
        cause = when(line, mention, report)
        return cause, f"{_days(line.when)} → {_days(mention.when)}"
    return word(line.word, mention.word), _from_to(line.word, mention.word)


def party(gold: Sequence[Named], read: Sequence[Named], other_side: Sequence[Named]) -> str:
    """Return the cause why the parties read are not those of gold.

    `other_side` are gold's recipients where actors are asked for, and its actors where recipients.
    """
    if not read:
        return NOT_LINKED
    if not gold:
        return TOO_MANY
    same = [r for r in read if any(r.stands_at(g) for g in gold)]
    if same:
        return CODED_OTHERWISE if codes(same) else UNCODED
    if all(one.text.lower() in _PRONOUNS for one in read):
        return PRONOUN
    if codes(read) & codes(other_side) or any(r.stands_at(o) for r in read for o in other_side):
        return OTHER_SIDE
    return ANOTHER


def when(line: Told, mention: Told, report: Report) -> str:
    """Return the cause why the days of `mention` are not those of `line`."""
    if line.when is None:
        return TOO_MANY
    if mention.when is not None:
        same = any(_is_over(place, line.when.places) for place in mention.when.places)
        return OTHER_DAYS if same else ANOTHER
    if not any(_is_over(place, [line.sentence]) for place in line.when.places):
        return ELSEWHERE
    found = [has_days for place, has_days in report.times if _is_over(place, line.when.places)]
    if not found:
        return NO_EXPRESSION
    return NOT_LINKED if any(found) else NO_DAYS


def word(gold: Sequence[Named], read: Sequence[Named]) -> str:
    """Return the cause why the chain of sources read is not that of gold."""
    if not read:
        return SOURCE_MISSED
    return OTHER_SOURCE if gold else TOO_MANY


def _passed(line: Told, mention: Told, wrong: frozenset[str]) -> Iterator[str]:
    """Yield where a found line is not wholly as gold has it, though scored as right."""
    if not line.trigger.overlaps(mention.trigger):
        yield "found at another word than the anchor"
    ends = (line.sentence.start, mention.sentence.start), (line.sentence.end, mention.sentence.end)
    if any(abs(gold - read) > _MARKS for gold, read in ends):
        yield "in a sentence cut otherwise"
    sides = {
        "actors": (line.actors, mention.actors),
        "recipients": (line.recipients, mention.recipients),
    }
    for part, (gold, read) in sides.items():
        if part not in wrong and codes(read) - codes(gold):
            yield f"{part}: {TOO_MANY}"
        if part not in wrong and codes(gold) - codes(read):
            yield f"{part}: one short"


def codes(some: Sequence[Named]) -> set[str]:
    """Return the codes that are known."""
    return {one.code for one in some} - {""}


def _from_to(gold: Sequence[Named], read: Sequence[Named]) -> str:
    return f"{_listed(gold)} → {_listed(read)}"


def _listed(some: Sequence[Named]) -> str:
    return " ".join(dict.fromkeys(one.code or "?" for one in some)) or NOTHING


def _days(dated: Dated | None) -> str:
    if dated is None:
        return NOTHING
    return dated.start if dated.start == dated.end else f"{dated.start}/{dated.end}"


def _is_over(place: Span, places: Sequence[Span]) -> bool:
    return any(place.overlaps(one) for one in places)
