"""The day on which the article of a page was first published, by all that the page says of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import unquote, urlsplit

from demarche.model import PublishedBasis
from demarche.read.article.html.beside import is_beside, names_of
from demarche.read.article.html.blocks import Block
from demarche.read.article.html.days import Printed, folded, printed_days
from demarche.read.article.html.frame import Frame
from demarche.read.article.html.months import months
from demarche.read.article.html.parsed import Parsed, Thing, listed, types_of
from demarche.read.article.html.stamps import Stamp, stamp_of

_FIRST_PUBLISHED = ("datePublished", "dateCreated", "uploadDate")
_STRONG = (
    "article:published_time", "og:article:published_time", "article:published", "datepublished",
    "og:published_time", "rnews:datepublished", "og:pubdate", "article:published_date",
)  # fmt: skip
_PUBLISHING = re.compile(
    r"publi(?:sh|cation)(?!er)|pub-?_?date|pubtime|issued|release_?-?date|sailthru\.date|"
    r"originalpub|create_?-?(?:at|d)?-?date|displaydate|article_date"
)
_CHANGING = re.compile(r"modif|updat|last|expire|revis|publisher|embargo")
_PLAIN = (
    "date",
    "dc.date",
    "dcterms.date",
    "dc.date.created",
    "dcterms.created",
    "created",
    "ptime",
)
# Words before a day, in the form that `folded` gives.
_SAYS_PUBLISHED = re.compile(
    r"\b(?:(?:first |originally )?publish(?:ed|ing)?|publication|posted|issued|released?|dated?|"
    r"created|added|aired|uploaded|filed|submitted|publiee?|mise? en ligne|parue?|publicad[oa]s?|"
    r"publicacion|fecha|creado|data|postad[oa]|pubblicat[oa]|veroffentlicht|erschienen|erstellt|"
    r"datum|gepubliceerd|geplaatst|opublikowano|dodano|publikovan\w|vydan\w|yayin\w*|tarih|"
    r"publicerad\w?|udgivet|publisert|julkaistu|diterbitkan|dipublikasikan|tanggal|ngay dang|"
    r"objavljeno|megjelen\w*|δημοσιευ\w+)\b|опубликован|размещен|\bдата\b|опубликован|"
    r"опублікован|публикац|نشر|التاريخ|انتشار|发布|發布|发表|發表|日期|公開|掲載|配信|입력|등록|게시|작성|승인|송고|פורסם|"
    r"प्रकाशित"
)
_SAYS_UPDATED = re.compile(
    r"\b(?:updat\w*|modified|changed?|last|webmaster|revised|reviewed|corrected|amended|"
    r"mise? a jour|maj|actualis\w+|actualiz\w+|atualizad\w+|modificad\w+|aggiornat\w+|"
    r"aktualis\w+|aktualiz\w+|stand|geandert|zuletzt|bijgewerkt|uppdatera\w*|opdateret|oppdatert|"
    r"paivitetty|guncelle\w*|zaktualizowan\w+|diperbarui|cap nhat|accessed|retrieved|today|heute|"
    r"hoy|aujourd|oggi|hoje|visited|expires?|deadline|build|azuriran\w|ενημερ\w+)\b|обновлен|"
    r"изменен|оновлен|تحديث|更新|修改|修訂|修正|수정|최종|עודכן|сегодня"
)
_UPDATES = re.compile(
    r"(?:^|[-_ ])(?:updated?|modified|last-?mod\w*|revised|today|clock)(?=$|[-_ ])"
)
_PUBLISHES = re.compile(r"(?:^|[-_ ])(?:publi\w*|posted|pub-?date|created)(?=$|[-_ ])")
_REACH = 48
_DATELINE = 70
_MOST_WORDS_WITH_A_DAY = 16
_SLASHED = re.compile(r"\b(\d\d?)/(\d\d?)/(?:19|20)\d\d\b")
_AMERICAN = re.compile(r"en[-_](?:us|ph)", re.IGNORECASE)
_IN_ADDRESS = re.compile(
    r"(?<!\d)(?P<year>(?:19[89]|20\d)\d)[/_.-]?(?P<month>0[1-9]|1[0-2]|[1-9](?=[/_.-])|"
    r"[a-z]{3,9})[/_.-]?(?P<day>[0-2]\d|3[01]|[1-9])(?!\d)"
)
_FIRST_BLOCKS, _LATEST_DATELINE = 12, 3
_DAYS_OF_MONTHS = (
    re.compile(r"(?P<month>[^\W\d_]{3,12}\.?)\s(?P<day>[0-3]?\d)\b"),
    re.compile(r"\b(?P<day>[0-3]?\d)\.?\s(?:de\s)?(?P<month>[^\W\d_]{3,12})"),
)
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Dated:
    """A day, how it is known, and what says so."""

    day: date
    basis: PublishedBasis
    reason: str


@dataclass(frozen=True, slots=True)
class _Seen:
    """The days that a page gives in print, the first of each kind."""

    published: Printed | None
    plain: Printed | None
    updated: Printed | None


def published_of(parsed: Parsed, frame: Frame) -> Dated | None:
    """Return the day of first publication; None where the page says none.

    What says itself to be the day of publication comes first, and the earlier of two. A moment
    told in UTC gives way to the day in print beside it, which is that of the page's own zone. What
    is neither in metadata nor in print by the article is worked out: from the address, or from the
    head or the foot of the text.
    """
    stamps, others = _structured(parsed), _plain_metas(parsed)
    month_first, address = _is_month_first(parsed, frame), address_day(parsed.url)
    known = {stamp.day for stamp in (*stamps, *others)} | ({address} if address else set())
    seen = _seen(frame, month_first=month_first, known=known)
    timed = _timed(parsed, frame)
    if stamps:
        return _stamped(stamps, seen, timed, address)
    if found := _printed(seen, timed, address):
        return found
    if others:
        return Dated(others[0].day, PublishedBasis.METADATA, "a date in the metadata")
    for day in printed_days(folded(parsed.heading() or ""), month_first=month_first):
        return Dated(day.day, PublishedBasis.METADATA, "the title of the page")
    if address:
        return Dated(address, PublishedBasis.INFERRED, "the day in the address")
    return _worked_out(frame, seen, month_first=month_first)


def _printed(seen: _Seen, timed: Stamp | None, address: date | None) -> Dated | None:
    """Return the day that is printed by the headline, if any is."""
    if seen.published:
        return Dated(seen.published.day, PublishedBasis.METADATA, "printed as published")
    day = seen.plain.day if seen.plain else timed.day if timed else None
    if day is None:
        return None
    # A day without a word may be that of a change, shortly after the one in the address.
    is_after = address is not None and timedelta(0) < day - address <= 3 * _ONE_DAY
    day = address if address and is_after else day
    return Dated(day, PublishedBasis.METADATA, "printed by the headline")


def _worked_out(frame: Frame, seen: _Seen, *, month_first: bool) -> Dated | None:
    """Return the day that the head or the foot of the text lets one work out."""
    tried = (
        (_in_the_dateline, "the day in the dateline"),
        (_above, "the day above the headline"),
        (lambda *_, **__: seen.updated and seen.updated.day, "printed as updated, with no other"),
        (_at_the_foot, "the day at the foot of the text"),
        (_of_the_issue, "the day of the issue, near that of the dateline"),
    )
    for find, reason in tried:
        if day := find(frame, month_first=month_first):
            return Dated(day, PublishedBasis.INFERRED, reason)
    return None


def address_day(url: str | None) -> date | None:
    """Return the day in the path of an address, such as ".../2019/03/14/..."; None for none."""
    path = unquote(urlsplit(url or "").path).lower()
    for found in _IN_ADDRESS.finditer(path):
        month = found["month"]
        number = int(month) if month.isdecimal() else months().get(month)
        if number:
            try:
                return date(int(found["year"]), number, int(found["day"]))
            except ValueError:
                continue
    return None


def _stamped(stamps: list[Stamp], seen: _Seen, timed: Stamp | None, address: date | None) -> Dated:
    """Return the day by the metadata, unless what is in print knows it better."""
    first = min(stamps, key=lambda stamp: stamp.day)
    near = [one for one in stamps if not one.is_utc and abs(one.day - first.day) <= _ONE_DAY]
    if first.is_utc and near:
        first = near[0]
    visible = seen.published or seen.plain
    day = visible.day if visible else timed.day if timed else None
    in_metadata = Dated(first.day, PublishedBasis.METADATA, "the metadata")
    if day is None or day == first.day:
        return in_metadata
    in_print = Dated(day, PublishedBasis.METADATA, "printed by the headline")
    if first.is_utc and abs(day - first.day) == _ONE_DAY:
        return in_print
    is_earlier = seen.published is not None and day < first.day
    return in_print if is_earlier or day == address else in_metadata


def _structured(parsed: Parsed) -> list[Stamp]:
    """Return what the metadata give as the day of publication."""
    words = [word for thing in _things(parsed) for word in _first_published(thing)]
    words += parsed.metas(*_STRONG)
    words += _marked_up(parsed.tree)
    found = [stamp for stamp in map(stamp_of, words) if stamp]
    if not found:
        names = (name for name in parsed.meta if _PUBLISHING.search(name))
        wanted = [name for name in names if not _CHANGING.search(name)]
        found = [stamp for stamp in map(stamp_of, parsed.metas(*wanted)) if stamp]
    return found


def _first_published(thing: Thing) -> list[str]:
    """Return when a thing was published; when it was made only where that is not told."""
    given = ([str(one) for one in listed(thing.get(name))[:1]] for name in _FIRST_PUBLISHED)
    return next(filter(None, given), [])


def _things(parsed: Parsed) -> Iterable[Thing]:
    return parsed.reports() or tuple(one for one in parsed.things if "WebSite" not in types_of(one))


def _marked_up(tree: Any) -> Iterator[str]:
    """Yield the values of elements that say that they hold the day of publication."""
    for element in tree.xpath(
        "//*[@itemprop='datePublished' or @itemprop='dateCreated' or @pubdate "
        "or contains(@property,'datePublished') or contains(@property,'dc:date') "
        "or contains(@property,'dc:created') or contains(@property,'dcterms:created')]"
        "[not(self::meta)]"
    ):
        if not _is_of_another(element):
            yield element.get("content") or element.get("datetime") or "".join(element.itertext())


def _is_of_another(element: Any) -> bool:
    """Whether an element belongs to a comment or to another story."""
    return any(is_beside(around) for around in element.iterancestors())


def _plain_metas(parsed: Parsed) -> list[Stamp]:
    return [stamp for stamp in map(stamp_of, parsed.metas(*_PLAIN)) if stamp]


def _seen(frame: Frame, *, month_first: bool, known: Iterable[date]) -> _Seen:
    """Return the days in print by the article, by what is said of them.

    Of those said to be that of publication it is the earliest by the headline, else the first.
    """
    blocks = (*frame.below, *frame.above, *frame.tail)
    days = [
        (kind, _as_known(found, known), block)
        for kind, found, block in _told(blocks, month_first=month_first)
    ]
    head = [found for kind, found, block in days if kind == "published" and block in frame.head]
    every = [found for kind, found, _ in days if kind == "published"]
    plain = (
        found
        for kind, found, block in days
        if kind == "plain" and block in frame.head and _is_short(block)
    )
    updated = (found for kind, found, block in days if kind == "updated" and block in frame.below)
    first = min(head, key=lambda found: found.day, default=None)
    return _Seen(first or next(iter(every), None), next(plain, None), next(updated, None))


def _told(blocks: Iterable[Block], *, month_first: bool) -> Iterator[tuple[str, Printed, Block]]:
    """Yield the days in `blocks`, each with what it is said to be; a label may stand before it."""
    label = ""
    for block in blocks:
        for line in block.text.split("\n"):
            words, end = folded(line), 0
            for found in printed_days(words, month_first=month_first):
                yield _kind(f"{label} {words[end : found.start]}", block), found, block
                end = found.end
            label = words if len(words) <= _REACH and not end else ""


def _kind(before: str, block: Block) -> str:
    """Return what a day is, by the words before it and the names of its element."""
    before = before[-_REACH:]
    updated = [found.end() for found in _SAYS_UPDATED.finditer(before)]
    said = [found.end() for found in _SAYS_PUBLISHED.finditer(before)]
    if updated and (not said or updated[-1] > said[-1]):
        return "updated"
    names = names_of(block.element)
    if said or _PUBLISHES.search(names):
        return "published"
    return "updated" if _UPDATES.search(names) else "plain"


def _is_short(block: Block) -> bool:
    return block.words <= _MOST_WORDS_WITH_A_DAY or block.element.tag == "time"


def _as_known(found: Printed, known: Iterable[date]) -> Printed:
    """Return a day as the metadata have it, where it may be read in two ways."""
    if found.is_either and found.day not in known:
        other = date(found.day.year, found.day.day, found.day.month)
        if other in known:
            return Printed(other, found.start, found.end)
    return found


def _timed(parsed: Parsed, frame: Frame) -> Stamp | None:
    """Return what the first time element about the headline says, that is not of a change."""
    times = [one for one in parsed.tree.iter("time") if one.get("datetime")]
    if not times or not frame.blocks:
        return None
    places = {element: at for at, element in enumerate(parsed.tree.iter())}
    first = frame.head[-1].element if frame.head else frame.blocks[0].element
    start = min(places[first], places[frame.blocks[frame.title or 0].element])
    end = places[frame.body[1 if len(frame.body) > 1 else 0].element] if frame.body else len(places)
    near = (one for one in times if start <= places[one] <= end and not _is_of_a_change(one))
    stamps = (stamp_of(one.get("datetime")) for one in near if not _is_of_another(one))
    return next(filter(None, stamps), None)


def _is_of_a_change(element: Any) -> bool:
    names = f"{names_of(element)} {names_of(element.getparent())}"
    return _UPDATES.search(names) is not None and not _PUBLISHES.search(names)


def _in_the_dateline(frame: Frame, *, month_first: bool) -> date | None:
    for block in frame.body[:2]:
        for found in printed_days(folded(block.line[:_DATELINE]), month_first=month_first):
            return found.day
    return None


def _at_the_foot(frame: Frame, *, month_first: bool) -> date | None:
    """Return the day in a line of its own below the text: "Done at Oslo, 14 March 2019"."""
    for block in (*frame.tail, *frame.body[-1:]):
        words = folded(block.line)
        found = printed_days(words, month_first=month_first)
        if found and block.words <= _MOST_WORDS_WITH_A_DAY and not _SAYS_UPDATED.search(words):
            return found[-1].day
    return None


def _above(frame: Frame, *, month_first: bool) -> date | None:
    """Return the day nearest above the headline of a page that has no parts."""
    for block in frame.far_above:
        words = folded(block.line)
        if not _SAYS_UPDATED.search(words) and not _UPDATES.search(names_of(block.element)):
            for found in printed_days(words, month_first=month_first):
                return found.day
    return None


def _of_the_issue(frame: Frame, *, month_first: bool) -> date | None:
    """Return the day at the head of the page where the dateline has it, or a day just before.

    That of today would be months or years after what the text tells.
    """
    datelines = [folded(block.line[:_DATELINE]) for block in frame.body[:2]]
    for block in frame.blocks[: min(frame.title or 0, _FIRST_BLOCKS)]:
        for found in printed_days(folded(block.line), month_first=month_first):
            for days in range(_LATEST_DATELINE + 1):
                day = found.day - days * _ONE_DAY
                if any(_names_day(line, day) for line in datelines):
                    return found.day
    return None


def _names_day(line: str, day: date) -> bool:
    """Whether a line names the month and the number of a day beside each other."""
    return any(
        months().get(found["month"].rstrip(".")) == day.month and int(found["day"]) == day.day
        for form in _DAYS_OF_MONTHS
        for found in form.finditer(line)
    )


def _is_month_first(parsed: Parsed, frame: Frame) -> bool:
    """Whether 03/04/2021 is the 4th of March on this page, by its other days or its language."""
    text = "\n".join(block.text for block in frame.blocks)
    pairs = [(int(one), int(two)) for one, two in _SLASHED.findall(text)]
    months_first = sum(two > 12 for _, two in pairs)
    days_first = sum(one > 12 for one, _ in pairs)
    if months_first != days_first:
        return months_first > days_first
    language = parsed.tree.get("lang") or parsed.tree.get("xml:lang") or ""
    return any(map(_AMERICAN.match, (language, *parsed.metas("og:locale"))))
