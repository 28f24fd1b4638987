"""What the list says of an annotation."""

from __future__ import annotations

from datetime import date

from briefing.domain.anchor import AnchorState, Scope
from briefing.domain.annotation import Annotation, overdue
from briefing.domain.markup import plain
from briefing.domain.shown import shown


def first_words(note: Annotation) -> str:
    """Its text in one line, without the marks of Markdown."""
    return " ".join(plain(note.text).split())


def about(note: Annotation) -> str:
    """The words it is about in quotation marks, or how much of the report it is about."""
    quote = " ".join(shown(note.quote).split())
    match note.scope:
        case Scope.REPORT:
            return Scope.REPORT.label
        case Scope.SECTION:
            return f"{Scope.SECTION.label}“{quote}”"
        case Scope.ITEM:
            return f"{Scope.ITEM.label}“{quote}”" if quote else Scope.ITEM.label
    return f"“{quote}”"


def warnings_of(note: Annotation, today: date) -> tuple[str, ...]:
    """What somebody has to look at, in words."""
    found = []
    if note.conflicts:
        found.append("有冲突")
    if note.state in (AnchorState.SUGGESTED, AnchorState.ORPHAN):
        found.append(f"位置{note.state.label}" if note.state is AnchorState.SUGGESTED else "原文找不到")
    if overdue(note, today):
        found.append("已过期")
    return tuple(found)


def due_words(day: date, today: date) -> str:
    """A date by which something is to be done, with its year where that is another one."""
    words = f"{day.month}月{day.day}日"
    return words if day.year == today.year else f"{day.year}年{words}"
