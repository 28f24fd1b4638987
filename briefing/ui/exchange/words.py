"""What the fields of an annotation are called, and their values in words a person can choose between."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime

from PySide6.QtCore import QCoreApplication

from briefing.domain.anchor import AnchorState
from briefing.domain.annotation import AnnotationKind, AnnotationStatus
from briefing.domain.revision import ATTACHMENT, DELETED, TAG, Value
from briefing.domain.shown import shown
from briefing.ui.annotate.card import day_words

ORDER = (DELETED, "text", "title", "kind", "status", "due", "placement")
"""The order in which fields are chosen: whether it is there at all comes first."""

WRITTEN = ("text", "title")
"""Fields that can be written together from several."""


def tr(text: str) -> str:
    """A word of this folder in the interface's language."""
    return QCoreApplication.translate("Exchange", text)


def field_words(name: str) -> str:
    """What a field is called."""
    if name.startswith(TAG):
        return tr("标签")
    if name.startswith(ATTACHMENT):
        return tr("附件")
    words = {
        DELETED: tr("删除"),
        "text": tr("内容"),
        "title": tr("标题"),
        "kind": tr("类别"),
        "status": tr("状态"),
        "due": tr("期限"),
        "placement": tr("所批的原文"),
    }
    return words.get(name, name)


def fields_words(names: Iterable[str]) -> str:
    """These fields, each named once."""
    return "、".join(dict.fromkeys(field_words(name) for name in names))


def value_words(name: str, value: Value) -> str:
    """A field's value, as a person reads it."""
    if name == DELETED:
        return tr("删除") if value else tr("留下")
    if name == "placement":
        return _passage(value)
    if not value:
        return tr("没有期限") if name == "due" else tr("（空）")
    if name == "kind" and value in set(AnnotationKind):
        return AnnotationKind(str(value)).label
    if name == "status" and value in set(AnnotationStatus):
        return AnnotationStatus(str(value)).label
    if name == "due":
        return _day(str(value))
    return str(value)


def moment_words(moment: datetime) -> str:
    """When, to the minute: 今天 09:41."""
    local = moment.astimezone()
    return f"{day_words(moment, datetime.now(UTC).astimezone().date())} {local:%H:%M}"


def state_words(state: AnchorState | None) -> str:
    """How surely its words are found here, as a sentence."""
    match state:
        case AnchorState.EXACT:
            return tr("原文在这里的报告中，位置不变。")
        case AnchorState.MOVED:
            return tr("原文在这里的报告中换了位置，已经找到。")
        case AnchorState.SUGGESTED:
            return tr("原文在这里的报告中有改动，并入后请确认位置。")
        case AnchorState.ORPHAN:
            return tr("这里的报告中找不到这段原文；批注会保留，列在“找不到”里。")
    return ""


def _passage(value: Value) -> str:
    if not isinstance(value, Mapping):
        return tr("写批注时选的那一段")
    exact = shown(str(value.get("exact", "")))
    before, after = shown(str(value.get("prefix", ""))), shown(str(value.get("suffix", "")))
    return f"…{before[-16:]}【{exact}】{after[:16]}…" if exact else tr("整份报告")


def _day(text: str) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    return f"{day.year}年{day.month}月{day.day}日"
