"""One page into a record: kept, known, or kept out with its reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from demarche.model import (
    Days,
    Failure,
    Page,
    PageKind,
    Published,
    PublishedBasis,
    Reading,
    RecordError,
    Refused,
)
from demarche.record.keeping import Kept, Receipt
from demarche.record.refusals import LARGEST
from demarche.service import parts
from demarche.service.intake import Added, Intake, KeptOut, Read, Unfit
from tests.record.fakes import ScriptedReader, report
from tests.record.news import FINE, FOREIGN, VISIT, quote
from tests.record.stores import Desk
from tests.service import plain
from tests.service.plain import PlainReader

TOLD = date(2021, 3, 9)
NO_ARTICLES = [kind for kind in PageKind if kind is not PageKind.ARTICLE]


@pytest.fixture(autouse=True)
def kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page is of the kind that it says itself."""
    monkeypatch.setattr(parts, "kind_of", plain.kind_by_its_beginning)


def intake(desk: Desk, **more: object) -> Intake:
    """What reads scripts into the record of `desk`."""
    return Intake(desk.record, ScriptedReader(), **more)  # type: ignore[arg-type]


def none_of(kind: PageKind, url: str = "https://post.example/a") -> Page:
    """A page that is no article."""
    return Page(url, f"[{kind}] The two ministers met.".encode(), "text/plain", url=url, via="feed")


def kept_out(found: object) -> KeptOut:
    """What became of a page that was kept out."""
    assert isinstance(found, KeptOut)
    return found


def added(found: object) -> Added:
    """What became of a page that was kept."""
    assert isinstance(found, Added)
    return found


def printed(desk: Desk) -> list[date]:
    """The days on which what is on record was printed."""
    return [entry.line.printed for entry in desk.record.timeline()]


# Kept.


def test_a_report_is_kept_with_what_it_says(desk: Desk) -> None:
    found = added(intake(desk).enter(report(VISIT, FINE, name="a")))
    assert (found.name, found.receipt.kept, found.mentions) == ("a", Kept.NEW, 2)
    assert found.is_read
    assert desk.quotes() == [quote(FINE), quote(VISIT)]
    assert desk.record.gathering.refusals() == ()


def test_a_report_that_is_met_again_is_known(desk: Desk) -> None:
    at = intake(desk)
    first, second = (added(at.enter(report(VISIT, name="a"))) for _ in range(2))
    assert (first.receipt.kept, second.receipt.kept) == (Kept.NEW, Kept.KNOWN)
    assert first.receipt.page == second.receipt.page
    assert desk.record.tally()["readings"] == 1


# Kept out.


@pytest.mark.parametrize("kind", NO_ARTICLES)
def test_what_is_no_article_is_kept_out_under_its_kind(desk: Desk, kind: PageKind) -> None:
    found = kept_out(intake(desk).enter(none_of(kind)))
    assert found == KeptOut(
        "https://post.example/a",
        f"says that it is: {kind}",
        Refused(kind.value),
        found.number,
        is_held=True,
    )
    (listed,) = desk.record.gathering.refusals(kind=Refused(kind.value))
    assert (listed.id, listed.name, listed.via) == (found.number, found.name, "feed")
    assert listed.reason == found.reason
    assert desk.record.tally()["readings"] == 0


def test_what_is_no_article_is_not_read(desk: Desk) -> None:
    reader = PlainReader()
    Intake(desk.record, reader).enter(none_of(PageKind.PAYWALL))
    assert reader.pages == []


def test_what_cannot_be_read_is_listed(desk: Desk) -> None:
    found = kept_out(intake(desk).enter(Page("a", b" \n")))
    assert (found.kind, found.reason) == (Refused.UNREAD, "no text in it")
    (listed,) = desk.record.gathering.refusals()
    assert (listed.id, listed.kind, listed.size) == (found.number, Refused.UNREAD, 2)


def test_what_cannot_be_read_is_not_said_to_be_let_in_by_hand(desk: Desk) -> None:
    found = kept_out(intake(desk).enter(Page("a", b" \n")))
    assert not found.is_held
    with pytest.raises(RecordError, match="no text in it"):
        intake(desk).let_in(found.number)
    assert len(desk.record.gathering.refusals()) == 1


def test_a_page_too_large_to_be_kept_is_not_said_to_be(desk: Desk) -> None:
    large = replace(none_of(PageKind.INDEX), data=b"[index]" + b"." * LARGEST)
    assert not kept_out(intake(desk).enter(large)).is_held


def test_a_page_whose_kind_cannot_be_told_is_listed_as_unreadable(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(page: Page) -> None:
        plain.PlainReader().read(replace(page, data=b"\xff\xfe\x00 broken \x81"))

    monkeypatch.setattr(parts, "kind_of", refuse)
    assert kept_out(intake(desk).enter(report(VISIT))).kind is Refused.UNREAD


def test_a_bug_of_the_reader_is_no_reason_to_keep_a_page_out(desk: Desk) -> None:
    with pytest.raises(UnicodeDecodeError):
        intake(desk).enter(Page("a", b"\xff"))
    assert desk.record.gathering.refusals() == ()


def test_what_is_kept_out_again_is_listed_once(desk: Desk) -> None:
    at = intake(desk)
    numbers = {kept_out(at.enter(none_of(PageKind.LIVE))).number for _ in range(3)}
    assert len(numbers) == len(desk.record.gathering.refusals()) == 1


def test_an_address_that_could_not_be_had_is_listed_and_a_file_is_not(desk: Desk) -> None:
    at = intake(desk)
    gone = Failure("https://post.example/gone", "the server answered 404 Not Found")
    found = kept_out(at.keep(at.read(gone)))
    assert (found.kind, found.is_held) == (Refused.UNFETCHED, False)
    file = Failure("reports/gone.txt", "no such file")
    assert at.keep(at.read(file)) == file
    assert [one.name for one in desk.record.gathering.refusals()] == [gone.name]


def test_what_is_kept_out_stops_nothing(desk: Desk) -> None:
    pages = (none_of(PageKind.VIDEO), Page("empty", b""), report(VISIT, name="next"))
    found = desk.add(*pages)
    assert [type(one) for one in found] == [KeptOut, KeptOut, Added]
    assert [one.kind for one in desk.record.gathering.refusals()] == [Refused.UNREAD, Refused.VIDEO]


# Let in.


def test_what_was_let_in_is_on_record_and_no_longer_listed(desk: Desk) -> None:
    number = kept_out(intake(desk).enter(scripted(PageKind.PAYWALL))).number
    desk.clock.tick()
    found = intake(desk).let_in(number[:8], "the desk pays for it")
    assert (found.receipt.kept, found.mentions) == (Kept.NEW, 1)
    assert desk.quotes() == [quote(VISIT)]
    assert desk.record.gathering.refusals() == ()


def test_what_was_let_in_once_is_entered_when_it_is_met_again(desk: Desk) -> None:
    at = intake(desk)
    at.let_in(kept_out(at.enter(scripted(PageKind.LIVE))).number)
    again = replace(scripted(PageKind.LIVE), headers=(("etag", '"2"'),), via="mail")
    assert added(at.enter(again)).receipt.kept is Kept.KNOWN
    assert desk.record.gathering.refusals() == ()


def test_what_was_let_in_is_looked_at_anew_once_it_changes(desk: Desk) -> None:
    at = intake(desk)
    at.let_in(kept_out(at.enter(scripted(PageKind.LIVE))).number)
    assert kept_out(at.enter(scripted(PageKind.LIVE, FINE))).kind is Refused.LIVE


def test_a_page_may_be_let_in_through_the_record(desk: Desk) -> None:
    number = kept_out(intake(desk).enter(scripted(PageKind.INDEX))).number
    found = desk.record.let_in(number, "all of it is there", reader=ScriptedReader())
    assert found.receipt.kept is Kept.NEW


@pytest.mark.parametrize("given", ["zzz", ""])
def test_what_was_not_kept_out_cannot_be_let_in(desk: Desk, given: str) -> None:
    with pytest.raises(RecordError, match="nothing that was kept out has that id"):
        intake(desk).let_in(given)


def scripted(kind: PageKind, line: str = VISIT) -> Page:
    """A page that is said to be no article, with a report in it."""
    return report(line, by=f"[{kind}] The Post", url="https://post.example/a", name="a")


# Days.


def test_the_day_that_a_page_has_comes_before_the_day_that_is_told(desk: Desk) -> None:
    intake(desk).enter(report(VISIT, on="2021-03-14"), day_told=TOLD)
    assert printed(desk) == [date(2021, 3, 14)]


def test_the_day_that_is_told_counts_where_a_page_has_none(desk: Desk) -> None:
    intake(desk).enter(report(VISIT, on="-"), day_told=TOLD)
    assert printed(desk) == [TOLD]


def test_the_day_that_is_told_counts_before_one_that_was_inferred(desk: Desk) -> None:
    class Guessing(ScriptedReader):
        def read(self, page: Page, *, published: date | None = None) -> Reading:
            found = super().read(page, published=published)
            guess = Published(Days.on(date(2021, 3, 1)), PublishedBasis.INFERRED)
            dated = found.article.published or guess
            return replace(found, article=replace(found.article, published=dated))

    Intake(desk.record, Guessing()).enter(report(VISIT, on="-", name="a"), day_told=TOLD)
    Intake(desk.record, Guessing()).enter(report(FINE, on="-", name="b"))
    assert sorted(printed(desk)) == [date(2021, 3, 1), TOLD]


def test_the_day_that_was_given_comes_before_all_others(desk: Desk) -> None:
    given = date(2021, 3, 20)
    intake(desk, day=given).enter(report(VISIT, on="2021-03-14"), day_told=TOLD)
    assert printed(desk) == [given]


def test_the_day_that_was_told_stays_when_the_record_is_read_again(desk: Desk) -> None:
    intake(desk).enter(report(VISIT, on="-"), day_told=TOLD)
    list(desk.record.rebuild(reader=ScriptedReader()))
    assert printed(desk) == [TOLD]


# Other languages.


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ko", FOREIGN.split(". ")[0]),
        (
            "fr",
            "Les deux ministres se sont rencontrés vendredi à Málaga, selon leurs porte-parole.",
        ),
        ("de", "Die beiden Minister trafen sich am Freitag in Málaga, wie ihre Sprecher sagten."),
    ],
)
def test_a_report_in_another_language_is_kept_and_not_read(
    desk: Desk, language: str, text: str
) -> None:
    page = Page("a", f"{text}\n\n{text}\n".encode(), "text/plain; charset=utf-8")
    found = added(Intake(desk.record, PlainReader()).enter(page))
    assert (found.language, found.is_read, found.receipt.kept) == (language, False, Kept.NEW)
    (kept,) = desk.record.received()
    assert kept[1].data == page.data


def test_a_report_of_which_the_language_is_not_known_counts_as_read() -> None:
    receipt = Receipt("1", Kept.NEW)
    found = {one: Added("a", receipt, 0, one).is_read for one in (None, "en", "ko")}
    assert found == {None: True, "en": True, "ko": False}


# Replay.


def test_a_replay_records_each_report_under_its_day_and_keeps_out_the_rest(desk: Desk) -> None:
    pages = (
        report(FINE, on="2021-03-20", name="later"),
        none_of(PageKind.PAYWALL),
        Page("empty", b""),
        report(VISIT, on="2021-03-14", name="earlier"),
        report(VISIT, on="-", name="without a day", by="Nobody"),
    )
    found = desk.add(*pages, replay=True)
    assert [one.name for one in found] == [
        "earlier", "later", "empty", "https://post.example/a", "without a day",
    ]  # fmt: skip
    assert [type(one) for one in found] == [Added, Added, KeptOut, KeptOut, Failure]
    assert desk.as_of(date(2021, 3, 13)).quotes() == []
    assert desk.as_of(date(2021, 3, 14)).quotes() == [quote(VISIT)]
    assert desk.as_of(date(2021, 3, 20)).quotes() == [quote(FINE), quote(VISIT)]
    assert desk.as_of(date(2021, 3, 19)).record.gathering.refusals() == ()
    assert len(desk.as_of(date(2021, 3, 20)).record.gathering.refusals()) == 2


def test_an_archive_can_be_replayed_in_parts(desk: Desk) -> None:
    desk.add(report(VISIT, on="2021-03-14"), none_of(PageKind.PAYWALL), replay=True)
    desk.add(report(FINE, on="2021-03-20", name="later"), replay=True)
    assert desk.as_of(date(2021, 3, 20)).quotes() == [quote(FINE), quote(VISIT)]


def test_reading_leaves_the_record_as_it_was(desk: Desk) -> None:
    at = intake(desk)
    assert isinstance(at.read(report(VISIT)), Read)
    assert isinstance(at.read(none_of(PageKind.ERROR)), Unfit)
    assert isinstance(at.read(Failure("a", "no such file")), Failure)
    assert desk.record.tally()["readings"] == 0
    assert desk.record.gathering.refusals() == ()
