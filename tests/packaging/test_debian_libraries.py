"""Which packages bring what a bundle needs is read from what Debian's own tools say."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from bundling import debian_libraries as libraries

SHLIBDEPS = (
    "shlibs:Depends=libc6 (>= 2.34), libcups2t64 (>= 1.4.0), libglib2.0-0t64 (>= 2.26.0), libxcb-cursor0 (>= 0.0.99),"
    " zlib1g (>= 1:1.2.3.4), libglib2.0-0 (>= 2.26.0)\n"
)
LDCONFIG = """3 libs found in cache `/etc/ld.so.cache'
\tlibz.so.1 (libc6,x86-64) => /lib/x86_64-linux-gnu/libz.so.1
\tlibz.so.1 (libc6) => /lib/i386-linux-gnu/libz.so.1
\tlibc.so.6 (libc6,x86-64, OS ABI: Linux 3.2.0) => /lib/x86_64-linux-gnu/libc.so.6
"""
OWNERS = """zlib1g:amd64: /lib/x86_64-linux-gnu/libz.so.1
diversion by dash from: /bin/sh
libgtk-3-0, libgtk2.0-0: /usr/share/themes
libc-bin: /sbin/ldconfig
"""


def test_relations_carry_versions_and_names_that_older_and_newer_releases_resolve() -> None:
    assert libraries.relations(SHLIBDEPS) == (
        "libc6 (>= 2.34)",
        "libcups2 (>= 1.4.0)",
        "libglib2.0-0 (>= 2.26.0)",
        "libxcb-cursor0 (>= 0.0.99)",
        "zlib1g (>= 1:1.2.3.4)",
    )


def test_nothing_needed_gives_no_relation() -> None:
    assert libraries.relations("shlibs:Depends=\n") == ()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("libreadline8t64 (>= 6.0)", "libreadline8 (>= 6.0)"),
        ("libgtk-3-0t64", "libgtk-3-0"),
        ("libssl3", "libssl3"),
        ("libt64thing1", "libt64thing1"),
    ],
)
def test_only_the_ending_of_the_transition_is_taken_off(name: str, expected: str) -> None:
    assert libraries.resolvable(name) == expected


def test_the_loaders_cache_is_read_for_this_kind_of_machine() -> None:
    assert libraries.loadable(LDCONFIG) == {
        "libz.so.1": Path("/lib/x86_64-linux-gnu/libz.so.1"),
        "libc.so.6": Path("/lib/x86_64-linux-gnu/libc.so.6"),
    }


def test_files_have_one_owner_and_diversions_none() -> None:
    assert libraries.owners(OWNERS) == {
        "/lib/x86_64-linux-gnu/libz.so.1": "zlib1g",
        "/sbin/ldconfig": "libc-bin",
    }


@pytest.mark.skipif(sys.platform == "win32", reason="the package is made on Linux")
class TestTheTree:
    def test_what_is_no_copy_of_the_systems_stays(self, tmp_path: Path) -> None:
        (tmp_path / "libz.so.1").write_bytes(b"\x7fELF, but not the system's")
        assert libraries.copies(tmp_path) == {}

    def test_optional_parts_are_only_suggested(self, tmp_path: Path) -> None:
        assert libraries.suggests(tmp_path) == ()
        plugin = tmp_path / "PySide6" / "Qt" / "plugins" / "platformthemes" / "libqgtk3.so"
        plugin.parent.mkdir(parents=True)
        plugin.write_bytes(b"\x7fELF")
        assert libraries.suggests(tmp_path) == ("libgtk-3-0",)
