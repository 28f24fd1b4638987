"""Which characters cannot stand on paper, and how that is said."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar, cast

from briefing.domain.errors import ExportError
from briefing.export.document import Block, Chart, Document, EntryMark

GETA = "〓"
"""What East Asian typesetting puts where a character is missing (U+3013)."""

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_INVISIBLE = "\ufeff"
_REORDERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_SHOWN_CATEGORIES = frozenset({"Cc", "Cs", "Cn", "Co"})

Value = TypeVar("Value")


class UnprintableError(ExportError):
    """Characters that no face has, or that have no form at all.

    ``characters`` names them, ``where`` the place in words, ``entry`` the id of the briefing's entry, if it is in one.
    """

    def __init__(self, characters: tuple[str, ...], where: str, entry: str = "") -> None:
        named = "、".join(name_of(char) for char in characters[:3]) + ("等" if len(characters) > 3 else "")
        super().__init__(
            f"{where}有打印不出的字符：{named}。请改写这一处，或改为导出不带标签的 PDF（这些字符以“{GETA}”代替）。",
            detail=" ".join(f"U+{ord(char):04X}" for text in characters for char in text),
        )
        self.characters = characters
        self.where = where
        self.entry = entry


def name_of(char: str) -> str:
    """A character as a sentence can show it: ``“😀”（U+1F600）``, or the number alone where it has no form."""
    number = "+".join(f"U+{ord(point):04X}" for point in char)
    return number if any(_formless(point) for point in char) else f"“{char}”（{number}）"


def clean(document: Document) -> Document:
    """The same document with every kind of line end made one, and byte order marks, which print nothing, left out."""
    return _mapped(document, lambda text: _LINE_ENDS.sub("\n", text).replace(_INVISIBLE, ""))


def formless(document: Document) -> tuple[str, ...]:
    """Its characters that have no printed form of their own: controls, half surrogates, private and void code points,
    and marks that would reorder what stands beside them (a figure must not be readable backwards).
    """
    found = {char: None for text in texts_of(document) for char in text if _formless(char)}
    return tuple(found)


def without(document: Document, characters: tuple[str, ...]) -> Document:
    """The same document with ``GETA`` in place of these characters."""

    def replaced(text: str) -> str:
        for char in characters:
            text = text.replace(char, GETA)
        return text

    return _mapped(document, replaced)


def place_of(document: Document, char: str) -> str:
    """Where a character stands, in words: the title, or the entry of a briefing and the words around it."""
    if char in document.title:
        return "标题里"
    number, _, holder = _holder(document, char)
    entry = f"第{number}项" if number else ""
    if isinstance(holder, Chart) and not any(char in text for text in texts_of(holder)):
        return f"{entry}图表“{holder.caption or holder.alt}”里"
    for text in texts_of(replace(document, blocks=()) if holder is None else holder):
        at = text.find(char)
        if at >= 0:
            around = text[max(0, at - 8) : at + 8]
            legible = "".join("" if _formless(point) or point in char else point for point in around)
            return f"{entry}“{legible.strip()}”这一处" if legible.strip() else f"{entry}文中" if number else "文中"
    return f"{entry}文中" if number else "文中"


def entry_of(document: Document, char: str) -> str:
    """The id of the entry of a briefing that a character stands in first; empty when it is in none."""
    return "" if char in document.title else _holder(document, char)[1]


def sentence_on_chart(document: Document, number: int) -> str:
    """What is said of the chart of that number, from 1, that cannot be drawn; 0 when it is not known which."""
    charts = 0
    for at, _, block in _numbered(document):
        charts += isinstance(block, Chart)
        if isinstance(block, Chart) and charts == number:
            entry = f"第{at}项" if at else ""
            return f"{entry}图表“{block.caption or block.alt}”画不出来，请去掉这幅图表后再导出。"
    return "有一幅图表画不出来，请去掉图表后再导出。"


def _numbered(document: Document) -> Iterator[tuple[int, str, Block]]:
    """The blocks with the number, from 1, and the id of the entry they belong to; 0 and nothing before the first."""
    number, entry = 0, ""
    for block in document.blocks:
        if isinstance(block, EntryMark):
            number, entry = number + 1, block.entry
        else:
            yield number, entry, block


def _holder(document: Document, char: str) -> tuple[int, str, Block | None]:
    """The number and the id of the entry, and the block, that a character stands in first."""
    if any(char in text for text in texts_of(replace(document, blocks=()))):
        return 0, "", None
    drawn: tuple[int, str, Block | None] = (0, "", None)
    for number, entry, block in _numbered(document):
        if any(char in text for text in texts_of(block)):
            return number, entry, block
        if drawn[2] is None and isinstance(block, Chart) and char in block.svg:
            drawn = number, entry, block
    return drawn


def _formless(char: str) -> bool:
    if char in "\n\t":
        return False
    return char in _REORDERING or unicodedata.category(char) in _SHOWN_CATEGORIES


def texts_of(value: object) -> Iterator[str]:
    """Every string a reader would see, in order; a chart's drawing and an entry's id are none."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from texts_of(part)
    elif is_dataclass(value) and not isinstance(value, EntryMark):
        for field in fields(value):
            if not (isinstance(value, Chart) and field.name in ("svg", "spec")):
                yield from texts_of(getattr(value, field.name))


def _mapped(value: Value, change: Callable[[str], str]) -> Value:
    """The same value with every string in it changed, those of drawings included."""
    return cast(Value, _map(value, change))


def _map(value: Any, change: Callable[[str], str]) -> Any:
    if type(value) is str:
        return change(value)
    if isinstance(value, tuple):
        return tuple(_map(part, change) for part in value)
    if is_dataclass(value) and not isinstance(value, (type, EntryMark)):
        return type(value)(**{field.name: _map(getattr(value, field.name), change) for field in fields(value)})
    return value
