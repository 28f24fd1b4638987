"""Control fields, changelog and copyright file are as Debian Policy wants them."""

from __future__ import annotations

import json
from pathlib import Path

from bundling import debian_texts as texts

MOMENT = 1767225600
CHANGES = """# Changes

## 0.2.0 (not released yet)

- Prints.
- Opens `.bnotes` files, which colleagues send, in a window that says what they would bring before anything is changed.

## 0.1.0 (2025-11-03)

- Reads.
"""


def fields(control: str) -> dict[str, str]:
    return dict(line.split(": ", 1) for line in control.splitlines() if not line.startswith(" "))


def test_the_control_file_names_what_was_found() -> None:
    control = texts.control("0.2.0", ["libc6 (>= 2.34)", "libegl1"], ["libgtk-3-0"], 1234)
    found = fields(control)
    assert found["Package"] == "briefing"
    assert found["Version"] == "0.2.0"
    assert found["Architecture"] == "amd64"
    assert found["Depends"] == "libc6 (>= 2.34), libegl1"
    assert found["Suggests"].endswith(", libgtk-3-0")
    assert found["Installed-Size"] == "1234"
    assert control.endswith("\n")


def test_the_maintainer_is_no_invented_person_and_has_an_address_that_reaches_nobody() -> None:
    assert fields(texts.control("1", [], [], 1))["Maintainer"].endswith("@example.org>")


def test_the_description_has_a_synopsis_and_lines_that_fit_a_terminal() -> None:
    synopsis, *lines = texts.DESCRIPTION.splitlines()
    assert not synopsis.startswith(" ")
    assert len(synopsis) < 80
    assert all(line.startswith(" ") and len(line) <= 80 for line in lines)


def test_every_version_becomes_an_entry_of_debians_changelog() -> None:
    newest, oldest = texts.changelog(CHANGES, MOMENT).split("\n\nbriefing (0.1.0)")
    assert newest.splitlines()[:3] == ["briefing (0.2.0) unstable; urgency=medium", "", "  * Prints."]
    assert newest.endswith(f"\n\n -- {texts.MAINTAINER}  Thu, 01 Jan 2026 00:00:00 +0000")
    assert oldest.endswith(f"  * Reads.\n\n -- {texts.MAINTAINER}  Mon, 03 Nov 2025 00:00:00 +0000\n")


def test_long_changes_are_wrapped_and_lose_no_word() -> None:
    text = texts.changelog(CHANGES, MOMENT)
    assert all(len(line) <= 80 for line in text.splitlines() if not line.startswith(" -- "))
    assert "Opens `.bnotes` files, which colleagues send, in a window that says what they" in " ".join(text.split())


def test_our_own_changelog_can_be_told_so() -> None:
    ours = (Path(__file__).resolve().parents[2] / "CHANGELOG.md").read_text(encoding="utf-8")
    text = texts.changelog(ours, MOMENT)
    assert text.count("\n  * ") == ours.count("\n- ")
    assert text.count("\n -- ") == ours.count("\n## ")


def test_the_copyright_file_names_every_component_with_its_terms(tmp_path: Path) -> None:
    components = tmp_path / "components.json"
    listed = [
        {"name": "简报台 Briefing", "version": "1", "licence": "MIT", "texts": []},
        {"name": "numpy", "version": "2.4", "licence": "BSD", "texts": [{"name": "LICENSE", "text": "One\n\n Two\n"}]},
        {"name": "Noto Sans SC 字体", "version": "", "licence": "OFL", "texts": [{"name": "OFL", "text": "Font"}]},
    ]
    components.write_text(json.dumps(listed), encoding="utf-8")
    text = texts.copyright_file("MIT License\n\nPermission", components)
    assert text.startswith("Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n")
    assert "Files: *\nCopyright: 2026 The Briefing developers\nLicense: Expat\n MIT License\n .\n Permission\n" in text
    assert "\nLicense: numpy-2.4\n numpy 2.4: BSD\n .\n LICENSE:\n .\n One\n .\n  Two\n" in text
    assert "  - Noto Sans SC 字体: OFL\n" in text
    # Only blank lines part stanzas, and every stanza begins with a field.
    assert all(stanza.split(":")[0] in {"Format", "Files", "License"} for stanza in text.split("\n\n"))


def test_texts_that_every_debian_system_has_are_referred_to() -> None:
    gpl = "GNU GENERAL PUBLIC LICENSE\n   Version 3, 29 June 2007\n\nPreamble\n\n  END OF TERMS AND CONDITIONS"
    apache = "Apache License\n  Version 2.0, January 2004\n\nTERMS\n\nEND OF TERMS AND CONDITIONS"
    found = texts.without_common(f"Mine.\n{gpl}\nThe exception.\n{apache}\nAppendix")
    assert "Preamble" not in found
    assert "TERMS" not in found
    assert "/usr/share/common-licenses/GPL-3" in found
    assert "/usr/share/common-licenses/Apache-2.0" in found
    assert [word in found for word in ("Mine.", "The exception.", "Appendix")] == [True, True, True]


def test_a_licence_of_its_own_stays_word_for_word() -> None:
    text = "MIT License\n\nSee also the GNU GENERAL PUBLIC LICENSE."
    assert texts.without_common(text) == text
