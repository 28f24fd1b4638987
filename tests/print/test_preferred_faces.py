"""Faces that a person prefers: taken where they are present, told where they are not, offered where they can write."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QImage

from briefing.export.coverage import has_glyphs
from briefing.export.document import Document, Paragraph, Run
from briefing.export.face_list import faces_on, sample
from briefing.export.fonts import FaceRole, FontChoice, FontShelf
from briefing.export.pdf import PdfWriter
from briefing.export.preferred import preferred_faces
from briefing.export.preview import PagePreview
from briefing.locate import noto_folder
from briefing.preferences.catalogue import FACES
from briefing.preferences.values import Preferences
from briefing.ui.compose.faces import absent_in_words, faces_in_words, lacking_in
from tests.print import readback
from tests.print.faces import NOTO, renamed_face

PAGE = Document("题目", blocks=(Paragraph((Run("生产总值增长5.5%"),)),))


def choice(shelf: FontShelf, role: FaceRole) -> FontChoice:
    return next(choice for choice in shelf.choices if choice.role is role)


@pytest.fixture
def shelf(tmp_path: Path) -> FontShelf:
    """A computer with one face more than the program brings."""
    folder = tmp_path / "fonts"
    folder.mkdir()
    renamed_face(folder, "OfficeSong")
    return FontShelf((folder, noto_folder()), system=False)


def test_a_preferred_face_goes_before_what_would_be_found_and_pages_are_set_in_it(shelf: FontShelf) -> None:
    writer = PdfWriter(shelf)
    before = readback.fonts(writer.to_pdf(PAGE))
    shelf.prefer({FaceRole.BODY: "OfficeSong"})
    body = choice(shelf, FaceRole.BODY)
    assert (body.used, body.preferred, body.absent, body.standard) == ("OfficeSong", "OfficeSong", False, False)
    assert body.rest[0] == "Noto Serif SC"
    after = readback.fonts(writer.to_pdf(PAGE))
    assert not any("OfficeSong" in name for name in before)
    assert any("OfficeSong" in name for name in after)
    shelf.prefer({})
    assert choice(shelf, FaceRole.BODY).used == "Noto Serif SC"


def test_pages_that_were_laid_out_before_are_laid_out_anew(shelf: FontShelf) -> None:
    preview = PagePreview(PdfWriter(shelf))
    preview.update(PAGE)
    first = preview.pdf
    preview.update(PAGE)
    assert preview.pdf is first
    shelf.prefer({FaceRole.BODY: "OfficeSong"})
    preview.update(PAGE)
    assert any("OfficeSong" in name for name in readback.fonts(preview.pdf))
    preview.close()


def test_a_preferred_face_that_is_gone_is_told_and_stood_in_for(shelf: FontShelf) -> None:
    shelf.prefer({FaceRole.BODY: "方正仿宋_GBK", FaceRole.KAI: "OfficeSong"})
    body = choice(shelf, FaceRole.BODY)
    assert (body.used, body.absent) == ("Noto Serif SC", True)
    assert absent_in_words(shelf.choices) == "设置里选的字体“方正仿宋_GBK”不在这台电脑上，仿宋用自动找到的"
    assert lacking_in(shelf.choices) == ["仿宋", "小标宋"]
    line, tip = faces_in_words(shelf.choices)
    assert "方正仿宋_GBK" in line
    assert "楷体：OfficeSong" in tip
    shelf.prefer({})
    assert absent_in_words(shelf.choices) == ""


def test_settings_name_faces_by_role() -> None:
    chosen = Preferences().having(FACES[0], "FangSong").having(FACES[5], "Times New Roman")
    assert preferred_faces(chosen) == {FaceRole.BODY: "FangSong", FaceRole.LATIN: "Times New Roman"}


def test_only_faces_that_can_write_are_offered_the_roles_own_first(tmp_path: Path) -> None:
    renamed_face(tmp_path, "FangSong")
    faces = faces_on(FontShelf((tmp_path, noto_folder()), system=False))
    assert faces.chinese == ("FangSong", "Noto Sans SC", "Noto Serif SC")
    assert "Libertinus Serif" in faces.latin
    assert "New Computer Modern Math" not in faces.latin
    assert faces.of(FaceRole.BODY)[0] == "FangSong"
    assert faces.of(FaceRole.HEI)[0] == "Noto Sans SC"
    assert faces.of(FaceRole.LATIN)[0] == "Libertinus Serif"


def test_a_sample_is_drawn_in_the_face_in_force(shelf: FontShelf) -> None:
    def drawn() -> QImage:
        picture = QImage.fromData(sample(choice(shelf, FaceRole.TITLE), shelf, 20, "#1f2328", 2))
        assert not picture.isNull()
        assert picture.hasAlphaChannel()
        return picture

    serif = drawn()
    shelf.prefer({FaceRole.TITLE: "OfficeSong"})
    assert drawn() != serif
    assert 40 <= serif.height() <= 80
    assert serif.width() > 6 * serif.height() // 2


def test_glyphs_are_looked_up_in_the_file() -> None:
    noto = noto_folder() / NOTO
    assert has_glyphs(noto, 0, "国务院政府工作报告2026")
    assert not has_glyphs(noto, 0, "\ue123")
    assert not has_glyphs(noto, 0, "国\U0001f600")
    assert not has_glyphs(noto.with_name("none.otf"), 0, "国")


def with_table(subtable: bytes, encoding: int) -> bytes:
    """A font file that holds nothing but a character map."""
    cmap = struct.pack(">HHHHL", 0, 1, 3, encoding, 12) + subtable
    return struct.pack(">LHHHH", 0x00010000, 1, 0, 0, 0) + struct.pack(">4sLLL", b"cmap", 0, 28, len(cmap)) + cmap


SEGMENTS = struct.pack(">7H", 4, 0, 0, 6, 0, 0, 0) + struct.pack(
    ">3H H 3H 3H 3H 2H", 0x41, 0x51, 0xFFFF, 0, 0x41, 0x50, 0xFFFF, 1, 0, 1, 0, 4, 0, 0, 7
)
"""A by its distance; P without a glyph and Q with one, by a list; the end."""


def test_both_kinds_of_map_are_read(tmp_path: Path) -> None:
    path = tmp_path / "face.ttf"
    path.write_bytes(with_table(SEGMENTS, 1))
    assert [has_glyphs(path, 0, char) for char in "APQZ"] == [True, False, True, False]
    groups = struct.pack(">HHLLL", 12, 0, 0, 0, 2) + struct.pack(">6L", 0x41, 0x42, 0, 0x56FD, 0x56FD, 9)
    path.write_bytes(with_table(groups, 10))
    assert [has_glyphs(path, 0, char) for char in "AB国C"] == [False, True, True, False]


@settings(max_examples=60)
@given(cut=st.integers(0, 120), at=st.integers(0, 119), byte=st.integers(0, 255))
def test_a_damaged_file_has_no_glyphs_or_some_but_does_no_harm(
    tmp_path_factory: pytest.TempPathFactory, cut: int, at: int, byte: int
) -> None:
    path = tmp_path_factory.mktemp("face") / "face.ttf"
    data = bytearray(with_table(SEGMENTS, 1))
    data[at % len(data)] = byte
    path.write_bytes(bytes(data[:cut]))
    assert has_glyphs(path, 0, "A") in (True, False)
