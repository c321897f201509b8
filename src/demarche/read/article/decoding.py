"""The text of a page's bytes."""

from __future__ import annotations

import codecs
import re

from demarche.model import Page, PageError

LONGEST_LINE = 1_000_000

_MAGIC = (
    (re.compile(rb"%PDF-"), "a PDF file"),
    (re.compile(rb"PK\x03\x04"), "a ZIP archive or an office document"),
    (re.compile(rb"\x1f\x8b"), "a gzip file"),
    (re.compile(rb"BZh[1-9]1AY&SY"), "a bzip2 file"),
    (re.compile(rb"\xfd7zXZ\x00"), "an xz file"),
    (re.compile(rb"\x28\xb5\x2f\xfd"), "a Zstandard file"),
    (re.compile(rb"7z\xbc\xaf\x27\x1c"), "a 7-Zip archive"),
    (re.compile(rb"Rar!\x1a\x07"), "a RAR archive"),
    (re.compile(rb"\x89PNG\r\n"), "a PNG image"),
    (re.compile(rb"\xff\xd8\xff"), "a JPEG image"),
    (re.compile(rb"GIF8[79]a"), "a GIF image"),
    (re.compile(rb"II\*\x00|MM\x00\*"), "a TIFF image"),
    (re.compile(rb"(?s:RIFF....WEBP)"), "a WebP image"),
    (re.compile(rb"(?s:RIFF....(?:WAVE|AVI ))|OggS\x00|ID3[\x02-\x04]"), "sound or video"),
    (re.compile(rb"\x7fELF"), "a program"),
    (re.compile(rb"SQLite format 3\x00"), "an SQLite database"),
    (re.compile(rb"\xd0\xcf\x11\xe0"), "an old office document"),
    (re.compile(rb"\{\\rtf"), "a rich text document"),
    (re.compile(rb"\xff\xfe|\xfe\xff"), "UTF-16 text"),
)
_ANY_MAGIC = re.compile(b"|".join(magic.pattern for magic, _ in _MAGIC))
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_META_CHARSET = re.compile(rb"<meta\b[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_META_LIES_WITHIN = 4096
# What pages call Latin-1 or ASCII is Windows-1252 in fact (WHATWG Encoding Standard, 4.2).
_WINDOWS_1252 = {"iso8859_1", "ascii"}
_NO_CHARSETS = {"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape"}


def decoded(page: Page) -> str:
    """Return the text that `page` holds, character by character as received.

    A byte order mark is no part of it. Raises PageError for what is empty, no text at all, or not
    in the character set that it claims (UTF-8 where it claims none).
    """
    if foreign := foreign_kind(page.data):
        raise PageError(page.name, f"is {foreign}, not text in UTF-8")
    text = _text(page).removeprefix("\ufeff")
    if not any(map(str.isalnum, text)):
        raise PageError(page.name, "no text")
    return text


def foreign_kind(data: bytes) -> str | None:
    """Return what `data` is where it is no text that can be read, such as "a PDF file"."""
    if _ANY_MAGIC.match(data):
        return next(kind for magic, kind in _MAGIC if magic.match(data))
    place = data.find(b"\0")
    return None if place < 0 else f"binary (NUL at byte {place})"


def refuse_endless_lines(name: str, text: str) -> None:
    """Raise PageError where `text` has a line so long that it cannot be a report's."""
    if len(text) > LONGEST_LINE:
        longest = max(map(len, text.splitlines()))
        if longest > LONGEST_LINE:
            raise PageError(
                name, f"a line of {longest:,} characters without a break (at most {LONGEST_LINE:,})"
            )


def is_html(page: Page) -> bool:
    """Whether `page` says that it is HTML."""
    return page.media_type.partition(";")[0].strip().lower() in {
        "text/html",
        "application/xhtml+xml",
    }


def _text(page: Page) -> str:
    charset = _charset(page)
    try:
        return page.data.decode(charset)
    except UnicodeDecodeError as error:
        mended = _in_another_charset(page) if is_html(page) else None
        if mended is not None:
            return mended
        label = charset.upper().replace("_", "-")
        reason = f"not {label} (byte {error.start:,} is {page.data[error.start]:#04x})"
        raise PageError(page.name, reason) from error


def _in_another_charset(page: Page) -> str | None:
    """Return the text of a page of HTML that is not in the character set that it claims.

    It is tried in the one that its own tag names, then in UTF-8, then in Windows-1252, in which
    most of those are that claim UTF-8 and are not.
    """
    named = _META_CHARSET.search(page.data, 0, _META_LIES_WITHIN)
    own = [named[1].decode("ascii", "replace")] if named else []
    for charset in (*own, "utf-8", "windows-1252"):
        try:
            return page.data.decode(_codec(page.name, charset))
        except (PageError, UnicodeDecodeError):
            continue
    return None


def _charset(page: Page) -> str:
    """Return the name of the codec for `page`: from its byte order mark, its sender, or itself."""
    if page.data.startswith(codecs.BOM_UTF8):
        return "utf-8"
    stated = _CHARSET.search(page.media_type)
    name = stated[1] if stated else None
    if name is None and is_html(page):
        meta = _META_CHARSET.search(page.data, 0, _META_LIES_WITHIN)
        name = meta[1].decode("ascii", "replace") if meta else None
    if name is None:
        return "utf-8"
    return _codec(page.name, name)


def _codec(subject: str, charset: str) -> str:
    try:
        name = codecs.lookup(charset).name.replace("-", "_")
        b"abcd".decode(name)
    except (LookupError, UnicodeError) as error:
        raise PageError(subject, f"in a character set that is not known: {charset}") from error
    if name in _NO_CHARSETS:
        raise PageError(subject, f"in a character set that is not known: {charset}")
    return "windows-1252" if name in _WINDOWS_1252 else name
