"""Whatever a visitor asks for, the desk answers, and never with a fault of its own."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from tests.desk.web.fake_door import CSRF

NAMES = (
    "since", "until", "type", "status", "story", "party", "cursor", "as_of", "q", "words", "owner",
    "standing", "by", "month", "on", "skip", "only", "order", "quote", "unbroken", "one", "other",
)  # fmt: skip
PATHS = (
    "/", "/timeline", "/due", "/due.ics", "/stories", "/enter", "/events/{}/why", "/silences",
    "/actors", "/actors/{}", "/pairs",
    "/pairs/{}/{}", "/search", "/review", "/sources", "/read", "/help", "/events/{}",
    "/events/{}.bib", "/articles/{}", "/timeline.csv", "/today.json", "/search.json", "/{}",
)  # fmt: skip
# Cursors that no page gave: of a row too far on, and of a moment before all others.
_FAR = "WyIyMDIxLTA2LTE0VDAwOjAwOjAwKzAwOjAwIiwgMTAwMDAwMDAwMDAwMDAwMDAwMDAwXQ"
_LONG_AGO = "WyIwMDAxLTAxLTAxVDAwOjAwOjAwKzE0OjAwIiwgMV0"
ODD = st.sampled_from(
    [
        "", "0", "-1", "\x00", "\ud83d\ude00", "%", "_", "'", '"', "a b", "..", "/", "person:", ":",
        "country:PRK", "USA", "2021-03-14", "0001-01-01", "9999-12-31", "2021-13", "0000-00-00",
        "9999-12", "USA:talks@2021-03", "USA:talks@", "@", "CONSULT,AGREE", "kept", "W10", "bnVsbA",
        _FAR,
        "ffff", "\u202e", "x" * 3000,
    ]
)  # fmt: skip
words = st.one_of(ODD, st.text(max_size=12))


@settings(
    max_examples=70, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    path=st.sampled_from(PATHS),
    part=words,
    query=st.dictionaries(st.sampled_from(NAMES), words, max_size=3),
)
@example("/", "", {"since": "0001-01-01"})
@example("/", "", {"as_of": "9999-12-31"})
@example("/timeline", "", {"cursor": "bnVsbA"})
@example("/due", "", {"month": "9999-12"})
@example("/due", "", {"month": "9998-12"})
@example("/", "", {"since": "0001-01-01T00:00:00+14:00"})
@example("/", "", {"since": "9999-12-31T23:59:59-14:00"})
@example("/timeline", "", {"cursor": _FAR})
@example("/timeline", "", {"cursor": _LONG_AGO})
@example("/search", "", {"q": "x", "cursor": _FAR})
@example("/search", "", {"q": "\x00"})
@example("/actors/{}", "\x00", {})
def test_no_address_brings_the_desk_down(
    ask: TestClient, path: str, part: str, query: dict[str, str]
) -> None:
    place = path.replace("{}", quote(part, safe="", errors="replace") or "-")
    asked = urlencode(query, errors="replace")
    answer = ask.get(f"{place}?{asked}" if asked else place)
    assert answer.status_code < 500
    if answer.headers.get("content-type", "").startswith("text/html"):
        assert answer.text.rstrip().endswith("</html>")


@settings(max_examples=40, deadline=None)
@given(
    path=st.sampled_from(
        ["/events/{}/correct", "/events/{}/split", "/events/{}/merge", "/events/{}/close",
         "/events/{}/confirm", "/corrections/{}/undo", "/rulings", "/grades",
         "/refusals/{}/admit", "/stories/{}/name"]
    ),
    part=words,
    form=st.dictionaries(
        st.sampled_from(["field", "value", "value_days", "mention", "other", "outcome", "day",
                         "one", "verdict", "source", "grade", "name", "then"]),
        words,
    ),
)  # fmt: skip
def test_no_form_brings_the_desk_down(
    ask: TestClient, path: str, part: str, form: dict[str, str]
) -> None:
    place = path.replace("{}", quote(part, safe="", errors="replace") or "-")
    # In a view of the past, where nothing can be changed.
    answer = ask.post(f"{place}?as_of=2021-05-22", data=form | {"csrf": CSRF, "because": "so"})
    assert answer.status_code < 500
