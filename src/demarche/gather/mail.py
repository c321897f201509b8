"""Pages from mail: a box of messages (MBOX) or a single one (.eml)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import EmailPolicy
from typing import Any, BinaryIO, cast

from demarche.gather.streams import Stream
from demarche.model import Failure, Page, PageError

LARGEST_MESSAGE = 20_000_000

_LONGEST_HEADER = 2_000
_MARK = b"\xef\xbb\xbf"
_START_OF_BOX = b"From "
_SEPARATOR = re.compile(
    rb"From .{0,900}\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b.{1,40}\b\d\d?:\d\d\b.{0,90}\b\d{4}\s{0,9}$"
)
_ESCAPED = re.compile(rb">+From ")
_HALF_A_PAIR = re.compile("[\ud800-\udfff]")


class _Policy(EmailPolicy):
    """Takes a header that cannot be parsed, or would take too long, for one that is not there."""

    def header_fetch_parse(self, name: str, value: str) -> Any:
        if len(value) > _LONGEST_HEADER:
            return None
        # Bytes beyond ASCII that no header should hold are UTF-8 in most.
        value = value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        try:
            return super().header_fetch_parse(name, value)
        except Exception:
            # The library's parser trips in many ways over what nobody should write: IndexError,
            # AttributeError, UnboundLocalError, RecursionError, and not the same in each version.
            return None


_PARSER = BytesParser(EmailMessage, policy=_Policy())


def pages_in_mail(name: str, raw: BinaryIO) -> Iterator[Page | Failure]:
    """Yield a page for each message of `raw`, a box of them or one, and a failure where it is none.

    A page is called by the id of its message or, where it has none, by its number: box#id. It holds
    the message's HTML if there is any, else its plain text. Raises PageError where `raw` cannot be
    read, or holds nothing.
    """
    for number, source in enumerate(_messages(Stream(name, raw)), start=1):
        try:
            page = _page(name, number, source)
        except PageError as error:
            yield Failure(error.subject, error.reason)
        else:
            yield page


def _messages(stream: Stream) -> Iterator[bytes]:
    """Yield the messages of `stream`; of one that is too large, its beginning.

    Programs write a line into a box before each message, "From", whose, and when; a line of the
    message that would look like one begins with ">" (RFC 4155).
    """
    line = _first_line(stream)
    is_box = line.startswith(_START_OF_BOX)
    message = bytearray(b"" if is_box else line)
    while line := stream.line():
        if is_box and _SEPARATOR.match(line):
            yield bytes(message)
            message.clear()
        elif len(message) <= LARGEST_MESSAGE:
            message += line[1:] if is_box and _ESCAPED.match(line) else line
    yield bytes(message)


def _first_line(stream: Stream) -> bytes:
    while line := stream.line().removeprefix(_MARK):
        if line.strip():
            return line
    raise PageError(stream.name, "holds no message")


def _page(box: str, number: int, source: bytes) -> Page:
    place = f"{box}#{number}"
    if len(source) > LARGEST_MESSAGE:
        raise PageError(place, f"larger than {LARGEST_MESSAGE // 1_000_000} MB")
    message = _parsed(place, source)
    name = f"{box}#{_id(message) or number}"
    media_type, data = _body(name, message)
    return Page(
        name=name,
        data=data,
        media_type=media_type,
        publisher=_sender(message),
        title=_words(message["Subject"]),
        published=_day(message),
        via=box,
    )


def _parsed(place: str, source: bytes) -> EmailMessage:
    message = cast("EmailMessage", _PARSER.parsebytes(source))
    if not message.keys():
        raise PageError(place, "is not a message: it has no headers")
    return message


def _body(name: str, message: EmailMessage) -> tuple[str, bytes]:
    """Return the media type and the bytes of the HTML in `message`, or else of its plain text."""
    texts = list(_texts(message))
    for kind in ("text/html", "text/plain"):
        for part in (text for text in texts if text.get_content_type() == kind):
            data = part.get_payload(decode=True)
            if isinstance(data, bytes) and data.strip():
                return _media_type(part), data
    raise PageError(name, "no text in it")


def _texts(message: EmailMessage) -> Iterator[EmailMessage]:
    """Yield the parts of `message` that are text and neither attached nor another message's."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        if part.is_attachment():
            continue
        if part.get_content_maintype() == "text":
            yield part
        elif part.get_content_maintype() == "multipart":
            waiting += reversed(cast("list[EmailMessage]", list(part.iter_parts())))


def _media_type(part: EmailMessage) -> str:
    charset = part.get_content_charset()
    return part.get_content_type() + (f"; charset={charset}" if charset else "")


def _id(message: EmailMessage) -> str | None:
    stated = _words(message["Message-ID"])
    return stated and stated.lstrip("<").partition(">")[0]


def _sender(message: EmailMessage) -> str | None:
    """Return the name of the sender, or the address where there is none."""
    for sender in getattr(message["From"], "addresses", ()):
        return _words(sender.display_name) or _words(sender.addr_spec.strip("<>"))
    return None


def _day(message: EmailMessage) -> date | None:
    """Return the day on which `message` was sent, where it was sent."""
    moment = getattr(message["Date"], "datetime", None)
    return moment and moment.date()


def _words(header: object) -> str | None:
    """Return what `header` says, on one line."""
    if header is None:
        return None
    return " ".join(_HALF_A_PAIR.sub("\ufffd", str(header)).split()) or None
