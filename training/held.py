"""Which reports are kept from training."""

from __future__ import annotations

import hashlib


def held_out(name: str, share: int) -> bool:
    """Whether the report `name` is kept from training: one in `share`, none where it is 0."""
    return share > 0 and int(hashlib.sha256(name.encode()).hexdigest(), 16) % share == 1
