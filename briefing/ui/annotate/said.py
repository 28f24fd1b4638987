"""How the margin says days, sizes and dates."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QCoreApplication

from briefing.domain.annotation import Annotation, overdue


def _tr(text: str) -> str:
    return QCoreApplication.translate("Margin", text)


def day_words(moment: datetime, today: date) -> str:
    """今天, 昨天, or the date as the standard writes it (2026年1月9日, GB/T 9704-2012, 7.3.5.4)."""
    day = moment.astimezone().date()
    away = (today - day).days
    if away == 0:
        return _tr("今天")
    return _tr("昨天") if away == 1 else date_words(day)


def date_words(day: date) -> str:
    """2026年1月9日."""
    return f"{day.year}年{day.month}月{day.day}日"


def moment_words(moment: datetime, today: date) -> str:
    """The day and the time of it: 今天 9:05."""
    local = moment.astimezone()
    return f"{day_words(moment, today)} {local.hour}:{local.minute:02}"


def due_words(note: Annotation, today: date) -> str:
    """When something is to be done, and that it is late; empty without a date."""
    if note.due is None:
        return ""
    day = f"{note.due.month}月{note.due.day}日" if note.due.year == today.year else date_words(note.due)
    words = _tr("期限 {0}").format(day)
    if overdue(note, today):
        return _tr("{0}，过期 {1} 天").format(words, (today - note.due).days)
    return words


def size_words(size: int) -> str:
    """A file's size as people say it; ``size`` is in bytes."""
    if size >= 1024 * 1024:
        return f"{size / (1024 * 1024):.1f} MB"
    return f"{max(1, round(size / 1024))} KB" if size else "0 KB"
