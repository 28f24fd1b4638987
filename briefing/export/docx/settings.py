"""What a Word file says of itself: settings, faces, properties."""

from __future__ import annotations

from collections.abc import Iterable

from docx.oxml.ns import nsmap

from briefing.export.document import Document
from briefing.export.docx.faces import Face
from briefing.export.docx.xml import Element, el, on, root, val, words

_COMPATIBLE = "http://schemas.microsoft.com/office/word"


def settings(*, duplex: bool, update: bool, language: str) -> Element:
    """The part ``settings.xml``. With ``update`` Word asks whether to fill in the fields when the file is opened."""
    mode = {"w:name": "compatibilityMode", "w:uri": _COMPATIBLE, "w:val": 15}
    return root(
        "w:settings",
        ("w",),
        el("w:zoom", {"w:percent": 100}),
        on("w:mirrorMargins") if duplex else None,
        val("w:defaultTabStop", 640),
        on("w:evenAndOddHeaders"),
        val("w:characterSpacingControl", "compressPunctuation"),
        on("w:updateFields") if update else None,
        el("w:footnotePr", None, el("w:footnote", {"w:id": -1}), el("w:footnote", {"w:id": 0})),
        el("w:compat", None, el("w:useFELayout"), el("w:compatSetting", mode)),
        el("w:themeFontLang", {"w:val": language, "w:eastAsia": language}),
        val("w:decimalSymbol", "."),
        val("w:listSeparator", ","),
    )


def font_table(faces: Iterable[Face]) -> Element:
    """The part ``fontTable.xml``: which face may stand in for one that another computer lacks."""
    entries = []
    for face in dict.fromkeys(faces):
        entry = el("w:font", {"w:name": face.name})
        if face.instead:
            entry.append(val("w:altName", face.instead))
        entries.append(entry)
    return root("w:fonts", ("w",), *entries)


def core_properties(document: Document, title: str) -> Element:
    """The part ``core.xml``: title, author, language, and the day the document is dated."""
    made = root("cp:coreProperties", ("cp", "dc", "dcterms", "xsi"))
    made.append(words("dc:title", title))
    if document.author:
        made.append(words("dc:creator", document.author))
        made.append(words("cp:lastModifiedBy", document.author))
    made.append(words("dc:language", document.language))
    if document.date is not None:
        for name in ("dcterms:created", "dcterms:modified"):
            moment = words(name, f"{document.date:%Y-%m-%d}T00:00:00Z")
            moment.set(f"{{{nsmap['xsi']}}}type", "dcterms:W3CDTF")
            made.append(moment)
    return made
