"""The sources that are watched."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

_COUNTRY = re.compile(r"[A-Z]{3}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
# Reliability of the source A to F and credibility of what it says 1 to 6 (Admiralty scale).
_GRADE = re.compile(r"[A-F][1-6]?")
# What would break a line, or may stand neither in XML nor in any text.
_BREAKS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


class SourceKind(StrEnum):
    """What a source is: a feed, a page that lists reports, or a sitemap."""

    FEED = "feed"
    SECTION = "section"
    SITEMAP = "sitemap"


@dataclass(frozen=True, slots=True)
class Source:
    """A feed or a section page that is watched, and what is known of whoever publishes it.

    `country` is the publisher's, an ISO 3166-1 alpha-3 code as in the tables; `language` a tag such
    as "en" or "pt-BR"; `grade` the Admiralty scale's, such as "B" or "B2".
    """

    address: str
    kind: SourceKind = SourceKind.FEED
    name: str | None = None
    publisher: str | None = None
    country: str | None = None
    language: str | None = None
    grade: str | None = None

    def __post_init__(self) -> None:
        """Refuse an address that is none of the web, and what is said in another form."""
        if not _is_web_address(self.address):
            raise ValueError(f"no http or https address: {self.address!r}")
        for called in (self.name, self.publisher):
            if called is not None and not _is_a_name(called):
                raise ValueError(f"no name on one line: {called!r}")
        if self.country is not None and not _COUNTRY.fullmatch(self.country):
            raise ValueError(f"no code of a country, such as NOR: {self.country!r}")
        if self.language is not None and not _LANGUAGE.fullmatch(self.language):
            raise ValueError(f"no code of a language, such as en: {self.language!r}")
        if self.grade is not None and not _GRADE.fullmatch(self.grade):
            raise ValueError(f"no grade of the Admiralty scale, such as B2: {self.grade!r}")


def _is_a_name(text: str) -> bool:
    return text.strip() == text != "" and not _BREAKS.search(text)


def _is_web_address(address: str) -> bool:
    if any(character.isspace() for character in address) or _BREAKS.search(address):
        return False
    try:
        parts = urlsplit(address)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
