"""The styles of a Word file: built-in ones where Word has them, so that its own tools find headings and contents."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy

from briefing.export.docx.faces import Face
from briefing.export.docx.measures import FOUR, GREY, RULE, SMALL, THREE, TINY, TITLE
from briefing.export.docx.xml import Element, el, off, on, root, val
from briefing.export.fonts import FaceRole

HEADING_FACES = (FaceRole.HEI, FaceRole.KAI, FaceRole.BODY, FaceRole.BODY)

Faces = Mapping[FaceRole, Face]

LARGE = {THREE: TITLE, FOUR: 36, SMALL: THREE, TINY: SMALL, TITLE: 52}
"""What sizes become on a page to be read at arm's length: body 2号, title 一号."""


def styles(faces: Faces, *, large: bool = False, language: str = "zh-CN") -> Element:
    """The part ``styles.xml``."""
    made = _Sheet(faces, large)
    return root("w:styles", ("w",), made.defaults(language), *made.paragraphs(), *made.characters(), made.table())


class _Sheet:
    def __init__(self, faces: Faces, large: bool) -> None:
        self._faces = faces
        self._large = large

    def defaults(self, language: str) -> Element:
        text = el(
            "w:rPr",
            None,
            self._fonts(FaceRole.BODY),
            self._size(THREE),
            val("w:szCs", THREE),
            el("w:lang", {"w:val": language, "w:eastAsia": language}),
        )
        return el("w:docDefaults", None, el("w:rPrDefault", None, text), el("w:pPrDefault"))

    def paragraphs(self) -> list[Element]:
        """Normal first, then those based on it."""
        # 28 characters of 16 pt are wider than 156 mm: each gives a quarter of a point.
        tight = val("w:spacing", 0 if self._large else -5)
        normal = el(
            "w:style",
            {"w:type": "paragraph", "w:default": "1", "w:styleId": "Normal"},
            val("w:name", "Normal"),
            on("w:qFormat"),
            el(
                "w:pPr",
                None,
                on("w:widowControl"),
                off("w:overflowPunct"),
                off("w:autoSpaceDE"),
                off("w:autoSpaceDN"),
                el("w:spacing", {"w:line": 320, "w:lineRule": "auto"}) if self._large else None,
                val("w:jc", "both"),
            ),
            el("w:rPr", None, tight),
        )
        heads = [self._heading(level) for level in range(1, 5)]
        return [normal, *self._text(), *heads, *self._opening(), *self._small(), *self._notes(), *self._contents()]

    def characters(self) -> list[Element]:
        """Those for stretches of a paragraph."""
        return [
            _character("DefaultParagraphFont", "Default Paragraph Font", default=True),
            _character("Strong", "Strong", on("w:b")),
            _character("FigureNumber", "数据", on("w:b")),
            _character("Lead", "领起", on("w:b")),
            _character("Computed", "测算", val("w:color", GREY)),
            _character("Faint", "附注", val("w:color", GREY)),
            _character("CaveatMark", "口径标记", val("w:vertAlign", "superscript")),
            _character("FootnoteReference", "footnote reference", val("w:vertAlign", "superscript")),
            _character("NoteKind", "批注类别", self._fonts(FaceRole.HEI)),
            _character("CardTail", "数据尾词", self._fonts(FaceRole.HEI), self._size(FOUR)),
            _character("SmallLead", "说明领起", self._fonts(FaceRole.SONG), on("w:b")),
        ]

    def table(self) -> Element:
        """Three strong lines, weak ones between rows."""
        strong = {"w:val": "single", "w:sz": 8, "w:space": 0, "w:color": "000000"}
        weak = {"w:val": "single", "w:sz": 4, "w:space": 0, "w:color": RULE}
        borders = el("w:tblBorders", None, el("w:top", strong), el("w:bottom", strong), el("w:insideH", weak))
        side = {"w:w": 70, "w:type": "dxa"}
        margins = el("w:tblCellMar", None, el("w:left", side), el("w:right", side))
        return el(
            "w:style",
            {"w:type": "table", "w:customStyle": "1", "w:styleId": "FigureTable"},
            val("w:name", "数据表"),
            on("w:qFormat"),
            el("w:tblPr", None, borders, margins),
        )

    def _text(self) -> list[Element]:
        flush = [_indent(0)]
        return [
            self._paragraph("BodyText", "Body Text", [_indent(200)], []),
            self._paragraph("Addressee", "主送机关", flush, [], following="BodyText"),
            self._paragraph("Signature", "Signature", [val("w:jc", "right"), el("w:ind", {
                "w:rightChars": 400, "w:right": 4 * THREE * 10, "w:firstLine": 0})], []),
            self._paragraph("ListParagraph", "List Paragraph", [], []),
            self._paragraph("Confidentiality", "密级", flush, [self._fonts(FaceRole.HEI)]),
        ]  # fmt: skip

    def _heading(self, level: int) -> Element:
        made = [self._fonts(HEADING_FACES[level - 1])]
        made += [on("w:b")] if level == 3 else [off("w:b")]
        about = [on("w:keepNext"), on("w:keepLines"), _indent(200), val("w:outlineLvl", level - 1)]
        return self._paragraph(f"Heading{level}", f"heading {level}", about, made, following="BodyText")

    def _opening(self) -> list[Element]:
        centred = [off("w:snapToGrid"), val("w:jc", "center"), on("w:keepNext")]
        title = 860 if self._large else 740
        return [
            self._paragraph(
                "Title", "Title",
                [*centred, el("w:spacing", {"w:after": 160, "w:line": title, "w:lineRule": "exact"})],
                [self._fonts(FaceRole.TITLE), self._size(TITLE)], following="BodyText",
            ),
            self._paragraph(
                "Subtitle", "Subtitle", [*centred, el("w:spacing", {"w:after": 120})],
                [self._fonts(FaceRole.KAI)], following="BodyText",
            ),
            self._paragraph(
                "UnderTitle", "题下说明", [*centred, el("w:spacing", {"w:after": 60})],
                [self._fonts(FaceRole.KAI), self._size(FOUR)], following="BodyText",
            ),
        ]  # fmt: skip

    def _small(self) -> list[Element]:
        """Captions, tables, and what stands under them."""
        song, loose = self._fonts(FaceRole.SONG), off("w:snapToGrid")
        left = val("w:jc", "left")
        cell = [loose, left, _spaced(40, 40)]
        return [
            self._paragraph("Caption", "caption", [loose, val("w:jc", "center"), _spaced(200, 100)],
                            [song, self._size(FOUR)]),
            self._paragraph("TableUnit", "表内单位", [loose, val("w:jc", "right"), on("w:keepNext"), _spaced(0, 40)],
                            [song, self._size(TINY)]),
            self._paragraph("TableHead", "表头", cell, [song, self._size(SMALL)]),
            self._paragraph("TableText", "表文", cell, [self._size(SMALL)]),
            self._paragraph("TableNote", "表注", [loose, left, _spaced(60, 0)], [self._size(TINY)]),
            self._paragraph("Drawing", "图", [loose, val("w:jc", "center"), on("w:keepNext"), _spaced(160, 40)], []),
            self._paragraph("Gap", "间隔", [loose, el("w:spacing", {"w:line": 120, "w:lineRule": "exact"})],
                            [self._size(4)]),
            self._paragraph("Caveat", "口径说明", [loose, left, _spaced(80, 0, 340)],
                            [self._fonts(FaceRole.KAI), self._size(SMALL)]),
            self._paragraph("SourceLine", "来源", [loose, left, _spaced(80, 0, 340)],
                            [self._fonts(FaceRole.KAI), self._size(SMALL)]),
            self._paragraph("MarginNote", "边注", [loose, left, _spaced(0, 0, 260), _sides(200)],
                            [self._fonts(FaceRole.KAI), self._size(18)]),
            self._paragraph("CardLabel", "数据名", [*cell, on("w:keepNext")], [song, self._size(SMALL)]),
            self._paragraph("CardValue", "数据值", [loose, left, _spaced(0, 60)],
                            [self._fonts(FaceRole.HEI), self._size(TITLE)]),
            self._paragraph("Question", "问", [loose, left, on("w:keepNext"), _spaced(100, 60, 440)],
                            [self._fonts(FaceRole.HEI)]),
            self._paragraph("Answer", "答", [loose, _spaced(0, 40, 480), _indent(200)], []),
            self._paragraph("AnswerMeta", "问答附注", [loose, left, _spaced(0, 80)],
                            [self._size(SMALL), val("w:color", GREY)]),
        ]  # fmt: skip

    def _notes(self) -> list[Element]:
        """Annotations: in 楷体 throughout, so that nobody takes them for the report's own words."""
        loose, kai = off("w:snapToGrid"), [self._fonts(FaceRole.KAI), self._size(FOUR)]
        faint = [*kai[:1], self._size(SMALL), val("w:color", GREY)]
        bar = el("w:pBdr", None, el("w:left", {"w:val": "single", "w:sz": 10, "w:space": 6, "w:color": RULE}))
        spaced = _spaced(0, 40, 420)
        return [
            self._paragraph("Quote", "Quote", [loose, bar, on("w:keepNext"), _spaced(200, 60, 360)],
                            [self._size(SMALL)]),
            self._paragraph("NoteHead", "批注题", [loose, on("w:keepNext"), _spaced(160, 40, 420), _indent(200)], kai),
            self._paragraph("NoteText", "批注文", [loose, spaced, _indent(200)], kai),
            self._paragraph("NoteMeta", "批注附注", [loose, val("w:jc", "left"), _spaced(0, 20)], faint),
            self._paragraph("FootnoteText", "footnote text", [loose, val("w:jc", "left"), _spaced(0, 0)],
                            [self._size(TINY)]),
        ]  # fmt: skip

    def _contents(self) -> list[Element]:
        song = [self._fonts(FaceRole.SONG), self._size(FOUR)]
        levels = [
            self._paragraph(
                f"TOC{level}", f"toc {level}",
                [_tabs(), _indent(0, left=(level - 1) * 100), val("w:jc", "left")],
                [self._size(FOUR)] if level > 1 else [self._fonts(FaceRole.HEI), self._size(FOUR)],
            )
            for level in range(1, 5)
        ]  # fmt: skip
        return [
            self._paragraph("TOCHeading", "TOC Heading", [val("w:jc", "center"), on("w:keepNext")],
                            [self._fonts(FaceRole.HEI)]),
            *levels,
            self._paragraph("Header", "header", [off("w:snapToGrid"), val("w:jc", "center")],
                            [song[0], self._size(TINY), val("w:color", GREY)]),
            self._paragraph("Footer", "footer", [off("w:snapToGrid"), _spaced(0, 0)], song),
        ]  # fmt: skip

    def _paragraph(
        self, key: str, name: str, about: list[Element], text: list[Element], following: str = ""
    ) -> Element:
        attrs = {"w:type": "paragraph", "w:styleId": key}
        if not name.isascii():
            attrs["w:customStyle"] = "1"
        return el(
            "w:style",
            attrs,
            val("w:name", name),
            val("w:basedOn", "Normal"),
            val("w:next", following) if following else None,
            on("w:qFormat"),
            el("w:pPr", None, *_fresh(about)) if about else None,
            el("w:rPr", None, *_fresh(text)) if text else None,
        )

    def _fonts(self, role: FaceRole) -> Element:
        latin, name = self._faces[FaceRole.LATIN].name, self._faces[role].name
        return el("w:rFonts", {"w:ascii": latin, "w:hAnsi": latin, "w:eastAsia": name, "w:cs": latin})

    def _size(self, half_points: int) -> Element:
        return val("w:sz", LARGE.get(half_points, half_points) if self._large else half_points)


def _fresh(found: list[Element]) -> list[Element]:
    """Copies: an element of lxml has one place only."""
    return [deepcopy(element) for element in found]


def _tabs() -> Element:
    return el("w:tabs", None, el("w:tab", {"w:val": "right", "w:leader": "dot", "w:pos": 8834}))


def _indent(first: int, left: int = 0) -> Element:
    """In hundredths of a character, which Word follows, and in twips, for programs that do not."""
    return el(
        "w:ind",
        {"w:leftChars": left, "w:left": left * THREE // 10, "w:firstLineChars": first,
         "w:firstLine": first * THREE // 10},
    )  # fmt: skip


def _sides(twips: int) -> Element:
    return el("w:ind", {"w:left": twips, "w:right": twips})


def _spaced(before: int, after: int, line: int = 0) -> Element:
    """In twips; ``line`` from line to line at least, else as the grid or the face has it."""
    about: dict[str, object] = {"w:before": before, "w:after": after}
    if line:
        about |= {"w:line": line, "w:lineRule": "atLeast"}
    return el("w:spacing", about)


def _character(key: str, name: str, *about: Element, default: bool = False) -> Element:
    attrs = {"w:type": "character", "w:styleId": key}
    if default:
        attrs["w:default"] = "1"
    if not name.isascii():
        attrs["w:customStyle"] = "1"
    return el("w:style", attrs, val("w:name", name), el("w:rPr", None, *about) if about else None)
