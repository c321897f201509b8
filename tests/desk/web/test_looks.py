"""How each page looks, to people and to what reads pages to them; in light, dark and small."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from demarche.service.record import Record
from tests.desk.web.browsers import NOT_FOUND, PHONE, chromium, visiting
from tests.desk.web.fake_door import served

pytestmark = pytest.mark.skipif(chromium() is None, reason=NOT_FOUND)

PAGES = {
    "today": "/?since=2021-03-16&as_of=2021-03-19",
    "timeline": "/timeline?since=2021-03-01&until=2021-04-30&party=PRK",
    "event": "/events/{seoul}",
    "article": "/articles/{article}#m-{mention}",
    "actors": "/actors",
    "actor": "/actors/person:antony-blinken?as_of=2021-03-18",
    "pair": "/pairs/USA/PRK",
    "due": "/due?as_of=2021-04-10",
    "silences": "/silences?as_of=2021-03-15",
    "search": "/search?q=policy+review",
    "review": "/review",
    "sources": "/sources",
    "read": "/read",
    "help": "/help",
    "failed": "/events/ffffffff",
}
# Those of which pictures are kept.
SHOWN = (
    "today", "timeline", "event", "article", "actor", "pair", "due", "silences", "search", "review",
)  # fmt: skip
# These are looked at in the dark, and as small as a phone, too.
ELSEWHERE = ("event", "article")


@pytest.fixture(scope="module")
def base(examples: Record) -> Iterator[str]:
    with served(examples) as address:
        yield address


@pytest.fixture(scope="module")
def path_of(examples: Record, find: Callable[[str], str]) -> Callable[[str], str]:
    seoul = find("will travel to Japan and South Korea")
    told = examples.show(seoul).event.tellings[1]

    def path(name: str) -> str:
        return PAGES[name].format(seoul=seoul, article=told.printed.page, mention=told.mention.id)

    return path


def complaints(page: Any) -> list[str]:
    """Return what axe finds to be serious or critical."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        f"{one['id']}: {node['html'][:120]}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]


def is_wanted(said: str) -> bool:
    return "404" not in said


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_sound(browser: Any, base: str, path_of: Callable[[str], str], name: str) -> None:
    with visiting(browser, base) as visit:
        page = visit.go(path_of(name))
        if name in SHOWN:
            visit.shot(name, most=520 if name == "article" else 620)
        assert complaints(page) == []
        visit.faults[:] = filter(is_wanted, visit.faults)


@pytest.mark.parametrize("name", ELSEWHERE)
def test_a_page_is_sound_in_the_dark(
    browser: Any, base: str, path_of: Callable[[str], str], name: str
) -> None:
    with visiting(browser, base, color_scheme="dark") as visit:
        page = visit.go(path_of(name))
        if name == "event":
            visit.shot(f"{name}-dark")
        assert complaints(page) == []


@pytest.mark.parametrize("name", [*ELSEWHERE, "timeline", "due", "pair", "sources"])
def test_a_page_fits_a_phone(
    browser: Any, base: str, path_of: Callable[[str], str], name: str
) -> None:
    with visiting(browser, base, viewport=PHONE, is_mobile=True) as visit:
        page = visit.go(path_of(name))
        if name in ("timeline", "due"):
            visit.shot(f"{name}-phone")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_a_page_in_print_has_its_words_and_addresses_alone(
    browser: Any, base: str, path_of: Callable[[str], str]
) -> None:
    with visiting(browser, base) as visit:
        page = visit.go(path_of("event"))
        page.emulate_media(media="print")
        assert not page.locator(".top").is_visible()
        assert not page.locator(".forms").is_visible()
        after = page.locator("a.out").first.evaluate(
            "one => getComputedStyle(one, '::after').content"
        )
        assert "http" in after
