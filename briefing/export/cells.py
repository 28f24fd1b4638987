"""Text as the cells of CSV files and workbooks hold it: data that no spreadsheet program takes for anything else."""

from __future__ import annotations

import re
import unicodedata

CELL_LIMIT = 32_767
"""UTF-16 units that a cell of a workbook holds (Excel specifications and limits)."""

REPLACEMENT = "\ufffd"
"""Stands for what has no place in a file of text."""

_FORMULA = frozenset("=+-@＝＋－＠")
"""What a cell must not begin with (OWASP, CSV Injection), and its full-width forms, which Chinese and Japanese
versions read alike. A tab, a carriage return and a line feed are on that list too: see ``looks_like_formula``.
"""

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 (2.2, Char) does not allow, and half surrogates, which UTF-8 can not write."""

_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def cell_text(text: str) -> str:
    """``text`` with every kind of line end made one, and what no file of text can hold made ``REPLACEMENT``."""
    return _REFUSED.sub(REPLACEMENT, _LINE_ENDS.sub("\n", text))


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet program might calculate it: the first character that shows is one of = + - @, or it
    begins with a tab or a line end (OWASP, CSV Injection). Blanks and invisible characters before them do not help.
    """
    if text[:1] in ("\t", "\r", "\n"):
        return True
    first = next((char for char in text if not (char.isspace() or unicodedata.category(char) in ("Cf", "Cc"))), "")
    return first in _FORMULA


def csv_cell(text: str) -> str:
    """A cell of a CSV file. One that looks like a formula gets a ' before it, as OWASP (CSV Injection) tells: every
    spreadsheet program then takes it for text, and shows the ' in its place. The quoting is left to the CSV writer.
    """
    text = cell_text(text)
    return f"'{text}" if looks_like_formula(text) else text


def workbook_cell(text: str) -> str:
    """A cell of a workbook. Where the words read like the escape _xHHHH_ of ECMA-376 (22.9.2.19), they are escaped
    themselves, else a program would show another character.
    """
    return _LOOKS_ESCAPED.sub("_x005F_", cell_text(text))


def fitted(text: str, limit: int, note: str) -> str:
    """``text`` when it has no more than ``limit`` UTF-16 units, else its beginning with ``note`` behind it."""
    if 2 * len(text) <= limit or _units(text) <= limit:
        return text
    room, passed = limit - _units(note), 0
    for at, char in enumerate(text):
        passed += _units(char)
        if passed > room:
            return text[:at] + note
    raise AssertionError("unreachable: a text beyond the limit ends before its end")


def _units(text: str) -> int:
    return len(text) + sum(char > "\uffff" for char in text)
