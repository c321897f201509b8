"""The use cases, and the one place where the parts that serve them are chosen."""

from demarche.service.days import parse_day
from demarche.service.needs import CodesPairs, GathersPages, ReadsPages
from demarche.service.pairs import Pair
from demarche.service.reader import Reader, Source

__all__ = [
    "CodesPairs",
    "GathersPages",
    "Pair",
    "Reader",
    "ReadsPages",
    "Source",
    "parse_day",
]
