"""How fast the reader is and how much memory it takes, on one core.

    python -m evaluation.bench [--write]

Reads the example reports, joined and cut to articles of about 400 words, several times over.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

EXAMPLES = Path(__file__).parent.parent / "examples"
ARTICLE_WORDS = 400
ROUNDS = 40

START = """
import time; started = time.perf_counter()
import demarche
demarche.Reader().read_text("Oslo thanked Quito.", published="2021-03-14")
print(time.perf_counter() - started)
"""


def articles() -> list[str]:
    """Return texts of about `ARTICLE_WORDS` words made of the examples' paragraphs."""
    paragraphs = [
        paragraph
        for path in sorted(EXAMPLES.glob("*.txt"))
        for paragraph in path.read_text(encoding="utf-8").split("\n\n")[1:]
    ]
    out: list[list[str]] = [[]]
    for paragraph in paragraphs:
        if sum(len(p.split()) for p in out[-1]) >= ARTICLE_WORDS:
            out.append([])
        out[-1].append(paragraph)
    return ["\n\n".join(parts) for parts in out if len(" ".join(parts).split()) >= ARTICLE_WORDS]


def main() -> None:
    """Print words a second, memory and the time to the first reading."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    first = min(
        float(subprocess.run([sys.executable, "-c", START], capture_output=True, check=True).stdout)
        for _ in range(3)
    )
    import demarche

    reader = demarche.Reader()
    texts = articles()
    reader.read_text(texts[0], published=date(2021, 3, 14))
    started, words = time.process_time(), 0
    for number in range(ROUNDS):
        text = texts[number % len(texts)]
        words += len(text.split())
        reader.read_text(text, published=date(2021, 3, 14))
    took = time.process_time() - started
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    found = {
        "Words a second, one core, articles of 400 words": round(words / took),
        "Milliseconds an article": round(1000 * took / ROUNDS),
        "Peak memory, MB": round(memory),
        "Import, load and first short reading, s": round(first, 2),
    }
    print(json.dumps(found, indent=2))
    if "--write" in sys.argv:
        (EXAMPLES.parent / "evaluation" / "bench.json").write_text(
            json.dumps(found, indent=2) + "\n"
        )


if __name__ == "__main__":
    main()
