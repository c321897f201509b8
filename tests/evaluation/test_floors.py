"""The reader's figures may rise, and never fall unseen."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from evaluation import scores

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("DEMARCHE_SHARED", ROOT.parent / "shared"))
FLOORS: dict[str, dict[str, float]] = json.loads(
    (ROOT / "evaluation" / "floors.json").read_text(encoding="utf-8")
)


def figure(found: Mapping[str, Any], name: str) -> float:
    """The figure that `name` leads to, its parts joined by dots."""
    value: Any = found
    for part in name.split("."):
        value = value[part]
    return float(value)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the gold and corpora are not on this machine")
@pytest.mark.parametrize("part", FLOORS)
def test_no_figure_has_fallen_below_its_floor(part: str, tmp_path: Path) -> None:
    found = scores.PARTS[part](SHARED.resolve(), tmp_path)
    below = {name: figure(found, name) for name in FLOORS[part]}
    assert not {n: v for n, v in below.items() if v < FLOORS[part][n]}, FLOORS[part]


def test_the_figures_written_down_are_above_their_floors() -> None:
    written = json.loads((ROOT / "evaluation" / "scores.json").read_text(encoding="utf-8"))
    for part, floors in FLOORS.items():
        for name, floor in floors.items():
            assert figure(written[part], name) >= floor, f"{part} {name}"
