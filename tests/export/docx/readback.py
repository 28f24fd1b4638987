"""Word files read back: through python-docx as a program would, and part by part as XML."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from docx.oxml.ns import nsmap, qn
from docx.oxml.parser import parse_xml

W = f"{{{nsmap['w']}}}"


class Word:
    """An opened Word file."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.archive = zipfile.ZipFile(io.BytesIO(content))
        self.document: Any = docx.Document(io.BytesIO(content))

    def names(self, start: str = "") -> list[str]:
        """The files in it, those of a folder or of a beginning."""
        return [name for name in self.archive.namelist() if name.startswith(start)]

    def xml(self, name: str) -> Any:
        """A part below ``word/``, parsed."""
        return parse_xml(self.archive.read(f"word/{name}"))

    def every_part(self) -> Iterator[tuple[str, Any]]:
        """All XML in the file."""
        for name in self.archive.namelist():
            if name.endswith((".xml", ".rels")):
                yield name, parse_xml(self.archive.read(name))

    @property
    def body(self) -> Any:
        return self.xml("document.xml")[0]

    def paragraphs(self, style: str) -> list[Any]:
        """Those of a style, by its id, wherever they stand."""
        return [p for p in self.body.iter(qn("w:p")) if style_of(p) == style]

    def texts(self, style: str) -> list[str]:
        return [text_of(p) for p in self.paragraphs(style)]


def style_of(paragraph: Any) -> str:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else str(found.get(qn("w:val")))


def text_of(element: Any) -> str:
    """Its words; a broken line is a line feed."""
    marks = {qn("w:br"): "\n", qn("w:tab"): "\t"}
    return "".join(marks.get(e.tag) or (e.text or "") for e in element.iter(qn("w:t"), *marks) if _said(e))


def _said(element: Any) -> bool:
    """Whether it is in a run; a tab is also the name of a tab stop."""
    return bool(element.getparent().tag == qn("w:r"))


def attributes(element: Any) -> dict[str, str]:
    """By name without namespace."""
    return {name.rpartition("}")[2]: value for name, value in element.attrib.items()}


def one(element: Any, path: str) -> Any:
    """The only element below at a path of ``w:`` names."""
    found = element.findall("/".join(f"{W}{part}" for part in path.split("/")))
    assert len(found) == 1, (path, found)
    return found[0]
