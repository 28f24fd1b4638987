"""The form in which a report's text is shown, printed and copied: Chinese punctuation at full width."""

from __future__ import annotations

import re

_WIDE = str.maketrans(",;:()", "，；：（）")

_PUNCTUATION = re.compile(
    r"""
    (?P<kept>
        (?<![0-9.]) [0-9]{1,3} (?:,[0-9]{3})+ (?![0-9])     # 1,000 is one number
      | (?<=[0-9]) : (?=[0-9])                              # 8:30 and 1:1.5
      | ://                                                 # an address
    )
    | [,;:()]
    """,
    re.VERBOSE,
)


def shown(text: str) -> str:
    """``text`` with the half-width ``, ; : ( )`` that web pages leave in Chinese text made ``， ； ： （ ）``.

    One code point for one, so every span of ``text`` holds in the result. A comma that groups thousands,
    a colon between digits and the one of a web address stay. Doing it twice changes nothing more.
    """
    return _PUNCTUATION.sub(lambda found: found["kept"] or found[0].translate(_WIDE), text)
