"""Who the words for a party mean: its country or body, its sector, and which one it is.

The data walks through three rooms. `find` turns the sentences into a `Stage`: words, the names and
roles that the tables know, people, noun phrases and their parts, and the candidates for a link.
`name` says who a phrase means by its own words. `refer` helps it where those do not say enough:
pronouns, "the ministry", "the two sides". `Cast` is the door to all three.
"""

from demarche.read.actors.cast import Cast

__all__ = ["Cast"]
