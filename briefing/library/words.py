"""Words as the database can hold them."""

from __future__ import annotations

import re

_HALF_PAIR = re.compile("[\ud800-\udfff]")


def whole(words: str) -> str:
    """Words as UTF-8 can hold them: half a surrogate pair, which some input methods leave, becomes U+FFFD."""
    return _HALF_PAIR.sub("\ufffd", words)
