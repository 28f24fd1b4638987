"""Which characters cannot stand on paper, and how that is said."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar, cast

from briefing.domain.errors import ExportError
from briefing.export.document import Chart, Document

GETA = "〓"
"""What East Asian typesetting puts where a character is missing (U+3013)."""

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_INVISIBLE = "\ufeff"
_REORDERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_SHOWN_CATEGORIES = frozenset({"Cc", "Cs", "Cn", "Co"})

Value = TypeVar("Value")


class UnprintableError(ExportError):
    """Characters that no face has, or that have no form at all. ``characters`` names them, ``where`` the place."""

    def __init__(self, characters: tuple[str, ...], where: str) -> None:
        named = "、".join(name_of(char) for char in characters[:3]) + ("等" if len(characters) > 3 else "")
        super().__init__(
            f"{where}有打印不出的字符：{named}。请改写这一处，或改为导出不带标签的 PDF（这些字符以“{GETA}”代替）。",
            detail=" ".join(f"U+{ord(char):04X}" for text in characters for char in text),
        )
        self.characters = characters
        self.where = where


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
    """Where a character stands, in words: the title, or the words around it."""
    if char in document.title:
        return "标题里"
    for text in texts_of(document):
        at = text.find(char)
        if at >= 0:
            around = text[max(0, at - 8) : at + 8]
            legible = "".join("" if _formless(point) or point in char else point for point in around)
            return f"“{legible.strip()}”这一处" if legible.strip() else "文中"
    chart = next((block for block in document.blocks if isinstance(block, Chart) and char in block.svg), None)
    return "文中" if chart is None else f"图表“{chart.caption or chart.alt}”里"


def _formless(char: str) -> bool:
    if char in "\n\t":
        return False
    return char in _REORDERING or unicodedata.category(char) in _SHOWN_CATEGORIES


def texts_of(value: object) -> Iterator[str]:
    """Every string a reader would see, in order; a chart's drawing is none."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from texts_of(part)
    elif is_dataclass(value):
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
    if is_dataclass(value) and not isinstance(value, type):
        return type(value)(**{field.name: _map(getattr(value, field.name), change) for field in fields(value)})
    return value
