"""Fandol's 仿宋 and 楷体 come along only with their licence."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from bundling import fonts

FANG, KAI = fonts.FACES


def put(file: Path, content: bytes = b"OTTO") -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    return file


def test_faces_of_a_tex_tree_are_found_with_the_licence_in_its_documentation(tmp_path: Path) -> None:
    tree = tmp_path / "texmf-dist"
    put(tree / "fonts/opentype/public/fandol" / FANG)
    put(tree / "fonts/opentype/public/fandol" / KAI)
    licence = put(tree / "doc/fonts/fandol/COPYING", b"GNU")
    found = fonts.found([tree])
    assert [face.file.name for face in found] == [FANG, KAI]
    assert all(face.texts == (licence,) for face in found)


def test_debian_keeps_them_and_their_compressed_licence_apart(tmp_path: Path) -> None:
    face = put(tmp_path / "usr/share/texlive/texmf-dist/fonts/opentype/public/fandol" / KAI)
    put(tmp_path / "usr/share/doc/texlive-doc/fonts/fandol/COPYING.gz", gzip.compress(b"GNU GPL"))
    put(tmp_path / "usr/share/doc/texlive-doc/fonts/fandol/README", b"with the font exception")
    found = fonts.found([face.parent])
    texts = fonts.copy(found, tmp_path / "包" / "fonts")
    assert (tmp_path / "包" / "fonts" / KAI).read_bytes() == b"OTTO"
    assert [text.read_bytes() for text in texts] == [b"GNU GPL", b"with the font exception"]


def test_without_a_licence_a_face_stays_out(tmp_path: Path) -> None:
    put(tmp_path / "fonts" / FANG)
    assert fonts.found([tmp_path / "fonts"]) == []


def test_other_faces_of_the_family_are_not_asked_for(tmp_path: Path) -> None:
    put(tmp_path / "FandolSong-Regular.otf")
    put(tmp_path / "COPYING")
    assert fonts.found([tmp_path]) == []


def test_nothing_found_makes_no_folder(tmp_path: Path) -> None:
    assert fonts.copy([], tmp_path / "fonts") == []
    assert not (tmp_path / "fonts").exists()


@pytest.mark.parametrize("system", ["linux", "win32"])
def test_every_system_has_its_usual_folders(system: str) -> None:
    assert len(fonts.usual_folders(system)) > 2
