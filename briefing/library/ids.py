"""Identifiers that two offline computers never give twice: UUID version 7 (RFC 9562, section 5.7)."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from uuid import UUID, uuid5

_SEEDS = UUID("01a20110-cdc0-7000-8000-000000000000")


def seeded_id(name: str) -> str:
    """The identifier of something the program brings, the same in every library (RFC 9562, section 5.5)."""
    return str(uuid5(_SEEDS, name))


class IdMaker:
    """Makes UUIDv7s that sort in the order they were made, also within one millisecond and when a clock steps back.

    The 74 random bits serve as a counter within a millisecond (RFC 9562, section 6.2, method 2).
    ``clock`` returns nanoseconds since 1970.
    """

    _TAIL = 1 << 74

    def __init__(self, clock: Callable[[], int] = time.time_ns) -> None:
        self._clock = clock
        self._last = (0, 0)

    def __call__(self) -> str:
        """The next identifier, in the usual 36 characters."""
        now, (last, tail) = self._clock() // 1_000_000, self._last
        if now > last:
            last, tail = now, secrets.randbits(73)
        else:
            tail += 1 + secrets.randbits(32)
            if tail >= self._TAIL:
                last, tail = last + 1, secrets.randbits(73)
        self._last = (last, tail)
        high, low = tail >> 62, tail & ((1 << 62) - 1)
        return str(UUID(int=(last & ((1 << 48) - 1)) << 80 | 7 << 76 | high << 64 | 2 << 62 | low))
