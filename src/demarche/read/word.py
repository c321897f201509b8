"""On whose word an act is told: the chain of sources, outermost first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from demarche.model import Attribution, Party, Quoting
from demarche.read.acts import Act
from demarche.read.labels import Link
from demarche.read.links import Candidate, linked, touching
from demarche.read.looked import Looked
from demarche.read.statements import Said, pieces

WEAK = 0.25
_CITING = frozenset({"citing", "quoting"})
_NAMED = ("person:", "outlet:", "body:", "organ:", "group:")


@dataclass(frozen=True, slots=True)
class _Source:
    candidate: Candidate
    said: Said | None


def chain(act: Act, looked: Looked) -> tuple[Attribution, ...]:
    """Return on whose word `act` is told; nothing where the reporter says so."""
    home = looked.candidate(looked.sentences[act.sentence].span)
    telling = _telling(act, home, looked)
    found = [
        _Source(one.candidate, _said_by(one.candidate, telling))
        for one in linked(looked.heard, Link.WORD_OF, act.row, looked.parties, home=home)
    ]
    for said in telling:
        if _may_tell(said, act, looked) or _trails(said, act, home, looked):
            candidate = _whole(Candidate(said.source[0], said.source[-1] + 1), looked)
            if not any(candidate.shared(source.candidate) for source in found):
                found.append(_Source(candidate, said))
    found = _distinct(found, looked)
    found.sort(key=lambda source: _outermost_first(source, telling))
    cited = _cited(act, found, looked)
    if cited is not None:
        found = [s for s in found if not s.candidate.shared(cited.candidate)] + [cited]
    return tuple(_attribution(source, looked) for source in found)


def _may_tell(said: Said, act: Act, looked: Looked) -> bool:
    """Whether a word of a statement's source may be one on whose word `act` is told."""
    first, chances = looked.heard.links(Link.WORD_OF, act.row)
    places = [i - first for i in said.source if 0 <= i - first < len(chances)]
    return bool(places) and float(chances[places].max()) >= WEAK


def _whole(words: Candidate, looked: Looked) -> Candidate:
    """Return the phrase for a party that the words of a source are the most of, or the words."""
    near = touching(words, looked.parties)
    likely = max(near, key=lambda c: (c.likeness(words), -c.first), default=words)
    return likely if likely.first <= words.first < likely.last else words


def _distinct(found: Sequence[_Source], looked: Looked) -> list[_Source]:
    """Return the sources, a speaker's title as the speaker, and none of them twice."""
    kept: list[_Source] = []
    for source in found:
        for candidate in looked.distinct([source.candidate]):
            if not any(candidate.shared(other.candidate) for other in kept):
                kept.append(_Source(candidate, source.said))
    return kept


def _cited(act: Act, found: Sequence[_Source], looked: Looked) -> _Source | None:
    """Return whom a source of the act's sentence cites: "Reuters said, citing an official"."""
    sentence = looked.sentences[act.sentence]
    place = looked.candidate(sentence.span)
    if place is None or not found:
        return None
    for index, token in enumerate(sentence.tokens, start=place.first):
        if token.text.lower() not in _CITING:
            continue
        if not any(place.first <= s.candidate.first < index for s in found):
            continue
        after = [c for c in looked.parties if index < c.first <= index + 3]
        if after:
            nearest = min(c.first for c in after)
            widest = max((c for c in after if c.first == nearest), key=lambda c: c.last)
            return _Source(widest, None)
    return None


def _telling(act: Act, home: Candidate | None, looked: Looked) -> list[Said]:
    """Return the statements that tell the act of the sentence `home`, the widest first."""
    around = [
        said
        for said in looked.told[act.sentence]
        if said.source
        and act.row not in said.cue
        and (act.row in said.content or _trails(said, act, home, looked))
    ]
    return sorted(around, key=lambda s: -len(s.content))


def _trails(said: Said, act: Act, home: Candidate | None, looked: Looked) -> bool:
    """Whether a statement's speaker ends the act's sentence `home`, and so tells all of it.

    In "Oslo left the talks, which Bonn had begun, the agency said", the agency tells of both.
    """
    if home is None or not act.row < said.content[0] < home.last:
        return False
    ends = (*said.source, *said.cue)
    is_last = said.content[-1] < min(ends) <= said.content[-1] + 3 and max(ends) < home.last
    others = (cue for other in looked.told[act.sentence] if other is not said for cue in other.cue)
    return is_last and not any(home.first <= cue < said.content[0] for cue in others)


def _said_by(candidate: Candidate, telling: Sequence[Said]) -> Said | None:
    for said in telling:
        if any(candidate.first <= i < candidate.last for i in said.source):
            return said
    return None


def _outermost_first(source: _Source, telling: Sequence[Said]) -> tuple[int, int]:
    """Sort by how wide the source's statement is; a source of no statement stands outside."""
    if source.said is None:
        return 0, source.candidate.first
    return 1 + telling.index(source.said), source.candidate.first


def _attribution(source: _Source, looked: Looked) -> Attribution:
    party = looked.cast.party(looked.span(source.candidate))
    if source.said is None:
        return Attribution(party, _is_named(party), None, None, Quoting.INDIRECT)
    cue = pieces(source.said.cue, looked.spans)[0]
    return Attribution(party, _is_named(party), cue, cue.of(looked.article.text), source.said.kind)


def _is_named(party: Party) -> bool:
    return party.entity is not None and party.entity.startswith(_NAMED)
