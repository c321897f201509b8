"""Lines for the reports of the tests, in the language of the scripted reader."""

from __future__ import annotations

from collections.abc import Callable, Sequence

PLAN = (
    "POLICY planned | USA | KOR | 2021-03-15..2021-04-25 | by Sung Kim/USA | "
    "The review of policy toward Seoul will be *completed* in the coming weeks."
)
LATER = (
    "POLICY planned | USA | KOR | 2021-05-01..2021-06-15 | by Sung Kim/USA | "
    "The review of policy toward Seoul will be *completed* by the middle of June."
)
DONE = (
    "POLICY happened | USA | KOR | 2021-04-20 | by Sung Kim/USA | "
    "The review of policy toward Seoul was *completed* on Tuesday."
)
NOT_DONE = (
    "POLICY did_not_happen | USA | KOR | - | by Sung Kim/USA | "
    "The review of policy toward Seoul was not *completed*."
)
DENIED = NOT_DONE.replace("Sung Kim/USA", "Chung Eui-yong/KOR")
CALLED_OFF = (
    "POLICY will_not_happen | USA | KOR | - | by Sung Kim/USA | "
    "The review of policy toward Seoul will not be *completed*."
)
VISIT = (
    "CONSULT happened | USA | KOR | 2021-03-05 | as CONSULT:visit | "
    "Two secretaries from Washington *met* their colleagues in Seoul."
)
VISIT_IN_OTHER_WORDS = (
    "CONSULT happened | USA | KOR | 2021-03-05 | as CONSULT:visit | "
    "In Seoul, ministers from Washington and their colleagues *met* for lunch."
)
FINE = (
    "SANCTION happened | KOR | USA | 2021-03-02 | as SANCTION | "
    "A court in Seoul *fined* a bank of Washington over its loans."
)
AID = "AID happened | NOR | PRK | 2021-02-01..2021-02-10 | as AID | Oslo *shipped* rice to Nampo."
PROMISE = (
    "AGREE happened | NOR | PRK | 2021-03-14 | due 2021-03-30 | "
    "Oslo *promised* Pyongyang more rice by the end of the month."
)
SILENCE = (
    "REJECT ongoing | PRK | USA | 2021-02-11..2021-03-14 | as REJECT | unanswered | "
    "Pyongyang has *not answered* the letters that Washington sent."
)
ANSWER = (
    "AGREE happened | PRK | USA | 2021-03-24 | by PRK | "
    "Pyongyang has *accepted* the invitation and the offer of talks."
)
DOUBT = "ACCUSE happened | CHN | - | 2021-03-12 | by Li Wei/CHN | Beijing *accused* a firm."
FOREIGN = "북한은 미사일을 발사했다고 한다. 中美高层会谈在阿拉斯加举行。 日本は声明を発表した。"
# A report of many things, each an event of its own.
NEWS = {"aid": AID, "fine": FINE, "plan": PLAN, "silence": SILENCE, "visit": VISIT, "doubt": DOUBT}

# Long enough for two reports that have it in common to be copies.
WIRE = (
    "Two secretaries went on Wednesday for talks with their colleagues, the first such journey "
    "since the new government took office in January, and spoke for three hours about the north, "
    "about trade, about the cost of keeping troops in the country and about a long list of smaller "
    "matters that their deputies had drawn up in the weeks before, of which no more than half were "
    "reached before the delegations rose for a late lunch by the river."
)

CITIES = {"USA": "Washington", "KOR": "Seoul", "PRK": "Pyongyang", "JPN": "Tokyo"}
DAYS = ("2021-03-02", "2021-03-03", "2021-03-10..2021-03-20", "2021-04-01..2021-04-30", "-")
WORD_OF = ("by Sung Kim/USA", "by an official/KOR", "by The Wire/MED", "sure 0.7")
ACTS = (
    "POLICY planned | {a} | {b} | {days} | {by} | The review on {B} will be *completed* soon.",
    "POLICY happened | {a} | {b} | {days} | {by} | The review on {B} was *completed*.",
    "POLICY did_not_happen | {a} | {b} | {days} | {by} | The review on {B} was not *completed*.",
    "POLICY will_not_happen | {a} | - | {days} | {by} | {A} will not *announce* anything new.",
    "CONSULT planned | {a} | {b} | {days} | {by} | {A} will *meet* {B} for talks.",
    "CONSULT happened | {a} | {b} | {days} | as CONSULT:visit | {A} *met* {B} for talks.",
    "REJECT ongoing | {a} | {b} | {days} | unanswered | {A} has *not answered* letters from {B}.",
    "AGREE happened | {a} | {b} | {days} | by {a} | {A} *accepted* the invitation of {B}.",
    "REQUEST happened | {b} | {a} | {days} | via letter | {B} *asked* {A} in a letter for talks.",
    "SANCTION happened | {a} | {b} | {days} | as SANCTION | {A} *fined* a bank of {B}.",
    "AGREE happened | {a} | {b} | {days} | due 2021-03-20 | {A} *promised* to ship rice by then.",
    "REQUEST happened | {b} | {a} | {days} | due 2021-04-02 | {B} *told* {A} to ship rice by then.",
    "AID happened | {a} | {b} | {days} | {by} | {A} *shipped* rice to a port of {B}.",
    "REJECT happened | {a} | {b} | {days} | {by} | {A} *refused* to ship any more rice.",
)

Choose = Callable[[Sequence[str]], str]


def act(choose: Choose) -> str:
    """Return the line of an act between two of a few parties, each part of it as is chosen."""
    one = choose(sorted(CITIES))
    other = choose(sorted(set(CITIES) - {one}))
    days, word = choose(DAYS), choose(WORD_OF)
    line = choose(ACTS)
    return line.format(a=one, b=other, A=CITIES[one], B=CITIES[other], days=days, by=word)


def quote(line: str) -> str:
    """Return the sentence of a line as the article prints it."""
    return line.rpartition("|")[2].strip().replace("*", "") if "|" in line else line
