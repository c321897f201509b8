"""Full text: the terms of passages, kept and found by the means of each store."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, text


@dataclass(frozen=True, slots=True)
class Wanted:
    """One part of what is searched for: terms that stand in a row; the last may be a beginning."""

    terms: tuple[str, ...]
    is_beginning: bool = False


def add(connection: Connection, passages: Iterable[tuple[int, Sequence[str]]]) -> None:
    """Keep the terms of passages, by their numbers."""
    if connection.dialect.name == "sqlite":
        insert = text("INSERT INTO passage_terms (rowid, terms) VALUES (:passage, :terms)")
        rows = [{"passage": number, "terms": " ".join(terms)} for number, terms in passages]
    else:
        insert = text("INSERT INTO passage_terms VALUES (:passage, CAST(:terms AS tsvector))")
        rows = [{"passage": number, "terms": _vector(terms)} for number, terms in passages]
    if rows:
        connection.execute(insert, rows)


# Only so many passages, the last ones, are ranked: common words stand in a good part of all.
_RANKED = 5_000
_LAST = 2**31 - 1


def find(
    connection: Connection, wanted: Sequence[Wanted], most: int, *, last: int | None = None
) -> list[tuple[int, float]]:
    """Return the passages in which all of `wanted` stands, the best first, each with its rank.

    `last` is the number of the last passage that counts. Where very many match, the best of the
    last ones are found.
    """
    if connection.dialect.name == "sqlite":
        query = text(
            "SELECT passage, score FROM (SELECT rowid AS passage, -rank AS score "
            "FROM passage_terms WHERE passage_terms MATCH :wanted AND rowid <= :last "
            "ORDER BY rowid DESC LIMIT :ranked) AS found ORDER BY score DESC, passage LIMIT :n"
        )
        words = " AND ".join(_match(part) for part in wanted)
    else:
        query = text(
            "SELECT passage, ts_rank_cd(terms, q, 1) AS score FROM (SELECT passage, terms, q "
            "FROM passage_terms, CAST(:wanted AS tsquery) AS q WHERE terms @@ q "
            "AND passage <= :last ORDER BY passage DESC LIMIT :ranked) AS found "
            "ORDER BY score DESC, passage LIMIT :n"
        )
        words = " & ".join(_tsquery(part) for part in wanted)
    bounds = {"last": _LAST if last is None else last, "ranked": _RANKED, "n": most}
    rows = connection.execute(query, {"wanted": words, **bounds})
    return [(int(number), float(score)) for number, score in rows]


def _match(part: Wanted) -> str:
    return '"' + " ".join(part.terms) + '"' + ("*" if part.is_beginning else "")


def _tsquery(part: Wanted) -> str:
    *before, last = (f"'{term}'" for term in part.terms)
    return "(" + " <-> ".join([*before, last + (":*" if part.is_beginning else "")]) + ")"


_MOST_PLACES = 16383


def _vector(terms: Sequence[str]) -> str:
    return " ".join(f"'{term}':{min(at, _MOST_PLACES)}" for at, term in enumerate(terms, start=1))
