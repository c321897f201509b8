"""A browser that visits the desk, and keeps count of what no page of ours does."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Playwright

NOT_FOUND = "no chromium found on this machine"
SCREENS = Path(__file__).parents[3] / "docs" / "screens"
_ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --disable-lcd-text"
).split()
# No picture in the repository is larger than this, in bytes.
_LARGEST = 120_000
WIDE, PHONE = {"width": 960, "height": 620}, {"width": 360, "height": 740}


def chromium() -> str | None:
    """Return where chromium is, if it is here."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next(filter(None, map(shutil.which, names)), None)


def launched(playwright: Playwright) -> Browser:
    """Return a browser."""
    return playwright.chromium.launch(executable_path=chromium(), args=_ARGUMENTS)


@dataclass
class Visit:
    """A page in a browser, and what went wrong on it."""

    base: str
    page: Page
    faults: list[str] = field(default_factory=list)

    def go(self, path: str) -> Page:
        """Open a page of the desk."""
        self.page.goto(self.base + path)
        return self.page

    def shot(self, name: str, *, most: int = 2000) -> None:
        """Keep a picture of the page as it is seen, where pictures are wanted."""
        if os.environ.get("DEMARCHE_SCREENS") == "1":
            SCREENS.mkdir(exist_ok=True)
            size = self.page.viewport_size or WIDE
            part = {"x": 0, "y": 0, **size, "height": min(size["height"], most)}
            kept = SCREENS / f"{name}.png"
            self.page.screenshot(path=kept, clip=part)
            assert kept.stat().st_size <= _LARGEST, f"{name} is cut too large"

    @property
    def path(self) -> str:
        """Where the browser is."""
        return self.page.url.removeprefix(self.base)


@contextmanager
def visiting(browser: Browser, base: str, **options: Any) -> Iterator[Visit]:
    """Open a page in a browser of its own, and see to it that nothing was amiss in the end."""
    context = browser.new_context(**{"viewport": WIDE, "locale": "en-GB", **options})
    context.set_default_timeout(8000)
    visit = Visit(base, context.new_page())
    page = visit.page
    page.on(
        "console", lambda said: visit.faults.append(said.text) if said.type == "error" else None
    )
    page.on("pageerror", lambda error: visit.faults.append(str(error)))
    page.on(
        "request",
        lambda asked: None if asked.url.startswith(base) else visit.faults.append(asked.url),
    )
    yield visit
    context.close()
    assert not visit.faults
