"""Annotations as the Typst template takes them: lists as lists, every word as data."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from briefing.domain import markup
from briefing.export.document import Answer, Note, Passage
from briefing.export.numbering import chinese_date
from briefing.export.typst_runs import markup_runs


def note_data(note: Note) -> dict[str, Any]:
    """What the template prints of a note."""
    signed = [note.author, "" if note.date is None else chinese_date(note.date)]
    about = [
        ("标签", "、".join(note.tags)),
        ("期限", "" if note.due is None else chinese_date(note.due)),
        ("附件", "、".join(note.attachments)),
    ]
    return {
        "kind": "note",
        "label": note.kind,
        "status": note.status,
        "title": note.title,
        "body": _nodes(note.blocks),
        "about": note.about,
        "passage": None if note.passage is None else _passage(note.passage),
        "meta": "　".join(f"{name}：{words}" for name, words in about if words),
        "remark": note.remark,
        "signed": "，".join(part for part in signed if part),
        "source": note.source,
        "computed": note.computed,
        "depth": note.depth,
    }


def answer_data(answer: Answer) -> dict[str, Any]:
    """What the template prints of a question and its answer."""
    about = [
        answer.status,
        f"所问：{answer.about}" if answer.about else "",
        f"来源：{answer.source}" if answer.source else "",
    ]
    return {
        "kind": "answer",
        "question": answer.question,
        "body": _nodes(answer.blocks, markup_runs) or [_paragraph([])],
        "meta": "　".join(part for part in about if part),
    }


def _passage(passage: Passage) -> dict[str, Any]:
    return {"words": passage.words, "before": passage.before, "after": passage.after, "place": passage.place}


def _plain(runs: Iterable[markup.Run]) -> list[dict[str, Any]]:
    return [{"text": run.text, "bold": run.bold} for run in runs]


def _nodes(
    blocks: Iterable[markup.Block], data: Callable[[Iterable[markup.Run]], list[dict[str, Any]]] = _plain
) -> list[dict[str, Any]]:
    """Paragraphs, a line of the text to each, and lists whose entries hold paragraphs and lists again."""
    root: list[dict[str, Any]] = []
    bodies: list[list[dict[str, Any]]] = []
    for block in blocks:
        if not block.mark:
            body = bodies[min(block.depth, len(bodies) - 1)] if block.depth and bodies else root
            body += [_paragraph(data(line)) for line in _lines(block.runs)]
            continue
        del bodies[block.depth :]
        body = bodies[-1] if bodies else root
        number = None if block.mark == "•" else int(block.mark.rstrip("."))
        if not body or body[-1]["kind"] != "list" or body[-1]["ordered"] != (number is not None):
            body.append({"kind": "list", "ordered": number is not None, "entries": []})
        entry = [_paragraph(data(line)) for line in _lines(block.runs)]
        body[-1]["entries"].append({"mark": block.mark, "body": entry})
        bodies.append(entry)
    return root


def _paragraph(runs: list[dict[str, Any]]) -> dict[str, Any]:
    return {"kind": "paragraph", "runs": runs}


def _lines(runs: Iterable[markup.Run]) -> list[list[markup.Run]]:
    """The runs cut where a line was ended; empty lines are left out."""
    lines: list[list[markup.Run]] = [[]]
    for run in runs:
        for at, piece in enumerate(run.text.split("\n")):
            if at:
                lines.append([])
            if piece:
                lines[-1].append(markup.Run(piece, run.bold))
    return [line for line in lines if any(run.text.strip() for run in line)]
