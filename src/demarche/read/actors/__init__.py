"""Who the words for a party mean: its country or body, its sector, and which one it is."""

from demarche.read.actors.cast import Cast

__all__ = ["Cast"]
