"""The preview's own pages on paper: what was previewed is what is printed.

The only module of this package that needs Qt; the window imports it when somebody prints.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QTransform
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from briefing.domain.errors import ExportError
from briefing.export.preview import PageImage
from briefing.export.steps import Cancelled, Progress, Steps
from briefing.preferences.catalogue import COLOUR, COPIES, PRINTER, SIDES
from briefing.preferences.values import Preferences

_A4_WIDTH_MM = 210.0
_MM_PER_INCH = 25.4


def set_up(printer: QPrinter, *, title: str, duplex: bool) -> None:
    """What the system's dialog proposes: A4 upright, both sides along the long edge where margins are mirrored.

    To be called before the dialog; what a person changes there is kept.
    """
    printer.setDocName(title)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setDuplex(QPrinter.DuplexMode.DuplexLongSide if duplex else QPrinter.DuplexMode.DuplexNone)


def prefer(printer: QPrinter, preferences: Preferences) -> str:
    """What a person has set for printing, on top of what the pages ask for; to be called before the dialog.

    Returns the name of a printer that was set and is not there: then the system's own stays.
    """
    usual, wanted = printer.printerName(), preferences.of(PRINTER)
    if wanted:
        printer.setPrinterName(wanted)
        if printer.printerName() != wanted or not printer.isValid():
            printer.setPrinterName(usual)
    sides = preferences.of(SIDES)
    if sides != SIDES.default:
        double = sides == "double"
        printer.setDuplex(QPrinter.DuplexMode.DuplexLongSide if double else QPrinter.DuplexMode.DuplexNone)
    colour = preferences.of(COLOUR)
    if colour != COLOUR.default:
        printer.setColorMode(QPrinter.ColorMode.GrayScale if colour == "grey" else QPrinter.ColorMode.Color)
    printer.setCopyCount(preferences.of(COPIES))
    return wanted if wanted != printer.printerName() else ""


def printer_names() -> tuple[str, ...]:
    """The printers of this computer, the system's own choice first. A printing service may take seconds to answer."""
    usual = QPrinterInfo.defaultPrinterName()
    return tuple(sorted(QPrinterInfo.availablePrinterNames(), key=lambda name: (name != usual, name)))


def print_pages(
    printer: QPrinter,
    images: Sequence[bytes] | Sequence[PageImage],
    *,
    current: int = 1,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> int:
    """Print A4 pages (PNG, or drawn by the preview) at their exact size, and say how many sides were sent.

    A page that lies on its side is turned, its head to the left, so that all sheets lie the same way (GB/T 9704-2012,
    7.4). ``images`` are taken one at a time, when each is sent. The printer's own settings decide the range, the
    copies, their collation and the order; ``current`` (from 1) is the page meant by "current page". Paper is set to
    A4 upright, without scaling: margins are part of the image.

    Raises ExportError when the printer does not answer or the range holds no page, ExportCancelled when asked to
    stop (nothing more is sent).
    """
    pages = pages_to_print(printer, len(images), current)
    if not pages:
        raise ExportError("所选的页码范围内没有页面，请改选页码后再打印。")
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)
    printer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)
    steps = Steps(progress, cancelled, len(pages))
    painter = QPainter()
    if not painter.begin(printer):
        raise ExportError("打印机没有响应。请检查打印机是否开机、已连接，再试一次；也可以先导出 PDF。")
    try:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        # Without it a printer that is fed with PDF gets the pages as JPEG, with dirt around every stroke.
        painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
        for sent, page in enumerate(pages):
            steps.next(f"打印第{page}页")
            if sent and not printer.newPage():
                raise ExportError("打印机中途停止了响应。请检查打印机，再从未打印的页继续。")
            image = _upright(_image(images[page - 1]))
            painter.drawImage(_true_size(image, printer.resolution()), image)
        steps.done()
    except BaseException:
        printer.abort()
        raise
    finally:
        painter.end()
    return len(pages)


def _image(page: bytes | PageImage) -> QImage:
    if isinstance(page, PageImage):
        # The copy owns its dots; the image made of a page does not.
        return QImage(page.pixels, page.width, page.height, 4 * page.width, QImage.Format.Format_RGB32).copy()
    return QImage.fromData(page)


def _upright(image: QImage) -> QImage:
    return image.transformed(QTransform().rotate(-90)) if image.width() > image.height() else image


def _true_size(image: QImage, resolution: int) -> QRectF:
    """How many of the printer's dots the image of an A4 page covers; its own resolution is a whole number of dots."""
    ppi = max(1, round(image.width() * _MM_PER_INCH / _A4_WIDTH_MM))
    return QRectF(0, 0, image.width() * resolution / ppi, image.height() * resolution / ppi)


def pages_to_print(printer: QPrinter, count: int, current: int = 1) -> list[int]:
    """The pages of ``count``, from 1, in the order they are to be sent; copies are repeated only where the printer
    cannot make them itself.
    """
    chosen = list(range(1, count + 1))
    if printer.printRange() is QPrinter.PrintRange.CurrentPage:
        chosen = [page for page in chosen if page == current]
    elif printer.printRange() is QPrinter.PrintRange.PageRange and not printer.pageRanges().isEmpty():
        chosen = [page for page in chosen if printer.pageRanges().contains(page)]
    if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
        chosen.reverse()
    if printer.supportsMultipleCopies():
        return chosen
    copies = max(1, printer.copyCount())
    return chosen * copies if printer.collateCopies() else [page for page in chosen for _ in range(copies)]
