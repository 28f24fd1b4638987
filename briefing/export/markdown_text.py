"""Markdown in which the words of a document stand for themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from briefing.export.document import Align

_MARKUP = re.compile(r"[\\`*_\[\]<>|#~&$^!@{}]")
"""Escaped wherever it stands (CommonMark 0.31, 2.4), with what GitHub, chats and notebooks add ($ ~ ^ @)."""

_AT_START = re.compile(r"(?m)^([ \t]*)(?:([+\-=.)])|([0-9]{1,9})([.)]))")
"""Begins lists, rules and headings at the beginning of a line, behind blanks too; a dot does behind another stretch's
number."""

_ADDRESS = re.compile(r"(?i)\b(https?|ftp|mailto|xmpp)(:)|\b(www)(\.)")
"""GitHub makes links of these by itself."""

_MARKS = {Align.LEFT: ":---", Align.CENTER: ":---:", Align.RIGHT: "---:"}
_WORD = re.compile(r"[^\W_](?:.*[^\W_])?", re.DOTALL)
_BLANKS = re.compile(r"(?m)^[ \t]+|[ \t]+$")


def _escaped(found: re.Match[str]) -> str:
    blanks, sign, number, point = found.groups()
    return f"{blanks}\\{sign}" if sign else f"{blanks}{number}\\{point}"


class Entry(str):
    """An entry of a list, which stands close to the one before."""

    __slots__ = ()


class Markdown:
    """Words and tables as Markdown."""

    def words(self, text: str) -> str:
        """Text that stands for itself; its line ends end lines."""
        text = _BLANKS.sub("", text) if "\n" in text else text
        text = _MARKUP.sub(r"\\\g<0>", text)
        text = _AT_START.sub(_escaped, text)
        text = _ADDRESS.sub(lambda found: f"{found[1]}\\:" if found[1] else f"{found[3]}\\.", text)
        lines = [line for line in text.split("\n") if line.strip()] if "\n" in text else [text]
        return "\\\n".join(lines)

    def strong(self, text: str) -> str:
        """Words that stand out. Blanks and punctuation at their ends are left outside: with them inside, ** is no
        emphasis where a Chinese character follows or stands before (CommonMark 0.31, 6.2).
        """
        found = _WORD.search(text)
        if found is None:
            return self.words(text)
        before, after = text[: found.start()], text[found.end() :]
        return f"{self.words(before)}**{self.words(found[0])}**{self.words(after)}"

    def lines(self, said: Iterable[str]) -> str:
        """Lines that belong together."""
        return "\\\n".join(said)

    def heading(self, text: str, level: int) -> str:
        """A heading, the title's being the first level."""
        return f"{'#' * (level + 1)} {self.words(text)}"

    def entry(self, mark: str, depth: int, said: str) -> Entry | str:
        """An entry of a list. Only bullets make lists: Markdown counts anew, and a number is what the document says."""
        if mark == "•":
            return Entry(f"{'  ' * depth}- {said}")
        return f"{'　　' * depth}{self.words(mark)} {said}"

    def quoted(self, said: str) -> str:
        """A quotation."""
        return "\n".join(f"> {line}" for line in said.split("\n"))

    def table(self, headings: Sequence[str], rows: Sequence[Sequence[str] | str], sides: Sequence[Align]) -> str:
        """A table; what heads rows stands in the first cell of a row of its own."""
        blank = [""] * (len(headings) - 1)
        lines = [headings, [_MARKS[side] for side in sides]]
        lines += [[f"**{row}**", *blank] if isinstance(row, str) else row for row in rows]
        return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
