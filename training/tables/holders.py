"""Hold the tables of people against two public lists of leaders, and print where they differ.

Usage: python training/tables/holders.py --leaders REIGN.csv --countries CountryInfo.txt.gz
           --codes cow2iso.txt [--tables FOLDER] [--since YEAR] [--slack DAYS]

`--leaders` is REIGN's list of heads (country, leader, first and last month), `--countries` is
CountryInfo (leaders with days, and members of government by month, to 2011), `--codes` turns the
country codes of the first into ISO 3166-1. A line is printed, as CSV, for each term in those lists
for which the tables have nobody of that name in a fitting office at its middle, or a first day more
than `--slack` days away. The lists err too: each line is for a person to judge.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import SequenceMatcher
from pathlib import Path

from demarche.knowledge.people import OfficeKind, People, Person, name_key

_HEADS = frozenset({OfficeKind.HEAD_OF_STATE, OfficeKind.HEAD_OF_GOVERNMENT})

_MINISTERS = {
    re.compile(r"^(Minister|Secretary) (of|for) (State for )?(Foreign|External)"): (
        OfficeKind.FOREIGN
    ),
    re.compile(r"^(Minister|Secretary) (of|for) (National )?Defen[cs]e"): OfficeKind.DEFENCE,
}

_RENAMED = {"DRV": "VNM", "KOS": "XKX", "ROM": "ROU", "JON": "JPN", "IL": "ISR"}


@dataclass(frozen=True, slots=True)
class Listed:
    """A term as another list gives it."""

    source: str
    code: str
    name: str
    kinds: frozenset[OfficeKind]
    first: date | None
    last: date | None

    @property
    def middle(self) -> date:
        """A day well within the term."""
        if self.first and self.last:
            return self.first + (self.last - self.first) / 2
        if self.first:
            return self.first + timedelta(60)
        return (self.last or date(2003, 3, 1)) - timedelta(60)


def reign(path: Path, codes: dict[str, str]) -> Iterator[Listed]:
    """Yield the terms of REIGN's list."""
    with path.open(encoding="latin-1", newline="") as lines:
        for row in csv.DictReader(lines):
            code = codes.get(row["ccode"])
            if not code or not row["syear"]:
                continue
            first = date(int(row["syear"]), int(row["smonth"]), min(int(row["sdate"] or 1), 28))
            last = date(int(row["eyear"]), int(row["emonth"]), 28) if row["eyear"] else None
            yield Listed("reign", code, row["leader"], _HEADS, first, last)


def country_info(path: Path) -> Iterator[Listed]:
    """Yield the leaders, and the foreign and defence ministers, of CountryInfo."""
    code, part = "", ""
    with gzip.open(path, "rt", encoding="utf-8", errors="replace") as lines:
        for line in lines:
            if found := re.search(r"<ISO3166-alpha3>(\w{3}|---)", line):
                code = _RENAMED.get(found[1], found[1])
            if found := re.search(r"<(/?)(Leaders|Government)>", line):
                part = "" if found[1] else found[2]
            elif part and "[" in line and not line.startswith("#"):
                yield from _entry(code, part, line)


def _entry(code: str, part: str, line: str) -> Iterator[Listed]:
    name = re.split(r"[\[}]", line.strip(" \t{"))[0].replace("_", " ").strip().title()
    stretches = re.findall(r"\[[A-Z ]*([<>]?)(\d{8})?(?: - (\d{8}))?\]", line)
    kinds = _HEADS if part == "Leaders" else None
    if part == "Government":
        title = line.partition("#")[2].strip()
        kinds = next((frozenset({k}) for p, k in _MINISTERS.items() if p.match(title)), None)
        if "&" in title:
            kinds = None
    for mark, first, last in stretches if kinds else ():
        start = None if mark == "<" else _day(first)
        end = _day(first) if mark == "<" else _day(last)
        if kinds and (start or end):
            yield Listed("countryinfo", code, name, kinds, start, end)


def _day(text: str) -> date | None:
    """The day that eight digits name; the last of the month where there is no such day."""
    if not text:
        return None
    return date(int(text[:4]), int(text[4:6]), min(int(text[6:]), 28))


def alike(name: str, person: Person) -> bool:
    """Whether two names are likely to be one person's."""
    wanted = name_key(re.sub(r"\(.*?\)", "", name))
    for other in (*person.names, person.family):
        key = name_key(other)
        if (
            wanted.endswith(name_key(person.family))
            or SequenceMatcher(None, wanted, key).ratio() > 0.7
        ):
            return True
    return any(
        SequenceMatcher(None, name_key(mine), name_key(theirs)).ratio() > 0.75
        for mine in name.split()
        for theirs in person.name.split()
        if len(mine) > 3 and len(theirs) > 3
    )


def compare(people: People, listed: Listed, slack: timedelta) -> str | None:
    """Return what the tables lack of a listed term, or `None` where they agree."""
    offices = [o for o in people.offices.values() if o.code == listed.code]
    offices = [o for o in offices if o.kind in listed.kinds]
    if not offices:
        return "no such office"
    at_middle = [
        (term, people.people[term.person])
        for office in offices
        for term in people.terms_in(office)
        if term.covers(listed.middle)
    ]
    matching = [term for term, person in at_middle if alike(listed.name, person)]
    if not matching:
        names = ", ".join(person.name for _, person in at_middle) or "nobody"
        return f"the tables have {names} on {listed.middle}"
    if listed.first and all(abs(term.first - listed.first) > slack for term in matching):
        return f"the tables begin on {', '.join(str(term.first) for term in matching)}"
    return None


def main() -> None:
    """Print the differences."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--leaders", type=Path, required=True)
    arguments.add_argument("--countries", type=Path, required=True)
    arguments.add_argument("--codes", type=Path, required=True)
    arguments.add_argument("--tables", type=Path)
    arguments.add_argument("--since", type=int, default=1985)
    arguments.add_argument("--slack", type=int, default=62)
    given = arguments.parse_args()
    people = People.load(given.tables) if given.tables else People.load()
    with given.codes.open(encoding="utf-8", newline="") as lines:
        codes = {row["cow_id"]: row["iso3"] for row in csv.DictReader(lines)}
    out = csv.writer(sys.stdout)
    for listed in (*reign(given.leaders, codes), *country_info(given.countries)):
        if (listed.last or date.max).year < given.since:
            continue
        if difference := compare(people, listed, timedelta(given.slack)):
            stretch = [listed.first or "", listed.last or ""]
            out.writerow([listed.source, listed.code, listed.name, *stretch, difference])


if __name__ == "__main__":
    main()
