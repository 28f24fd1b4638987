"""How wide the columns of a table are, worked out here so that every program draws the same."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from briefing.export.document import Table

_EM = 240
"""Twips of a character of 小四."""
_SIDES = 160
_LEAST = 3 * _EM


def column_widths(table: Table, room: int, headings: Sequence[str]) -> list[int]:
    """In twips, ``room`` together. Up to four columns share the room, one that grows takes more; of more columns
    each takes what its words need, and those that grow take the rest.
    """
    count = len(table.columns)
    if count <= 4:
        shares = [1.3 if column.grow else 1.0 for column in table.columns]
        return _whole([room * share / sum(shares) for share in shares], room)
    needed = [
        max(_LEAST, _SIDES + max((text_width(text) for text in texts), default=0) * _EM)
        for texts in (
            [
                headings[at],
                *(row[at].text + row[at].unit + ("（测算）" if row[at].computed else "") for row in table.rows),
            ]
            for at in range(count)
        )
    ]
    growing = [at for at, column in enumerate(table.columns) if column.grow] or list(range(count))
    rest = room - sum(width for at, width in enumerate(needed) if at not in growing)
    least = _LEAST * 2 * len(growing)
    if rest >= least:
        total = sum(needed[at] for at in growing)
        return _whole([rest * w / total if at in growing else w for at, w in enumerate(needed)], room)
    most = room / count * 1.6
    squeezed = [min(width, most) for width in needed]
    return _whole([width * room / sum(squeezed) for width in squeezed], room)


def text_width(text: str) -> float:
    """Of its longest line, in full-width characters."""
    return max(sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.52 for c in line)
               for line in text.split("\n"))  # fmt: skip


def _whole(widths: list[float], room: int) -> list[int]:
    found = [int(width) for width in widths]
    found[-1] += room - sum(found)
    return found
