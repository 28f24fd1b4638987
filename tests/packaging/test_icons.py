"""The icon's files, read back by Qt."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from bundling.icons import DESKTOP_SIZES, WINDOWS_SIZES, render, windows_icon
from PySide6.QtGui import QColor, QImage, QImageReader

from tests.ui.conftest import Sit, sit

__all__ = ["sit"]

ROOT = Path(__file__).resolve().parents[2]
DRAWING = ROOT / "resources" / "icons" / "briefing.svg"
RESULT, TARGET = QColor("#1F5C7A"), QColor("#B5382A")
LIGHT_PANEL, DARK_PANEL = QColor("#FFFFFF"), QColor("#1B1D20")


def pixels(image: QImage) -> list[QColor]:
    return [image.pixelColor(x, y) for y in range(image.height()) for x in range(image.width())]


def differs(one: QColor, other: QColor) -> bool:
    return abs(one.lightness() - other.lightness()) > 60


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> dict[int, QImage]:
    files = render(DRAWING, tmp_path_factory.mktemp("icons") / "new folder")
    assert [file.name for file in files] == [f"briefing-{size}.png" for size in DESKTOP_SIZES]
    return {size: QImage(str(file)) for size, file in zip(DESKTOP_SIZES, files, strict=True)}


@pytest.mark.parametrize("size", DESKTOP_SIZES)
def test_every_size_shows_a_result_and_a_target(pictures: dict[int, QImage], size: int) -> None:
    image = pictures[size]
    assert (image.width(), image.height()) == (size, size)
    seen = pixels(image)
    assert seen.count(RESULT) * 40 > len(seen)
    assert seen.count(TARGET) * 40 > len(seen)
    assert QColor(0, 0, 0, 0) in seen, "the square around it is transparent"


@pytest.mark.parametrize("panel", [LIGHT_PANEL, DARK_PANEL], ids=["light", "dark"])
@pytest.mark.parametrize("size", DESKTOP_SIZES)
def test_it_stands_out_from_any_panel(pictures: dict[int, QImage], size: int, panel: QColor) -> None:
    standing = [color for color in pixels(pictures[size]) if color.alpha() == 255 and differs(color, panel)]
    assert len(standing) * 4 > size * size


@pytest.mark.parametrize("size", [16, 20, 22, 24, 32, 48])
def test_small_sizes_lie_on_whole_pixels(pictures: dict[int, QImage], size: int, tmp_path: Path) -> None:
    (file,) = render(DRAWING, tmp_path, [size])
    image = QImage(str(file))
    # The stripes of the target are slanted; every other edge is upright, and none may be half covered.
    assert {color.alpha() for color in pixels(image)} == {0, 255}


def test_a_windows_icon_holds_every_size(tmp_path: Path) -> None:
    reader = QImageReader(str(windows_icon(DRAWING, tmp_path / "made" / "briefing.ico")))
    assert reader.imageCount() == len(WINDOWS_SIZES)
    found = []
    for number in range(reader.imageCount()):
        assert reader.jumpToImage(number)
        image = reader.read()
        found.append(image.width())
        assert RESULT in pixels(image)
    assert found == list(WINDOWS_SIZES)


def test_the_same_drawing_makes_the_same_bytes(tmp_path: Path) -> None:
    assert (
        windows_icon(DRAWING, tmp_path / "1.ico").read_bytes() == windows_icon(DRAWING, tmp_path / "2.ico").read_bytes()
    )


def test_a_missing_drawing_is_said(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not a drawing"):
        render(tmp_path / "none.svg", tmp_path)


def test_the_windows_carry_it(sit: Sit) -> None:
    person = sit()
    assert {size.width() for size in person.window.windowIcon().availableSizes()} >= {16, 24, 32, 48, 256}


def test_desktops_find_the_menu_entry_of_a_window_by_its_name() -> None:
    asking = "from briefing.app import application; print(application(['x']).desktopFileName())"
    answer = subprocess.run([sys.executable, "-c", asking], cwd=ROOT, capture_output=True, check=True, encoding="utf-8")
    assert answer.stdout.strip() == "briefing"
