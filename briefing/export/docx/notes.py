"""Annotations: set smaller and in 楷体, what they are about before them in the report's own face."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from briefing.domain import markup
from briefing.export.document import Note, Passage
from briefing.export.docx.lists import Lists
from briefing.export.docx.text import paragraph, stretch, styled
from briefing.export.docx.xml import Element, el, on, val
from briefing.export.numbering import chinese_date

_STEP = 560
_DEEPEST = 3


def note_elements(note: Note, lists: Lists) -> list[Element]:
    """An annotation as it is printed."""
    deep = min(note.depth, _DEEPEST) * _STEP

    def inward(first: int = 0) -> Element | None:
        return el("w:ind", {"w:left": deep, "w:firstLine": first}) if deep else None

    made = [] if note.passage is None else [paragraph("Quote", _passage(note.passage), inward())]
    head = [styled(f"〔{note.kind}·{note.status}〕", "NoteKind"), stretch(note.title, on("w:b"))]
    made.append(paragraph("NoteHead", head, inward(_STEP)))
    if note.about:
        made.append(paragraph("NoteText", [styled(f"所批：{note.about}", "Faint")], inward(_STEP)))
    made += markup_elements(note.blocks, "NoteText", lists, lambda: inward(_STEP), deep)
    if note.computed:
        made.append(paragraph("NoteText", [stretch("（文中含测算数，非报告原文。）")], inward(_STEP)))
    if note.remark:
        made.append(paragraph("NoteText", [stretch(note.remark)], inward(_STEP)))
    about = [
        ("标签", "、".join(note.tags)),
        ("期限", "" if note.due is None else chinese_date(note.due)),
        ("附件", "、".join(note.attachments)),
    ]
    said = "　".join(f"{name}：{words}" for name, words in about if words)
    for words in (said, f"来源：{note.source}" if note.source else ""):
        if words:
            made.append(paragraph("NoteMeta", [stretch(words)], el("w:ind", {"w:left": deep + _STEP})))
    signed = [note.author, "" if note.date is None else chinese_date(note.date)]
    if words := "，".join(part for part in signed if part):
        made.append(paragraph("NoteMeta", [stretch(words)], val("w:jc", "right")))
    return made


def markup_elements(
    blocks: Iterable[markup.Block],
    style: str,
    lists: Lists,
    about: Callable[[], Element | None] = lambda: None,
    left: int = 0,
    lead: Sequence[Element] = (),
) -> list[Element]:
    """The paragraphs and lists of somebody's own words; ``lead`` stands before the first."""
    made = []
    lists.end()
    before = list(lead)
    for block in blocks:
        content = [*before, *(stretch(run.text, *([on("w:b")] if run.bold else ())) for run in block.runs)]
        before = []
        place = lists.place(block.mark, block.depth) if block.mark else None
        if place is not None:
            made.append(paragraph(style, content, place, _hanging(block.depth, left)))
        elif block.mark:
            made.append(paragraph(style, [stretch(f"{block.mark} "), *content], _hanging(block.depth, left)))
        else:
            lists.end()
            made.append(paragraph(style, content, about()))
    lists.end()
    return made


def _hanging(depth: int, left: int) -> Element:
    indent = {"w:leftChars": 0, "w:left": left + 640 + (min(depth, 8) + 1) * 400}
    return el("w:ind", {**indent, "w:hangingChars": 0, "w:hanging": 400})


def _passage(passage: Passage) -> list[Element]:
    made = []
    if passage.place:
        made.append(styled(passage.place + "　", "Faint"))
    if passage.words:
        if passage.before:
            made.append(styled("……" + passage.before, "Faint"))
        made.append(stretch(f"“{passage.words}”"))
        if passage.after:
            made.append(styled(passage.after + "……", "Faint"))
    return made
