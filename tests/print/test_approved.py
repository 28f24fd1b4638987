"""Pages as somebody looked at them and found them right: each is compared with its approved picture.

Only the faces that the program brings are used, so pictures are the same on every machine but for the edges of
letters; those are smoothed away before comparing. After a change that is meant, look at the new pages, then renew the
pictures with ``BRIEFING_APPROVE=1 python -m pytest tests/print/test_approved.py`` and commit them.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from briefing.export.document import Document, Heading
from briefing.export.pdf import PdfWriter
from briefing.export.preview import PageImage, PagePreview
from tests.print.pages import KINDS, SENTENCE, briefing, text

APPROVED = Path(__file__).with_name("approved")
PPI = 48
FINENESS = 4
"""Pictures are compared in fields of so many dots a side."""

FURTHEST, MEAN = 48, 1.5
"""How far the greys of 0 to 255 of a field, and of all of them on average, may lie from the approved ones."""

PAGES = {"title-and-contents": 0, "table-chart-remark": 1, "answers-list-note": 2, "long-table": 3, "turned-table": 4}


@pytest.fixture(scope="module")
def preview(writer: PdfWriter) -> Iterator[PagePreview]:
    made = PagePreview(writer)
    made.update(briefing())
    yield made
    made.close()


def grey(page: PageImage) -> QImage:
    image = QImage(page.pixels, page.width, page.height, 4 * page.width, QImage.Format.Format_RGB32)
    return image.convertToFormat(QImage.Format.Format_Grayscale8)


def fields(image: QImage) -> list[bytes]:
    """The greys, row by row, of a picture made coarse."""
    coarse = image.convertToFormat(QImage.Format.Format_Grayscale8).scaled(
        image.width() // FINENESS, image.height() // FINENESS, mode=Qt.TransformationMode.SmoothTransformation
    )
    dots, stride = bytes(coarse.constBits()), coarse.bytesPerLine()
    return [dots[row * stride : row * stride + coarse.width()] for row in range(coarse.height())]


def compare(page: PageImage, name: str, folder: Path) -> None:
    """Fails with the path of a picture of the differences, dark where they are great."""
    found, file = grey(page), APPROVED / f"{name}.png"
    if os.environ.get("BRIEFING_APPROVE"):
        APPROVED.mkdir(exist_ok=True)
        assert found.save(str(file), "PNG", 0)
        return
    approved = QImage(str(file))
    assert not approved.isNull(), f"no approved picture {file.name}"
    assert (found.width(), found.height()) == (approved.width(), approved.height())
    rows = [
        bytes(abs(a - b) for a, b in zip(one, other, strict=True))
        for one, other in zip(fields(found), fields(approved), strict=True)
    ]
    furthest, mean = max(map(max, rows)), sum(map(sum, rows)) / sum(map(len, rows))
    if furthest > FURTHEST or mean > MEAN:
        difference = QImage(len(rows[0]), len(rows), QImage.Format.Format_RGB32)
        for y, row in enumerate(rows):
            for x, value in enumerate(row):
                difference.setPixel(x, y, 0xFF000000 + 0x010101 * max(0, 255 - 3 * value))
        difference.scaled(found.size()).save(str(folder / f"{name}-difference.png"))
        found.save(str(folder / f"{name}-now.png"))
        pytest.fail(f"{name}: furthest {furthest}, mean {mean:.2f}; see {folder}")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_looks_as_approved(preview: PagePreview, tmp_path: Path, name: str) -> None:
    compare(preview.image(PAGES[name], PPI), name, tmp_path)


def test_one_page_in_large_type_looks_as_approved(writer: PdfWriter, tmp_path: Path) -> None:
    blocks = (Heading("要点", 1, 1), text(SENTENCE), *KINDS["callouts"])
    preview = PagePreview(writer)
    assert preview.update(replace(briefing(), blocks=blocks, large=True, facts=(), addressee="")).excess == 0
    compare(preview.image(0, PPI), "large-type", tmp_path)
    preview.close()


def test_a_page_with_other_words_does_not_pass(writer: PdfWriter, tmp_path: Path) -> None:
    preview = PagePreview(writer)
    preview.update(Document("另一份简报", blocks=(text(SENTENCE * 4),)))
    if not os.environ.get("BRIEFING_APPROVE"):
        with pytest.raises(pytest.fail.Exception, match="furthest"):
            compare(preview.image(0, PPI), "title-and-contents", tmp_path)
        assert (tmp_path / "title-and-contents-difference.png").exists()
    preview.close()


def test_a_line_that_moved_by_half_its_height_does_not_pass(preview: PagePreview, tmp_path: Path) -> None:
    page = preview.image(1, PPI)
    moved = replace(page, pixels=b"\xff" * (5 * 4 * page.width) + page.pixels[: -5 * 4 * page.width])
    if not os.environ.get("BRIEFING_APPROVE"):
        with pytest.raises(pytest.fail.Exception, match="furthest"):
            compare(moved, "table-chart-remark", tmp_path)
