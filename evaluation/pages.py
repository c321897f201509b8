"""Read the pages of `evaluation/pages`, score what is told of them, and print or write the figures.

    python -m evaluation.pages [--set dev|test] [--errors] [--write]

The pages and what is true of them were written for this. The rules were written with the pages of
the set "dev" in view; of "test" only the figures were looked at. `--write` writes those of both to
`evaluation/pages.json`.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from demarche.model import Article, Furniture, Page, PageError, PageKind
from demarche.read import article
from demarche.read.article.kinds import Kind, kind_of

HERE = Path(__file__).resolve().parent
FOLDERS = HERE / "pages"
SETS = ("dev", "test")
FIELDS = ("title", "day", "byline", "publisher", "language")
TEXT = ("begins", "ends", "without", "text")
_QUOTES = str.maketrans("“”„«»‘’‚`´", "\"\"\"\"\"'''''")
_OF_THE_TEXT = {Furniture.DATELINE, Furniture.REPEAT}
Scores = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """A page, and what is true of it."""

    page: Page
    kind: PageKind
    fields: dict[str, str | None]
    begins: str | None
    ends: str | None
    without: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """A row, and what was read off its page; `article` is None where none could be read."""

    row: Row
    kind: Kind
    article: Article | None

    @property
    def is_right_kind(self) -> bool:
        """Whether the page is told apart as it should be."""
        return self.kind.kind is self.row.kind


def rows(which: str) -> Iterator[Row]:
    """Yield the pages of one set, in order."""
    for truth in sorted(FOLDERS.glob("*/truth.jsonl")):
        for line in truth.read_text(encoding="utf-8").splitlines():
            known = json.loads(line)
            if known["set"] == which:
                yield _row(truth.parent, known)


def _row(folder: Path, known: dict[str, Any]) -> Row:
    name = known["file"]
    page = Page(name, (folder / name).read_bytes(), "text/html", url=known["url"])
    fields = {field: known["published" if field == "day" else field] for field in FIELDS}
    return Row(
        page,
        PageKind(known["kind"]),
        fields,
        known["begins"],
        known["ends"],
        tuple(known["without"]),
    )


def read(row: Row) -> Read:
    """Return what is read off the page of `row`."""
    try:
        found = article.from_page(row.page)
    except PageError:
        return Read(row, kind_of(row.page), None)
    return Read(row, kind_of(row.page, found), found)


def scores(found: Sequence[Read]) -> Scores:
    """Return all figures of the pages of a set; shares lie between 0 and 1."""
    articles = [one for one in found if one.row.kind is PageKind.ARTICLE]
    taken = [one for one in found if one.kind.kind is PageKind.ARTICLE]
    right = sum(one.is_right_kind for one in articles)
    return {
        "pages": len(found),
        "articles": len(articles),
        "precision": _share(right, len(taken)),
        "recall": _share(right, len(articles)),
        "kinds": _share(sum(one.is_right_kind for one in found), len(found)),
        "confusion": confusion(found),
        **{name: _of(articles, name) for name in (*FIELDS, *TEXT)},
    }


def _of(articles: Sequence[Read], name: str) -> float:
    return _share(sum(checks(one)[name] for one in articles), len(articles))


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def confusion(found: Sequence[Read]) -> dict[str, dict[str, int]]:
    """Return how often pages of each kind were taken for which."""
    counts = Counter((one.row.kind, one.kind.kind) for one in found)
    return {
        true.value: {told.value: counts[true, told] for told in PageKind if counts[true, told]}
        for true in PageKind
    }


def checks(one: Read) -> dict[str, bool]:
    """Return, by name, which fields of the page were told right, and whether its text was."""
    told = fields(one.article)
    found = {name: same(told[name], one.row.fields[name]) for name in FIELDS}
    text = one.article.text if one.article else ""
    body = plain(running(one.article)) if one.article else ""
    found["begins"] = body.startswith(plain(one.row.begins or ""))
    found["ends"] = body.endswith(plain(one.row.ends or ""))
    found["without"] = bool(text) and not any(
        plain(words) in plain(text) for words in one.row.without
    )
    found["text"] = found["begins"] and found["ends"] and found["without"]
    return found


def fields(told: Article | None) -> dict[str, str | None]:
    """Return the fields of `told`, by name."""
    if told is None:
        return dict.fromkeys(FIELDS)
    return {
        "title": told.title,
        "day": told.published.days.first.isoformat() if told.published else None,
        "byline": told.byline,
        "publisher": told.publisher,
        "language": told.language,
    }


def running(told: Article) -> str:
    """Return the text of `told` without the lines that are marked as furniture."""
    kept, place = [], 0
    for piece in told.furniture:
        if piece.kind not in _OF_THE_TEXT:
            kept.append(told.text[place : piece.span.start])
            place = piece.span.end
    return "".join([*kept, told.text[place:]]).strip()


def same(told: str | None, true: str | None) -> bool:
    """Whether two values are the same but for blanks, case and the form of quotation marks."""
    return plain(told or "") == plain(true or "")


def plain(words: str) -> str:
    """Return `words` with plain quotation marks and single blanks, in small letters."""
    return re.sub(r"\s+", " ", words.translate(_QUOTES)).strip().casefold()


def errors(found: Sequence[Read]) -> Iterator[str]:
    """Yield a line for each thing that was told wrong."""
    for one in found:
        name, row = one.row.page.name, one.row
        if not one.is_right_kind:
            yield f"{name}: {row.kind} taken for {one.kind.kind}: {one.kind.reason}"
        if row.kind is not PageKind.ARTICLE:
            continue
        right, told = checks(one), fields(one.article)
        for field in FIELDS:
            if not right[field]:
                yield f"{name}: {field} is {told[field]!r}, not {row.fields[field]!r}"
        body = running(one.article) if one.article else ""
        if not right["begins"]:
            yield f"{name}: begins {body[:90]!r}, not {row.begins!r}"
        if not right["ends"]:
            yield f"{name}: ends {body[-90:]!r}, not {row.ends!r}"
        if not right["without"]:
            yield f"{name}: holds one of {row.without!r}"


def main() -> None:
    """Score the sets asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", choices=SETS, help="this set alone")
    parser.add_argument("--errors", action="store_true", help="print what was told wrong as well")
    parser.add_argument("--write", action="store_true", help="write evaluation/pages.json")
    options = parser.parse_args()
    asked = SETS if options.write or options.set is None else (options.set,)
    found = {which: [read(row) for row in rows(which)] for which in asked}
    figures = {which: scores(some) for which, some in found.items()}
    if options.errors:
        print("\n".join(line for some in found.values() for line in errors(some)))
    print(json.dumps(figures, indent=2))
    if options.write:
        path = HERE / "pages.json"
        path.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
