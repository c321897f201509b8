"""How a command ends."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """Exit codes."""

    DONE = 0
    FAILED = 1
    WRONG_USAGE = 2
    IN_PART = 3
    INTERRUPTED = 130


def after(*, done: int, failed: int) -> Exit:
    """How a run ends that did `done` things and failed at `failed`.

    >>> after(done=4, failed=1)
    <Exit.IN_PART: 3>
    """
    if not done:
        return Exit.FAILED
    return Exit.IN_PART if failed else Exit.DONE
