from __future__ import annotations

import pytest

from briefing.export.docx import DocxWriter
from briefing.export.fonts import FontShelf
from tests.export.docx.readback import Word
from tests.export.docx.samples import full_document, plain_document


@pytest.fixture(scope="session")
def shelf() -> FontShelf:
    """The faces of a bare machine."""
    return FontShelf(system=False)


@pytest.fixture(scope="session")
def writer(shelf: FontShelf) -> DocxWriter:
    return DocxWriter(shelf)


@pytest.fixture(scope="session")
def full(writer: DocxWriter) -> Word:
    """The briefing with every kind of block, read back."""
    return Word(writer.to_docx(full_document()))


@pytest.fixture(scope="session")
def plain(writer: DocxWriter) -> Word:
    return Word(writer.to_docx(plain_document()))
