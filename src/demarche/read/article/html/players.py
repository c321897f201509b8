"""Players of sound and video on a page."""

from __future__ import annotations

import re
from typing import Any

from demarche.read.article.html.beside import is_beside, names_of

_TAGS = (
    "video", "audio", "object", "embed", "amp-video", "amp-youtube", "amp-brightcove",
    "amp-jw-player", "amp-audio", "amp-dailymotion", "amp-vimeo",
)  # fmt: skip
_FRAMES = re.compile(
    r"player|embed|youtube|youtu\.be|vimeo|dailymotion|brightcove|jwplat|kaltura|soundcloud|"
    r"spotify|rutube|megaphone|podcast|omny|acast|simplecast|libsyn|ooyala|wistia|bilibili|video|"
    r"audio|stream",
    re.IGNORECASE,
)
_NAMES = re.compile(
    r"(?:^|[-_ ])(?:(?:video|audio|media|podcast|radio|live|youtube|embed(?:ded)?)-?(?:player|js|"
    r"embed|wrapper|container|frame|box)|player|players|vplayer|jwplayer|vjs|plyr|videoplayer|"
    r"audioplayer|mediaplayer|flowplayer)(?=$|[-_ ])"
)
_CLIPS = re.compile(
    r"\.(?:mp3|mp4|m3u8|m4a|m4v|webm|ogg|flv|swf|mpd|wmv|rm|ram|mov)(?:$|[?&#])",
    re.IGNORECASE,
)
_DATA = "//@*[starts-with(name(), 'data-')]"
_OLD_PLAYERS = re.compile(
    r"flash|video|audio|player|quicktime|mplayer|realaudio|\.swf|\.wmv|\.rm|D27CDB6E|6BF52A52|"
    r"02BF25D5|CFCDAA03|22D6F312",
    re.IGNORECASE,
)


def has_player(tree: Any) -> bool:
    """Whether the page of `tree` plays sound or video itself, not in what lies beside."""
    if any(_plays(element) and not _is_aside(element) for element in tree.iter(*_TAGS)):
        return True
    frames = (frame for frame in tree.iter("iframe") if not _is_aside(frame))
    if any(_FRAMES.search(frame.get("src") or frame.get("data-src") or "") for frame in frames):
        return True
    parts = (
        part
        for part in tree.iter("div", "section", "figure")
        if part.get("class") or part.get("id")
    )
    if any(_NAMES.search(names_of(part)) and not _is_aside(part) for part in parts):
        return True
    return any(map(_CLIPS.search, tree.xpath(_DATA)))


def _plays(element: Any) -> bool:
    """Whether an element is a player: not every object or moving picture is one."""
    if element.tag == "video":
        return element.get("loop") is None or element.get("controls") is not None
    if element.tag in ("object", "embed"):
        names = ("type", "data", "src", "classid")
        return _OLD_PLAYERS.search(" ".join(element.get(name) or "" for name in names)) is not None
    return True


def _is_aside(element: Any) -> bool:
    return any(is_beside(around) for around in element.iterancestors())
