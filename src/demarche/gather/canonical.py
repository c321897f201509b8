"""Addresses as the record knows them: one spelling for all that lead to the same page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv6Address
from urllib.parse import SplitResult, unquote_plus, urldefrag, urljoin, urlsplit

import idna

_DEFAULT_PORTS = {"http": 80, "https": 443}
_HTTP = re.compile(r"https?://", re.IGNORECASE)
_HOST = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?")

# Parameters that say by which road a reader came. They are named after the services that add them:
# Google, Facebook, Microsoft, Matomo, AT Internet, Webtrends, Adobe, Mailchimp, HubSpot, Marketo.
_ROAD_BEGINS = (
    "utm_ mtm_ pk_ piwik_ matomo_ hsa_ _hs at_ xtor wt. wt_ ns_ itm_ mc_ vero_ oly_ ga_ fb_ aff_"
).split()
_ROADS = frozenset(
    "fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid ysclid twclid ttclid igshid igsh "
    "li_fat_id rb_clickid s_cid s_kwcid ef_id mkt_tok _ga _gl _openstat _branch_match_id "
    "__twitter_impression __s spm trk trkcampaign trkinfo wtrid ranmid raneaid ransiteid "
    "cmp cmpid campaign campaignid campaign_id intcmp intcid int_source icid ico ito ocid ncid "
    "cvid smid smtyp emc partnerref ref_ ref_src ref_url refsrc referer referrer "
    "ftag ftcamp cn-track rss_source sr_share sharetoken share_id replytocom nr_email_referer "
    "guccounter guce_referrer guce_referrer_sig traffic_source traffic_campaign".split()
)
# Parameters that may say the same, or what the page is about: their value decides.
_MAY_BE_ROADS = frozenset("source src from via medium partner feature share shared mod".split())
_ROAD = re.compile(
    r"(?:rss|feeds?|feedburner|atom|twitter|tw|facebook|fb|whatsapp|telegram|tg|linkedin|pinterest|"
    r"reddit|tumblr|vk|youtube|youtu\.be|instagram|ig|e-?mail|newsletter|social|share|sharing|"
    r"home|homepage|hp|push|google|googlenews|flipboard|widget|emb)(?:[-_.].*)?",
    re.IGNORECASE,
)
_HTML_REST = re.compile(r"^(?:amp;)+")
_NUMBER = re.compile(r"(?=[./-]*\d)[\d./-]+")

_SESSIONS = frozenset(
    "jsessionid phpsessid sessionid session_id sessid zenid oscsid cftoken cfid".split()
)
_MAY_BE_SESSIONS = frozenset({"sid", "session"})
_TOKEN = re.compile(r"(?=.*[a-z])(?=.*\d)[a-z0-9]{20,}", re.IGNORECASE)
_ASP_SESSION = re.compile(r"(?:\([A-Z]\([A-Za-z0-9]{16,}\)\))+|\((?:[A-Z]\([A-Za-z0-9]{16,}\))+\)")

_ESCAPE_OR_REST = re.compile(r"%[0-9A-Fa-f]{2}|[^A-Za-z0-9._~!$&'()*+,;=:@/-]")
_FREE = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


@dataclass(frozen=True, slots=True)
class _Address:
    """The parts of an http or https address; the host in ASCII, with its port if need be."""

    scheme: str
    host: str
    path: str
    query: str


def canonical(address: str) -> str:
    """Return `address` as the record knows it; what is no http or https address, as it is.

    Scheme and host are in lower case (a name in other letters in punycode), escapes in one form,
    and what makes no difference to the page is gone: the default port, a user's name, the fragment,
    sessions, and the parameters that only say whence a reader came. The others keep their order.

    >>> canonical("HTTPS://Post.Example:443/2021/03/Talks/?utm_source=x&id=7&fbclid=1#top")
    'https://post.example/2021/03/Talks/?id=7'
    >>> canonical("http://bücher.example")
    'http://xn--bcher-kva.example/'
    >>> canonical("mailto:desk@post.example")
    'mailto:desk@post.example'
    """
    parts = _parts(address)
    if parts is None:
        return address
    query = "&".join(_kept(parts.query))
    return f"{parts.scheme}://{parts.host}{_path(parts.path)}{'?' if query else ''}{query}"


def joined(base: str, link: str) -> str | None:
    """Return the address that `link` on the page at `base` leads to, without its fragment.

    None where that is no http or https address.

    >>> joined("https://post.example/world/", "../talks.html#top")
    'https://post.example/talks.html'
    """
    try:
        address = urldefrag(urljoin(base, link.strip())).url
    except ValueError:
        return None
    return None if _parts(address) is None else address


def host_of(address: str) -> str | None:
    """Return the host of an http or https address, in ASCII; None for any other text."""
    parts = _parts(address)
    return None if parts is None else parts.host


def _parts(address: str) -> _Address | None:
    bare = address.strip()
    if not _HTTP.match(bare):
        return None
    try:
        split = urlsplit(bare)
        port = split.port
    except ValueError:
        return None
    host = _host(split)
    if host is None:
        return None
    if port is not None and port != _DEFAULT_PORTS[split.scheme]:
        host = f"{host}:{port}"
    return _Address(split.scheme, host, split.path, split.query)


def _host(split: SplitResult) -> str | None:
    name = split.hostname or ""
    if "[" in split.netloc:
        try:
            return f"[{IPv6Address(name).compressed}]"
        except AddressValueError:
            return None
    if not name.isascii():
        try:
            name = idna.encode(name, uts46=True).decode("ascii").lower()
        except UnicodeError:
            return None
    return name.removesuffix(".") if _HOST.fullmatch(name) else None


def _path(path: str) -> str:
    """Return `path` in one form: without sessions and without steps up and down."""
    kept: list[str] = []
    segments = [_without_session(part) for part in _escaped(path).split("/")[1:]]
    segments = [part for part in segments if not _ASP_SESSION.fullmatch(part)]
    for segment in segments:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    if segments and segments[-1] in {".", ".."}:
        kept.append("")
    return "/" + "/".join(kept)


def _without_session(segment: str) -> str:
    name, *parameters = segment.split(";")
    kept = [part for part in parameters if part.partition("=")[0].lower() not in _SESSIONS]
    return ";".join([name, *kept])


def _kept(query: str) -> Iterator[str]:
    """Yield the parameters of `query` that matter to the page."""
    for part in query.split("&"):
        # Links cut out of pages by hand still carry the "&amp;" of their HTML.
        parameter = _HTML_REST.sub("", _escaped(part, also="?"))
        name, _, value = parameter.partition("=")
        if parameter and not _is_idle(unquote_plus(name).lower(), unquote_plus(value)):
            yield parameter


def _is_idle(name: str, value: str) -> bool:
    """Whether a parameter tells a session, or the road by which a reader came, not the page."""
    if name in _ROADS or name in _SESSIONS or name.startswith(tuple(_ROAD_BEGINS)):
        return True
    if name.startswith("aspsessionid"):
        return True
    if name in _MAY_BE_ROADS:
        return _ROAD.fullmatch(value) is not None
    if name in _MAY_BE_SESSIONS:
        return _TOKEN.fullmatch(value) is not None
    # Ministries number their papers by "ref"; elsewhere it says whence a reader came.
    return name == "ref" and _NUMBER.fullmatch(value) is None


def _escaped(text: str, also: str = "") -> str:
    """Return `text` with each character that needs an escape, and no other, as "%XX"."""

    def one(found: re.Match[str]) -> str:
        piece = found[0]
        if piece in also:
            return piece
        if len(piece) == 1:
            return "".join(f"%{byte:02X}" for byte in piece.encode("utf-8", "surrogatepass"))
        character = chr(int(piece[1:], 16))
        return character if character in _FREE else piece.upper()

    return _ESCAPE_OR_REST.sub(one, text)
