"""Train the reader's model: `python -m training --shared DIR --encoder DIR --teacher DIR
--work DIR`."""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from training import stages


def main() -> None:
    """Run the stages that are not done yet, in order."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder of corpora and gold")
    parser.add_argument("--encoder", type=Path, required=True, help="folder of the MiniLM model")
    parser.add_argument("--teacher", type=Path, required=True, help="folder of the MPNet model")
    parser.add_argument("--work", type=Path, required=True, help="folder for checkpoints and logs")
    parser.add_argument("--parser", type=Path, help="model that reads trees, trained if not given")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument(
        "--hold-out", type=int, default=0, help="keep one report in N from training"
    )
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    places = stages.Places(
        options.shared, options.encoder, options.teacher, options.work, options.parser
    )
    stages.run(places, hold_out=options.hold_out)


if __name__ == "__main__":
    main()
