"""Which parts serve which need: the one place where that is chosen."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from demarche.knowledge import Knowledge
    from demarche.read.encoder import Encoder
    from demarche.read.pairs import PairCoder
    from demarche.read.pipeline import Pipeline
    from demarche.service.needs import GathersPages


@cache
def pipeline() -> Pipeline:
    """The reader of pages, with the weights and tables that are shipped."""
    from demarche.read.pipeline import Pipeline

    return Pipeline(_encoder(), _knowledge())


@cache
def coder() -> PairCoder:
    """The coder of marked pairs, with the same weights and tables."""
    from demarche.read.pairs import PairCoder

    return PairCoder(_encoder(), _knowledge())


def gatherer() -> GathersPages:
    """What turns paths, addresses and `-` into pages."""
    from demarche import gather

    return gather.pages


@cache
def reader_version() -> str:
    """Which reader reads: the version of the package, and a digest of its weights."""
    import hashlib

    from demarche import __version__
    from demarche.read import encoder

    weights = hashlib.sha256((encoder.WEIGHTS / "reader.onnx").read_bytes()).hexdigest()
    return f"{__version__}+{weights[:12]}"


@cache
def _encoder() -> Encoder:
    from demarche.read.encoder import Encoder

    return Encoder.load()


@cache
def _knowledge() -> Knowledge:
    from demarche.knowledge import Knowledge

    return Knowledge.load()
