"""What feeds say is plain text, whatever markup they put into it."""

from __future__ import annotations

import pytest

from tests.gather.feeds.samples import first


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Talks &amp;amp; trade", "Talks & trade"),
        ("<![CDATA[Talks &amp; <b>trade</b>]]>", "Talks & trade"),
        ("Oslo&amp;amp;#8217;s\n  talks", "Oslo’s talks"),
        ("<![CDATA[<p>One.</p><p>Two.</p>]]>", "One. Two."),
        ("&lt;i&gt;Post&lt;/i&gt;: 3 &lt; 4 &amp;&amp; 5 &gt; 4", "Post: 3 < 4 && 5 > 4"),
        ("<![CDATA[<script>var a = 1 < 2;</script>Talks<style>p {}</style>]]>", "Talks"),
        ("&lt;img src='a.jpg'&gt;", None),
        (" ", None),
    ],
)
def test_titles_are_plain_text(title: str, words: str | None) -> None:
    assert first(f"<title>{title}</title>").title == words
    assert first(f"<description>{title}</description>").summary == words
