"""The pictures of the guide are made from the program itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from briefing.domain.errors import ExportError
from briefing.pictures.image import in_few_colours, save
from briefing.pictures.making import fitted, screenshots
from briefing.pictures.scenes import GUIDE, PLAIN, SHARED
from briefing.ui.theme import LIGHT


@pytest.fixture(autouse=True)
def _as_sharp_as_the_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_SCALE_FACTOR", "1")


def made(path: Path) -> QImage:
    image = QImage(str(path))
    assert not image.isNull()
    return image


def colours(image: QImage) -> set[str]:
    return {QColor(image.pixel(x, y)).name().upper() for x in range(0, image.width(), 3) for y in range(image.height())}


def test_one_of_the_window_and_one_of_a_conflict(qapp: QApplication, tmp_path: Path) -> None:
    written = screenshots(tmp_path, ("employment", "conflict"))
    assert [path.relative_to(tmp_path).as_posix() for path in written] == [
        "guide/pictures/employment.png",
        "guide/pictures/conflict.png",
    ]
    employment, conflict = (made(path) for path in written)
    assert 500 < employment.width() < 900
    assert conflict.width() == 1200
    assert {LIGHT.paper, LIGHT.target_tint, LIGHT.ink} <= colours(employment)
    assert employment.colorCount() <= 48
    qapp.setStyleSheet("")


def test_an_unknown_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LookupError, match="nothing"):
        screenshots(tmp_path, ("nothing",))


def test_every_scene_has_one_name() -> None:
    names = [*PLAIN, *(name for _, group in SHARED for name in group)]
    assert len(names) == len(set(names))
    assert tuple(names) == GUIDE


def test_few_colours_are_the_commonest_and_the_same_picture_is_the_same_file(tmp_path: Path) -> None:
    image = QImage(60, 60, QImage.Format.Format_RGB32)
    image.fill(QColor("#FBFAF7"))
    for at in range(50):
        image.setPixelColor(at, 0, QColor(at, at, at))
        image.setPixelColor(at, 1, QColor("#B5382A"))
    few = in_few_colours(image, 2)
    assert {QColor(few.pixel(x, y)).name() for x in range(60) for y in range(1, 60)} == {"#fbfaf7", "#b5382a"}
    save(few, tmp_path / "a.png")
    save(in_few_colours(image, 2), tmp_path / "b.png")
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()


def test_nothing_is_wider_than_can_be_seen() -> None:
    assert fitted(QImage(3000, 300, QImage.Format.Format_RGB32)).width() == 1440
    assert fitted(QImage(700, 300, QImage.Format.Format_RGB32)).width() == 700


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "guide").write_text("", encoding="utf-8")
    with pytest.raises(ExportError, match="无法在"):
        screenshots(tmp_path)
    with pytest.raises(ExportError, match="写不了图片"):
        save(QImage(2, 2, QImage.Format.Format_RGB32), tmp_path / "no" / "a.png")
