"""The main job without a screen."""

from __future__ import annotations

from pathlib import Path

from briefing.domain.errors import ExportError
from briefing.domain.place import Place
from briefing.export.choices import PageChoices
from briefing.export.fonts import FaceRole, FontShelf
from briefing.export.pdf import PdfWriter
from briefing.export.selection import document_of
from briefing.pictures.window import PictureWindow, item_with_most_joined


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
    with PictureWindow(library) as window:
        window.go(item_with_most_joined(window))
        window.picture(folder / "window.png")
        window.desk.search.open("就业")
        window.picture(folder / "search.png")
    return (*written, folder / "window.png", folder / "search.png")
