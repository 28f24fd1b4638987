"""A chart is told from letters of the same colour."""

from __future__ import annotations

from pathlib import Path

import pytest
from bundling import pictures
from bundling.checks import CheckError
from PySide6.QtGui import QColor, QImage, QPainter


def picture(file: Path, *bars: tuple[int, int, int, int, str]) -> Path:
    image = QImage(200, 100, QImage.Format.Format_RGB32)
    image.fill(QColor("#FBFAF7"))
    painter = QPainter(image)
    for x, y, width, height, colour in bars:
        painter.fillRect(x, y, width, height, QColor(colour))
    painter.end()
    assert image.save(str(file))
    return file


def test_bars_of_both_colours_are_a_chart(tmp_path: Path) -> None:
    pictures.require_chart(picture(tmp_path / "图.png", (9, 9, 80, 8, "#1F5C7A"), (9, 29, 80, 8, "#B5382A")))


@pytest.mark.parametrize(
    "bars",
    [
        (),
        ((9, 9, 80, 8, "#1F5C7A"),),
        # As wide as letters.
        tuple((x, 9, 10, 20, colour) for x, colour in ((9, "#1F5C7A"), (29, "#B5382A"), (49, "#1F5C7A"))),
    ],
)
def test_without_bars_of_both_it_is_none(bars: tuple[tuple[int, int, int, int, str], ...], tmp_path: Path) -> None:
    with pytest.raises(CheckError, match="no bar"):
        pictures.require_chart(picture(tmp_path / "a.png", *bars))


def test_a_bar_ends_with_its_row(tmp_path: Path) -> None:
    width, _, values = pictures.pixels(
        picture(tmp_path / "a.png", (180, 9, 20, 1, "#1F5C7A"), (0, 10, 20, 1, "#1F5C7A"))
    )
    assert pictures.bar_pixels(width, values, pictures.RESULT) == 0


def test_pictures_differ_by_the_share_of_their_pixels(tmp_path: Path) -> None:
    plain, half = picture(tmp_path / "a.png"), picture(tmp_path / "b.png", (0, 0, 200, 50, "#000000"))
    assert pictures.difference(plain, plain) == 0
    assert pictures.difference(plain, half) == 0.5


def test_what_is_no_picture_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"no")
    with pytest.raises(CheckError, match="no picture"):
        pictures.pixels(tmp_path / "a.png")
