"""A library in which two people have written, for pictures of merging, conflicts, places to confirm and backups.

What they write only restates the two reports. Everything happened at fixed moments, so that pictures stay the same.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.domain.annotation import Annotation, AnnotationKind
from briefing.domain.span import Span
from briefing.library.writing import Edit

if TYPE_CHECKING:
    from briefing.library.library import Library

OWN, OTHER = "工作人员", "同事"
"""The names they write under."""

PASSAGE = "签约金额2000亿元以上"
"""What both write about."""

_FIRST = "签约金额：2024年实绩1500亿元，今年目标2000亿元以上。"
_MINE = "签约金额：2024年实绩1500亿元，今年目标2000亿元以上，当年开工率80%以上。"
_THEIRS = "签约金额和项目：2024年实绩1500亿元、502个，今年目标2000亿元以上、1000个。"


@dataclass(frozen=True, slots=True)
class Shared:
    """``library`` is one's own, ``package`` what the other hands on, ``edition`` a corrected text of ``report``."""

    library: Path
    package: Path
    edition: Path
    report: str


class _Clock:
    """Fixed moments, some minutes apart."""

    def __init__(self) -> None:
        # By the computer's own clock, which is what is shown.
        self._now = datetime(2026, 1, 12, 9, 30).astimezone()

    def __call__(self) -> datetime:
        self._now += timedelta(minutes=7)
        return self._now


def prepare(folder: Path) -> Shared:
    """Make it all in a folder."""
    from briefing.library.backups import BackupReason, Backups
    from briefing.library.library import Library

    clock = _Clock()
    mine, theirs = folder / "library.db", folder / "other.db"
    handed, package = folder / "工作人员.bnotes", folder / "同事.bnotes"
    with Library.open(mine, clock=clock) as own, Library.open(theirs, clock=clock) as other:
        report = own.contents()[0].report.key
        disputed = _write(own, PASSAGE, _FIRST, OWN)
        own.export_package(handed, author=OWN)
        other.take_in(handed, author=OTHER)
        other.edit_annotation(disputed.id, Edit(text=_THEIRS), author=OTHER)
        own.edit_annotation(disputed.id, Edit(text=_MINE), author=OWN)
        _write(other, "新增城镇就业4.3万", "目标为4.3万人以上；2024年实绩4.7万人。", OTHER)
        other.export_package(package, author=OTHER)
    Backups(mine, clock=clock).make(BackupReason.DAILY)
    Backups(mine, clock=clock).make(BackupReason.MANUAL)
    with Library.open(mine, clock=clock) as own:
        text = own.contents()[0].report.source_text
    edition = folder / "更正稿.txt"
    edition.write_text(text.replace("签约金额2000亿元以上", "签约金额突破2000亿元"), encoding="utf-8", newline="")
    return Shared(mine, package, edition, report)


def merged(shared: Shared) -> None:
    """Take the other's package in: then there is a conflict."""
    _with(shared, lambda library: library.take_in(shared.package, author=OWN))


def corrected(shared: Shared) -> None:
    """Put the corrected edition in the report's place: then there are places to confirm."""
    from briefing.reading.sources import load

    source = load(shared.edition)
    _with(shared, lambda library: library.replace_report(shared.report, source))


def _with(shared: Shared, work: Callable[[Library], object]) -> None:
    from briefing.library.library import Library

    with Library.open(shared.library, clock=_Clock()) as library:
        work(library)


def _write(library: Library, words: str, text: str, author: str) -> Annotation:
    contents = library.contents()[0]
    item = next(item for item in contents.report.items() if words in item.text)
    at = item.text.index(words)
    kind = AnnotationKind.WORDING
    stretch = Span(at, at + len(words))
    return library.add_annotation(contents.report.key, item.position, stretch, kind=kind, text=text, author=author)
