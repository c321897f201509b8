"""Write the figures of `scores.json` and `bench.json` into the README's table.

python -m evaluation.readme
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
README = HERE.parent / "README.md"


def table(scores: dict[str, Any], bench: dict[str, Any]) -> str:
    """Return the table of figures, in Markdown."""
    events, said, when = scores["events"], scores["statements"], scores["times"]
    trees, pairs = scores["trees"], scores.get("pairs")
    share = {k: f"{100 * v:.1f}" for k, v in events.items() if isinstance(v, float)}
    news = trees["pud"]
    rows = [
        ("Events, 8 annotated reports: F1", share["f1"]),
        ("… with actors and recipients right as well", share["whole"]),
        (
            "… status, days, word right among those found",
            f"{share['status']}, {share['when']}, {share['word']}",
        ),
        ("Statements, PolNeAR dev: content F1", said["content"]["f1"]),
        ("… with source and cue", said["relation+cue"]["f1"]),
        (
            "Time expressions, TimeBank and AQUAINT, the half not studied: value F1, days F1",
            _two(when["held"], "value", "days"),
        ),
        ("Trees, PUD: UPOS, UAS, LAS", f"{news['upos']}, {news['uas']}, {news['las']}"),
    ]
    if pairs:
        rows.append(
            (
                "Act between marked parties, five-fold: macro F1, 15 types",
                pairs["root F1"],
            )
        )
    merging = scores["merging"]
    rows += [
        (
            f"Mentions merged into events, {name}: pairs F1, B-cubed F1",
            f"{merging[key]['pairs']['f1']}, {merging[key]['b-cubed']['f1']}",
        )
        for key, name in (
            ("syria", "60 reports of a war"),
            ("own", "42 of ours on seven affairs"),
            ("examples", "the examples"),
            ("annotators", "annotators with each other"),
        )
    ]
    rows.append(
        ("Texts of other kinds: mentions found in a thousand words", scores["others"]["all"])
    )
    pages = json.loads((HERE / "pages.json").read_text(encoding="utf-8"))["test"]
    rows += [
        (
            f"Articles told from other pages, {pages['pages']} pages of as many sites of our own: "
            "precision, recall",
            _percent(pages, "precision", "recall"),
        ),
        (
            f"… title, day, byline, publisher right, of the {pages['articles']} articles",
            _percent(pages, "title", "day", "byline", "publisher"),
        ),
    ]
    rows += list(bench.items())
    added = json.loads((HERE / "adding.json").read_text(encoding="utf-8"))
    rows += [
        (
            f"Seconds to add {added['reports']} reports of some 950 words to a record",
            added["seconds"],
        ),
        ("Milliseconds for the slowest of 12 questions to it, median", added["slowest median ms"]),
    ]
    gathered = json.loads((HERE / "gathering.json").read_text(encoding="utf-8"))
    rows += [
        ("Pages of a web archive read a second, one core", gathered["pages read a second"]),
        (
            f"… of {gathered['pages']} pages, added to a record a second: all, the last tenth",
            _two(gathered, "pages added a second", "pages added a second, last tenth"),
        ),
        ("… peak memory, MB", gathered["peak memory, MB"]),
        ("Feeds of 100 items read a second, one core", gathered["feeds read a second"]),
    ]
    body = "".join(f"| {name} | {value} |\n" for name, value in rows)
    return f"| measured | figure |\n|---|---|\n{body}"


def _percent(scores: dict[str, Any], *names: str) -> str:
    return ", ".join(f"{100 * scores[name]:.1f}" for name in names)


def _two(scores: dict[str, Any], one: str, other: str) -> str:
    return f"{scores[one]}, {scores[other]}"


def main() -> None:
    """Rewrite the README between its marks."""
    scores = json.loads((HERE / "scores.json").read_text(encoding="utf-8"))
    bench = json.loads((HERE / "bench.json").read_text(encoding="utf-8"))
    text = README.read_text(encoding="utf-8")
    found = table(scores, bench)
    new = re.sub(
        r"(<!-- scores -->\n).*?(<!-- /scores -->)",
        lambda m: m[1] + found + m[2],
        text,
        flags=re.DOTALL,
    )
    README.write_text(new, encoding="utf-8")


if __name__ == "__main__":
    main()
