"""The clean system is made from the archive that this machine's apt uses, in either form of its lists."""

from __future__ import annotations

from pathlib import Path

import pytest
from bundling.clean_root import mirror, release_of

STANZAS = """# the archive
Types: deb deb-src
URIs: {address}
Suites: bookworm bookworm-updates
Components: main

Types: deb
URIs: http://security.example.org/debian-security
Suites: bookworm-security
Components: main
"""


@pytest.mark.parametrize(
    "text",
    [
        "deb http://mirror.example.org/debian bookworm main\n",
        "deb [arch=amd64 signed-by=/usr/share/keyrings/a.gpg] http://mirror.example.org/debian/ bookworm main\n",
        "# deb http://old.example.org/debian bookworm main\ndeb http://mirror.example.org/debian trixie main contrib\n",
        "deb http://tools.example.org/apt bookworm main\ndeb http://mirror.example.org/debian bookworm main\n",
        "deb http://mirror.example.org/debian-security s main\ndeb http://mirror.example.org/debian bookworm main\n",
        STANZAS.format(address="http://mirror.example.org/debian"),
        STANZAS.replace(
            "Types: deb deb-src", "Types: deb-src\nURIs: http://sources.example.org/debian\n\nTypes: deb"
        ).format(address="http://mirror.example.org/debian"),
        "Enabled: no\n"
        + STANZAS.format(address="http://off.example.org/debian")
        + "\n"
        + STANZAS.format(address="http://mirror.example.org/debian"),
    ],
)
def test_the_archive_is_found(text: str) -> None:
    found = mirror([text])
    assert found is not None
    assert found.rstrip("/") == "http://mirror.example.org/debian"


def test_the_first_of_several_lists_counts() -> None:
    first, second = "deb http://one.example.org/debian stable main", "deb http://two.example.org/debian stable main"
    assert mirror([first, second]) == "http://one.example.org/debian"


@pytest.mark.parametrize(
    "text", ["", "deb cdrom:[Debian]/ bookworm main\n", "deb http://example.org/ubuntu noble main\n"]
)
def test_without_an_archive_there_is_none(text: str) -> None:
    assert mirror([text]) is None


def test_a_system_says_its_release(tmp_path: Path) -> None:
    assert release_of(tmp_path) == ""
    (tmp_path / "etc").mkdir()
    (tmp_path / "etc" / "os-release").write_text('ID=debian\nVERSION_CODENAME="trixie"\n', encoding="utf-8")
    assert release_of(tmp_path) == "trixie"
