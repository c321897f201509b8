"""What comes from pages is hostile: on no page does it become more than text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import pytest
from lxml import html
from starlette.testclient import TestClient

from demarche.desk.web import read
from demarche.desk.web.answer import harmless
from demarche.desk.web.words import web_address
from demarche.model import PageError, Refused, Source
from demarche.service.record import Record
from tests.desk.web.fake_door import visitor
from tests.record import stores
from tests.record.fakes import report
from tests.record.stores import Desk

SCRIPT = "<script>alert(1)</script>"
IMAGE = '"><img src=x onerror=alert(2)>'
TURNED = "\u202egpj.exe\u202c"
LINK = "javascript:alert(3)"
QUOTE = (
    f"CONSULT planned | Evil {SCRIPT} Kim/PRK | USA | 2021-03-15..2021-04-25 | "
    f"at Seoul{IMAGE} | by an {SCRIPT} official/KOR | unanswered | via {IMAGE} | sure 0.3 | "
    f"They {SCRIPT} will *{IMAGE}* {TURNED} =cmd()."
)
SILENCE = (
    f"REJECT ongoing | PRK | USA | 2021-02-11..2021-03-14 | as REJECT | unanswered | "
    f"via {SCRIPT} | Pyongyang {SCRIPT} has *not answered* {IMAGE}."
)
OURS = {"/static/desk.js"}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with stores.sqlite(tmp_path_factory.mktemp("hostile")).new() as new:
        yield fill(new)


def fill(desk: Desk) -> Desk:
    """Fill a record with what bad pages, feeds and colleagues may bring."""
    record = desk.record
    hostile = report(QUOTE, SILENCE, by=f"Post {SCRIPT}", title=f"{IMAGE}{SCRIPT}", url=LINK)
    desk.add(hostile)
    desk.add(report(QUOTE, by="=HYPERLINK(1)", title="@SUM(1)", on="2021-03-20"))
    number = desk.ids()[0]
    record.correct(number, "note", f"{SCRIPT}{IMAGE}", f"{SCRIPT}{IMAGE}")
    record.correct(number, "actors", f"{SCRIPT}", f"{IMAGE}")
    record.grade(f"Post {SCRIPT}", "B2", SCRIPT)
    record.rename(record.stories()[0].id, f"{SCRIPT}{IMAGE}")
    gathering = record.gathering
    gathering.follow(Source("https://x.example/?q=<script>alert(1)</script>", name=f"F {SCRIPT}"))
    gathering.refuse(f"{SCRIPT}{IMAGE}", Refused.FAULTY, f"{SCRIPT}", via=LINK)
    return desk


@pytest.fixture(scope="module")
def ask(desk: Desk) -> TestClient:
    return visitor(desk.record)


def addresses(record: Record) -> list[str]:
    """Return the address of every page of the record."""
    events = [f"/events/{one.id}" for one in record.timeline()]
    told = [record.show(one.id).event for one in record.timeline()]
    pages = {f"/articles/{t.printed.page}" for event in told for t in event.tellings}
    parties = [f"/actors/{key}" for key, _, _ in record.prominent()]
    story = f"/timeline?story={record.stories()[0].id}"
    return [
        "/", "/?since=2021-03-01", "/timeline", story, "/due", "/due?month=2021-04", "/silences",
        "/review", "/sources", "/stories", "/enter", "/enter?quote=" + SCRIPT + IMAGE,
        "/actors", "/actors?q=Evil", "/pairs/PRK/USA", "/pairs/<b>/X:1",
        "/search?q=script", "/search?q=" + SCRIPT, "/timeline?party=" + IMAGE, "/help", "/read",
        "/actors/" + SCRIPT.replace("/", ":"), "/nowhere/" + SCRIPT, "/timeline?since=" + IMAGE,
        f"/actors?q={IMAGE}", f"/due?owner={SCRIPT}", f"/silences?party={IMAGE}",
        f"/stories?party={IMAGE}", "/?since=2021-03-01&only=new", "/?only=" + SCRIPT,
        *events, *(f"{one}/why" for one in events), *sorted(pages), *parties,
    ]  # fmt: skip


def assert_harmless(text: str) -> None:
    page = html.fromstring(text)
    for script in page.iter("script"):
        assert (script.get("src") or "").partition("?")[0] in OURS
        assert not script.text
    assert not list(page.iter("img", "iframe", "object", "embed", "style", "base"))
    for element in page.iter():
        for name, value in element.attrib.items():
            is_run = name.startswith("on") or name == "style"
            assert not is_run, (element.tag, name)
            if name in ("href", "src", "action", "formaction"):
                is_ours = value.startswith(("/", "#", "?")) and not value.startswith("//")
                is_web = value.startswith(("http://", "https://"))
                assert is_ours or is_web, value
                if is_web:
                    assert {"noopener", "noreferrer", "nofollow"} <= set(element.get("rel").split())
    assert not set(text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def test_every_page_shows_what_is_hostile_as_text(desk: Desk, ask: TestClient) -> None:
    shown = ""
    for address in addresses(desk.record):
        answer = ask.get(address, follow_redirects=True)
        assert answer.status_code in (200, 400, 404), address
        assert answer.text.rstrip().endswith("</html>"), address
        assert_harmless(answer.text)
        shown += answer.text
    for words in ("&lt;script&gt;alert(1)&lt;/script&gt;", "&lt;img src=x onerror=alert(2)&gt;"):
        assert shown.count(words) > 20


def test_an_address_with_another_scheme_is_text(desk: Desk, ask: TestClient) -> None:
    pages = [page for page in addresses(desk.record) if page.startswith("/articles/")]
    text = "".join(ask.get(page).text for page in pages)
    assert "javascript:alert(3)" in text


def test_a_text_that_is_tried_is_harmless(ask: TestClient) -> None:
    text = f"Title: {SCRIPT}\nUrl: {LINK}\n\nAntony Blinken met {SCRIPT} Chung {IMAGE} in Seoul."
    answer = ask.post("/read", data={"text": text, "published": "2021-03-19"})
    assert answer.status_code == 200
    assert_harmless(answer.text)


def test_a_fault_repeats_a_text_harmlessly(ask: TestClient) -> None:
    answer = ask.post("/read", data={"text": "\x00" + SCRIPT + "</textarea>" + IMAGE})
    assert_harmless(answer.text)


def test_no_cell_of_a_table_is_run(ask: TestClient) -> None:
    cells = []
    for path in (
        "/timeline.csv", "/due.csv?standing=all", "/stories.csv", "/silences.csv",
        "/search.csv?q=script", "/sources.csv", "/actors.csv",
    ):  # fmt: skip
        rows = list(csv.reader(io.StringIO(ask.get(path).text)))
        assert len(rows) > 1, path
        cells += [cell for row in rows for cell in row]
    assert "'=HYPERLINK(1)" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@", "\t", "\r"))]


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@x", "\t=1", "\r=1", " =1", "\n=1"])
def test_a_cell_that_begins_like_a_formula_is_quoted(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


def test_numbers_and_words_are_cells_as_they_are() -> None:
    assert [harmless(cell) for cell in (-2.5, 3, "a = b", None)] == [-2.5, 3, "a = b", ""]


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:x", "java\tscript:x",
        "data:text/html,x", "vbscript:x", "file:///etc/passwd", "//evil.example", "/here", "",
        "http://", "http:///x", "https://a b", "http://[x", "ftp://x.example", "https:x",
        "http://x.example/\u202egpj", None,
    ],
)  # fmt: skip
def test_what_is_no_address_of_the_web_is_no_link(address: str | None) -> None:
    assert web_address(address) is None


@pytest.mark.parametrize("address", ["https://x.example/a?b=c#d", "HTTP://X.example"])
def test_an_address_of_the_web_is_a_link(address: str) -> None:
    assert web_address(address) == address


@pytest.mark.parametrize(
    "page",
    [
        b"<!doctype html><p>" + b"word " * 40_000,
        b"<!doctype html>" + b"< word " * 40_000,
        b"<!doctype html><script>" + b"word " * 40_000,
    ],
    ids=["text", "text after a sign that begins no tag", "a script without an end"],
)
def test_a_text_that_would_take_long_to_read_is_refused_at_once(page: bytes) -> None:
    with pytest.raises(PageError, match="is longer than"):
        read.page_of("", page, "page.html", "")


def test_scripts_do_not_count_as_text() -> None:
    page = b"<!doctype html><script>" + b"word " * 40_000 + b"</script><p>Oslo thanked Quito.</p>"
    assert read.page_of("", page, "page.html", "").media_type == "text/html"
