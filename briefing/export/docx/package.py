"""The parts of a Word file and their relationships, zipped so that the same document makes the same bytes."""

from __future__ import annotations

import io
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.package import OpcPackage
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from briefing.export.docx.xml import Element, serialised
from briefing.export.zipped import timeless

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
MAIN = f"{_WORD}.document.main+xml"
CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CORE = "application/vnd.openxmlformats-package.core-properties+xml"


class Package:
    """Collects parts. ``to_bytes`` closes it."""

    def __init__(self) -> None:
        self._package: Any = OpcPackage()
        self._main = self._part("/word/document.xml", MAIN)
        self._package.relate_to(self._main, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
        self._counts: dict[str, int] = {}

    def add(self, name: str, kind: str, element: Element) -> str:
        """A part of the document (``styles``, ``footnotes``, ``footer`` …), its file named so; the id of its
        relationship.
        """
        count = self._counts[kind] = self._counts.get(kind, 0) + 1
        many = kind in ("header", "footer")
        part = self._part(f"/word/{name}{count if many else ''}.xml", f"{_WORD}.{kind}+xml", serialised(element))
        return self._related(self._main, part, _reltype(kind))

    def add_picture(self, png: bytes) -> str:
        """A PNG image; the id of its relationship."""
        count = self._counts["image"] = self._counts.get("image", 0) + 1
        part = self._part(f"/word/media/image{count}.png", "image/png", png)
        return self._related(self._main, part, RELATIONSHIP_TYPE.IMAGE)

    def add_chart(self, chart: Element, workbook: bytes, external: Element) -> str:
        """A chart with the workbook it is edited in; ``external`` is the element that names the latter's id."""
        count = self._counts["chart"] = self._counts.get("chart", 0) + 1
        part = self._part(f"/word/charts/chart{count}.xml", CHART)
        book = self._part(f"/word/embeddings/Microsoft_Excel_Sheet{count}.xlsx", WORKBOOK, workbook)
        external.set(_R_ID, self._related(part, book, RELATIONSHIP_TYPE.PACKAGE))
        part._blob = serialised(chart)
        return self._related(self._main, part, RELATIONSHIP_TYPE.CHART)

    def to_bytes(self, document: Element, core: Element) -> bytes:
        """The file."""
        self._main._blob = serialised(document)
        properties = self._part("/docProps/core.xml", _CORE, serialised(core))
        self._package.relate_to(properties, RELATIONSHIP_TYPE.CORE_PROPERTIES)
        held = io.BytesIO()
        self._package.save(held)
        return timeless(held.getvalue())

    def _part(self, name: str, kind: str, blob: bytes = b"") -> Any:
        return Part(PackURI(name), kind, blob, self._package)

    @staticmethod
    def _related(source: Any, target: Any, kind: str) -> str:
        return str(source.relate_to(target, kind))


_R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def _reltype(kind: str) -> str:
    return f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"
