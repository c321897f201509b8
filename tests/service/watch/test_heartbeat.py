"""A watch counts what it has done, and tells that it is alive."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from demarche.model import UsageError
from demarche.service.watch import Tally
from tests.gather import answers
from tests.gather.misbehaving import Answer
from tests.service.watched import Watched, names_reports, watch


def test_what_a_watch_has_done_is_counted(watched: Watched) -> None:
    names_reports(watched.site, "a", "b", "c", "d")
    watched.site.answers("/b", Answer(410))
    watched.site.answers("/c", Answer(500))
    watched.site.answers("/d", answers.redirect("/a"))
    watched.follow()
    watched.follow("/gone")
    with watch(watched.desk.record) as work:
        list(work.once())
    assert work.tally == Tally(polls=2, entered=1, kept_out=1, failed=2)


def test_a_watch_tells_that_it_is_alive_and_what_it_has_done(
    watched: Watched, tmp_path: Path
) -> None:
    names_reports(watched.site, "a", "b")
    watched.follow()
    file = tmp_path / "heartbeat.json"
    with watch(watched.desk.record, heartbeat=file) as work:
        news = work.once()
        next(news)
        first = json.loads(file.read_text(encoding="utf-8"))
        list(news)
    assert (first["is_running"], first["at"]) == (True, watched.desk.clock().isoformat())
    last = json.loads(file.read_text(encoding="utf-8"))
    assert last == {
        "at": watched.desk.clock().isoformat(),
        "process": os.getpid(),
        "is_running": False,
        "in_hand": 0,
        "polls": 1,
        "entered": 2,
        "kept_out": 0,
        "failed": 0,
    }
    assert [one.name for one in tmp_path.iterdir()] == ["heartbeat.json"]


def test_a_watch_tells_that_it_is_alive_every_half_minute(watched: Watched, tmp_path: Path) -> None:
    names_reports(watched.site, *"abc")
    watched.follow()
    file = tmp_path / "heartbeat.json"
    told_at = []
    with watch(watched.desk.record, heartbeat=file) as work:
        for _ in work.once():
            told_at.append(json.loads(file.read_text(encoding="utf-8"))["at"])
            watched.later(minutes=0.25)
    assert len(told_at) == 4
    assert len(set(told_at)) == 2


def test_a_heartbeat_that_cannot_be_written_is_said_at_once(
    watched: Watched, tmp_path: Path
) -> None:
    names_reports(watched.site, "a")
    watched.follow()
    file = tmp_path / "gone" / "heartbeat.json"
    with pytest.raises(UsageError) as caught:
        watched.round(heartbeat=file)
    assert str(caught.value) == f"{file}: cannot be written: No such file or directory"
    assert watched.site.requests() == []
