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
from briefing.export.preview import PagePreview
from briefing.export.printing import pages_to_print, print_pages, set_up
from briefing.export.steps import ExportCancelled
from tests.print import readback
from tests.print.pages import wide_table
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


def test_a_page_on_its_side_is_turned_with_its_head_to_the_left(printer: QPrinter, writer: PdfWriter) -> None:
    sheets = writer.to_png(
        Document("标题", blocks=(Paragraph((Run("甲"),)), wide_table(2), Paragraph((Run("乙"),)))), 60
    )
    assert print_pages(printer, sheets) == 3
    pages = readback.reader(printed(printer)).pages
    assert [page.mediabox.width < page.mediabox.height for page in pages] == [True] * 3
    assert all(page.get("/Rotate", 0) == 0 for page in pages)
    resources: Any = pages[1]["/Resources"]
    (drawn,) = (found.get_object() for found in resources["/XObject"].values())
    width, height, dots = drawn["/Width"], drawn["/Height"], drawn.get_data()
    assert width < height
    columns = [sum(255 - dots[3 * (row * width + x)] for row in range(height)) for x in range(width)]
    # What stood at the top of the turned page, 28 mm from its edge, now stands 28 mm from the left one.
    assert next(x for x, ink in enumerate(columns) if ink) == pytest.approx(28 / 25.4 * 60, abs=4)


def test_pages_drawn_by_the_preview_print_the_same(printer: QPrinter, writer: PdfWriter) -> None:
    preview = PagePreview(writer)
    preview.update(Document("标题", blocks=(Paragraph((Run("甲"),)), PageBreak(), Paragraph((Run("乙"),)))))
    assert print_pages(printer, preview.images(100)) == 2
    resources: Any = readback.reader(printed(printer)).pages[0]["/Resources"]
    (drawn,) = (found.get_object() for found in resources["/XObject"].values())
    image = preview.image(0, 100)
    assert (drawn["/Width"], drawn["/Height"]) == (image.width, image.height)
    blue = image.pixels[0::4]
    assert drawn.get_data()[2::3] == blue
    preview.close()


def test_only_the_pages_that_are_printed_are_drawn(printer: QPrinter, images: list[bytes]) -> None:
    taken: list[int] = []

    class Watched(list[bytes]):
        def __getitem__(self, at: Any) -> Any:
            taken.append(at)
            return super().__getitem__(at)

    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setPageRanges(QPageRanges.fromString("2"))
    print_pages(printer, Watched(images))
    assert taken == [1]


@pytest.mark.parametrize("duplex", [True, False])
def test_the_dialog_proposes_both_sides_where_margins_are_mirrored(qapp: QApplication, duplex: bool) -> None:
    proposed: list[QPrinter.DuplexMode] = []

    class Sided(QPrinter):
        """A file has no sides and forgets them; a printer keeps them."""

        def setDuplex(self, mode: QPrinter.DuplexMode) -> None:
            proposed.append(mode)

    printer = Sided()
    set_up(printer, title="简报", duplex=duplex)
    assert printer.docName() == "简报"
    assert printer.pageLayout().pageSize().id() is QPageSize.PageSizeId.A4
    assert proposed == [QPrinter.DuplexMode.DuplexLongSide if duplex else QPrinter.DuplexMode.DuplexNone]


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
