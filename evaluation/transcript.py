"""Write what the record says of the examples into the README, as a transcript of a real run.

python -m evaluation.transcript
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
COMMANDS = (
    "demarche add examples --replay",
    "demarche due --type POLICY --owner USA --as-of 2021-03-15",
    "demarche due --type POLICY --owner USA",
    "demarche silences --unbroken --as-of 2021-03-15",
    "demarche brief --since 2021-03-18 --as-of 2021-03-18",
    "demarche show 6a225214",
    "demarche pair USA PRK --since 2021-03-18 --until 2021-03-18",
)
MOST_LINES = 36


def transcript() -> str:
    """Return the commands and what they print, cut where it is long."""
    with tempfile.TemporaryDirectory() as folder:
        settings = {
            **os.environ,
            "DEMARCHE_RECORD": str(Path(folder) / "record.sqlite"),
            "COLUMNS": "100",
        }
        parts = [_run(command, settings) for command in COMMANDS]
    return "\n\n".join(parts).replace(folder, "~/.local/share/demarche")


def _run(command: str, settings: dict[str, str]) -> str:
    words = command.split()[1:]
    if words[0] != "add":
        words.append("--table")
    done = subprocess.run(
        [str(Path(sys.executable).parent / "demarche"), *words],
        cwd=ROOT,
        env=settings,
        capture_output=True,
        text=True,
        check=True,
    )
    lines = [line.rstrip() for line in (done.stdout + done.stderr).strip().splitlines()]
    if len(lines) > MOST_LINES:
        lines = [*lines[:MOST_LINES], "..."]
    return "\n".join([f"$ {command}", *lines])


def main() -> None:
    """Rewrite the README between its marks."""
    text = README.read_text(encoding="utf-8")
    marks = r"(<!-- record -->\n).*?(<!-- /record -->)"
    block = f"```text\n{transcript()}\n```\n"
    README.write_text(
        re.sub(marks, lambda m: f"{m[1]}{block}{m[2]}", text, flags=re.DOTALL), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
