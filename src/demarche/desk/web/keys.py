"""Where the keys lead: `g` and a letter, the name of the page, and its address."""

from __future__ import annotations

GOES = (
    ("h", "Today", "/"),
    ("t", "Timeline", "/timeline"),
    ("y", "Stories", "/stories"),
    ("d", "Due", "/due"),
    ("n", "Silences", "/silences"),
    ("a", "Actors", "/actors"),
    ("r", "Review", "/review"),
    ("o", "Sources", "/sources"),
    ("w", "Read", "/read"),
    ("e", "Enter", "/enter"),
    ("s", "Search", "/search"),
)
