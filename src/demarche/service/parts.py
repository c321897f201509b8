"""Which parts serve which need: the one place where that is chosen."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING

from demarche.model import UsageError

if TYPE_CHECKING:
    from demarche.gather import Manners
    from demarche.knowledge import Knowledge
    from demarche.model import Page
    from demarche.read.article.kinds import Kind
    from demarche.read.encoder import Encoder
    from demarche.read.pairs import PairCoder
    from demarche.read.pipeline import Pipeline
    from demarche.service.needs import GathersPages


@cache
def pipeline() -> Pipeline:
    """The reader of pages, with the weights and tables that are shipped."""
    from demarche.read.pipeline import Pipeline

    return Pipeline(_encoder(), knowledge())


@cache
def coder() -> PairCoder:
    """The coder of marked pairs, with the same weights and tables."""
    from demarche.read.pairs import PairCoder

    return PairCoder(_encoder(), knowledge())


@cache
def knowledge() -> Knowledge:
    """The tables of names, people, roles and countries that are shipped."""
    from demarche.knowledge import Knowledge

    return Knowledge.load()


def kind_of(page: Page) -> Kind:
    """What kind of page it is: an article, or one of those that are none."""
    from demarche.read.article.kinds import kind_of as told

    return told(page)


def gatherer(*, contact: str | None = None, allowed: tuple[str, ...] = ()) -> GathersPages:
    """What turns paths, addresses and `-` into pages, asking the web as `manners` says."""
    from demarche import gather

    return gather.Gatherer(manners(contact=contact, allowed=allowed))


def manners(*, contact: str | None = None, allowed: tuple[str, ...] = ()) -> Manners:
    """How the web is asked: as given, and as the environment says.

    DEMARCHE_CONTACT says who asks, DEMARCHE_ALLOW names hosts of private networks, with commas
    between, that may be asked, DEMARCHE_PAUSE the seconds between requests to a host.
    """
    from demarche.gather import Manners

    named = os.environ.get("DEMARCHE_ALLOW", "").split(",")
    pause = os.environ.get("DEMARCHE_PAUSE")
    try:
        seconds = float(pause) if pause else None
    except ValueError as error:
        raise UsageError(f"DEMARCHE_PAUSE={pause}", "is no number of seconds") from error
    return Manners(
        contact=contact or os.environ.get("DEMARCHE_CONTACT") or None,
        allowed=(*allowed, *(host.strip() for host in named if host.strip())),
        pause=seconds,
    )


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
