"""What an office program makes of the Word file, beside the PDF of the same document."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from pypdf import PdfReader

from briefing.export.docx import DocxWriter
from briefing.export.fonts import FontShelf
from briefing.export.pdf import PdfWriter
from briefing.locate import noto_folder
from tests.export.docx.samples import full_document, plain_document

_OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
_STAND_INS = {
    "仿宋_GB2312": "Noto Serif SC", "楷体_GB2312": "Noto Serif SC", "宋体": "Noto Serif SC",
    "方正小标宋简体": "Noto Serif SC", "黑体": "Noto Sans SC", "Times New Roman": "Noto Serif SC",
}  # fmt: skip


@pytest.fixture(scope="module")
def converted(writer: DocxWriter, tmp_path_factory: pytest.TempPathFactory) -> dict[str, PdfReader]:
    """The two briefings as LibreOffice prints them, in the faces that the program brings."""
    if _OFFICE is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("office")
    aliases = "".join(
        f"<alias binding='same'><family>{name}</family><prefer><family>{other}</family></prefer></alias>"
        for name, other in _STAND_INS.items()
    )
    dirs = f"<dir>{escape(str(noto_folder()))}</dir><cachedir>{escape(str(folder / 'cache'))}</cachedir>"
    conf = folder / "fonts.conf"
    conf.write_text(f"<?xml version='1.0'?><fontconfig>{dirs}{aliases}</fontconfig>", encoding="utf-8")
    files = []
    for name, document in (("plain", plain_document()), ("full", full_document())):
        files.append(folder / f"{name}.docx")
        writer.write(document, files[-1], pages=range(1, 40))
    profile = (folder / "profile").as_uri()
    subprocess.run(
        [_OFFICE, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "--outdir", folder, *files],
        env={**os.environ, "FONTCONFIG_FILE": str(conf), "HOME": str(folder)},
        check=True,
        capture_output=True,
        timeout=120,
    )
    return {file.stem: PdfReader(Path(file).with_suffix(".pdf")) for file in files}


@pytest.fixture(scope="module")
def printed(shelf: FontShelf, tmp_path_factory: pytest.TempPathFactory) -> PdfReader:
    path = tmp_path_factory.mktemp("typeset") / "plain.pdf"
    PdfWriter(shelf).write(plain_document(), path)
    return PdfReader(path)


def test_it_has_as_many_pages_as_the_pdf(converted: dict[str, PdfReader], printed: PdfReader) -> None:
    assert abs(len(converted["plain"].pages) - len(printed.pages)) <= 1


def test_it_says_what_the_pdf_says(converted: dict[str, PdfReader], printed: PdfReader) -> None:
    ours, theirs = (_characters(reader) for reader in (converted["plain"], printed))
    # Heading rows and page numbers are repeated as often as there are pages; the chart is a picture in one of them.
    missing = theirs - ours
    assert sum(missing.values()) <= 30, missing
    assert sum((ours - theirs).values()) <= 30, ours - theirs


def test_pages_lie_as_they_should(converted: dict[str, PdfReader]) -> None:
    turned = [page.mediabox.width > page.mediabox.height for page in converted["full"].pages]
    assert turned.count(True) == 1
    assert not turned[0]
    assert not turned[-1]


def test_contents_footnotes_and_charts_are_on_the_pages(converted: dict[str, PdfReader]) -> None:
    said = ["".join(page.extract_text().split()) for page in converted["full"].pages]
    whole = "".join(said)
    assert "目录" in said[0]
    assert "九、图表" in said[0]
    for words in (
        "脚注之一。",
        "见附注。",
        "会前再核一次签约数。",
        "—1—",
        "单位：个",
        "≥2000亿元",
        "标准不同，不可相减",
    ):
        assert words in whole or words.replace("≥", "⩾") in whole, words


def _characters(reader: PdfReader) -> Counter[str]:
    text = "".join(page.extract_text() for page in reader.pages)
    return Counter(char for char in text if "一" <= char <= "鿿")
