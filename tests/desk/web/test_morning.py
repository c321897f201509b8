"""The desk officer's morning, in a browser: by mouse, by keys, without script, on a phone."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import demarche
from demarche.model.judgements import Correction, Deed
from demarche.service.record import Record
from tests.desk.web.browsers import NOT_FOUND, PHONE, Visit, chromium, visiting
from tests.desk.web.fake_door import served

pytestmark = pytest.mark.skipif(chromium() is None, reason=NOT_FOUND)

SEOUL = "Antony Blinken (USA), Lloyd Austin (USA) → South Korea (KOR)"


@pytest.fixture(scope="module")
def office(
    examples_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Record, str]]:
    """A record of the examples that is changed, and where it is served."""
    path = tmp_path_factory.mktemp("office") / "record.sqlite"
    shutil.copyfile(examples_file, path)
    record = demarche.open(path, who="Mara")
    with served(record) as base:
        yield record, base
    record.close()


@pytest.fixture
def desk(office: tuple[Record, str]) -> Iterator[tuple[Record, str]]:
    """The same, in which all is undone afterwards."""
    record, _ = office
    yield office
    for one in record.history():
        if one.deed is not Deed.UNDO and not one.is_undone:
            record.undo(one.id)


def standing(record: Record, number: str | None = None) -> list[Correction]:
    """Return the corrections that are not undone."""
    found = record.history(number)
    return [one for one in found if one.deed is not Deed.UNDO and not one.is_undone]


@pytest.fixture
def seoul(find: Callable[[str], str]) -> str:
    """The visit to Seoul, of which accounts contradict each other on its days."""
    return find("will travel to Japan and South Korea")


def read_both_accounts(visit: Visit) -> None:
    page = visit.page
    page.wait_for_load_state()
    accounts = page.locator(".account")
    assert accounts.count() >= 3
    assert page.locator(".account.is-contradicted").count() == 2
    assert page.get_by_role("heading", name="Accounts contradict each other").is_visible()


def see_the_marked_sentence(visit: Visit) -> None:
    page = visit.page
    sentence = page.locator(".sentence:target")
    sentence.wait_for()
    sentence.scroll_into_view_if_needed()
    color = sentence.evaluate("one => getComputedStyle(one).backgroundColor")
    assert color != "rgba(0, 0, 0, 0)"


def correct_the_days(visit: Visit) -> None:
    page = visit.page
    form = page.locator("#correct")
    form.get_by_role("radio", name="days").check()
    form.get_by_label("First day").fill("2021-03-17")
    form.get_by_label("Last day").fill("2021-03-18")
    form.get_by_label("Because").fill("the ministry's calendar")
    form.get_by_role("button", name="Correct").click()
    page.get_by_text("The field is corrected.").wait_for()
    assert page.locator(".facts").get_by_text("17–18 Mar 2021").is_visible()
    history = page.locator(".changes")
    assert "the ministry's calendar" in history.inner_text()
    assert "Mara" in history.inner_text()


def morning(visit: Visit) -> None:
    """What changed, an event of it, both accounts, the sentence, a date set right, the calendar."""
    page = visit.go("/?since=2021-03-14&as_of=2021-05-30")
    page.locator("#contradicted").get_by_role("link", name=SEOUL).first.click()
    read_both_accounts(visit)
    page.get_by_role("link", name="the sentence in its article").first.click()
    see_the_marked_sentence(visit)
    page.go_back()
    page.get_by_role("link", name="Show the present").click()
    page.get_by_text("Correct a field").click()
    correct_the_days(visit)
    page.get_by_role("link", name="Due").click()
    address = page.get_by_role("link", name="Subscribe").get_attribute("href")
    assert page.request.get(visit.base + str(address)).text().startswith("BEGIN:VCALENDAR")


def test_a_morning_at_the_desk(browser: Any, desk: tuple[Record, str], seoul: str) -> None:
    record, base = desk
    with visiting(browser, base) as visit:
        morning(visit)
    (done,) = standing(record, seoul)
    assert (done.field, done.because) == ("days", "the ministry's calendar")


def test_a_morning_without_script(browser: Any, desk: tuple[Record, str], seoul: str) -> None:
    record, base = desk
    with visiting(browser, base, java_script_enabled=False) as visit:
        page = visit.go("/?since=2021-03-14&as_of=2021-05-30")
        page.locator("#contradicted").get_by_role("link", name=SEOUL).first.click()
        read_both_accounts(visit)
        page.get_by_role("link", name="the sentence in its article").first.click()
        page.locator(".sentence:target").wait_for()
        mark = page.locator(".text a.mark").first
        href = mark.get_attribute("href")
        mark.click()
        assert page.locator(f"{href}:target").is_visible()
        visit.go(f"/events/{seoul}")
        page.get_by_text("Correct a field").click()
        correct_the_days(visit)
    assert standing(record, seoul)[0].field == "days"


def test_a_morning_on_a_phone(browser: Any, desk: tuple[Record, str]) -> None:
    _, base = desk
    with visiting(browser, base, viewport=PHONE, has_touch=True, is_mobile=True) as visit:
        morning(visit)
        page = visit.go("/timeline")
        whole = page.evaluate("document.documentElement.scrollWidth")
        assert whole <= PHONE["width"]


def test_a_tap_shows_the_reading_beside_its_words(
    browser: Any, desk: tuple[Record, str], seoul: str
) -> None:
    record, base = desk
    page_id = record.show(seoul).event.tellings[0].printed.page
    with visiting(browser, base, viewport=PHONE, has_touch=True, is_mobile=True) as visit:
        page = visit.go(f"/articles/{page_id}")
        page.locator(".text a.mark.act").first.tap()
        assert page.locator(".popover").is_visible()
        box = page.locator(".popover").bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= PHONE["width"]
        visit.shot("article-phone")


def test_a_morning_by_keys_alone(browser: Any, desk: tuple[Record, str], seoul: str) -> None:
    record, base = desk
    with visiting(browser, base) as visit:
        page = visit.go("/?since=2021-03-14&as_of=2021-05-30")
        keys = page.keyboard
        for _ in range(60):
            keys.press("j")
            here = page.locator("#contradicted .is-here")
            if here.get_by_role("link", name=SEOUL).count():
                break
        assert page.locator(".is-here a.open").evaluate("one => one === document.activeElement")
        keys.press("k")
        keys.press("j")
        keys.press("Enter")
        page.wait_for_url("**/events/**")
        read_both_accounts(visit)
        keys.press("j")
        keys.press("Enter")
        page.wait_for_url("**/articles/**")
        see_the_marked_sentence(visit)
        page.go_back()
        page.goto(f"{base}/events/{seoul}")
        keys.press("e")
        assert page.locator("#correct").get_attribute("open") is not None
        keys.press("ArrowDown")
        keys.press("ArrowDown")
        assert page.get_by_role("radio", name="days").is_checked()
        correct_by_keys(visit)
        keys.press("g")
        keys.press("d")
        page.wait_for_url("**/due")
        keys.press("?")
        page.wait_for_url("**/help")
        keys.press("/")
        keys.type("USA PRK")
        keys.press("Enter")
        page.wait_for_url("**/pairs/USA/PRK")
    assert [one.field for one in standing(record, seoul)] == ["days"]


def correct_by_keys(visit: Visit) -> None:
    page = visit.page
    tab_to(page, page.get_by_label("First day"))
    page.keyboard.type("03172021")
    tab_to(page, page.get_by_label("Last day"))
    page.keyboard.type("03182021")
    tab_to(page, page.get_by_label("Because").first)
    page.keyboard.type("the ministry's calendar")
    page.keyboard.press("Enter")
    page.get_by_text("The field is corrected.").wait_for()
    assert page.locator(".facts").get_by_text("17–18 Mar 2021").is_visible()


def tab_to(page: Any, wanted: Any) -> None:
    """Press Tab until something has the focus."""
    for _ in range(30):
        if wanted.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"not reached by Tab: {wanted}")


def test_a_review_by_keys(browser: Any, desk: tuple[Record, str]) -> None:
    record, base = desk
    with visiting(browser, base) as visit:
        page = visit.go("/review")
        first = page.locator(".account").first.inner_text()
        page.keyboard.press("k")
        page.wait_for_url("**/review?skip=**")
        assert page.locator(".account").first.inner_text() != first
        page.locator("main").focus()
        page.keyboard.press("y")
        page.wait_for_selector(".notice")
        page.keyboard.press("e")
        page.wait_for_url("**/events/**")
        assert page.locator("#correct").get_attribute("open") is not None
    assert len(standing(record)) == 1


def test_an_event_is_entered_and_its_words_are_marked_in_the_sentence(
    browser: Any, desk: tuple[Record, str]
) -> None:
    from playwright.sync_api import expect

    record, base = desk
    with visiting(browser, base) as visit:
        page = visit.go("/")
        page.locator("main").focus()
        page.keyboard.press("g")
        page.keyboard.press("e")
        page.wait_for_url("**/enter")
        quote = page.get_by_label("The sentence that says so")
        quote.fill("Envoys spoke in Oslo on Monday.")
        quote.evaluate("one => { one.focus(); one.setSelectionRange(7, 12); }")
        expect(page.locator("#words")).to_have_value("spoke")
        page.get_by_label("Who printed or said it").fill("Foreign Ministry")
        page.get_by_label("When").fill("2021-03-16")
        page.get_by_label("Type").select_option("CONSULT")
        page.get_by_label("Who acts").fill("NOR, PRK")
        visit.shot("enter", most=560)
        page.get_by_role("button", name="Enter").click()
        page.get_by_text("The entry is on record.").wait_for()
        assert page.locator("b.act").first.inner_text() == "spoke"
    assert [one.deed for one in standing(record)] == [Deed.ENTER]


def test_sentences_are_split_off_from_where_they_are_explained(
    browser: Any, desk: tuple[Record, str], seoul: str
) -> None:
    record, base = desk
    before = len(record.show(seoul).event.tellings)
    with visiting(browser, base) as visit:
        page = visit.go(f"/events/{seoul}/why")
        page.locator(".joins input[type=checkbox]").last.check()
        page.get_by_role("textbox", name="Because").fill("another visit")
        page.get_by_role("button", name="Split off").click()
        page.get_by_text("The accounts are two events now.").wait_for()
    assert len(record.show(seoul).event.tellings) < before
