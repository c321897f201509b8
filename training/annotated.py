"""Further annotated reports, whose texts stay with the corpora: kept as offsets.

    python -m training.annotated --shared DIR --out FILE.jsonl GOLD.jsonl ...

turns annotation in the form of `gold/train` into lines of one report each: its name, its corpus,
the hash of its text, and its events with every copied text as [start, end). `reports` joins them
again.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from training.corpora import lines

CORPORA = ("guardian-syria", "polnear-train", "timebank-aquaint")
HERE = Path(__file__).parent / "data" / "annotated"

Row: TypeAlias = dict[str, Any]
Place: TypeAlias = tuple[int, int]


@cache
def texts(folder: Path) -> dict[str, tuple[str, str, str]]:
    """Return the text, corpus and day of each report of the corpora in `folder`, by name."""
    return {
        row["doc"]: (row["text"], corpus, row["published"][:10])
        for corpus in CORPORA
        for row in lines(folder / f"{corpus}.jsonl.gz")
    }


def reports(folder: Path, kept: Path = HERE) -> dict[str, tuple[str, list[Row]]]:
    """Return the texts and lines of all kept reports, by name, in the form of `gold/train`.

    A report whose text is missing or other than it was is named on stderr and left out.
    """
    out = {}
    for path in sorted(kept.glob("*.jsonl")):
        for report in lines(path):
            text = texts(folder).get(report["doc"], ("",))[0]
            if _hash(text) != report["sha256"]:
                print(f"{path.name}: {report['doc']}: the text is not the one", file=sys.stderr)
                continue
            out[report["doc"]] = text, [_joined(event, text) for event in report["events"]]
    return out


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _joined(event: Row, text: str) -> Row:
    """Return an event with its texts instead of their places."""
    out: Row = {}
    for name, value in event.items():
        if name in ("sentence", "anchor"):
            out[name] = text[slice(*value)]
        elif name in ("actors", "recipients", "attribution"):
            out[name] = [_named(one, text) for one in value]
        elif name == "when" and value:
            out[name] = _named(value, text)
        else:
            out[name] = value
    return out


def _named(part: Row, text: str) -> Row:
    return {"text": text[slice(*part["at"])], **{k: v for k, v in part.items() if k != "at"}}


def kept_as_places(rows: Iterable[Row], folder: Path) -> Iterator[Row]:
    """Yield one line a report, in the order of the rows; faults are named on stderr.

    A row with nothing but `doc` tells of a report that carries no event.
    """
    by_name: dict[str, list[Row]] = {}
    for row in rows:
        mine = by_name.setdefault(row["doc"], [])
        if "sentence" in row:
            mine.append(row)
    for name, mine in by_name.items():
        text, corpus, published = texts(folder)[name]
        events = []
        for row in mine:
            try:
                events.append(_placed(row, text))
            except ValueError as error:
                print(f"{name}: {error}", file=sys.stderr)
        yield {
            "doc": name,
            "corpus": corpus,
            "published": published,
            "sha256": _hash(text),
            "events": events,
        }


def _placed(row: Row, text: str) -> Row:
    start = _found(text, row["sentence"])
    sentence = start, start + len(row["sentence"])
    at = _found(text, row["anchor"], *sentence)
    anchor = at, at + len(row["anchor"])
    out: Row = {"sentence": sentence, "anchor": anchor, "type": row["type"]}
    for name in ("actors", "recipients", "attribution"):
        out[name] = [_party(one, text, sentence, at) for one in row[name]]
    when = row["when"]
    out["when"] = _party(when, text, sentence, at) if when else None
    return out | {"status": row["status"], "core": row["core"]}


def _party(part: Row, text: str, sentence: Place, anchor: int) -> Row:
    place = nearest(text, part["text"], sentence, anchor)
    return {"at": place, **{k: v for k, v in part.items() if k != "text"}}


def nearest(text: str, words: str, sentence: Place, anchor: int) -> Place:
    """Return where `words` stand: in the sentence, nearest to the anchor, else last before it.

    They stand there as whole words, wherever the text has them so ("he", not in "the").
    """
    patterns = (rf"(?<!\w){re.escape(words)}(?!\w)", re.escape(words))
    found = ([match.span() for match in re.finditer(one, text)] for one in patterns if words)
    places = next(filter(None, found), [])
    if not places:
        raise ValueError(f"not in the text: {words!r}")
    inside = [p for p in places if sentence[0] <= p[0] and p[1] <= sentence[1]]
    if inside:
        return min(inside, key=lambda p: abs(p[0] - anchor))
    return max([p for p in places if p[1] <= sentence[0]] or places[:1])


def _found(text: str, words: str, start: int = 0, end: int | None = None) -> int:
    at = text.find(words, start, len(text) if end is None else end)
    if at < 0:
        raise ValueError(f"not in the text: {words!r}")
    return at


def main(arguments: Sequence[str] | None = None) -> None:
    """Keep annotated reports as offsets."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder that holds corpora/")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("gold", type=Path, nargs="+")
    options = parser.parse_args(arguments)
    rows = [row for path in options.gold for row in lines(path)]
    kept = kept_as_places(rows, options.shared / "corpora")
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(
        "".join(json.dumps(report, separators=(",", ":")) + "\n" for report in kept),
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
