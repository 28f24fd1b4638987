"""Annotations in a briefing: answer cards, or notes as they are printed elsewhere."""

from __future__ import annotations

import re
from dataclasses import replace

from briefing.domain.annotation import Annotation, AnnotationKind, AnnotationStatus
from briefing.domain.briefing import EntryOptions, Form
from briefing.domain.briefing_sources import Sources
from briefing.domain.markup import plain
from briefing.export.annotation_order import Thread
from briefing.export.document import Answer, MarginNote, Note, Notes
from briefing.export.notes import NotePrinter

MARGIN_LIMIT = 160
"""Characters up to which a note stands in the margin, 26 mm wide; a longer one would run past the page."""

_ASKED = re.compile(
    r"\s*(?:可能被?问|问)\s*[：:]\s*(?P<question>.+?)[。？?]?\s*(?:可答|答)\s*[：:]\s*(?P<answer>.+)", re.DOTALL
)
_ASKED_SHORT = re.compile(r"\s*可能被?问(?P<question>[^：:。？?\n]{2,40}?)[？?]?[：:](?P<answer>.+)", re.DOTALL)
_ENDS = "。！？?…”）"


class NotePages:
    """Puts picked annotations into blocks; it knows the reports they stand in once."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._printers: dict[str, NotePrinter] = {}

    def block(self, note: Annotation, form: Form, options: EntryOptions) -> Answer | Notes | MarginNote:
        """The annotation as the form has it. One that is to stand in the margin does so when it is short enough."""
        printer = self._printers.get(note.report_key)
        if printer is None:
            printer = self._printers[note.report_key] = NotePrinter(self._sources.library[note.report_key])
        made = printer.on_page(Thread(note), located=True)[0]
        if options.margin and len(plain(note.text)) <= MARGIN_LIMIT:
            return MarginNote(_in_margin(made))
        if not options.sources:
            made = replace(made, source="")
        if form is Form.ANSWERS or note.kind is AnnotationKind.QUESTION:
            return _card(note, made)
        return Notes((made,))


def question_and_answer(title: str, text: str) -> tuple[str, str]:
    """What may be asked and what may be answered, where the words say so (问：…答：…); else the title asks."""
    if found := _ASKED.fullmatch(text):
        question = found["question"].strip()
    elif found := _ASKED_SHORT.fullmatch(text):
        asked = found["question"].strip()
        question = f"{title}，{asked}" if title and title not in asked else asked
    else:
        return (title, text) if title else ("", text)
    return question if question.endswith(("？", "?")) else f"{question.rstrip(_ENDS)}？", found["answer"].strip()


def _card(note: Annotation, made: Note) -> Answer:
    question, answer = question_and_answer(note.title, note.text)
    if not question:
        question = made.about or note.kind.label
    status = "" if note.status is AnnotationStatus.VERIFIED else note.status.label
    said = [part for part in (status, "含测算数" if note.computed else "", made.remark.strip("（）。")) if part]
    return Answer(question, answer, "；".join(said), made.source, made.about)


def _in_margin(made: Note) -> str:
    head = "" if made.status == AnnotationStatus.VERIFIED.label else f"（{made.status}）"
    title = f"{made.title}：" if made.title else ""
    return f"{made.kind}{head}　{title}{plain(made.text)}{made.remark}"
