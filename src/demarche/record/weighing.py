"""How likely two mentions tell of one event, from what both say.

A logistic regression over how alike the two are in wording, act, parties, days and place. It was
fitted on reports in which annotators grouped the mentions of one event (`training/merging.py`); the
chance depends on the two mentions alone, so that the record is the same in whatever order reports
are added.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from demarche.record.traces import Bag, Floats, Trace

# Judgements below this chance are not kept: of almost all pairs everybody knows that they differ.
LEAST = 0.05
SURE = 0.5
# From this chance on, what one telling announced the other may close.
CLEAR = 0.7
_LEAST_ALIKE = 0.4
_DAYS_OF_COPIES = 2
_SAME_SILENCE = 2.0
# How far apart in days two tellings of one event may lie.
SLACK = timedelta(days=30)


def chances(one: Sequence[Trace], other: Sequence[Trace]) -> Floats:
    """Return the chance of each pair to tell of one event, of shape (one, other), 4 digits.

    0 for pairs that are not weighed: of other countries, or of days too far apart.
    """
    if not one or not other:
        return np.zeros((len(one), len(other)))
    model = _model()
    scores: Floats = np.full((len(one), len(other)), model.bias)
    for weight, column in zip(model.weights, features(one, other), strict=True):
        scores += weight * column
    scores = np.where(_is_one_silence(one, other), np.maximum(scores, _SAME_SILENCE), scores)
    chance = np.where(may_be_one(one, other), 1 / (1 + np.exp(-scores)), 0.0)
    return np.asarray(np.round(chance, 4), dtype=np.float64)


def may_be_one(one: Sequence[Trace], other: Sequence[Trace]) -> NDArray[np.bool_]:
    """Return which pairs lie near enough in parties and days to be weighed, (one, other)."""
    codes = [[t.codes for t in side] for side in (one, other)]
    strangers = _clash(_common(*codes))
    (first, last), (start, end) = (
        np.array([[day.toordinal() for day in t.around] for t in side]).T for side in (one, other)
    )
    slack = SLACK.days
    near = (first[:, None] <= end + slack) & (start <= last[:, None] + slack)
    is_same = _equal([t.id for t in one], [t.id for t in other])
    apart = _deny_others(one, other) | _was_over(one, other) | _are_other_silences(one, other)
    apart = apart | _are_on_other_days(one, other)
    return np.asarray(near & (strangers == 0) & (is_same == 0) & ~apart)


def _was_over(one: Sequence[Trace], other: Sequence[Trace]) -> NDArray[np.bool_]:
    """Return of which pairs one told as over, some days before, what the other tells as ahead."""
    day = [np.array([t.printed.toordinal() for t in side]) for side in (one, other)]
    over = [np.array([t.is_over for t in side]) for side in (one, other)]
    ahead = [np.array([t.is_ahead for t in side]) for side in (one, other)]
    later = np.subtract.outer(day[0], day[1])
    ours = np.logical_and.outer(ahead[0], over[1]) & (later >= _DAYS_OF_COPIES)
    theirs = np.logical_and.outer(over[0], ahead[1]) & (-later >= _DAYS_OF_COPIES)
    return np.asarray(ours | theirs)


def _are_on_other_days(one: Sequence[Trace], other: Sequence[Trace]) -> NDArray[np.bool_]:
    """Return which pairs one article tells of two days: what was done on each is not the same."""
    pages = np.equal.outer([t.page for t in one], [t.page for t in other])
    days = [np.array([_one_day(t) for t in side]) for side in (one, other)]
    known = np.logical_and.outer(days[0] > 0, days[1] > 0)
    return np.asarray(pages & known & (np.abs(np.subtract.outer(*days)) > 1))


def _one_day(one: Trace) -> int:
    """Return the day on which a mention says that something was done; 0 where it names none."""
    is_one = one.is_over and one.first is not None and one.first == one.last
    return one.first.toordinal() if is_one and one.first else 0


def _is_one_silence(one: Sequence[Trace], other: Sequence[Trace]) -> NDArray[np.bool_]:
    """Return which pairs tell that one side still has no answer from the other."""
    silent = _equal([t.silence for t in one], [1 if t.silence == 1 else 9 for t in other]) > 0
    sides = _common([t.actors for t in one], [t.actors for t in other]).both > 0
    asking = _clash(_common([t.recipients for t in one], [t.recipients for t in other])) == 0
    return np.asarray(silent & sides & asking)


def _are_other_silences(one: Sequence[Trace], other: Sequence[Trace]) -> NDArray[np.bool_]:
    """Return of which pairs one tells of a silence that lasts, the other of one that was."""
    return _equal([t.silence or 9 for t in one], [-t.silence for t in other]) > 0


def _deny_others(one: Sequence[Trace], other: Sequence[Trace]) -> NDArray[np.bool_]:
    """Return of which pairs one denies an act, and in other words than the other tells of its own.

    "They will not announce anything" is no word on "they will complete the review"; least of all in
    one article, which does not deny what it tells.
    """
    denied = np.not_equal.outer([t.is_denied for t in one], [t.is_denied for t in other])
    words = _common([t.trigger for t in one], [t.trigger for t in other]).both
    pages = np.equal.outer([t.page for t in one], [t.page for t in other])
    is_other = pages | (_alike(one, other) < _LEAST_ALIKE)
    return np.asarray(denied & (words == 0) & is_other)


FEATURES = (
    "alike", "very_alike", "whole", "near", "trigger", "same_trigger", "type", "actors",
    "recipients", "swapped", "codes", "no_actor", "no_recipient", "other_actors",
    "other_recipients", "other_people", "dated", "overlap", "apart", "half_dated", "width",
    "printed", "same_page", "same_sentence", "place", "close", "alike_type", "alike_codes",
    "trigger_type", "alike_page", "overlap_alike", "trigger_alike", "both_ahead", "ahead_and_past",
    "people", "denied", "fulfilled", "denied_others", "codes_type", "whole_page", "whole_codes",
)  # fmt: skip


def features(one: Sequence[Trace], other: Sequence[Trace]) -> Iterator[Floats]:
    """Yield what speaks for and against each pair, (one, other), in the order of `FEATURES`."""
    alike = _alike(one, other)
    kind = _equal([t.event_type for t in one], [t.event_type for t in other])
    page = _equal([t.page for t in one], [t.page for t in other])
    trigger = _common([t.trigger for t in one], [t.trigger for t in other])
    words = _share(trigger)
    actors = _common([t.actors for t in one], [t.actors for t in other])
    recipients = _common([t.recipients for t in one], [t.recipients for t in other])
    people = _common([t.people for t in one], [t.people for t in other])
    codes = _share(_common([t.codes for t in one], [t.codes for t in other]))
    crossed = _share(_common([t.actors for t in one], [t.recipients for t in other]))
    back = _share(_common([t.recipients for t in one], [t.actors for t in other]))
    overlap, apart, width, dated, half = _days(one, other)
    is_same = (trigger.both == trigger.ours) & (trigger.both == trigger.theirs)
    same = np.where(is_same, words, 0.0)
    whole = _cosines([t.whole for t in one], [t.whole for t in other])
    printed = np.abs(
        np.subtract.outer(*([t.printed.toordinal() for t in side] for side in (one, other)))
    )
    at = np.abs(np.subtract.outer([t.at for t in one], [t.at for t in other]))
    ahead = np.add.outer(*([int(t.is_ahead) for t in side] for side in (one, other)))
    yield alike
    yield np.maximum(0.0, alike - 0.5)
    yield whole
    yield _cosines([t.near for t in one], [t.near for t in other])
    yield words
    yield same
    yield kind
    yield _share(actors)
    yield _share(recipients)
    yield (crossed + back) / 2
    yield codes
    yield ((actors.ours == 0) | (actors.theirs == 0)).astype(float)
    yield ((recipients.ours == 0) | (recipients.theirs == 0)).astype(float)
    yield _clash(actors)
    yield _clash(recipients)
    yield _clash(people)
    yield dated
    yield overlap
    yield apart
    yield half
    yield width
    yield np.log1p(printed)
    yield page
    yield page * _equal([t.sentence for t in one], [t.sentence for t in other])
    yield _equal([t.place or "?" for t in one], [t.place or "!" for t in other])
    yield page * np.exp(-at / 500)
    yield alike * kind
    yield alike * codes
    yield words * kind
    yield alike * page
    yield alike * overlap
    yield alike * words
    yield (ahead == 2).astype(float)
    yield (ahead == 1).astype(float)
    yield _share(people)
    denied = np.not_equal.outer([t.is_denied for t in one], [t.is_denied for t in other])
    yield denied.astype(float)
    yield (ahead == 1) * same * kind * codes
    yield denied * (1 - words) * (1 - alike)
    yield codes * kind
    yield whole * page
    yield whole * codes


@dataclass(frozen=True, slots=True)
class _Common:
    """How many things two sets have, and have in common, for each pair of sets."""

    both: Floats
    ours: Floats
    theirs: Floats


def _common(one: Sequence[frozenset[str]], other: Sequence[frozenset[str]]) -> _Common:
    names = {name: at for at, name in enumerate(sorted(set().union(*one)))}
    ours, theirs = np.zeros((len(one), len(names))), np.zeros((len(other), len(names)))
    for matrix, sets in ((ours, one), (theirs, other)):
        for row, some in enumerate(sets):
            for name in some:
                if name in names:
                    matrix[row, names[name]] = 1
    return _Common(
        ours @ theirs.T,
        np.array([[len(some)] for some in one], dtype=float),
        np.array([[len(some) for some in other]], dtype=float),
    )


def _share(common: _Common) -> Floats:
    """Return which share of the smaller set the two have in common; 0 where one is empty."""
    least = np.minimum(common.ours, common.theirs)
    return np.asarray(common.both / np.maximum(least, 1))


def _clash(common: _Common) -> Floats:
    """Return 1 where both sets have something, and nothing in common."""
    return np.asarray((common.ours > 0) & (common.theirs > 0) & (common.both == 0), dtype=float)


def _equal(one: Sequence[object], other: Sequence[object]) -> Floats:
    numbers: dict[object, int] = {}
    ours, theirs = (
        np.array([numbers.setdefault(thing, len(numbers)) for thing in side])
        for side in (one, other)
    )
    return np.asarray(ours[:, None] == theirs, dtype=float)


def _alike(one: Sequence[Trace], other: Sequence[Trace]) -> Floats:
    """Return the cosine of the wordings; products of whole numbers, so that order plays no part."""
    ours, theirs = (np.stack([t.likeness for t in side]) for side in (one, other))
    lengths = np.sqrt(np.outer((ours * ours).sum(1), (theirs * theirs).sum(1)))
    return np.asarray(np.round((ours @ theirs.T) / np.maximum(lengths, 1.0), 4))


def _cosines(one: Sequence[Bag], other: Sequence[Bag]) -> Floats:
    """Return the cosine of each pair of bags of words, by the words that both have."""
    places: dict[str, tuple[list[int], list[float]]] = {term: ([], []) for b in one for term in b}
    for column, bag in enumerate(other):
        for term, weight in bag.items():
            if term in places:
                places[term][0].append(column)
                places[term][1].append(weight)
    arrays = {t: (np.array(c), np.array(w)) for t, (c, w) in places.items() if c}
    out = np.zeros((len(one), len(other)))
    for row, bag in enumerate(one):
        for term in sorted(bag):
            if term in arrays:
                columns, weights = arrays[term]
                out[row, columns] += bag[term] * weights
    return np.round(out, 6)


def _days(one: Sequence[Trace], other: Sequence[Trace]) -> tuple[Floats, ...]:
    """Return whether the days meet, how far they are apart, the length of the longer (both as
    logarithms of days), whether both are dated, and whether only one is."""
    (ours, our_days, our_around), (theirs, their_days, their_around) = map(_dates, (one, other))
    both = np.outer(ours, theirs)
    half = np.add.outer(ours, theirs) == 1
    gap = _gap(our_days, their_days)
    loose = np.where(ours[:, None] > 0, _gap(our_days, their_around), _gap(our_around, their_days))
    width = np.maximum.outer(our_days[:, 1] - our_days[:, 0], their_days[:, 1] - their_days[:, 0])
    apart = np.where(both > 0, gap, np.where(half, loose, 0))
    return (
        both * (gap <= 0),
        np.log1p(np.maximum(0, apart)),
        both * np.log1p(width),
        both,
        half.astype(float),
    )


def _dates(side: Sequence[Trace]) -> tuple[Floats, Floats, Floats]:
    dated = np.array([float(t.first is not None) for t in side])
    days = np.array(
        [[t.first.toordinal(), t.last.toordinal()] if t.first and t.last else [0, 0] for t in side],
        dtype=float,
    )
    around = np.array([[day.toordinal() for day in t.around] for t in side], dtype=float)
    return dated, days, around


def _gap(one: Floats, other: Floats) -> Floats:
    """Return the days between two stretches; 0 or less where they meet."""
    return np.maximum(other[:, 0] - one[:, 1][:, None], one[:, 0][:, None] - other[:, 1])


@dataclass(frozen=True, slots=True)
class _Model:
    weights: Floats
    bias: float


@cache
def _model() -> _Model:
    """Return the fitted weights, in the order of `FEATURES`."""
    path = resources.files("demarche.record") / "merging.json"
    kept = json.loads(path.read_text(encoding="utf-8"))
    weights = np.array([kept["weights"][name] for name in FEATURES])
    return _Model(weights, kept["bias"])
