"""What a bundle needs of the machine is found before the long work begins, or said with the way out."""

from __future__ import annotations

from pathlib import Path

import pytest
from devkit import debian, freezing
from devkit.console import Stop


class TestSharedLibrary:
    def test_it_is_found_where_this_python_says(self, tmp_path: Path) -> None:
        library = tmp_path / "libpython3.11.so.1.0"
        library.touch()
        assert freezing.shared_library({"LIBDIR": str(tmp_path), "INSTSONAME": library.name}) == library

    def test_debian_keeps_it_in_the_folder_of_the_architecture(self, tmp_path: Path) -> None:
        folder = tmp_path / "x86_64-linux-gnu"
        folder.mkdir()
        (folder / "libpython3.11.so.1.0").touch()
        variables = {"LIBDIR": str(tmp_path), "MULTIARCH": folder.name, "INSTSONAME": "libpython3.11.so.1.0"}
        assert freezing.shared_library(variables) == folder / "libpython3.11.so.1.0"

    @pytest.mark.parametrize("name", ["libpython3.11.a", "libpython3.11.so.1.0"])
    def test_a_static_one_or_one_that_is_gone_is_none(self, name: str, tmp_path: Path) -> None:
        (tmp_path / "libpython3.11.a").touch()
        assert freezing.shared_library({"LIBDIR": str(tmp_path), "LDLIBRARY": name}) is None

    @pytest.mark.parametrize(
        ("base", "way_out"), [("/usr", "libpython3.12"), ("/home/李 明/.pyenv/versions/3.12.1", "--enable-shared")]
    )
    def test_without_it_one_sentence_says_the_way_out(self, base: str, way_out: str) -> None:
        sentence = freezing.advice(base, (3, 12))
        assert way_out in sentence
        assert "\n" not in sentence


class TestTools:
    def test_what_is_missing_is_named_with_the_command_that_brings_it(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PATH", str(tmp_path))
        monkeypatch.setattr(debian, "is_debian_family", lambda: True)
        monkeypatch.setattr(debian, "is_root", lambda: False)
        with pytest.raises(Stop) as stopped:
            freezing.require()
        assert "sudo apt-get install -y --no-install-recommends binutils chrpath libc-bin xvfb" in str(stopped.value)

    def test_elsewhere_the_tools_themselves_are_named(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PATH", str(tmp_path))
        monkeypatch.setattr(debian, "is_debian_family", lambda: False)
        with pytest.raises(Stop, match="chrpath, objcopy, objdump"):
            freezing.require()
