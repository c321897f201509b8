"""Mail becomes pages, a message each; what cannot be read is listed."""

from __future__ import annotations

import gzip
import io
import mailbox
import tracemalloc
from datetime import date
from email.message import EmailMessage
from pathlib import Path
from typing import BinaryIO, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.gather import mail
from demarche.gather.mail import pages_in_mail
from demarche.model import Failure, Page, PageError
from demarche.read import article

TEXT = "The two ministers will meet again in Oslo, an aide said on Friday."
HTML = f"<p>{TEXT}</p>"
HEAD = (
    "From: The Post <desk@post.example>\n"
    "Subject: Ministers to meet\n"
    "Date: Fri, 05 Mar 2021 23:30:00 -0500\n"
    "Message-ID: <1@post.example>\n"
)
LINE = "From desk@post.example Fri Mar  5 23:30:00 2021\n"


def of(source: str | bytes) -> list[Page | Failure]:
    """All that is gathered from `source`."""
    content = source if isinstance(source, bytes) else source.encode()
    return list(pages_in_mail("mail", io.BytesIO(content)))


def only(source: str | bytes) -> Page:
    """The one page in `source`."""
    [found] = of(source)
    assert isinstance(found, Page)
    return found


def parts(kind: str, *texts: str) -> str:
    """The rest of a message that has parts."""
    return "".join(
        [
            f'Content-Type: multipart/{kind}; boundary="line"\n\n',
            *[f"--line\n{text}\n" for text in texts],
            "--line--\n",
        ]
    )


def test_a_message_is_a_page() -> None:
    assert of(f"{HEAD}Content-Type: text/plain; charset=utf-8\n\n{TEXT}\n") == [
        Page(
            name="mail#1@post.example",
            data=f"{TEXT}\n".encode(),
            media_type="text/plain; charset=utf-8",
            publisher="The Post",
            title="Ministers to meet",
            published=date(2021, 3, 5),
            via="mail",
        )
    ]


def test_a_page_from_mail_can_be_read() -> None:
    body = f"Content-Type: text/plain; charset=ISO-8859-1\n\nMálaga: {TEXT}\n"
    found = article.from_page(only((HEAD + body).encode("latin-1")))
    assert found.text == f"Málaga: {TEXT}\n"
    assert found.publisher == "The Post"


def test_each_message_of_a_box_is_a_page(tmp_path: Path) -> None:
    box = mailbox.mbox(tmp_path / "mail.mbox")
    for number in range(3):
        message = EmailMessage()
        message["From"] = "The Post <desk@post.example>"
        message["Subject"] = f"Talks, day {number}"
        message["Message-ID"] = f"<{number}@post.example>"
        message.set_content(f"From Oslo, on day {number}:\n\n{TEXT}\n")
        message.add_alternative(f"<p>From Oslo, on day {number}:</p>\n{HTML}", subtype="html")
        box.add(message)
    box.close()
    with (tmp_path / "mail.mbox").open("rb") as raw:
        found = list(pages_in_mail("mail.mbox", raw))
    assert [page.name for page in found] == [f"mail.mbox#{n}@post.example" for n in range(3)]
    assert [page.title for page in found if isinstance(page, Page)] == [
        f"Talks, day {n}" for n in range(3)
    ]
    assert all(isinstance(page, Page) and HTML.encode() in page.data for page in found)


@pytest.mark.parametrize(
    "line",
    [
        "From desk@post.example Fri Mar  5 23:30:00 2021\n",
        "From - Fri Mar 05 23:30 2021\n",
        "From desk at post.example  Fri Mar  5 23:30:00 2021\n",
        "From 1690000000000000001@xxx Fri Mar 05 23:30:00 +0000 2021\n",
        "From desk@post.example Fri, 5 Mar 2021 23:30:00 +0000\r\n",
    ],
)
def test_a_box_is_cut_at_the_lines_that_programs_write(line: str) -> None:
    first, second = of(f"{line}{HEAD}\n{TEXT}\n\n{line}Subject: Two\n\n{TEXT}\n")
    assert first.name == "mail#1@post.example"
    assert second.name == "mail#2"


@pytest.mark.parametrize(
    "line",
    ["From Oslo, the minister went home.", "From Monday on, at 10:30, they meet.", "Fromage"],
)
def test_a_box_is_not_cut_where_a_sentence_begins_with_from(line: str) -> None:
    assert only(f"{LINE}{HEAD}\n{TEXT}\n\n{line}\n").data == f"{TEXT}\n\n{line}\n".encode()


def test_what_a_box_has_escaped_is_restored() -> None:
    escaped = f">{LINE}>>From Oslo\n>Far off\n"
    assert only(f"From one\n{HEAD}\n{escaped}").data == f"{LINE}>From Oslo\n>Far off\n".encode()


def test_a_single_message_is_not_cut_nor_restored() -> None:
    body = f"{LINE}>From Oslo\n"
    assert only(f"{HEAD}\n{body}").data == body.encode()


@pytest.mark.parametrize("opening", ["\n\n", "\ufeff", "\r\n"])
def test_what_stands_before_the_first_header_is_passed_over(opening: str) -> None:
    assert only(f"{opening}{HEAD}\n{TEXT}").title == "Ministers to meet"


PLAIN = f"Content-Type: text/plain\n\n{TEXT}"
RICH = f"Content-Type: text/html; charset=utf-8\n\n{HTML}"


@pytest.mark.parametrize(
    ("rest", "media_type", "data"),
    [
        (f"\n{TEXT}", "text/plain", TEXT),
        (PLAIN, "text/plain", TEXT),
        (RICH, "text/html; charset=utf-8", HTML),
        (parts("alternative", PLAIN, RICH), "text/html; charset=utf-8", HTML),
        (parts("alternative", PLAIN), "text/plain", TEXT),
        (parts("related", RICH, "Content-Type: image/png\n\n-"), "text/html; charset=utf-8", HTML),
        (parts("mixed", PLAIN, f"Content-Disposition: attachment\n{RICH}"), "text/plain", TEXT),
        (parts("mixed", PLAIN, f"Content-Type: message/rfc822\n\n{RICH}"), "text/plain", TEXT),
        (
            parts("mixed", parts("alternative", PLAIN, RICH).replace("line", "inner")),
            "text/html; charset=utf-8",
            HTML,
        ),
        (parts("alternative", PLAIN, "Content-Type: text/html\n\n \n"), "text/plain", TEXT),
        (f"Content-Type: nonsense\n\n{TEXT}", "text/plain", TEXT),
        (f'Content-Type: text/html; charset="KOI8-R"\n\n{HTML}', "text/html; charset=koi8-r", HTML),
        (f"Content-Type: text/plain; charset=x-none\n\n{TEXT}", "text/plain; charset=x-none", TEXT),
        (
            "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
            "VGhlIHRhbGtzIGVuZGVkLg==\n",
            "text/plain; charset=utf-8",
            "The talks ended.",
        ),
        (
            "Content-Type: text/plain; charset=utf-8\n"
            "Content-Transfer-Encoding: quoted-printable\n\nThe talks in M=C3=A1laga =\nended.",
            "text/plain; charset=utf-8",
            "The talks in Málaga ended.",
        ),
        (
            "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\nMálaga",
            "text/plain; charset=utf-8",
            "Málaga",
        ),
    ],
)
def test_a_page_is_the_html_of_a_message_or_else_its_plain_text(
    rest: str, media_type: str, data: str
) -> None:
    found = only(HEAD + rest)
    assert (found.media_type, found.data.rstrip(b"\n")) == (media_type, data.encode())


@pytest.mark.parametrize(
    ("header", "publisher"),
    [
        ("From: The Post <desk@post.example>", "The Post"),
        ('From: "Post, The" <desk@post.example>', "Post, The"),
        ("From: =?utf-8?q?Le_Journ=C3=A9?= <desk@post.example>", "Le Journé"),
        ("From: Le Journé <desk@post.example>", "Le Journé"),
        ("From: =?utf-8?q?Caf=E9?= <desk@post.example>", "Caf\ufffd"),
        ("From: desk@post.example", "desk@post.example"),
        ("From: <desk@post.example>", "desk@post.example"),
        ("From: One <a@post.example>, Two <b@post.example>", "One"),
        ("From: <>", None),
        ("From: undisclosed:;", None),
        ("From:", None),
        ("X: 1", None),
        ("From: a@[ ", None),
        (f"From: {'(' * 1_900}", None),
        (f"From: {'a' * 9_000}@post.example", None),
    ],
)
def test_the_sender_is_the_publisher(header: str, publisher: str | None) -> None:
    assert only(f"{header}\n\n{TEXT}").publisher == publisher


@pytest.mark.parametrize(
    ("header", "title"),
    [
        ("Subject: Ministers to meet", "Ministers to meet"),
        ("Subject: Ministers\n  to meet", "Ministers to meet"),
        ("Subject: =?iso-8859-1?q?M=E1laga?= =?utf-8?b?w6k=?=", "Málagaé"),
        ("Subject: Málaga", "Málaga"),
        ("Subject: =?x-none?q?M=E1laga?=", "M\ufffdlaga"),
        ("Subject: ", None),
        ("X: 1", None),
    ],
)
def test_the_subject_is_the_title(header: str, title: str | None) -> None:
    assert only(f"{header}\n\n{TEXT}").title == title


@pytest.mark.parametrize(
    ("header", "published"),
    [
        ("Date: Fri, 05 Mar 2021 23:30:00 -0500", date(2021, 3, 5)),
        ("Date: 6 Mar 2021 00:30 +0900", date(2021, 3, 6)),
        ("Date: Fri, 05 Mar 2021 23:30:00 -0000", date(2021, 3, 5)),
        ("Date: Fri, 05 Mar 2021 23:30:00 GMT (as far as we know)", date(2021, 3, 5)),
        ("Date: Fri, 35 Mar 2021 23:30:00 -0500", None),
        ("Date: soon", None),
        ("Date:", None),
        ("X: 1", None),
    ],
)
def test_a_message_is_published_on_its_day_where_it_was_sent(
    header: str, published: date | None
) -> None:
    assert only(f"{header}\n\n{TEXT}").published == published


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("Message-ID: <1@post.example>", "mail#1@post.example"),
        ("Message-ID: 1@post.example", "mail#1@post.example"),
        ("Message-ID: <1@post.example> (a copy)", "mail#1@post.example"),
        ("Message-ID: <>", "mail#1"),
        ("Message-ID:", "mail#1"),
        ("X: 1", "mail#1"),
    ],
)
def test_a_page_is_called_by_the_id_of_its_message_or_its_number(header: str, name: str) -> None:
    assert only(f"{header}\n\n{TEXT}").name == name


@pytest.mark.parametrize(
    ("message", "failure"),
    [
        (f"{HEAD}\n", Failure("mail#1@post.example", "no text in it")),
        (f"{HEAD}\n \n\n", Failure("mail#1@post.example", "no text in it")),
        (
            f"{HEAD}Content-Type: image/png\n\n-",
            Failure("mail#1@post.example", "no text in it"),
        ),
        (
            HEAD + parts("mixed", "Content-Type: image/png\n\n-"),
            Failure("mail#1@post.example", "no text in it"),
        ),
        ("Content-Type: multipart/related\n\n-", Failure("mail#2", "no text in it")),
        (TEXT, Failure("mail#2", "is not a message: it has no headers")),
        ("", Failure("mail#2", "is not a message: it has no headers")),
    ],
)
def test_a_message_that_is_no_page_is_listed_and_the_rest_is_read(
    message: str, failure: Failure
) -> None:
    first, failed, last = of(f"{LINE}X: 1\n\n{TEXT}\n\n{LINE}{message}\n\n{LINE}X: 1\n\n{TEXT}\n")
    assert failed == failure
    assert [first.name, last.name] == ["mail#1", "mail#3"]


def test_a_message_that_is_too_large_is_listed_and_the_rest_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(mail, "LARGEST_MESSAGE", 2_000_000)
    large = f"{HEAD}\n" + ("word " * 1_000 + "\n") * 1_000
    source = f"{LINE}{large}{LINE}{HEAD}\n{TEXT}\n".encode()
    tracemalloc.start()
    failed, last = of(source)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert failed == Failure("mail#1", "larger than 2 MB")
    assert isinstance(last, Page)
    assert peak < 6_000_000
    assert of(large) == [Failure("mail#1", "larger than 2 MB")]


def test_a_character_set_that_is_not_known_is_refused_when_the_page_is_read() -> None:
    found = only(f"{HEAD}Content-Type: text/plain; charset=x-none\n\n{TEXT}")
    with pytest.raises(PageError) as refused:
        article.from_page(found)
    assert refused.value.reason == "in a character set that is not known: x-none"


@pytest.mark.parametrize("content", [b"", b"\n \r\n"])
def test_what_is_empty_is_refused(content: bytes) -> None:
    with pytest.raises(PageError) as refused:
        of(content)
    assert (refused.value.subject, refused.value.reason) == ("mail", "holds no message")


def test_a_box_that_is_torn_is_read_up_to_there() -> None:
    packed = gzip.compress(f"{LINE}{HEAD}\n{TEXT}\n\n{LINE}{HEAD}\n{TEXT}\n".encode())[:-9]
    with gzip.open(io.BytesIO(packed)) as raw:
        pages = pages_in_mail("mail", cast("BinaryIO", raw))
        assert isinstance(next(pages), Page)
        with pytest.raises(PageError) as refused:
            next(pages)
    assert refused.value.reason == "the compressed file is broken"


BOX = f"{LINE}{HEAD}{parts('alternative', PLAIN, RICH)}\n{LINE}{HEAD}{RICH}\n".encode()
HEADERS = st.sampled_from(
    ["From", "Subject", "Date", "Message-ID", "Content-Type", "Content-Transfer-Encoding",
     "Content-Disposition"]
)  # fmt: skip
VALUES = st.sampled_from(
    ["text/html", "text/plain; charset=", "multipart/mixed; boundary=line", "multipart/related",
     "message/rfc822", "base64", "uuencode", "attachment", "charset*=utf-8''x", "=?utf-7?q?+2AA-?=",
     "=?utf-8?b?!!!?=", "<", ">", "@", "[", "(", '"', ";", "group: ", "a@b", "\x00", "\xe9",
     "Mon, 1 Jan 0000 10:00:00 +9999", " "]
)  # fmt: skip


@given(cut=st.integers(min_value=1, max_value=len(BOX)))
def test_a_box_cut_anywhere_is_read(cut: int) -> None:
    assert 1 <= len(of(BOX[:cut])) <= 2


@given(
    headers=st.lists(st.tuples(HEADERS, st.lists(VALUES, max_size=4)), min_size=1, max_size=6),
    body=st.sampled_from([TEXT, RICH, "--line\n" + RICH, "--line\nContent-Type: \n\n-\n--line--"]),
)
def test_no_header_stops_the_run(headers: list[tuple[str, list[str]]], body: str) -> None:
    head = "".join(f"{name}: {''.join(values)}\n" for name, values in headers)
    [found] = of(f"{head}\n{body}".encode("latin-1"))
    if isinstance(found, Page):
        for said in (found.name, found.media_type, found.title or "", found.publisher or ""):
            assert said.encode("utf-8").decode("utf-8") == said
