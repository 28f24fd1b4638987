"""The main job without a screen, and pictures of the window for the guide."""

from __future__ import annotations

import os
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.domain.errors import ExportError
from briefing.domain.place import Place
from briefing.export.choices import PageChoices
from briefing.export.fonts import FaceRole, FontShelf
from briefing.export.pdf import PdfWriter
from briefing.export.selection import document_of

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

WIDTH, HEIGHT = 1366, 768
"""The smallest screen that offices still have."""

PATIENCE_MS = 60_000

_SHOWN_PAGES = 4


def demonstrate(library: Path, to: Path | None = None) -> tuple[Path, ...]:
    """Make the library, write its reports' pages and pictures of the window, beside it or into ``to``.

    Returns the library and what was written.
    """
    from briefing.library.library import Library

    folder = to or library.parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportError(f"无法在“{folder}”建立文件夹，请换一个位置。", detail=str(error)) from error
    with Library.open(library) as opened:
        reports, indicators = opened.contents(), opened.indicators()
    shelf = FontShelf()
    writer, faces = PdfWriter(shelf), shelf.families(FaceRole.HEI)
    written = [library]
    for contents in reports:
        path = folder / f"{contents.report.key}.pdf"
        writer.write(document_of(Place(contents.report.key), reports, indicators, PageChoices(), faces), path)
        written.append(path)
    with _Window(library) as window:
        window.go(_item_with_most_joined(window))
        window.picture(folder / "window.png")
        window.search("就业")
        window.picture(folder / "search.png")
    return (*written, folder / "window.png", folder / "search.png")


def screenshots(to: Path) -> tuple[Path, ...]:
    """Pictures of the main places, light and dark, from a library made for the purpose."""
    to.mkdir(parents=True, exist_ok=True)
    made: list[Path] = []
    with tempfile.TemporaryDirectory() as folder, _Window(Path(folder) / "library.db") as window:

        def take(name: str) -> None:
            made.append(to / f"{name}.png")
            window.picture(made[-1], small=True)

        take("start")
        window.go(_first_report(window))
        take("report")
        window.go(_item_with_most_joined(window))
        take("window")
        window.dark()
        take("dark")
        window.light()
        window.compare()
        take("compare")
        window.notes()
        take("notes")
        window.search("就业")
        take("search")
    made.append(_pages_of_the_example(to / "pages.png"))
    return tuple(made)


def _pages_of_the_example(path: Path) -> Path:
    """The first pages of the briefing that comes with the library, side by side, as they are printed."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage, QPainter

    from briefing.domain.briefing_sources import Sources
    from briefing.export.briefing.document import document_of_briefing
    from briefing.library.library import Library

    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder) / "library.db") as library:
        example, sources = library.briefings()[0], Sources(library.contents(), library.indicators())
    shelf = FontShelf()
    document = document_of_briefing(example, sources, shelf.families(FaceRole.HEI))
    pages = [QImage.fromData(data) for data in PdfWriter(shelf).to_png(document, 48)[:_SHOWN_PAGES]]
    gap = 12
    wide = sum(page.width() + gap for page in pages) + gap
    sheet = QImage(wide, pages[0].height() + 2 * gap, QImage.Format.Format_RGB32)
    sheet.fill(Qt.GlobalColor.lightGray)
    painter = QPainter(sheet)
    x = gap
    for page in pages:
        painter.drawImage(x, gap, page)
        x += page.width() + gap
    painter.end()
    if not _in_256_colours(sheet).save(str(path)):
        raise ExportError(f"写不了图片“{path}”，请换一个位置。")
    return path


class _Window:
    """A window for pictures: its own settings, driven until nothing is under way."""

    def __init__(self, library: Path) -> None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        from briefing.app import Program, application
        from briefing.ui.settings import WindowSettings
        from briefing.ui.theme import Appearance

        self._folder = tempfile.TemporaryDirectory()
        settings = WindowSettings(Path(self._folder.name) / "window.ini")
        settings.appearance = Appearance.LIGHT
        self._app = application(sys.argv[:1])
        self.program = Program(self._app, library, settings)

    def __enter__(self) -> _Window:
        self.program.window.resize(WIDTH, HEIGHT)
        self.program.window.show()
        done: list[bool] = []
        self.program.when_ready(lambda: done.append(True))
        self._until(lambda: bool(done))
        return self

    def __exit__(self, *_: object) -> None:
        self.program.window.close()
        self.program.window.deleteLater()
        self._app.sendPostedEvents()
        self._app.processEvents()
        self._folder.cleanup()

    def go(self, place: Place | None) -> None:
        """Open a place."""
        self.program.navigator.go(place)

    def dark(self) -> None:
        """Turn the lights off."""
        from briefing.ui.theme import Appearance

        self.program.theme.set_appearance(Appearance.DARK)

    def light(self) -> None:
        """Turn them on."""
        from briefing.ui.theme import Appearance

        self.program.theme.set_appearance(Appearance.LIGHT)

    def compare(self) -> None:
        """Open the 对照 page."""
        assert self.program.desk is not None
        self.program.desk.detail.show_comparisons()

    def notes(self) -> None:
        """Open the 批注 page."""
        assert self.program.desk is not None
        self.program.desk.notes.open()

    def search(self, words: str) -> None:
        """Open the palette with some words."""
        assert self.program.desk is not None
        self.program.desk.search.open(words)

    def picture(self, path: Path, *, small: bool = False) -> None:
        """Write the window as a PNG once it has come to rest; ``small`` takes a third of the room.

        Raises ExportError when it cannot be written.
        """
        self._until(lambda: not self.program.tasks.busy)
        image = self.program.window.grab().toImage()
        if small:
            image = _in_256_colours(image)
        if not image.save(str(path)):
            raise ExportError(f"写不了图片“{path}”，请换一个位置。")

    def _until(self, holds: Callable[[], bool]) -> None:
        """Run the event loop until something holds and one more turn has passed."""
        from PySide6.QtCore import QElapsedTimer, QEventLoop

        clock = QElapsedTimer()
        clock.start()
        still = 0
        while still < 12 and not clock.hasExpired(PATIENCE_MS):
            self._app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
            still = still + 1 if holds() else 0


def _in_256_colours(image: QImage) -> QImage:
    """The picture in its own commonest colours: text and flat areas need no more."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage

    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    colours = Counter(memoryview(plain.constBits()).cast("I"))
    flags = Qt.ImageConversionFlag.ThresholdDither | Qt.ImageConversionFlag.AvoidDither
    table = [colour for colour, _ in colours.most_common(256)]
    return plain.convertToFormat(QImage.Format.Format_Indexed8, table, flags)


def _first_report(window: _Window) -> Place:
    assert window.program.desk is not None
    return Place(window.program.desk.store.library[0].report.key)


def _item_with_most_joined(window: _Window) -> Place:
    """The item of the newest report with the most figures that the other report speaks of as well."""
    assert window.program.desk is not None
    store = window.program.desk.store
    report = store.library[0].report
    counts: dict[int, int] = {}
    for indicator in store.indicators:
        if indicator.target.report_key == report.key:
            counts[indicator.target.item] = counts.get(indicator.target.item, 0) + 1
    if not counts:
        return Place(report.key)
    item = report.item_at(max(counts, key=lambda position: (counts[position], -position)))
    assert item is not None
    return Place(report.key, report.section_of(item).path, item.position)
