"""All pictures: those of the guide and those of the README."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.domain.errors import ExportError
from briefing.pictures import colleagues
from briefing.pictures.image import in_few_colours, save
from briefing.pictures.pages import example_pages
from briefing.pictures.scenes import GUIDE, PLAIN, SHARED
from briefing.pictures.window import HEIGHT, WIDTH, PictureWindow, item_with_most_joined

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

SHARPNESS = "1.5"
"""Pixels of a picture to each of the window, so that text stays sharp when a picture is scaled to a column."""

WIDEST = 1440
"""Pixels: as sharp as can be seen where the guide shows them widest; more would only be thrown away."""

SIZE = 1200, 720
"""The window's size for the guide: as small as notes still stand beside the page, so that text stays legible."""

GUIDE_COLOURS = 48
"""Fewer take less room, and still tell every role apart."""

_SHOWN_PAGES = 4


def screenshots(to: Path, only: Collection[str] = ()) -> tuple[Path, ...]:
    """Write the guide's pictures into ``to/guide/pictures`` and the README's two into ``to/pictures``.

    ``only`` names pictures of the guide; then no others are made. Returns what was written. Raises ExportError when
    something cannot be written, LookupError for a name that there is not.
    """
    if unknown := set(only) - set(GUIDE):
        raise LookupError("、".join(sorted(unknown)))
    guide, readme = _folder(to / "guide" / "pictures"), _folder(to / "pictures")
    # Once Qt runs it is too late: a program that runs already takes pictures as sharp as its screen.
    os.environ.setdefault("QT_SCALE_FACTOR", SHARPNESS)
    made = []
    for name, image in _guide_pictures(frozenset(only or GUIDE)):
        made.append(guide / f"{name}.png")
        save(in_few_colours(fitted(image), GUIDE_COLOURS), made[-1])
    if not only:
        made += [readme / "window.png", readme / "pages.png"]
        with _plain((WIDTH, HEIGHT)) as window:
            window.go(item_with_most_joined(window))
            save(in_few_colours(window.plain_image()), made[-2])
        save(in_few_colours(example_pages(_SHOWN_PAGES, 48)), made[-1])
    return tuple(made)


def fitted(image: QImage) -> QImage:
    """The picture, made narrower when it is wider than anybody can see."""
    from PySide6.QtCore import Qt

    if image.width() <= WIDEST:
        return image
    return image.scaledToWidth(WIDEST, Qt.TransformationMode.SmoothTransformation)


def _guide_pictures(names: frozenset[str]) -> Iterator[tuple[str, QImage]]:
    if names & PLAIN.keys():
        with _plain(SIZE) as window:
            for name, scene in PLAIN.items():
                if name in names:
                    window.resize(*SIZE)
                    yield name, scene(window)
    if not any(names & group.keys() for _, group in SHARED):
        return
    with tempfile.TemporaryDirectory() as folder:
        shared = colleagues.prepare(Path(folder))
        for before, group in SHARED:
            if before is not None:
                before(shared)
            if names & group.keys():
                with PictureWindow(shared.library, author=colleagues.OWN, size=SIZE) as window:
                    for name, show in group.items():
                        if name in names:
                            window.resize(*SIZE)
                            yield name, show(window, shared)


@contextmanager
def _plain(size: tuple[int, int]) -> Iterator[PictureWindow]:
    with tempfile.TemporaryDirectory() as folder, PictureWindow(Path(folder) / "library.db", size=size) as window:
        yield window


def _folder(path: Path) -> Path:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportError(f"无法在“{path}”建立文件夹，请换一个位置。", detail=str(error)) from error
    return path
