"""Files of annotations that are let fall on the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData

SUFFIXES = (".bnotes", ".jsonld")


def annotations_dropped(data: QMimeData) -> Path | None:
    """The first file of annotations among what is being dragged; None where there is none."""
    paths = (Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
    return next((path for path in paths if path.suffix.lower() in SUFFIXES), None)
