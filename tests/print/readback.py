"""What a PDF says when it is read back."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

MM = 72 / 25.4


@dataclass(frozen=True)
class Piece:
    """A stretch of text with where it begins, in points from the sheet's bottom left corner."""

    text: str
    x: float
    y: float
    size: float


def root(pdf: bytes) -> Any:
    """The catalogue, which leads to everything."""
    return reader(pdf).trailer["/Root"]


@lru_cache(maxsize=4)
def reader(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def text(pdf: bytes) -> str:
    """All words in reading order, white space left out (a justified line has none of its own)."""
    return "".join("".join(page.extract_text().split()) for page in reader(pdf).pages)


def pieces(pdf: bytes, page: int = 0) -> list[Piece]:
    """Every stretch of text drawn on a page."""
    found: list[Piece] = []

    def visit(words: str, cm: list[float], tm: list[float], _font: Any, size: float) -> None:
        if words.strip():
            x, y = tm[4] * cm[0] + tm[5] * cm[2] + cm[4], tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            found.append(Piece(words.strip("\n"), x, y, size * abs(tm[0] * cm[0])))

    reader(pdf).pages[page].extract_text(visitor_text=visit)
    return found


def lines(pdf: bytes, page: int = 0) -> list[str]:
    """The lines of a page, top to bottom, without blanks."""
    words = reader(pdf).pages[page].extract_text()
    return [line for raw in words.splitlines() if (line := "".join(raw.split()))]


def bookmarks(pdf: bytes) -> list[tuple[int, str]]:
    """The outline: depth from 0, and the words."""
    found: list[tuple[int, str]] = []

    def walk(entries: list[Any], depth: int) -> None:
        for entry in entries:
            if isinstance(entry, list):
                walk(entry, depth + 1)
            else:
                found.append((depth, "".join(str(entry.title).split())))

    walk(reader(pdf).outline, 0)
    return found


def tags(pdf: bytes) -> Iterator[Any]:
    """Every element of the structure tree."""

    def walk(node: Any) -> Iterator[Any]:
        if isinstance(node, IndirectObject):
            node = node.get_object()
        if isinstance(node, ArrayObject):
            for child in node:
                yield from walk(child)
        elif isinstance(node, DictionaryObject):
            if "/S" in node:
                yield node
            if "/K" in node:
                yield from walk(node["/K"])

    return walk(root(pdf)["/StructTreeRoot"])


def fonts(pdf: bytes) -> dict[str, bool]:
    """Every font's name, and whether it is embedded."""
    found: dict[str, bool] = {}
    for page in reader(pdf).pages:
        resources: Any = page["/Resources"]
        for resource in resources.get("/Font", {}).values():
            font = resource.get_object()
            for below in font.get("/DescendantFonts", [font]):
                descriptor = below.get_object().get("/FontDescriptor")
                streams = {"/FontFile", "/FontFile2", "/FontFile3"}
                embedded = descriptor is not None and bool(streams & set(descriptor.get_object()))
                found[str(font["/BaseFont"])] = embedded
    return found
