from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage, QPageLayout, QPageRanges, QPageSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from briefing.domain.errors import ExportError
from briefing.export.document import Document, PageBreak, Paragraph, Run
from briefing.export.pdf import PdfWriter
from briefing.export.printing import pages_to_print, print_pages
from briefing.export.steps import ExportCancelled
from tests.print import readback
from tests.print.readback import MM


@pytest.fixture(scope="module")
def images(writer: PdfWriter) -> list[bytes]:
    blocks = (Paragraph((Run("甲"),)), PageBreak(), Paragraph((Run("乙"),)), PageBreak(), Paragraph((Run("丙"),)))
    return writer.to_png(Document("标题", blocks=blocks), 100)


@pytest.fixture
def printer(qapp: QApplication, tmp_path: Path) -> QPrinter:
    made = QPrinter(QPrinter.PrinterMode.HighResolution)
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(tmp_path / "printed.pdf"))
    return made


def printed(printer: QPrinter) -> bytes:
    return Path(printer.outputFileName()).read_bytes()


def test_every_page_is_printed_at_its_exact_size(printer: QPrinter, images: list[bytes]) -> None:
    assert print_pages(printer, images) == 3
    pages = readback.reader(printed(printer)).pages
    assert len(pages) == 3
    for page in pages:
        assert float(page.mediabox.width) == pytest.approx(210 * MM, abs=1)
        assert float(page.mediabox.height) == pytest.approx(297 * MM, abs=1)


def test_every_dot_of_a_page_arrives(printer: QPrinter, images: list[bytes]) -> None:
    print_pages(printer, images[:1])
    resources: Any = readback.reader(printed(printer)).pages[0]["/Resources"]
    (drawn,) = (found.get_object() for found in resources["/XObject"].values())
    page = QImage.fromData(images[0]).convertToFormat(QImage.Format.Format_RGB888)
    assert drawn["/Filter"] == "/FlateDecode"
    assert (drawn["/Width"], drawn["/Height"]) == (page.width(), page.height())
    stride, dots = page.bytesPerLine(), bytes(page.constBits())
    rows = [dots[row * stride : row * stride + 3 * page.width()] for row in range(page.height())]
    assert drawn.get_data() == b"".join(rows)


def test_paper_of_another_size_is_set_to_a4(printer: QPrinter, images: list[bytes]) -> None:
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.Letter))
    printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    print_pages(printer, images[:1])
    (page,) = readback.reader(printed(printer)).pages
    assert float(page.mediabox.height) == pytest.approx(297 * MM, abs=1)


def test_a_range_prints_only_its_pages(printer: QPrinter, images: list[bytes]) -> None:
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setPageRanges(QPageRanges.fromString("2-3"))
    assert pages_to_print(printer, 3) == [2, 3]
    assert print_pages(printer, images) == 2
    assert len(readback.reader(printed(printer)).pages) == 2


def test_the_current_page_can_be_printed_alone(printer: QPrinter) -> None:
    printer.setPrintRange(QPrinter.PrintRange.CurrentPage)
    assert pages_to_print(printer, 3, current=2) == [2]


def test_pages_can_come_in_reverse(printer: QPrinter) -> None:
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    assert pages_to_print(printer, 3) == [3, 2, 1]


@pytest.mark.parametrize(("collated", "order"), [(True, [1, 2, 1, 2]), (False, [1, 1, 2, 2])])
def test_copies_are_repeated_where_the_printer_makes_none(printer: QPrinter, collated: bool, order: list[int]) -> None:
    printer.setCopyCount(2)
    printer.setCollateCopies(collated)
    assert pages_to_print(printer, 2) == ([1, 2] if printer.supportsMultipleCopies() else order)


def test_a_range_without_pages_is_said_in_a_sentence(printer: QPrinter, images: list[bytes]) -> None:
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setPageRanges(QPageRanges.fromString("9"))
    with pytest.raises(ExportError, match="所选的页码范围内没有页面"):
        print_pages(printer, images)


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_does_not_answer_is_said_in_a_sentence(
    printer: QPrinter, images: list[bytes], tmp_path: Path
) -> None:
    printer.setOutputFileName(str(tmp_path / "没有这里" / "printed.pdf"))
    with pytest.raises(ExportError, match="打印机没有响应"):
        print_pages(printer, images)


def test_printing_can_be_stopped(printer: QPrinter, images: list[bytes]) -> None:
    told: list[str] = []
    with pytest.raises(ExportCancelled):
        print_pages(printer, images, progress=lambda _, name: told.append(name), cancelled=lambda: len(told) == 2)
    assert told == ["打印第1页", "打印第2页"]
