from __future__ import annotations

import pytest

from briefing.export.fonts import FontShelf
from briefing.export.pdf import PdfWriter


@pytest.fixture(scope="session")
def writer() -> PdfWriter:
    """A writer on a bare machine: no face but those the program brings."""
    return PdfWriter(FontShelf(system=False))
