"""诊断: every fault provoked for real, and for each a sentence that says what to do."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from briefing import __version__
from briefing.actions.annotating import AddAnnotation
from briefing.doctor import Finding, Level, examine, report_of
from briefing.doctor.finding import size_of
from briefing.doctor.locations import LEAST_ROOM
from briefing.doctor.machine import memory, parse_memory, printers
from briefing.domain.annotation import AnnotationKind
from briefing.export.fonts import FaceRole, FontShelf
from briefing.library.backups import BackupReason, Backups
from briefing.library.library import Library
from briefing.locate import Places, noto_folder
from tests.library.ruined import a_letter, damaged, from_the_future
from tests.library.stick import fill, mounted, write_protect

Found = dict[tuple[str, str], Finding]
BARE = FontShelf(system=False)
PLENTY = 50 * 1024**3


def look(library: Path, **means: object) -> Found:
    folder = library.parent
    places = Places(library, folder / "window.ini", folder / "logs")
    given = {"shelf": BARE, "free": lambda _: PLENTY, **means}
    return {(one.topic, one.name): one for one in examine(library, places, **given)}  # type: ignore[arg-type]


@pytest.fixture
def stick(tmp_path: Path, seeded: Path) -> Iterator[Path]:
    """A small disk with a library on it."""
    with mounted(tmp_path, "8m") as place:
        shutil.copy(seeded, place / "library.db")
        yield place


def test_a_sound_library_with_a_backup_needs_nothing(library_file: Path) -> None:
    Backups(library_file).make(BackupReason.MANUAL)
    before = library_file.read_bytes()
    found = look(library_file)
    assert [one for one in found.values() if one.level is Level.FAULT] == []
    assert found["版本", "简报台"].value == __version__
    assert found["位置", "资料库"].value == str(library_file)
    assert found["位置", "故障报告"].value == str(library_file.parent / "logs" / "crashes")
    assert found["资料库", "状态"].value == "完好"
    assert found["资料库", "搜索索引"].value.endswith("与程序相符")
    assert (found["资料库", "报告"].value, found["资料库", "条目"].value) == ("2", "98")
    assert library_file.read_bytes() == before
    assert not (library_file.parent / "logs").exists()


def test_every_fault_says_what_to_do_in_sentences(library_file: Path) -> None:
    damaged(library_file)
    found = look(library_file, shelf=FontShelf((), system=False), free=lambda _: 0)
    advised = [one for one in found.values() if one.advice]
    assert len(advised) > 6
    assert all(one.advice.endswith("。") for one in advised)


def test_no_library_yet(tmp_path: Path) -> None:
    found = look(tmp_path / "library.db")
    assert found["资料库", "状态"].value == "还没有建立"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("spoil", "value", "advice"),
    [
        (damaged, "有损坏或打不开", "备份"),
        (a_letter, "有损坏或打不开", "不是资料库"),
        (from_the_future, "打不开", "升级"),
    ],
)
def test_a_library_that_cannot_be_used_is_left_alone(
    library_file: Path, spoil: Callable[[Path], None], value: str, advice: str
) -> None:
    spoil(library_file)
    before = library_file.read_bytes()
    state = look(library_file)["资料库", "状态"]
    assert (state.value, state.level) == (value, Level.FAULT)
    assert advice in state.advice
    assert library_file.read_bytes() == before


def test_a_damaged_library_with_backups_leads_to_them(library_file: Path) -> None:
    Backups(library_file).make(BackupReason.DAILY)
    damaged(library_file)
    assert "恢复到最近一份完好的备份" in look(library_file)["资料库", "状态"].advice


def test_an_older_library_is_not_brought_forward(library_file: Path) -> None:
    with closing(sqlite3.connect(library_file)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0003'")
        connection.commit()
    before = library_file.read_bytes()
    found = look(library_file)
    assert found["资料库", "结构版本"].level is Level.HINT
    assert "先备份" in found["资料库", "结构版本"].advice
    assert library_file.read_bytes() == before


def test_no_face_at_all(library_file: Path) -> None:
    found = look(library_file, shelf=FontShelf((), system=False))
    assert {found["字体", role.label].level for role in FaceRole if role is not FaceRole.LATIN} == {Level.FAULT}
    assert "仿宋_GB2312" in found["字体", "仿宋"].advice


def test_faces_that_stand_in_are_named_with_where_they_come_from(library_file: Path) -> None:
    found = look(library_file)
    assert found["字体", "仿宋"].value == "Noto Serif SC（程序自带）"
    assert found["字体", "仿宋"].level is Level.HINT
    assert "“仿宋_GB2312”" in found["字体", "仿宋"].advice
    assert found["字体", "黑体"].level is Level.FINE


def test_a_face_of_ones_own_is_named_with_its_file(library_file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "字体"
    folder.mkdir()
    shutil.copy(next(noto_folder().glob("NotoSerifSC-R*.otf")), folder / "宋体.otf")
    found = look(library_file, shelf=FontShelf((folder,), system=False))
    assert found["字体", "宋体"].value == f"Noto Serif SC（{folder / '宋体.otf'}）"


def test_little_room_is_said_of_each_place(library_file: Path) -> None:
    low = LEAST_ROOM - 1
    found = look(library_file, free=lambda folder: low if folder == library_file.parent else PLENTY)
    assert found["磁盘空间", "资料库"].level is Level.FAULT
    assert size_of(low) in found["磁盘空间", "资料库"].value
    assert "清出" in found["磁盘空间", "资料库"].advice
    assert found["磁盘空间", "临时文件"].level is Level.FINE


def test_a_large_library_needs_more_room(library_file: Path) -> None:
    enough = LEAST_ROOM + 1
    assert look(library_file, free=lambda _: enough)["磁盘空间", "资料库"].level is Level.FINE
    with library_file.open("r+b") as file:
        file.truncate(LEAST_ROOM)
    assert look(library_file, free=lambda _: enough)["磁盘空间", "资料库"].level is Level.FAULT


def test_a_disk_that_is_full(stick: Path) -> None:
    fill(stick)
    found = look(stick / "library.db", free=lambda folder: shutil.disk_usage(folder).free)
    assert found["磁盘空间", "资料库"].value == "只剩 0 KB"


def test_a_place_that_cannot_be_reached(library_file: Path) -> None:
    def gone(folder: Path) -> int:
        raise OSError(5, "")

    found = look(library_file, free=gone)
    assert found["磁盘空间", "备份"].value == "查不到"
    assert "U 盘" in found["磁盘空间", "备份"].advice


def test_a_place_that_cannot_be_written(stick: Path) -> None:
    write_protect(stick, True)
    found = look(stick / "library.db")
    for name in ("资料库", "备份", "设置", "日志"):
        assert found["写入权限", name].value == "不能写"
        assert "只读" in found["写入权限", name].advice
    assert found["写入权限", "临时文件"].value == "可以写"


def test_backups_that_lie_elsewhere_are_looked_at_there(library_file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "别处"
    Backups(library_file, folder).make(BackupReason.DAILY)
    assert look(library_file)["备份", "份数"].level is Level.FAULT
    found = look(library_file, backups=Backups(library_file, folder))
    assert found["备份", "份数"] == Finding("备份", "份数", "1")
    assert found["位置", "备份"].value == str(folder)


def test_a_backup_that_is_old(library_file: Path) -> None:
    Backups(library_file).make(BackupReason.DAILY)
    later = datetime.now(UTC) + timedelta(days=31)
    assert "立即备份" in look(library_file, now=later)["备份", "最近一份"].advice


def test_a_clock_that_is_behind_what_was_written(library_file: Path) -> None:
    assert look(library_file)["时钟", "系统时间"].level is Level.FINE
    with Library.open(library_file) as library, library.atomic():
        AddAnnotation(
            report_key="changzhi-2026", item=19, kind=AnnotationKind.RISK, text="写于今天", author="甲"
        ).apply(library)
    clock = look(library_file, now=datetime.now(UTC) - timedelta(days=3))["时钟", "系统时间"]
    assert clock.level is Level.FAULT
    assert "校准" in clock.advice
    years = look(library_file, now=datetime(2009, 1, 1, tzinfo=UTC))["时钟", "系统时间"]
    assert years.level is Level.FAULT


def test_memory_and_printers_are_told_or_said_not_to_be_known(library_file: Path) -> None:
    found = look(library_file)
    assert found["电脑", "内存"].value
    assert found["电脑", "打印机"].value
    whole = memory()
    assert whole is None or whole[0] > whole[1] > 0
    assert parse_memory("MemTotal: 2048 kB\nMemAvailable: 1024 kB\n") == (2048 * 1024, 1024 * 1024)
    assert parse_memory("") is None
    assert printers() is None or isinstance(printers(), tuple)


def test_the_text_goes_topic_by_topic() -> None:
    findings = (
        Finding("版本", "Python", "3.11"),
        Finding("资料库", "状态", "完好"),
        Finding("资料库", "问题", "索引缺一行", "请用备份替换资料库文件。"),
    )
    assert report_of(findings) == (
        "版本\n　Python：3.11\n\n资料库\n　状态：完好\n　问题：索引缺一行\n　　→ 请用备份替换资料库文件。"
    )


@pytest.mark.parametrize(
    ("count", "words"), [(0, "0 KB"), (1, "1 KB"), (2048, "2 KB"), (20 * 1024**2, "20 MB"), (20 * 1024**3, "20 GB")]
)
def test_sizes_have_few_digits(count: int, words: str) -> None:
    assert size_of(count) == words
