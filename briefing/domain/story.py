"""An annotation's history in words: a line for each version, and what became of the words between two."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum

from briefing.domain.annotation import AnnotationKind, AnnotationStatus
from briefing.domain.revision import ATTACHMENT, DELETED, TAG, Value, Version

FINE = 4000
"""Up to so many words on either side are compared one by one; longer texts sentence by sentence, to stay quick."""

ISLAND = 2
"""Fewer equal characters than this between two changes are part of the change: nobody reads single ones in between."""

_WORD = re.compile(r"[A-Za-z]+|[0-9]+(?:[.,][0-9]+)*|.", re.DOTALL)
_SENTENCE = re.compile(r"[^。；！？\n]*[。；！？\n]|[^。；！？\n]+")


class Fate(StrEnum):
    """What became of a piece of the old words, or that it is new."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the old or the new words. All SAME and REMOVED pieces make the old, all SAME and ADDED the new."""

    text: str
    fate: Fate


def line_of(version: Version) -> str:
    """What was done, in a few words (写下; 改动内容; 草稿改为待核), without who and when."""
    match version.action:
        case "add":
            return "写下"
        case "delete":
            return "删除"
        case "choose":
            return _with("处理冲突", version)
        case "restore":
            if version.before is not None and version.before.get(DELETED) and not version.values.get(DELETED):
                return "从回收站恢复"
            return _with("恢复旧版", version)
    return "，".join(_changes(version)) or "没有改动"


def difference(old: str, new: str) -> tuple[Piece, ...]:
    """How the new words came from the old: by characters, with Latin words and numbers whole.

    What was removed stands before what was added in its place. Equal words give one SAME piece; empty ones none.
    """
    start = _shared(old, new)
    end = _shared(old[start:][::-1], new[start:][::-1])
    start, end = _whole_words(old, new, start, end)
    before, after = old[start : len(old) - end], new[start : len(new) - end]
    words = _WORD if max(len(before), len(after)) <= FINE else _SENTENCE
    pieces = [Piece(old[:start], Fate.SAME), *_compared(words.findall(before), words.findall(after))]
    return _joined([*pieces, Piece(old[len(old) - end :], Fate.SAME)])


def _with(words: str, version: Version) -> str:
    changes = "，".join(_changes(version))
    return f"{words}：{changes}" if changes else words


def _changes(version: Version) -> Iterator[str]:
    before, after = version.before or {}, version.after
    if "kind" in after:
        yield _became(_kind(before.get("kind")), _kind(after["kind"]), "类别")
    if "title" in after:
        yield "改动标题"
    if "text" in after:
        yield "改动内容"
    if "status" in after:
        yield _became(_status(before.get("status")), _status(after["status"]), "状态")
    if "due" in after:
        yield _due(before.get("due"), after["due"])
    for name, value in sorted(after.items()):
        if name.startswith(TAG):
            tag = name.removeprefix(TAG)
            yield f"加标签“{tag}”" if value else f"去掉标签“{tag}”"
    for name, value in sorted(after.items()):
        if name.startswith(ATTACHMENT):
            kept = value if isinstance(value, Mapping) else before.get(name)
            named = f"“{kept.get('name', '')}”" if isinstance(kept, Mapping) else ""
            yield f"附上{named}" if value else f"去掉附件{named}"
    if "placement" in after:
        yield "换了原文" if after["placement"] else "回到当初的原文"
    if DELETED in after:
        yield "删除" if after[DELETED] else "从回收站恢复"


def _became(old: str, new: str, what: str) -> str:
    return f"{old}改为{new}" if old and old != new else f"{what}为{new}"


def _kind(value: Value) -> str:
    return AnnotationKind(value).label if isinstance(value, str) and value in set(AnnotationKind) else ""


def _status(value: Value) -> str:
    return AnnotationStatus(value).label if isinstance(value, str) and value in set(AnnotationStatus) else ""


def _due(old: Value, new: Value) -> str:
    if not isinstance(new, str) or not new:
        return "去掉期限"
    day = date.fromisoformat(new)
    words = f"{day.year}年{day.month}月{day.day}日"
    return f"期限改为{words}" if old else f"定期限{words}"


def _shared(old: str, new: str) -> int:
    """How many characters both begin with."""
    at = 0
    for one, other in zip(old, new, strict=False):
        if one != other:
            break
        at += 1
    return at


def _whole_words(old: str, new: str, start: int, end: int) -> tuple[int, int]:
    """Let what both have in front and behind not end within a number or a Latin word."""
    joins = re.compile(r"[0-9A-Za-z.,]")
    while start and joins.match(old[start - 1]) and any(
        at < len(text) and joins.match(text[at]) for text, at in ((old, start), (new, start))
    ):  # fmt: skip
        start -= 1
    while end and joins.match(old[-end]) and any(
        len(text) - end - 1 >= start and joins.match(text[-end - 1]) for text in (old, new)
    ):  # fmt: skip
        end -= 1
    return start, end


def _compared(before: list[str], after: list[str]) -> Iterator[Piece]:
    removed = added = ""
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        old, new = "".join(before[i1:i2]), "".join(after[j1:j2])
        if tag == "equal" and len(old) >= ISLAND:
            yield from (Piece(removed, Fate.REMOVED), Piece(added, Fate.ADDED), Piece(old, Fate.SAME))
            removed = added = ""
        else:
            removed, added = removed + old, added + new
    yield from (Piece(removed, Fate.REMOVED), Piece(added, Fate.ADDED))


def _joined(pieces: list[Piece]) -> tuple[Piece, ...]:
    joined: list[Piece] = []
    for piece in pieces:
        if not piece.text:
            continue
        if joined and joined[-1].fate is piece.fate:
            joined[-1] = Piece(joined[-1].text + piece.text, piece.fate)
        else:
            joined.append(piece)
    return tuple(joined)
