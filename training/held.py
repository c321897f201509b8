"""Which reports are kept from training."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from training import annotated, gold


def held_out(name: str, share: int) -> bool:
    """Whether the report `name` is kept from training: one in `share`, none where it is 0."""
    return share > 0 and int(hashlib.sha256(name.encode()).hexdigest(), 16) % share == 1


def annotated_reports(
    shared: Path, hold_out: int, *, held: bool
) -> dict[str, tuple[str, list[dict[str, Any]]]]:
    """Return the annotated reports that are learnt from, or with `held` those that are not.

    One in `hold_out` of `gold/train` is kept out, one in four times as many of the further ones.
    """
    found = (
        (gold.reports(shared / "gold" / "train"), hold_out),
        (annotated.reports(shared / "corpora"), 4 * hold_out),
    )
    return {
        name: report
        for kind, share in found
        for name, report in kind.items()
        if held_out(name, share) == held
    }
