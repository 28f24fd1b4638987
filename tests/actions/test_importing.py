"""Reading a document in: once, undoable, and refused in a sentence when it is no report."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.actions.annotating import AddAnnotation
from briefing.actions.door import Door
from briefing.actions.importing import ImportReport
from briefing.domain.annotation import AnnotationKind
from briefing.domain.errors import KnownError, LibraryError, SourceError
from briefing.library.library import Library

TEXT = """# 某市政府工作报告

## 2025年工作回顾

#### 1 稳住经济

- 地区生产总值增长5.2%,城镇新增就业3.4万人。
- 新建农村公路120公里。

# 2025
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "某市 2025.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def door(tmp_path: Path) -> Iterator[Door]:
    opened = Door(lambda: Library.open(tmp_path / "library.db", seed=False))
    yield opened
    opened.close()


def titles(door: Door) -> list[str]:
    return [contents.report.title for contents in door.read(Library.contents).result(30)]


def test_a_document_becomes_a_report_with_its_figures(door: Door, file: Path) -> None:
    outcome = door.submit(ImportReport(file)).result(30)
    (contents,) = door.read(Library.contents).result(30)
    assert (contents.report.key, contents.report.title, contents.report.year) == (
        outcome.value,
        "某市政府工作报告",
        2025,
    )
    assert outcome.changes.reports == {contents.report.key}
    assert {"5.2%", "3.4万人", "120公里"} <= {figure.raw for figure in contents.figures}
    assert door.read(lambda library: library.search("农村公路")).result(30)


def test_the_same_document_is_refused_under_any_name(door: Door, file: Path, tmp_path: Path) -> None:
    door.submit(ImportReport(file)).result(30)
    copy = tmp_path / "副本.txt"
    copy.write_bytes(file.read_bytes())
    with pytest.raises(LibraryError, match="已经在资料库里"):
        door.submit(ImportReport(copy)).result(30)
    assert titles(door) == ["某市政府工作报告"]


def test_importing_is_undone_by_a_mark_that_keeps_what_was_written(door: Door, file: Path) -> None:
    key = door.submit(ImportReport(file)).result(30).value
    note = AddAnnotation(report_key=key, item=0, kind=AnnotationKind.RISK, text="要留着", author="综合科")
    door.submit(note).result(30)
    door.undo().result(30)
    assert door.undo_name == "读入报告"
    door.undo().result(30)
    assert titles(door) == []
    door.redo().result(30)
    door.redo().result(30)
    (contents,) = door.read(Library.contents).result(30)
    assert [(kept.text, kept.deleted) for kept in contents.annotations] == [("要留着", False)]


def test_a_removed_document_comes_back_when_it_is_read_again(door: Door, file: Path) -> None:
    key = door.submit(ImportReport(file)).result(30).value
    door.undo().result(30)
    outcome = door.submit(ImportReport(file)).result(30)
    assert (outcome.value, outcome.changes.reports) == (key, frozenset({key}))
    assert titles(door) == ["某市政府工作报告"]
    door.undo().result(30)
    assert titles(door) == []


@pytest.mark.parametrize("data", [None, b"", b"\x00\x01\x02" * 50])
def test_what_is_no_report_gets_a_sentence_and_changes_nothing(door: Door, tmp_path: Path, data: bytes | None) -> None:
    path = tmp_path / "坏.txt"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(SourceError) as refused:
        door.submit(ImportReport(path)).result(30)
    assert isinstance(refused.value, KnownError)
    assert str(refused.value).endswith("。")
    assert (titles(door), door.undo_name) == ([], None)
