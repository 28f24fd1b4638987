"""The build says what makes the bundle as big as it is."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest
from bundling import sizes


@pytest.mark.parametrize(
    ("place", "group"),
    [
        ("briefing", "executables with the modules inside"),
        ("_internal/PySide6/Qt/lib/libQt6Core.so.6", "Qt and PySide6"),
        ("_internal/numpy.libs/libscipy_openblas64_.so", "numpy"),
        ("_internal/pylopdf_fonts_zh_cn/NotoSansSC-Regular.otf", "fonts"),
        ("_internal/briefing/fonts/FandolKai-Regular.otf", "fonts"),
        ("_internal/briefing/seeds/catalog.toml", "Briefing's own data"),
        ("_internal/libpython3.11.so.1.0", "Python"),
        ("_internal/python3.11/lib-dynload/math.so", "Python"),
        ("_internal/libxcb-cursor.so.0", "system libraries"),
        ("_internal/lxml/etree.so", "lxml"),
        ("_internal/lxml-6.1.3.dist-info/METADATA", "metadata of packages"),
    ],
)
def test_every_file_belongs_to_a_part_that_people_know(place: str, group: str) -> None:
    assert sizes.group_of(PurePosixPath(place)) == group


def test_files_count_in_whole_blocks_and_links_take_none(tmp_path: Path) -> None:
    (tmp_path / "包").mkdir()
    (tmp_path / "包" / "a").write_bytes(b"x")
    (tmp_path / "b").write_bytes(b"x" * 5000)
    (tmp_path / "link").symlink_to(tmp_path / "b")
    found = sizes.on_disk(tmp_path)
    assert found[PurePosixPath("包/a")] == 4096
    assert found[PurePosixPath("b")] == 8192
    assert found[PurePosixPath("link")] == 0


def test_the_report_names_ten_parts_and_ten_files_largest_first() -> None:
    files = {PurePosixPath(f"_internal/p{number:02}/file"): number * sizes.MEGABYTE for number in range(1, 13)}
    lines = sizes.report(files)
    assert lines[0] == "size on disk: 78.0 MB of at most 330.0 MB, 12 files"
    parts = lines[lines.index("ten largest parts:") + 1 :][:10]
    assert [line.split()[-1] for line in parts] == [f"p{number:02}" for number in range(12, 2, -1)]
    assert len(lines) == 1 + 2 * 11


@pytest.mark.parametrize(("megabytes", "too_large"), [(330, False), (331, True)])
def test_above_the_limit_it_must_not_go_out(megabytes: int, too_large: bool) -> None:
    assert sizes.too_large({PurePosixPath("a"): megabytes * sizes.MEGABYTE}) is too_large
