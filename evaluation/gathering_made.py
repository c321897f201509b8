"""Pages of news that are made up, the same each time, and an archive of them in CC-NEWS's layout.

They hold reports on some affairs of several years by eight outlets, some of them wire copies, pages
that were seen again, edited or as they were, and one page in twenty without a report.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from enum import StrEnum
from html import escape
from pathlib import Path
from random import Random
from typing import TypeAlias
from uuid import NAMESPACE_URL, uuid5

from fastwarc.stream_io import GzipWriter
from fastwarc.warc import WarcRecord, WarcRecordType

SEED = 1
BEGINS, EVERY = datetime(2016, 3, 1, 6, tzinfo=UTC), timedelta(days=365) / 400
SHORTEST, LONGEST = 200, 600  # words of a report
NEW_AFFAIRS = 0.4  # for each report
NARROWED, FEW = ("step", "answered", "wronged", "accord", "sanctions", "offer"), 2
AFFAIRS, WIRES, SEEN = 40, 12, 60  # how many are under way, may be copied, may be seen again
ITEMS = 100


class Made(StrEnum):
    """What a page is made as, by what is to become of it; a copy is new as well."""

    NEW = "new"
    COPY = "copy"
    CHANGED = "changed"
    KNOWN = "known"
    NONE = "kept out"


SHARES = {Made.NEW: 66, Made.COPY: 15, Made.CHANGED: 10, Made.KNOWN: 4, Made.NONE: 5}
OUTLETS = {
    "Meridian Herald": "stated", "Harbour Post": "cards", "Northern Ledger": "log",
    "Lowland Gazette": "plain", "Evening Lantern": "old", "Delta Wire": "stated",
    "Plateau Today": "cards", "Causeway Weekly": "log",
}  # fmt: skip
COUNTRIES = [
    country.replace("_", " ").split("/")
    for country in (
        "Norway/Oslo/Norwegian Ecuador/Quito/Ecuadorean Peru/Lima/Peruvian Kenya/Nairobi/Kenyan "
        "Egypt/Cairo/Egyptian Turkey/Ankara/Turkish Greece/Athens/Greek Serbia/Belgrade/Serbian "
        "Hungary/Budapest/Hungarian Poland/Warsaw/Polish Ukraine/Kyiv/Ukrainian Iraq/Baghdad/Iraqi "
        "Russia/Moscow/Russian China/Beijing/Chinese Japan/Tokyo/Japanese Iran/Tehran/Iranian "
        "India/New_Delhi/Indian South_Korea/Seoul/South_Korean Vietnam/Hanoi/Vietnamese "
        "Ghana/Accra/Ghanaian Spain/Madrid/Spanish Cuba/Havana/Cuban Mali/Bamako/Malian "
        "Latvia/Riga/Latvian Uganda/Kampala/Ugandan Chile/Santiago/Chilean Oman/Muscat/Omani "
        "Sweden/Stockholm/Swedish Finland/Helsinki/Finnish Denmark/Copenhagen/Danish "
        "Austria/Vienna/Austrian Portugal/Lisbon/Portuguese Morocco/Rabat/Moroccan "
        "Tunisia/Tunis/Tunisian Algeria/Algiers/Algerian Sudan/Khartoum/Sudanese "
        "Ethiopia/Addis_Ababa/Ethiopian Zambia/Lusaka/Zambian Angola/Luanda/Angolan "
        "Senegal/Dakar/Senegalese Nigeria/Abuja/Nigerian Jordan/Amman/Jordanian "
        "Yemen/Sanaa/Yemeni Pakistan/Islamabad/Pakistani Nepal/Kathmandu/Nepalese "
        "Bangladesh/Dhaka/Bangladeshi Thailand/Bangkok/Thai Cambodia/Phnom_Penh/Cambodian "
        "Laos/Vientiane/Laotian Malaysia/Kuala_Lumpur/Malaysian Indonesia/Jakarta/Indonesian "
        "Australia/Canberra/Australian Canada/Ottawa/Canadian Mexico/Mexico_City/Mexican "
        "Colombia/Bogota/Colombian Bolivia/La_Paz/Bolivian Paraguay/Asuncion/Paraguayan "
        "Argentina/Buenos_Aires/Argentine Brazil/Brasilia/Brazilian Romania/Bucharest/Romanian "
        "Bulgaria/Sofia/Bulgarian Croatia/Zagreb/Croatian Georgia/Tbilisi/Georgian "
        "Armenia/Yerevan/Armenian Azerbaijan/Baku/Azerbaijani Kazakhstan/Astana/Kazakh "
        "Mongolia/Ulaanbaatar/Mongolian Estonia/Tallinn/Estonian Lithuania/Vilnius/Lithuanian"
    ).split()
]
GIVEN = "Ana Boris Clara Daniel Elif Farid Greta Hana Ivan Jonas Karim Leila Marta Omar".split()
FAMILY = "Abadi Brandt Castell Dovic Eriksen Farouk Grahovac Holm Jansky Keller Mbeya".split()
DAYS = {"before": (-9, -1), "after": (12, 40)}
NUMBERS = {"number": (3, 90), "year": (1991, 2019)}
OF_A_SIDE = ("", "_capital", "_people", "_person")
TURNED = {one + part: other + part for one, other in ("ab", "ba") for part in OF_A_SIDE}
WORDS = {
    "place": "Geneva|Vienna|Doha|Singapore|Lisbon|Helsinki|Rabat|Valletta|Astana",
    "matter": "fishing rights|the border crossing|prisoners of war|the gas pipeline|river water|"
    "tariffs on steel|the seized tanker|a chain of islets|stolen relics|grain shipments",
    "title": "{a} {urged} {b} to {step}|{b} answers {a} over {matter}|{c} offers to {step}|"
    "{a} and {b} to meet in {place}|{a_person} to visit {b_capital} {soon}|"
    "What {a_capital} wants of {b_capital} after it {answered}|{a} would {step}, envoy says",
    "colour": "{a} has some {number} million people, {most} of them {somewhere}.|"
    "{b_person}, {number}, studied {subject} {somewhere} and plays {game}.|"
    "The {way} {somewhere} is {number} miles long, and {most} of it is {poor}.|"
    "Reporters {somewhere} talked of {game} and the price of {goods}.|"
    "{goods} {somewhere} costs {number} percent more than in {year}.|"
    "The text has {number} pages, {most} of them on {matter}.|"
    "In {year}, {number} lorries a day brought {goods} by that {way}.",
    "most": "most|few|some|nearly all|about half|a third|the better part|at least a quarter",
    "somewhere": "in the south|on the coast|in {a_capital}|near {place}|in the hills|abroad|"
    "around {b_capital}|north of the lake|in {c}|by the old harbour",
    "subject": "law|botany|music|the history of {c}|bridges|medicine|economics|geology",
    "game": "the cello|chess|football|tennis|the organ|cards|draughts|the trumpet",
    "way": "border|road|railway|canal|ferry line|tunnel|pass|pipeline",
    "poor": "poor|unlit|guarded by {c}|in ruins|well kept|frozen in winter|new|flooded",
    "goods": "bread|paper|rice|petrol|timber|salt|cotton|cement",
    "sentence": "{official} {said} {lately} that {a} would {step} {soon}, {because}.|"
    "{a} {urged} {b} {lately} to {step}, {source}.|Under {accord}, {b} must {step} {soon}.|"
    "{b} rejected the {offer} as {insult} and {answered} {lately}.|“{quoted},” {official} {told}.|"
    "{official} denied {lately} that {a} had {wronged}, calling the {offer} {insult}.|"
    "{envoys} met in {place} {lately} for talks on {matter}.|{a} will {step} {soon}, {source}.|"
    "{envoys} {agreed} {lately} to {step}, {but}.|{hope}, {official} {told}, {because}.|"
    "Neither {a_capital} nor {b_capital} has answered the letter that {c} sent {lately}.|"
    "{c} {agreed} {lately} to {step}, {source}.|If {condition}, {a} would {step} {soon}, {source}.|"
    "Trade between {a} and {b} fell by {number} percent, {official} {told}, {because}.|"
    "{a_person} is to visit {b_capital} {soon}, provided that {condition}, {source}.|"
    "Few in {a_capital} believe that {b} would {step} {soon}, {because}.|"
    "{a} expelled {number} {b_people} diplomats {lately} and {answered}, {source}.|"
    "The dispute over {matter} goes back to {year}, when {past}.|"
    "{c} {welcomed} the {offer} {lately} and {urged} both sides to {step}.|"
    "{number} students protested at the {b_people} embassy in {a_capital} {lately}, {source}.|"
    "{a} imposed {sanctions} on {number} {b_people} companies {lately}, {because}.|"
    "{c_person}, who mediates for {c}, left {b_capital} {lately} with {papers}.|"
    "The {a_people} parliament voted {lately} to {step}, {but}.|"
    "{b_person} thanked {c} {lately} for {help}, {source}.|"
    "Border guards of {a} and {b} exchanged fire {lately}, {source}.",
    "official": "{a_person}, the foreign minister of {a},|the {a_people} foreign ministry|"
    "a spokeswoman for {a_capital}|a senior official in {a_capital}|{a}'s envoy in {place}",
    "said": "said|told reporters|told parliament|said in a statement|announced|made clear",
    "told": "said|said {lately}|told a newspaper {lately}|told the {place} forum|wrote {lately}",
    "source": "{official} {told}|according to {number} people who saw the text|"
    "{c_person} said {lately}|state television in {b_capital} reported|a diplomat from {c} {told}",
    "lately": "{before}|{before}|{before}|last week|this week|earlier this month|late {before}",
    "soon": "{after}|{after}|next week|in the coming days|within {number} days|next month",
    "step": "reopen its embassy|release {captives}|hand over {papers}|recall its {rank}|"
    "suspend {deal}|resume {deal}|join talks in {place}|lift {sanctions}|withdraw its advisers|"
    "host a meeting on {matter}|sign {accord}|send {helpers} to {place}|pay for {help}|"
    "share {papers} with {c}|let {helpers} visit {place}|extend {accord}",
    "captives": "{number} prisoners|two reporters|the crew of the tanker|{number} fishermen",
    "papers": "a list of {captives}|maps of the minefields|its records|the draft of {accord}",
    "deal": "arms sales|purchases of gas|grain exports|joint patrols|military exercises",
    "sanctions": "sanctions|a ban on travel|new tariffs|an embargo on spare parts|visa rules",
    "helpers": "inspectors|{number} doctors|a team of mediators|observers|monitors from {c}",
    "help": "tents and blankets|{number} million dollars in loans|the repair of the dam",
    "rank": "ambassador|military attaché|chief negotiator|consul general",
    "accord": "the {year} accord|the protocol of {place}|the truce of {year}|a treaty on {matter}",
    "offer": "offer|proposal|plan|invitation|demand|compromise|timetable|complaint|report",
    "insult": "a step backwards|far too little|an insult|a trap|pure invention|empty words",
    "urged": "urged|pressed|called on|asked|warned|told|reminded|invited",
    "answered": "recalled its {rank}|closed its airspace|threatened to {step}|left the talks|"
    "announced {sanctions}|asked {c} to mediate|complained to the United Nations",
    "wronged": "broken {accord}|armed rebels in the valley|spied on {c}|held back {help}",
    "envoys": "envoys of {a} and {b}|{a_person} and {b_person}|negotiators for {a}, {b} and {c}",
    "agreed": "agreed|promised|undertook|pledged|offered|refused",
    "but": "but set no date|although {b_person} spoke of {insult}|but only if {condition}|"
    "for the first time since {year}|while {c} {urged} them to {step}",
    "because": "because {condition}|as {past}|after {a} {answered}|since {b} had {wronged}|"
    "a year after {past}|a sign that {hope}|citing {papers}",
    "condition": "{b} agrees to {step}|{c} takes part|{captives} come home|{c} pays its share",
    "hope": "{a} still hopes to {step}|there was no plan to {step}|{b} could count on {help}",
    "quoted": "We are ready to {step}, and we expect the same of {b}|This is {insult}|"
    "We will not {step} under pressure|If {condition}, we will {step}",
    "past": "{b} first {answered}|a patrol boat sank|{a} and {c} signed a pact|"
    "{number} people died in a raid|the talks in {place} broke down",
    "welcomed": "welcomed|praised|regretted|played down|endorsed|questioned",
}
CHOICES = {part: choices.split("|") for part, choices in WORDS.items()}
HEAD = (
    '<!doctype html>\n<html lang="en"><head><meta charset="{codec}"><title>{title} - {outlet}'
    '</title><link rel="canonical" href="{address}"><meta property="og:type" content="{type}">'
    '<meta property="og:site_name" content="{outlet}">{style}</head><body>{menu}'
)
END = '<div class="related">{related}</div><footer>© {outlet}</footer>{script}</body></html>'
LAYOUTS = {
    "stated": '<script type="application/ld+json">{stated}</script><main><article><h1>{title}</h1>'
    '<p class="byline">By {byline}</p>{body}</article></main>',
    "cards": '<div class="story"><h1 class="headline">{title}</h1><p class="author">{byline}</p>'
    '<time datetime="{printed}">{day}</time><div class="story-body">{body}</div></div>',
    "log": '<article class="post"><h1 class="entry-title">{title}</h1><p class="entry-meta">Posted '
    'on <time datetime="{printed}">{day}</time></p><div class="entry">{body}</div></article>',
    "plain": '<div id="content"><h2>{title}</h2><p><i>{day}, by {byline}</i></p>{body}</div>',
    "old": "<table><tr><td><h1>{title}</h1>{byline}<br>{day}<br><br>{lines}</td></tr></table>",
    "index": "<main><h1>World</h1>{related}</main>",
    "video": '<h1>{title}</h1><video controls src="/1.mp4"></video><p>{first}</p>',
    "paywall": '<main><article><h1>{title}</h1><p>{first}</p><div class="paywall"><p>Subscribe to '
    "read the rest of this report. Already a subscriber? Log in.</p></div></article></main>",
}
TYPES = {"index": "website", "video": "video.other"}
CODECS = {"old": "windows-1252"}
STYLE = "".join(f".c{n}{{margin:{n % 7}px;color:#{n * 97 % 4096:03x}}}\n" for n in range(400))
SCRIPT = json.dumps({f"slot{n}": {"size": [300, n], "sells": n % 3 == 0} for n in range(400)})
MENU = "".join(f'<li><a href="/{each[0].lower()}/">{each[0]}</a></li>' for each in COUNTRIES)

# What is drawn from for a part of a line, by its name, where an affair narrows the choice.
Affair: TypeAlias = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Story:
    """A report as an outlet prints it."""

    outlet: str
    address: str
    title: str
    byline: str
    printed: datetime
    paragraphs: tuple[str, ...]
    affair: Affair


@dataclass(frozen=True, slots=True)
class Capture:
    """A page as it was found at an address at a moment, and what it was made as."""

    made: Made
    address: str
    moment: datetime
    html: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class Wording:
    """The words for one affair on one day; what the affair leaves open is drawn."""

    rng: Random
    affair: Affair
    day: datetime
    is_turned: bool = False

    def __getitem__(self, part: str) -> str:
        if part in DAYS:
            day = date.fromisoformat(self.rng.choice(self.affair[part]))
            is_near = abs((day - self.day.date()).days) < 6
            return f"on {day:%A}" if is_near else f"on {day:%B} {day.day}"
        if part in NUMBERS:
            return str(self.rng.randint(*NUMBERS[part]))
        part = TURNED.get(part, part) if self.is_turned else part
        return self.rng.choice(self.affair.get(part) or CHOICES[part]).format_map(self)

    def line(self, part: str) -> str:
        """Return a sentence or title, told from the one side or the other."""
        text = replace(self, is_turned=self.rng.random() < 0.5)[part].replace(",,", ",")
        return text[0].upper() + text[1:]


class Press:
    """Makes one page after the other, as outlets print them and a crawler comes by."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._affairs = deque((self._affair(BEGINS) for _ in range(AFFAIRS)), AFFAIRS)
        self._stories: deque[Story] = deque(maxlen=WIRES)
        self._seen: dict[str, Story] = {}

    def capture(self, moment: datetime) -> Capture:
        """Return the page that is found at `moment`."""
        [made] = self._rng.choices(list(SHARES), list(SHARES.values()))
        if made is Made.NONE:
            return self._without_report(moment)
        made = made if self._stories else Made.NEW
        story = self._story(made, moment)
        self._seen.pop(story.address, None)
        self._seen = dict([*self._seen.items(), (story.address, story)][-SEEN:])
        return self._page(made, story, moment, OUTLETS[story.outlet])

    def _without_report(self, moment: datetime) -> Capture:
        layout, story = self._rng.choice(("index", "video", "paywall")), self.story(moment)
        if layout != "paywall":
            address = story.address.replace(f"{moment:%Y/%m/%d}", layout)
            title = "World news" if layout == "index" else story.title
            story = replace(story, address=address, title=title)
        return self._page(Made.NONE, story, moment, layout)

    def story(self, printed: datetime) -> Story:
        """Return a report that is like no other."""
        if self._rng.random() < NEW_AFFAIRS:
            self._affairs.append(self._affair(printed))
        wording = Wording(self._rng, self._rng.choice(self._affairs), printed)
        outlet, title = self._rng.choice(list(OUTLETS)), wording.line("title")
        address, byline = self._address(outlet, title, printed), self._person()
        paragraphs = tuple(self._paragraphs(wording))
        return Story(outlet, address, title, byline, printed, paragraphs, wording.affair)

    def _story(self, made: Made, moment: datetime) -> Story:
        if made is Made.COPY:
            return self._copied(self._rng.choice(self._stories))
        if made is Made.NEW:
            self._stories.append(self.story(moment))
            return self._stories[-1]
        story = self._rng.choice(list(self._seen.values()))
        return self._edited(story, moment) if made is Made.CHANGED else story

    def _copied(self, story: Story) -> Story:
        """Return `story` as another outlet prints it, cut to its length."""
        outlet = self._rng.choice([each for each in OUTLETS if each != story.outlet])
        title = Wording(self._rng, story.affair, story.printed).line("title")
        address = self._address(outlet, title, story.printed)
        most = self._rng.randint(4, 30)
        return replace(
            story, outlet=outlet, title=title, address=address, paragraphs=story.paragraphs[:most]
        )

    def _edited(self, story: Story, moment: datetime) -> Story:
        paragraphs = list(story.paragraphs)
        new = Wording(self._rng, story.affair, moment).line("sentence")
        paragraphs[self._rng.randrange(1, len(paragraphs))] = new
        return replace(story, paragraphs=tuple(paragraphs))

    def _affair(self, begins: datetime) -> Affair:
        """Return three countries and what passes between them: few acts, and few days."""
        affair = {part: [self._rng.choice(CHOICES[part])] for part in ("place", "matter")}
        for side, country in zip("abc", self._rng.sample(COUNTRIES, 3), strict=True):
            told = zip(OF_A_SIDE, (*country, self._person()), strict=True)
            affair |= {side + part: [word] for part, word in told}
        for part, (first, last) in DAYS.items():
            days = [begins + timedelta(days=self._rng.randint(first, last)) for _ in range(3)]
            affair[part] = [day.date().isoformat() for day in days]
        wording = Wording(self._rng, affair, begins)
        return affair | {part: [wording[part] for _ in range(FEW)] for part in NARROWED}

    def _person(self) -> str:
        return f"{self._rng.choice(GIVEN)} {self._rng.choice(FAMILY)}"

    def _address(self, outlet: str, title: str, printed: datetime) -> str:
        slug = "-".join(word for word in title.lower().split() if word.isalnum())
        host = outlet.lower().replace(" ", "-")
        number = self._rng.randrange(10**8)
        return f"https://www.{host}.example/{printed:%Y/%m/%d}/{slug}-{number}"

    def _paragraphs(self, wording: Wording) -> Iterator[str]:
        left = self._rng.randint(SHORTEST, LONGEST - 60)
        while left > 0:
            parts = self._rng.choices(("sentence", "colour"), (45, 55), k=self._rng.randint(1, 3))
            paragraph = " ".join(wording.line(part) for part in parts)
            left -= len(paragraph.split())
            yield paragraph

    def _page(self, made: Made, story: Story, moment: datetime, layout: str) -> Capture:
        codec = CODECS.get(layout, "utf-8")
        others = Wording(self._rng, self._rng.choice(self._affairs), moment)
        paragraphs = [escape(paragraph, quote=False) for paragraph in story.paragraphs]
        stated = {"@type": "NewsArticle", "datePublished": story.printed.isoformat()}
        filled = {
            "codec": codec,
            "type": TYPES.get(layout, "article"),
            "address": story.address,
            "title": escape(story.title),
            "outlet": story.outlet,
            "byline": story.byline,
            "printed": story.printed.isoformat(),
            "day": f"{story.printed:%B} {story.printed.day}, {story.printed.year}",
            "stated": json.dumps({"@context": "https://schema.org", **stated}),
            "first": paragraphs[0],
            "body": "".join(f"<p>{paragraph}</p>\n" for paragraph in paragraphs),
            "lines": "<br><br>\n".join(paragraphs),
            "menu": f"<nav><ul>{MENU}</ul></nav>",
            "related": "".join(
                f'<div class="card"><a href="/{number}">{escape(others.line("title"))}</a></div>\n'
                for number in range(24)
            ),
            "style": f"<style>{STYLE}</style>",
            "script": f"<script>window.slots = {SCRIPT}</script>",
        }
        html = (HEAD + LAYOUTS[layout] + END).format_map(filled).encode(codec)
        return Capture(made, story.address, moment, html, f"text/html; charset={codec}")


def captures(many: int) -> Iterator[Capture]:
    """Yield `many` pages, 400 a year, the same each time."""
    press = Press(Random(SEED))
    for number in range(many):
        yield press.capture((BEGINS + number * EVERY).replace(microsecond=0))


def write(path: Path, pages: Iterable[Capture]) -> Counter[Made]:
    """Write an archive of `pages`, each record a member of gzip; count what they were made as."""
    made: Counter[Made] = Counter()
    with path.open("wb") as raw, GzipWriter(raw) as to:
        info = b"software: made up\r\nformat: WARC File Format 1.0\r\n"
        _record(to, WarcRecordType.warcinfo, "application/warc-fields", info, BEGINS)
        for page in pages:
            made[page.made] += 1
            host, _, path_there = page.address.removeprefix("https://").partition("/")
            asked = f"GET /{path_there} HTTP/1.1\r\nHost: {host}\r\nAccept-Encoding: gzip\r\n\r\n"
            answer = f"HTTP/1.1 200 OK\r\nContent-Type: {page.media_type}\r\n\r\n"
            for kind, block, body in (
                (WarcRecordType.request, asked, b""),
                (WarcRecordType.response, answer, page.html),
            ):
                form = f"application/http; msgtype={kind}"
                _record(to, kind, form, block.encode(), page.moment, page.address, body)
    return made


def _record(
    to: GzipWriter,
    kind: WarcRecordType,
    form: str,
    head: bytes,
    moment: datetime,
    address: str = "",
    body: bytes = b"",
) -> None:
    record, number = WarcRecord(), uuid5(NAMESPACE_URL, f"{kind} {moment} {address}")
    record.init_headers(kind, f"uuid:{number}".encode())
    record.headers.status_line = "WARC/1.0"
    record.headers["WARC-Date"] = f"{moment:%Y-%m-%dT%H:%M:%SZ}"
    record.headers["Content-Type"] = form
    if address:
        record.headers["WARC-Target-URI"] = address
    record.set_bytes_content(head + body)
    digest = hashlib.sha1(body).digest() if body else None
    record.write(to, checksum_data=True, payload_digest=digest)
    to.finish()


def stories(many: int) -> list[Story]:
    """Return `many` reports of as many hours, the same each time."""
    press = Press(Random(SEED))
    return [press.story(BEGINS + timedelta(hours=hour)) for hour in range(many)]


def feed() -> bytes:
    """Return a feed of `ITEMS` reports, in RSS."""
    items = "".join(
        f"<item><title>{escape(each.title)}</title><link>{each.address}</link>"
        f"<guid>{each.address}</guid><pubDate>{format_datetime(each.printed)}</pubDate>"
        f"<description>{escape(each.paragraphs[0])}</description></item>\n"
        for each in stories(ITEMS)
    )
    head = "<title>World</title><link>https://news.example/</link><description>News</description>"
    return f'<rss version="2.0"><channel>{head}{items}</channel></rss>'.encode()
