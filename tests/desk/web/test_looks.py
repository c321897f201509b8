"""How each page looks, to people and to what reads pages to them; in light, dark and small."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from demarche.service.record import Record
from tests.desk.web.browsers import NOT_FOUND, PHONE, chromium, visiting
from tests.desk.web.fake_door import served

pytestmark = pytest.mark.skipif(chromium() is None, reason=NOT_FOUND)

PAGES = {
    "today": "/?since=2021-03-17&as_of=2021-03-18",
    "timeline": "/timeline?since=2021-03-11&until=2021-03-31&party=PRK",
    "stories": "/stories?party=KOR",
    "event": "/events/{seoul}",
    "why": "/events/{seoul}/why",
    "article": "/articles/{article}#m-{mention}",
    "actors": "/actors",
    "actor": "/actors/person:antony-blinken?as_of=2021-03-18",
    "pair": "/pairs/USA/PRK?since=2021-04-10",
    "due": "/due?as_of=2021-04-10",
    "silences": "/silences?as_of=2021-03-15",
    "search": "/search?q=policy+review",
    "review": "/review",
    "sources": "/sources",
    "read": "/read",
    "enter": "/enter",
    "help": "/help",
    "failed": "/events/ffffffff",
}
# Those of which pictures are kept: as they are, in the dark, and on a phone.
SHOWN = (
    "today", "timeline", "stories", "event", "why", "article", "actor", "pair", "due", "silences",
    "search", "review",
)  # fmt: skip
DARK = ("timeline", "event")
# What is looked at in the dark, too: the others have nothing of their own there.
COLOURED = ("today", "timeline", "event", "article", "pair", "due", "review", "enter")
ON_A_PHONE = ("timeline", "due")


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


def complaints(page: Any, *rules: str) -> list[str]:
    """Return what axe finds to be serious or critical, by some of its rules or by all."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_axe())
    options = {"resultTypes": ["violations"]} | ({"runOnly": list(rules)} if rules else {})
    found = page.evaluate("options => axe.run(options)", options)["violations"]
    return [
        f"{one['id']}: {node['html'][:120]}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]


@cache
def _axe() -> str:
    from axe_playwright_python.base import AXE_FILE_PATH

    return Path(AXE_FILE_PATH).read_text(encoding="utf-8")


def is_wanted(said: str) -> bool:
    return "404" not in said


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_sound_in_light_and_dark_and_fits_a_phone(
    browser: Any, base: str, path_of: Callable[[str], str], name: str
) -> None:
    with visiting(browser, base) as visit:
        page = visit.go(path_of(name))
        if name in SHOWN:
            visit.shot(name, most=400 if name == "article" else 560)
        assert complaints(page) == []
        if name in COLOURED:
            page.emulate_media(color_scheme="dark")
            if name in DARK:
                visit.shot(f"{name}-dark", most=560)
            assert complaints(page, "color-contrast") == []
            page.emulate_media(color_scheme="light")
        page.set_viewport_size(PHONE)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        if name in ON_A_PHONE:
            visit.shot(f"{name}-phone")
        visit.faults[:] = filter(is_wanted, visit.faults)


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


def test_a_chart_is_read_in_print_and_says_what_is_pointed_at(
    browser: Any, base: str, path_of: Callable[[str], str]
) -> None:
    with visiting(browser, base, color_scheme="dark") as visit:
        page = visit.go(path_of("timeline"))
        mark, pile = page.locator(".chart .m").first, page.locator(".chart .pile").first
        mark.hover()
        assert page.locator(".tip").inner_text() == mark.get_attribute("aria-label")
        assert "no day told, in print" in str(pile.get_attribute("aria-label"))
        page.emulate_media(media="print", color_scheme="dark")
        assert page.locator(".chart svg").first.is_visible()
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert ground == "rgb(255, 255, 255)"
