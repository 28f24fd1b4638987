"""The calls to Typst: a dict of files in, a PDF or page images out, its complaints read."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, cast

from briefing.domain.errors import ExportError
from briefing.locate import data_folder

if TYPE_CHECKING:
    import typst

STANDARDS = ("a-2b", "ua-1")
"""For keeping (PDF/A-2b) and for reading aloud (PDF/UA-1)."""

_TEMPLATES = (
    "main.typ", "opening.typ", "blocks.typ", "tables.typ", "notes.typ", "margin.typ", "page.typ", "faces.typ",
)  # fmt: skip
_WHERE = """{
  let at(it) = (it.value, it.location().position())
  (
    entries: query(<entry>).map(at),
    crowded: query(<crowded>).map(it => it.value),
    turned: query(<turned>).map(at),
    end: query(<end>).map(at),
  )
}"""
"""What the template's invisible marks say, asked of the finished layout."""

_NO_FACE = re.compile(r'the text(?: contains the disallowed codepoint)? `"(.*?)"`', re.DOTALL)
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")
_CHART = re.compile(r"\bchart-(\d+)\.svg\b")
_BAD_CHART = re.compile(r"\bSVG\b")


class NoFaceError(Exception):
    """Characters that no face has."""

    def __init__(self, characters: tuple[str, ...]) -> None:
        super().__init__(*characters)
        self.characters = characters


class BadChartError(Exception):
    """A chart that is no drawing: its ``number`` from 1, or 0 when Typst does not say which it is."""

    def __init__(self, number: int, detail: str) -> None:
        super().__init__(number)
        self.number = number
        self.detail = detail


def template() -> dict[str, bytes]:
    """The template's files by name."""
    folder = data_folder("resources") / "print"
    return {name: (folder / name).read_bytes() for name in _TEMPLATES}


def tagged_pdf(files: dict[str, bytes], fonts: typst.Fonts) -> bytes:
    """The tagged, archivable PDF.

    Raises NoFaceError for characters without a face, BadChartError for a chart that is no drawing; any other complaint
    of Typst is a fault of the template and passes on as it is.
    """
    import typst

    try:
        return _compile(files, fonts, format="pdf", pdf_standards=list(STANDARDS))[0]
    except typst.TypstError as error:
        characters = _characters(error.diagnostic)
        if characters:
            raise NoFaceError(characters) from error
        if _BAD_CHART.search(error.diagnostic):
            raise BadChartError(_chart_number(files, error.diagnostic), error.diagnostic) from error
        raise


def plain_pdf(files: dict[str, bytes], fonts: typst.Fonts) -> bytes:
    """The PDF without tags and without any standard's guarantees."""
    return _compile(files, fonts, format="pdf", pdf_tags=False)[0]


def page_images(files: dict[str, bytes], fonts: typst.Fonts, ppi: float) -> tuple[bytes, ...]:
    """The pages as PNG images. What Typst laid out for the PDF just before, it does not lay out again."""
    return _compile(files, fonts, format="png", ppi=ppi)


def drawing_png(svg: str, fonts: typst.Fonts, ppi: float) -> bytes:
    """A drawing alone, as a PNG image of its own size. Raises ExportError for one that is no drawing."""
    import typst

    page = b'#set page(width: auto, height: auto, margin: 0pt)\n#image("drawing.svg")'
    files = {"main.typ": page, "drawing.svg": svg.encode("utf-8", "replace")}
    try:
        return _compile(files, fonts, format="png", ppi=ppi)[0]
    except typst.TypstError as error:
        raise ExportError("有一幅图表画不出来，请去掉图表后再导出。", detail=error.diagnostic) from error


def drawn_line(told: bytes, fonts: typst.Fonts, ppi: float) -> bytes:
    """A line of text alone, as a PNG image on nothing: JSON with ``text``, ``families``, ``size`` in points and
    ``colour``."""
    page = b"""#let line = json("line.json")
#set page(width: auto, height: auto, margin: 0pt, fill: none)
#set text(font: line.families, size: line.size * 1pt, fill: rgb(line.colour), lang: "zh", region: "cn",
  top-edge: "ascender", bottom-edge: "descender")
#line.text"""
    return _compile({"main.typ": page, "line.json": told}, fonts, format="png", ppi=ppi)[0]


def positions(files: dict[str, bytes], fonts: typst.Fonts) -> dict[str, Any]:
    """Where things ended up: ``entries`` with their page and height, ``crowded`` remarks, ``turned`` pages, the ``end``
    of the text.

    Answered from what Typst laid out for the file just before, in some milliseconds.
    """
    import typst

    return cast(dict[str, Any], json.loads(cast(Any, typst.eval)(files, _WHERE, font_paths=fonts)))


def _compile(files: dict[str, bytes], fonts: typst.Fonts, **options: object) -> tuple[bytes, ...]:
    """All pages or the one file. The stubs of typst 0.15 leave out the dict of files that its documents describe."""
    import typst

    made = cast(Any, typst.compile)(files, font_paths=fonts, **options)
    return (made,) if isinstance(made, bytes) else tuple(made)


def _characters(diagnostic: str) -> tuple[str, ...]:
    """The characters that Typst complains of, each once, in its order.

    Of a foreign mark on a digit or a letter it names both; every face has the digit, and a chart is written with it.
    """
    found: dict[str, None] = {}
    for text in _NO_FACE.findall(diagnostic):
        found[_ESCAPE.sub(lambda code: chr(int(code[1], 16)), text)] = None
    return tuple(char for char in found if not char.isascii()) or tuple(found)


def _chart_number(files: dict[str, bytes], diagnostic: str) -> int:
    named = _CHART.search(diagnostic)
    if named is not None:
        return int(named[1])
    drawings = [name for name in files if _CHART.search(name)]
    return 1 if len(drawings) == 1 else 0
