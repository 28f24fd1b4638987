"""Word files of a document, as an office edits them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from briefing.domain.errors import ExportError
from briefing.export.document import Chart, Contents, Document, Heading
from briefing.export.docx.body import Body
from briefing.export.docx.charts import Charts
from briefing.export.docx.faces import faces_of
from briefing.export.docx.package import Package
from briefing.export.docx.sections import Edges, blank_header, footer, header, section
from briefing.export.docx.settings import core_properties, font_table, settings
from briefing.export.docx.styles import styles
from briefing.export.docx.text import paragraph, stretch
from briefing.export.docx.xml import Element, el, root
from briefing.export.files import check_folder, replace_file
from briefing.export.fonts import FaceRole, FontChoice, FontShelf
from briefing.export.numbering import chinese_date
from briefing.export.printable import clean, name_of, place_of, texts_of
from briefing.export.steps import Cancelled, Progress, Steps
from briefing.export.titles import title_lines
from briefing.export.typst_data import UNTITLED

_REFUSED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
"""Controls and half characters, which XML 1.0 (2.2) does not allow or warns of, and marks that would let a figure be
read backwards.
"""

_KAI_LINE, _SMALL_LINE = 27.0, 30.0


class DocxWriter:
    """Writes documents as Word files. The same document makes the same bytes; safe to call from any thread."""

    def __init__(self, shelf: FontShelf) -> None:
        self._shelf = shelf

    @property
    def faces(self) -> tuple[FontChoice, ...]:
        """The faces of this computer by role; the file names an office's own in their place where these are open."""
        return self._shelf.choices

    def to_docx(
        self,
        document: Document,
        *,
        pages: Sequence[int] = (),
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> bytes:
        """The document as a Word file.

        ``pages`` are the pages of its headings, in order, as the PDF has them: the contents are filled with them.
        Without them they hold no page numbers, and Word is told to work them out when the file is opened.
        Raises ExportError for a character that no Word file can hold and for a chart that cannot be drawn,
        ExportCancelled when ``cancelled`` says so.
        """
        steps = Steps(progress, cancelled, 2)
        made = self._made(document, pages, steps)
        steps.done()
        return made

    def write(
        self,
        document: Document,
        path: Path,
        *,
        pages: Sequence[int] = (),
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> None:
        """Write the Word file. An older file at ``path`` is replaced whole or not at all.

        Raises as ``to_docx`` does, and ExportError when the place cannot be written.
        """
        steps = Steps(progress, cancelled, 3)
        check_folder(path)
        made = self._made(document, pages, steps)
        steps.next("写入文件")
        replace_file(path, made)
        steps.done()

    def _made(self, document: Document, pages: Sequence[int], steps: Steps) -> bytes:
        steps.next("查找字体")
        faces = faces_of(self._shelf.choices)
        document = clean(document)
        _refuse(document)
        steps.next("编排文字")
        package = Package()
        edges = _edges(package, document)
        opened = False

        def sections(turned: bool) -> Element:
            nonlocal opened
            continues, opened = opened, True
            return section(edges, turned=turned, continues=continues, large=document.large)

        charts = Charts(package, faces[FaceRole.LATIN], faces[FaceRole.HEI])
        body = Body(package, charts, lambda: self._shelf.fonts, sections, steps.check, pages)
        body.elements += _opening(document)
        body.add_all(document.blocks)
        steps.check()
        if closing := _closing(document):
            body.turn(False)
            body.elements += closing
        whole = root(
            "w:document",
            ("w", "r", "wp", "a", "c", "pic"),
            el("w:body", None, *body.elements, sections(body.turned)),
        )
        contents = any(isinstance(block, Contents) for block in document.blocks)
        known = len(pages) >= sum(isinstance(block, Heading) for block in document.blocks)
        update = contents and not known
        package.add("styles", "styles", styles(faces, large=document.large, language=document.language))
        package.add("settings", "settings", settings(duplex=document.duplex, update=update, language=document.language))
        package.add("fontTable", "fontTable", font_table(faces.values()))
        package.add("footnotes", "footnotes", body.footnotes.part())
        package.add("numbering", "numbering", body.lists.part())
        return package.to_bytes(whole, core_properties(document, " ".join(document.title.split()) or UNTITLED))


def _refuse(document: Document) -> None:
    """Raises ExportError when there is a character that a Word file cannot hold."""
    where = ""
    found = dict.fromkeys(char for text in texts_of(document) for char in _REFUSED.findall(text))
    if found:
        where = place_of(document, next(iter(found)))
    for block in document.blocks:
        if isinstance(block, Chart) and block.spec is not None:
            drawn = dict.fromkeys(char for text in texts_of(block.spec) for char in _REFUSED.findall(text))
            where = where or (f"图表“{block.caption or block.alt}”里" if drawn else "")
            found |= drawn
    if not found:
        return
    named = "、".join(name_of(char) for char in list(found)[:3]) + ("等" if len(found) > 3 else "")
    raise ExportError(
        f"{where}有 Word 文件容不下的字符：{named}。请改写这一处后再导出。",
        detail=" ".join(f"U+{ord(char):04X}" for char in found),
    )


def _edges(package: Package, document: Document) -> Edges:
    odd, even = (package.add("footer", "footer", footer(right=right)) for right in (True, False))
    if not document.listing:
        return Edges(odd, even)
    title = " ".join(document.title.split()) or UNTITLED
    headings = any(isinstance(block, Heading) and block.level == 1 for block in document.blocks)
    first, second = (package.add("header", "header", header(title, headings=headings)) for _ in range(2))
    return Edges(odd, even, first, second, package.add("header", "header", blank_header()))


def _opening(document: Document) -> list[Element]:
    made = []
    if document.confidentiality:
        made.append(paragraph("Confidentiality", [stretch(document.confidentiality)]))
    lines = _title_lines(document)
    if any(lines):
        made.append(paragraph("Title", [stretch("\n".join(lines))]))
    for style, text, fullest in (
        ("Subtitle", document.subtitle, _KAI_LINE),
        ("UnderTitle", document.source_line, _SMALL_LINE),
    ):
        if text.strip():
            made.append(paragraph(style, [stretch("\n".join(title_lines(text, fullest)))]))
    made += [paragraph("UnderTitle", [stretch(f"{label}：{words}")]) for label, words in document.facts if words]
    if made:
        made.append(paragraph("Gap", []))
    if document.addressee:
        addressee = document.addressee if document.addressee.endswith(("：", ":")) else f"{document.addressee}："
        made.append(paragraph("Addressee", [stretch(addressee)]))
    return made


def _title_lines(document: Document) -> tuple[str, ...]:
    """The title where a person broke it, else where the sense lets it be broken."""
    title = document.title
    cuts = [at for at in document.title_breaks if 0 < at < len(title)]
    if not cuts:
        return title_lines(title)
    return tuple(" ".join(title[a:b].split()) for a, b in pairwise((0, *sorted(set(cuts)), len(title))))


def _closing(document: Document) -> list[Element]:
    lines = [document.author, "" if document.date is None else chinese_date(document.date)]
    found = [line for line in lines if line]
    if not found:
        return []
    return [paragraph("Gap", []), *(paragraph("Signature", [stretch(line)]) for line in found)]
