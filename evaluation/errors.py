"""Read gold/dev, and write the error book: `evaluation/errors.md` and its counts, `errors.json`.

    python -m evaluation.errors --shared ../shared [--keep]

The counts stand beside those of an earlier run, which stay until `--keep` puts the counts of the
last run in their place. The texts are their publishers': an error is given by its report, its
characters and the words of its trigger, never by its sentence.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from evaluation import causes, matching
from evaluation.causes import FALSE, MISSED_CORE, MISSED_OTHER, OTHER_TYPE, PASSED, Error
from evaluation.told import PARTS, Report

HERE = Path(__file__).resolve().parent
MOST = 100
MOST_WORDS = 3
TYPES = "types"
ORDER = (MISSED_CORE, MISSED_OTHER, FALSE, *PARTS, PASSED, TYPES)
TITLES = {
    PASSED: "Found lines scored as right, though not wholly as gold has them",
    TYPES: "Types: missed lines at which an act of another type was read",
}
Counts = dict[str, dict[str, int]]
Run = Mapping[str, Any]
Cells = tuple[object, ...]


def counts(errors: Iterable[Error]) -> Counts:
    """Return how many errors each part has by cause; `TYPES` counts gold's type and the one read.

    Every missed line and false find is counted once, and so is every wrong part of a found line.
    """
    found: dict[str, Counter[str]] = {part: Counter() for part in ORDER}
    for error in errors:
        found[error.part][error.cause] += 1
        if error.cause == OTHER_TYPE:
            found[TYPES][error.detail] += 1
    return {part: dict(sorted(some.items())) for part, some in found.items()}


def worst(errors: Sequence[Error]) -> list[list[Error]]:
    """Return the `MOST` worst errors, those of one found line together.

    Core lines missed come first; what they leave is shared by the false finds that the reader was
    surest of and by the lines found with wrong parts, main and most wrong first. Each of the three
    is sorted by cause, the commonest first.
    """
    missed = [[error] for error in errors if error.part == MISSED_CORE][:MOST]
    false = [[error] for error in errors if error.part == FALSE]
    false.sort(key=lambda group: -group[0].strength)
    wrong = sorted(_by_line(errors), key=lambda group: (-len(group), not group[0].act.core))
    room = MOST - len(missed)
    taken = max(room // 2, room - len(wrong))
    chosen = (missed, false[:taken], wrong[: room - len(false[:taken])])
    return [group for some in chosen for group in _by_cause(some)]


def _by_line(errors: Iterable[Error]) -> list[list[Error]]:
    """Return the wrong parts of found lines, line by line."""
    lines: dict[tuple[str, int], list[Error]] = {}
    for error in errors:
        if error.part in PARTS:
            lines.setdefault((error.report, id(error.act)), []).append(error)
    return list(lines.values())


def _by_cause(groups: Sequence[list[Error]]) -> list[list[Error]]:
    often = Counter(_cause(group) for group in groups)
    return sorted(
        groups, key=lambda group: (-often[_cause(group)], _cause(group), -group[0].strength)
    )


def _cause(group: Sequence[Error]) -> str:
    if group[0].part not in PARTS:
        return group[0].cause
    return "; ".join(f"{error.part}: {error.cause}" for error in group)


def page(now: Run, before: Run | None, errors: Sequence[Error], texts: Mapping[str, str]) -> str:
    """Return the error book in Markdown."""
    earlier = before or {"figures": None, "counts": {}}
    sections = [
        "# Error book",
        "The reader on gold/dev, by `python -m evaluation.errors`. Each error has one cause, the "
        "first that holds of those in `causes.py`; a found line may be wrong in several parts.",
        "## Figures",
        _table(("figure", "before", "now"), _beside(now["figures"], earlier["figures"])),
    ]
    for part in ORDER:
        title = TITLES.get(part, part[0].upper() + part[1:])
        rows = list(_beside(now["counts"][part], earlier["counts"].get(part), total=True))
        head = "gold → read" if part in (TYPES, "status") else "cause"
        sections += [f"## {title}", _table((head, "before", "now"), rows)]
    listed = [(number, *_row(group, texts)) for number, group in enumerate(worst(errors), 1)]
    columns = ("", "error", "cause", "report", "characters", "trigger", "gold → read", "chance")
    sections += [
        f"## The {len(listed)} worst",
        "Core lines missed, then the false finds of highest confidence, then lines found with the "
        "most parts wrong. The chance is the mention's confidence; of a line missed, the chance of "
        "an act at its likeliest word, and `TYPE?` what that would have been.",
        _table(columns, listed),
    ]
    return "\n\n".join(sections) + "\n"


def _beside(
    now: Mapping[str, float], before: Mapping[str, float] | None, *, total: bool = False
) -> Iterator[Cells]:
    """Yield each name with what it was and is, the greatest first where there is a `total`."""
    past = before or {}
    names = sorted({*now, *past}, key=lambda n: (-now.get(n, 0), n)) if total else list(now)
    for name in names:
        yield name, causes.NOTHING if before is None else past.get(name, 0), now.get(name, 0)
    if total:
        yield "all", causes.NOTHING if before is None else sum(past.values()), sum(now.values())


def _row(group: Sequence[Error], texts: Mapping[str, str]) -> Cells:
    first = group[0]
    kind = "core line" if first.act.core else "line"
    error = {MISSED_CORE: f"missed {kind}", FALSE: "false find"}.get(first.part, f"{kind}, found")
    place = first.act.trigger
    read = "; ".join(error.detail for error in group)
    detail = f"{first.act.kind}: {read}" if first.part in PARTS else read
    characters = f"{place.start}–{place.end}"
    words = _short(place.of(texts[first.report]))
    return error, _cause(group), first.report, characters, words, detail, f"{first.strength:.2f}"


def _short(trigger: str) -> str:
    """Return the first words of a trigger, no more than may be printed."""
    words = trigger.split()
    return " ".join(words[:MOST_WORDS]) + (" …" if len(words) > MOST_WORDS else "")


def _table(head: Cells, rows: Iterable[Cells]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(
        f"| {' | '.join(str(cell).replace('|', '/') for cell in line)} |" for line in lines
    )


def run(figures: Mapping[str, float], reports: Sequence[Report]) -> tuple[Run, list[Error]]:
    """Return the figures and counts of a run, and its errors."""
    errors = [error for report in reports for error in causes.errors(report)]
    return {"figures": dict(figures), "counts": counts(errors)}, errors


def kept(path: Path, now: Run, *, keep: bool) -> Run | None:
    """Write `now` to `path` and return the run to set beside it, if there is one.

    That is the one set beside the last run or, where `keep` is asked for, the last run itself.
    """
    known = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    before: Run | None = known.get("now" if keep else "before")
    written = json.dumps({"before": before, "now": now}, indent=2, ensure_ascii=False)
    path.write_text(written + "\n", encoding="utf-8")
    return before


def main() -> None:
    """Read, find the causes and write the book."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--keep", action="store_true", help="set the last run's counts beside")
    options = parser.parse_args()
    reports, figures = matching.reports(options.shared.resolve())
    now, errors = run(figures, reports)
    before = kept(HERE / "errors.json", now, keep=options.keep)
    texts = {report.name: report.text for report in reports}
    (HERE / "errors.md").write_text(page(now, before, errors, texts), encoding="utf-8")
    for part in ORDER:
        print(f"{part}: {sum(now['counts'][part].values())}")


if __name__ == "__main__":
    main()
