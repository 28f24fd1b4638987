from __future__ import annotations

from pathlib import Path

import pytest

from briefing.export.document import Document, Paragraph, Run
from briefing.export.fonts import CHAINS, FaceRole, FontChoice, FontShelf
from briefing.export.pdf import PdfWriter
from briefing.locate import noto_folder
from tests.print import readback
from tests.print.faces import renamed_face


def choice(shelf: FontShelf, role: FaceRole) -> FontChoice:
    return next(choice for choice in shelf.choices if choice.role is role)


@pytest.fixture(scope="module")
def bare() -> FontShelf:
    return FontShelf(system=False)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> FontShelf:
    """A computer that has 仿宋 and 黑体 beside the program's own faces."""
    folder = tmp_path_factory.mktemp("fonts")
    renamed_face(folder, "FangSong")
    renamed_face(folder, "SimHei")
    return FontShelf((folder, noto_folder()), system=False)


def test_a_bare_machine_prints_every_role_in_what_the_program_brings(bare: FontShelf) -> None:
    used = {found.role: found.used for found in bare.choices}
    assert used == {
        FaceRole.BODY: "Noto Serif SC",
        FaceRole.KAI: "Noto Serif SC",
        FaceRole.HEI: "Noto Sans SC",
        FaceRole.SONG: "Noto Serif SC",
        FaceRole.TITLE: "Noto Serif SC",
        FaceRole.LATIN: "Libertinus Serif",
    }


def test_what_was_looked_for_in_vain_is_told(bare: FontShelf) -> None:
    body = choice(bare, FaceRole.BODY)
    assert body.wanted == CHAINS[FaceRole.BODY]
    assert body.missing == body.wanted[: body.wanted.index("Noto Serif SC")]
    assert "FangSong_GB2312" in body.missing
    assert not body.standard
    assert body.role.label == "仿宋"


def test_the_first_face_of_a_chain_that_is_present_wins(office: FontShelf) -> None:
    body = choice(office, FaceRole.BODY)
    assert body.used == "FangSong"
    assert body.missing == ("FangSong_GB2312", "仿宋_GB2312")
    assert body.standard
    assert choice(office, FaceRole.HEI).used == "SimHei"
    assert choice(office, FaceRole.KAI).used == "Noto Serif SC"


def test_every_chain_ends_with_a_face_of_the_program(office: FontShelf) -> None:
    for found in office.choices:
        if found.role is not FaceRole.LATIN:
            assert any(name.startswith("Noto") for name in (found.used, *found.rest))


def test_the_body_is_printed_in_the_face_chosen(bare: FontShelf, office: FontShelf) -> None:
    document = Document("标题", blocks=(Paragraph((Run("正文2026"),)),))
    plain, dressed = (PdfWriter(shelf).to_pdf(document) for shelf in (bare, office))
    assert "正文2026" in readback.text(dressed)
    assert any("FangSong" in name for name in readback.fonts(dressed))
    assert not any("FangSong" in name for name in readback.fonts(plain))


def test_a_title_prefers_a_face_that_is_dark_by_itself(tmp_path: Path, bare: FontShelf) -> None:
    renamed_face(tmp_path, "STZhongsong")
    shelf = FontShelf((tmp_path, noto_folder()), system=False)
    assert (choice(shelf, FaceRole.TITLE).used, choice(shelf, FaceRole.TITLE).dark) == ("STZhongsong", True)
    assert not choice(bare, FaceRole.TITLE).dark


def test_charts_are_told_which_families_to_use(office: FontShelf) -> None:
    assert office.families(FaceRole.HEI)[:2] == ("SimHei", "Noto Sans SC")


def test_a_writer_reports_its_faces(bare: FontShelf) -> None:
    assert PdfWriter(bare).faces == bare.choices


def test_the_faces_of_this_computer_are_found_too() -> None:
    shelf = FontShelf()
    assert {found.role for found in shelf.choices} == set(FaceRole)
    assert all(found.used in shelf.fonts.families() for found in shelf.choices)


def test_a_computer_without_any_chinese_face_still_answers(tmp_path: Path) -> None:
    body = choice(FontShelf((tmp_path,), system=False), FaceRole.BODY)
    assert body.used == ""
    assert body.missing == body.wanted
