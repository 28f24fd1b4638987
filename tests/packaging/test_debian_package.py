"""What the Debian package puts on a desktop: menu entry, file types, AppStream data, icons, manual pages, rights."""

from __future__ import annotations

import configparser
import gzip
import re
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from bundling import debian, debian_tree, icons, manual

from briefing import cli
from briefing.library.connection import APPLICATION_ID
from briefing.library.exchange.limits import NOTES, SUFFIX

LINUX = debian_tree.LINUX
MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"
MOMENT = 1767225600

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the package is made on Linux")


@pytest.fixture(scope="module")
def entry() -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None, strict=True)
    parser.optionxform = str  # type: ignore[method-assign, assignment]
    parser.read(LINUX / "briefing.desktop", encoding="utf-8")
    return parser["Desktop Entry"]


@pytest.fixture(scope="module")
def types() -> dict[str, ET.Element]:
    root = ET.parse(LINUX / "briefing.mime.xml").getroot()
    return {kind.attrib["type"]: kind for kind in root.iter(f"{MIME}mime-type")}


class TestTheMenuEntry:
    def test_opens_files_with_a_command_there_is(self, entry: configparser.SectionProxy) -> None:
        program, command, file = entry["Exec"].split()
        assert (program, file) == ("briefing", "%f")
        assert command in {each.name for each in manual.commands(cli._parser())}

    def test_speaks_chinese_and_english(self, entry: configparser.SectionProxy) -> None:
        assert entry["Name"] == "Briefing"
        assert entry["Name[zh_CN]"] == "简报台"
        for key in ("GenericName", "Comment", "Keywords"):
            assert entry[key].isascii()
            assert re.search(r"[\u4e00-\u9fff]", entry[f"{key}[zh_CN]"])

    def test_opens_just_the_types_there_are(
        self, entry: configparser.SectionProxy, types: dict[str, ET.Element]
    ) -> None:
        assert set(entry["MimeType"].rstrip(";").split(";")) == set(types)


class TestTheFileTypes:
    def test_annotations_are_known_by_name_and_by_the_first_file_in_the_zip(self, types: dict[str, ET.Element]) -> None:
        kind = types["application/x-briefing-notes"]
        assert [glob.attrib["pattern"] for glob in kind.iter(f"{MIME}glob")] == [f"*{SUFFIX}"]
        *_, length, name = kind.iter(f"{MIME}match")
        assert (length.attrib["offset"], int(length.attrib["value"])) == ("26", len(NOTES))
        assert (name.attrib["offset"], name.attrib["value"]) == ("30", NOTES)

    def test_libraries_are_known_by_name_and_by_the_application_id(self, types: dict[str, ET.Element]) -> None:
        kind = types["application/x-briefing-library"]
        assert [glob.attrib["pattern"] for glob in kind.iter(f"{MIME}glob")] == ["*.briefing"]
        *_, owner = kind.iter(f"{MIME}match")
        assert (owner.attrib["type"], owner.attrib["offset"]) == ("big32", "68")
        assert int(owner.attrib["value"], 16) == APPLICATION_ID

    def test_content_of_ours_counts_more_than_that_of_zips_and_databases(self, types: dict[str, ET.Element]) -> None:
        # 50 is what shared-mime-info gives to a plain one.
        assert all(int(magic.attrib["priority"]) > 50 for kind in types.values() for magic in kind.iter(f"{MIME}magic"))


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package's tree around a bundle of next to nothing."""
    folder = tmp_path_factory.mktemp("package")
    licences = folder / "bundle" / "_internal" / "briefing" / "resources" / "licences"
    licences.mkdir(parents=True)
    (licences / "components.json").write_text(
        '[{"name": "Briefing", "version": "1", "licence": "MIT", "texts": []}]', encoding="utf-8"
    )
    program = folder / "bundle" / "briefing"
    program.write_bytes(b"program")
    program.chmod(0o700)
    library = folder / "bundle" / "_internal" / "libone.so.1"
    library.write_bytes(b"library")
    library.chmod(0o777)
    (folder / "bundle" / "_internal" / "libone.so").symlink_to("libone.so.1")
    tree = folder / "tree"
    tree.mkdir()
    debian_tree.install(tree, folder / "bundle", "1.2.3", MOMENT)
    debian_tree.settle(tree, MOMENT)
    return tree


class TestTheTree:
    def test_the_command_is_a_link_to_the_program(self, tree: Path) -> None:
        command = tree / "usr" / "bin" / "briefing"
        assert command.is_symlink()
        assert command.resolve() == tree / "usr" / "lib" / "briefing" / "briefing"
        assert command.read_bytes() == b"program"

    def test_there_is_an_icon_of_every_size(self, tree: Path) -> None:
        theme = tree / "usr" / "share" / "icons" / "hicolor"
        sizes = {16, 22, 24, 32, 48, 64, 128, 256, 512}
        assert set(icons.DESKTOP_SIZES) == sizes
        for size in sizes:
            head = (theme / f"{size}x{size}" / "apps" / "briefing.png").read_bytes()[:24]
            assert head[:8] == b"\x89PNG\r\n\x1a\n"
            assert int.from_bytes(head[16:20], "big") == size
        assert (theme / "scalable" / "apps" / "briefing.svg").is_file()
        assert {path.name for path in theme.iterdir()} == {"scalable", *(f"{size}x{size}" for size in sizes)}

    def test_the_manual_is_there_in_both_languages(self, tree: Path) -> None:
        for place in ("man/man1", "man/zh_CN/man1"):
            page = gzip.decompress((tree / "usr" / "share" / place / "briefing.1.gz").read_bytes()).decode()
            assert '"2026-01-01" "Briefing 1.2.3"' in page

    def test_the_appstream_data_name_version_and_day_and_what_the_entry_opens(
        self, tree: Path, types: dict[str, ET.Element]
    ) -> None:
        (metainfo,) = (tree / "usr" / "share" / "metainfo").iterdir()
        component = ET.parse(metainfo).getroot()
        assert metainfo.name == f"{component.findtext('id')}.metainfo.xml"
        assert component.findtext("launchable") == "briefing.desktop"
        assert {kind.text for kind in component.iter("mediatype")} == set(types)
        (release,) = component.iter("release")
        assert release.attrib == {"version": "1.2.3", "date": "2026-01-01"}

    def test_rights_and_times_are_the_same_wherever_it_is_built(self, tree: Path) -> None:
        for path in [tree, *tree.rglob("*")]:
            state = path.lstat()
            assert int(state.st_mtime) == MOMENT
            if not path.is_symlink():
                program = path == tree / "usr" / "lib" / "briefing" / "briefing"
                assert state.st_mode & 0o7777 == (0o755 if path.is_dir() or program else 0o644)

    def test_packed_texts_hold_neither_name_nor_time(self, tree: Path) -> None:
        for path in tree.rglob("*.gz"):
            head = path.read_bytes()[:10]
            assert head[3] == 0
            assert head[4:8] == bytes(4)

    def test_every_file_has_its_sum(self, tree: Path) -> None:
        lines = [line.split("  ", 1) for line in debian.md5sums(tree).splitlines()]
        sums = {place: digest for digest, place in lines}
        files = {p.relative_to(tree).as_posix() for p in tree.rglob("*") if p.is_file() and not p.is_symlink()}
        assert set(sums) == files
        assert sums["usr/lib/briefing/briefing"] == "a9c449d4fa44e9e5a41c574ae55ce4d9"

    def test_the_size_counts_files_in_whole_kibibytes_and_everything_else_as_one(self, tmp_path: Path) -> None:
        (tmp_path / "DEBIAN").mkdir()
        (tmp_path / "DEBIAN" / "control").write_bytes(bytes(5000))
        (tmp_path / "usr").mkdir()
        (tmp_path / "usr" / "file").write_bytes(bytes(1025))
        (tmp_path / "usr" / "link").symlink_to("file")
        assert debian.installed_size(tmp_path) == 2 + 1 + 1 + 1
