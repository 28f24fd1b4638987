"""Elements of WordprocessingML and DrawingML, their children in the order that the schema asks for.

Every text and every attribute is handed to lxml as data: nothing in it can become markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from docx.opc.oxml import serialize_part_xml
from docx.oxml.ns import nsmap, qn
from docx.oxml.parser import OxmlElement

Element: TypeAlias = Any
"""An element of lxml, which brings no types."""

Attributes: TypeAlias = Mapping[str, object]
"""By name, with its prefix where it has one; values become text."""

_ORDER: Mapping[str, tuple[str, ...]] = {
    "w:pPr": (
        "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "pBdr", "shd", "tabs",
        "kinsoku", "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "snapToGrid", "spacing",
        "ind", "contextualSpacing", "jc", "textAlignment", "outlineLvl", "rPr", "sectPr",
    ),
    "w:rPr": (
        "rStyle", "rFonts", "b", "bCs", "i", "iCs", "noProof", "snapToGrid", "color", "spacing", "w", "kern",
        "position", "sz", "szCs", "u", "bdr", "shd", "vertAlign", "lang",
    ),
    "w:tblPr": (
        "tblStyle", "tblW", "jc", "tblInd", "tblBorders", "shd", "tblLayout", "tblCellMar", "tblLook", "tblCaption",
        "tblDescription",
    ),
    "w:tcPr": ("tcW", "gridSpan", "tcBorders", "shd", "noWrap", "tcMar", "vAlign"),
    "w:sectPr": (
        "headerReference", "footerReference", "footnotePr", "type", "pgSz", "pgMar", "pgNumType", "cols", "titlePg",
        "docGrid",
    ),
    "w:style": (
        "name", "basedOn", "next", "link", "uiPriority", "semiHidden", "unhideWhenUsed", "qFormat", "pPr", "rPr",
        "tblPr", "tcPr",
    ),
    "w:settings": (
        "zoom", "mirrorMargins", "defaultTabStop", "evenAndOddHeaders", "characterSpacingControl", "updateFields",
        "footnotePr", "compat", "themeFontLang", "decimalSymbol", "listSeparator",
    ),
}  # fmt: skip
"""The sequences of ECMA-376, part 1 (17.3.1.26, 17.3.2.28, 17.4.59, 17.4.69, 17.6.17, 17.7.4.17, 17.15.1.78), as
far as they are used here. Word calls a file damaged whose elements stand in another order.
"""


def el(tag: str, attrs: Attributes | None = None, *children: Element | None) -> Element:
    """An element: ``el("w:jc", {"w:val": "center"})``. A child that is None is left out; children whose order a
    schema fixes are put in it. Raises ValueError for a child whose place is not known.
    """
    made: Any = OxmlElement(tag)
    for name, value in (attrs or {}).items():
        made.set(qn(name) if ":" in name else name, str(value))
    _fill(made, tag, children)
    return made


def val(tag: str, value: str | int) -> Element:
    """An element that is all ``w:val``."""
    return el(tag, {"w:val": value})


def on(tag: str) -> Element:
    """A switch that is on."""
    return el(tag)


def off(tag: str) -> Element:
    """A switch that is off, whatever the style says."""
    return val(tag, 0)


def words(tag: str, text: str, attrs: Attributes | None = None) -> Element:
    """An element that holds text, its blanks kept."""
    made = el(tag, attrs)
    made.text = text
    if text != text.strip() or "  " in text:
        made.set(qn("xml:space"), "preserve")
    return made


def root(tag: str, prefixes: Iterable[str], *children: Element | None, attrs: Attributes | None = None) -> Element:
    """The first element of a part, declaring these namespaces for all of it."""
    made: Any = OxmlElement(tag, nsdecls={prefix: nsmap[prefix] for prefix in prefixes})
    for name, value in (attrs or {}).items():
        made.set(qn(name) if ":" in name else name, str(value))
    _fill(made, tag, children)
    return made


def _fill(made: Element, tag: str, children: Iterable[Element | None]) -> None:
    found = [child for child in children if child is not None]
    if order := _ORDER.get(tag):
        unknown = [child.tag for child in found if child.tag.rpartition("}")[2] not in order]
        if unknown:
            raise ValueError(f"{tag} has no place for {unknown[0]}")
        found.sort(key=lambda child: order.index(child.tag.rpartition("}")[2]))
    for child in found:
        made.append(child)


def serialised(element: Element) -> bytes:
    """The bytes of a part."""
    return bytes(serialize_part_xml(element))
