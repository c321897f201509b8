"""The templates, and what all of them can call."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from demarche.desk.web import words
from demarche.desk.web.keys import GOES
from demarche.desk.web.static import address
from demarche.service import wording

_FOLDER = Path(__file__).parent / "templates"


@cache
def environment() -> Environment:
    """Return the templates: what they put out is escaped, and what they miss is an error."""
    made = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=words.plain,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters |= {
        "day": wording.whole_day,
        "moment": words.moment_words,
        "month": words.month_words,
        "spoken": words.spoken,
        "cut": words.cut,
        "web": words.web_address,
        "host": words.host,
        "names": words.names,
        "who": words.who,
        "chain": words.chain,
        "parted": words.parted,
        "story": words.story_words,
    }
    made.tests["unnamed"] = words.is_unnamed
    made.globals |= {
        "span_words": wording.span_of_days,
        "count": wording.count,
        "parties": words.parties,
        "static": address,
        "goes": lambda: GOES,
    }
    return made
