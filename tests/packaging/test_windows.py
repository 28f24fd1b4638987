"""What is made for Windows, as far as it can be checked without Windows."""

from __future__ import annotations

import argparse
import re
import zipfile
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from bundling import names, windows, windows_names

from briefing import __version__, cli, locate
from tests.packaging import inno

FOLDER = Path(__file__).resolve().parents[2] / "packaging" / "windows"
APP_ID = "{{A3C0823E-F839-41CF-922F-9140CB9DBC3F}"
"""Another one would install a second program beside the first. It never changes."""


@pytest.fixture(scope="module")
def script() -> inno.Script:
    return inno.read(FOLDER / "briefing.iss")


@pytest.fixture(scope="module")
def chinese() -> inno.Script:
    return inno.read(FOLDER / "chinese.isl")


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """A folder laid out as PyInstaller leaves it, with the program's own data in it."""
    folder = tmp_path / names.bundle_name("win32", "AMD64")
    inside = folder / names.INSIDE / names.PACKAGE
    for name in names.executable_names("win32"):
        (folder / f"{name}.exe").parent.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.exe").write_bytes(b"MZ")
    for source in ("resources", "seeds"):
        for file in (names.ROOT / source).rglob("*"):
            if file.is_file():
                place = inside / file.relative_to(names.ROOT)
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(file.read_bytes())
    return folder


class Node:
    """One call in the text of a version resource, with what it was given."""

    def __init__(self, *given: Any, **named: Any) -> None:
        self.given, self.named = given, named


def evaluated(text: str) -> Node:
    kinds = (
        "VSVersionInfo",
        "FixedFileInfo",
        "StringFileInfo",
        "StringTable",
        "StringStruct",
        "VarFileInfo",
        "VarStruct",
    )
    made: Node = eval(text, {"__builtins__": {}, **dict.fromkeys(kinds, Node)})
    return made


def strings_of(resource: Node) -> dict[str, str]:
    table = resource.named["kids"][0].given[0][0]
    assert table.given[0] == "080404b0", "Chinese of the mainland in UTF-16"
    return {each.given[0]: each.given[1] for each in table.given[1]}


@pytest.mark.parametrize("executable", ["Briefing.exe", "briefing-cli.exe"])
def test_the_properties_of_an_executable_say_what_it_is(executable: str) -> None:
    resource = evaluated(windows.version_resource("1.4.2", executable))
    fixed = resource.named["ffi"].named
    assert fixed["filevers"] == fixed["prodvers"] == (1, 4, 2, 0)
    strings = strings_of(resource)
    assert strings["ProductName"] == "简报台"
    assert strings["OriginalFilename"] == executable
    assert "简报台" in strings["FileDescription"]
    assert (strings["FileVersion"], strings["ProductVersion"]) == ("1.4.2.0", "1.4.2")
    assert strings["LegalCopyright"] in (names.ROOT / "LICENSE").read_text(encoding="utf-8")
    assert strings["CompanyName"] == "The Briefing developers"
    assert resource.named["kids"][1].given[0][0].given == ("Translation", [0x0804, 1200])


@pytest.mark.parametrize(
    ("version", "numbers"),
    [("0.1.0", (0, 1, 0, 0)), ("2", (2, 0, 0, 0)), ("1.2.3rc1", (1, 2, 3, 0)), ("1.2.3.4", (1, 2, 3, 4))],
)
def test_windows_counts_a_version_in_four_numbers(version: str, numbers: tuple[int, ...]) -> None:
    assert windows.numbers(version) == numbers


@pytest.mark.parametrize("version", ["", "v1", "1.70000", "1.2.3.4.5"])
def test_a_version_that_windows_cannot_count_is_refused(version: str) -> None:
    with pytest.raises(ValueError, match="can count"):
        windows.numbers(version)


def test_each_executable_has_an_icon_and_its_own_version(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(names, "WORK", tmp_path / "新 build")
    for name in names.executable_names("win32"):
        options = windows.executable_options(name)
        strings = strings_of(evaluated(Path(options["version"]).read_text(encoding="utf-8")))
        assert strings["OriginalFilename"] == f"{name}.exe"
        assert strings["ProductVersion"] == __version__
        assert Path(options["icon"]).read_bytes().startswith(b"\0\0\1\0")
    assert {f"{name}.exe" for name in names.executable_names("win32")} == set(windows.WORDS)


def test_the_installer_asks_for_no_administrator(script: inno.Script) -> None:
    setup = script.directives["Setup"]
    assert setup["PrivilegesRequired"] == "lowest"
    assert "PrivilegesRequiredOverridesAllowed" not in setup
    assert setup["DefaultDirName"] == r"{autopf}\Briefing"
    assert {entry["Root"] for entry in script.entries["Registry"]} == {"HKCU"}
    assert {entry["Name"].split("\\")[0] for entry in script.entries["Icons"]} == {"{autoprograms}", "{autodesktop}"}


def test_the_installer_knows_itself_and_its_system(script: inno.Script) -> None:
    setup = script.directives["Setup"]
    assert setup["AppId"] == APP_ID
    assert re.fullmatch(r"\{\{[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\}", setup["AppId"])
    assert setup["AppName"] == "简报台"
    assert setup["AppVersion"] == "{#Version}"
    assert setup["AppCopyright"] == windows.copyright_line()
    assert setup["AppPublisher"] == windows.holder()
    assert setup["ArchitecturesAllowed"] == setup["ArchitecturesInstallIn64BitMode"] == "x64compatible"
    assert setup["MinVersion"] == "10.0.17763"
    assert setup["Compression"].startswith("lzma2")
    assert setup["CloseApplications"] == "yes"
    assert setup["ChangesAssociations"] == "yes"


def test_no_path_of_any_machine_is_in_the_installer(script: inno.Script) -> None:
    texts = [(FOLDER / name).read_text(encoding="utf-8-sig") for name in ("briefing.iss", "chinese.isl")]
    for text in texts:
        for path in re.findall(r"\b[A-Za-z]:\\\S*", text):
            assert path.startswith(r"C:\APP"), "the example of a path is the only one"
    for entry in script.entries["Files"]:
        assert entry["Source"].startswith("{#Bundle}\\")
        assert entry["DestDir"].split("\\")[0] == "{app}"


def test_what_is_installed_is_in_the_bundle_and_all_of_it(script: inno.Script, bundle: Path) -> None:
    taken: set[Path] = set()
    for entry in script.entries["Files"]:
        pattern = entry["Source"].removeprefix("{#Bundle}\\").replace("\\", "/")
        found = [path for path in bundle.glob(pattern) if "*" in pattern or path.is_file()]
        assert found, f"{pattern} is not in the bundle"
        deep = "recursesubdirs" in entry["Flags"].split()
        taken |= {file for path in found for file in ([path] if path.is_file() else path.rglob("*" if deep else ""))}
        inside = PurePosixPath(pattern).parent
        assert PurePosixPath(entry["DestDir"].replace("\\", "/")) == PurePosixPath("{app}") / inside
    assert {file for file in bundle.rglob("*") if file.is_file()} <= taken


def test_what_a_person_made_is_never_installed_nor_removed(script: inno.Script) -> None:
    assert "UninstallDelete" not in script.entries
    # Before an upgrade the old modules go; a person's things lie in another folder, or beside, never among them.
    assert [entry["Name"] for entry in script.entries["InstallDelete"]] == [r"{app}\_internal"]
    installed = [entry["Source"] for entry in script.entries["Files"]]
    for own in (locate.PORTABLE, locate.PORTABLE_FOLDER, locate.LIBRARY):
        assert not any(own.lower() in source.lower() for source in installed)
    assert names.INSIDE not in (locate.PORTABLE, locate.PORTABLE_FOLDER)
    # The program's folder, {localappdata}\Programs\Briefing, is not that of the library, {localappdata}\Briefing.
    assert script.directives["Setup"]["DefaultDirName"].startswith("{autopf}")


@pytest.mark.parametrize("message", ["ConfirmUninstall", "UninstalledAll", "UninstalledMost"])
def test_the_uninstaller_says_that_the_library_stays(chinese: inno.Script, message: str) -> None:
    words = chinese.directives["Messages"][message]
    assert "资料库" in words
    assert r"%%LOCALAPPDATA%%\Briefing" in words


def test_every_message_of_ours_is_chinese_and_keeps_its_places(chinese: inno.Script) -> None:
    assert chinese.directives["LangOptions"]["LanguageID"] == "$0804"
    for name, words in chinese.directives["Messages"].items():
        assert re.search(r"[\u4e00-\u9fff]", words), name
        assert set(re.findall(r"%(?!%)(.)", words.replace("%%", ""))) <= {"n", *"12345"}, name


def test_the_installer_speaks_chinese_on_every_build_machine(script: inno.Script) -> None:
    (language,) = script.entries["Languages"]
    first, second = language["MessagesFile"].split(",")
    assert first == "compiler:Default.isl", "the only file of words that every Inno Setup has"
    assert (FOLDER / second).is_file()


@pytest.mark.parametrize(("ending", "kind"), [(".bnotes", "Briefing.Notes"), (".briefing", "Briefing.Library")])
def test_files_open_with_a_verb_that_the_program_has(script: inno.Script, ending: str, kind: str) -> None:
    classes = "Software\\Classes\\"
    values = {
        (entry["Subkey"].removeprefix(classes), entry.get("ValueName", "")): entry["ValueData"]
        for entry in script.entries["Registry"]
    }
    assert values[ending, ""] == kind
    assert (f"{ending}\\OpenWithProgids", kind) in values
    assert values[f"{kind}\\DefaultIcon", ""] == r"{app}\Briefing.exe,0"
    command = re.fullmatch(r'"\{app\}\\Briefing\.exe" (\w+) "%1"', values[f"{kind}\\shell\\open\\command", ""])
    assert command is not None
    (verbs,) = [a for a in cli._parser()._actions if isinstance(a, argparse._SubParsersAction)]
    assert command[1] in verbs.choices


def test_what_is_registered_is_taken_back(script: inno.Script) -> None:
    removed = {e["Subkey"] for e in script.entries["Registry"] if "uninsdeletekey" in e.get("Flags", "").split()}
    for entry in script.entries["Registry"]:
        own = any(entry["Subkey"].startswith(key) for key in removed)
        assert own or "uninsdeletevalue" in entry["Flags"].split(), entry["Subkey"]


def test_the_build_gives_every_name_that_the_script_demands(script: inno.Script, tmp_path: Path) -> None:
    compiler, bundle = tmp_path / "ISCC.exe", tmp_path / "包 1"
    command = windows.installer_command(compiler, bundle, tmp_path / "briefing.ico", tmp_path / "dist")
    assert command[0] == str(compiler)
    assert Path(command[-1]) == FOLDER / "briefing.iss"
    given = dict(part[2:].split("=", 1) for part in command if part.startswith("/D"))
    assert given.keys() == script.demanded
    assert given["Version"] == __version__
    assert re.fullmatch(r"\d+(\.\d+){3}", given["Numbers"])
    assert given["Bundle"] == str(bundle)
    assert set(re.findall(r"\{#(\w+)\}", (FOLDER / "briefing.iss").read_text(encoding="utf-8-sig"))) == script.demanded


def test_inno_setup_is_found_where_its_installer_puts_it(tmp_path: Path) -> None:
    assert windows.find_compiler({}) is None
    assert windows.find_compiler({"PATH": str(tmp_path), "ProgramFiles(x86)": str(tmp_path / "none")}) is None
    for variable, folder in (("ProgramFiles(x86)", tmp_path / "x86"), ("LOCALAPPDATA", tmp_path / "own")):
        home = folder / "Programs" if variable == "LOCALAPPDATA" else folder
        (home / "Inno Setup 6").mkdir(parents=True)
        (home / "Inno Setup 6" / "ISCC.exe").touch()
        assert windows.find_compiler({variable: str(folder)}) == home / "Inno Setup 6" / "ISCC.exe"


def test_the_archive_for_a_stick_keeps_everything_beside_the_program(bundle: Path, tmp_path: Path) -> None:
    archive = windows.portable_archive(bundle, tmp_path / "dist")
    assert archive.name == f"briefing-{__version__}-portable.zip"
    with zipfile.ZipFile(archive) as container:
        assert container.testzip() is None
        held = {PurePosixPath(name) for name in container.namelist()}
        assert container.read(f"briefing-{__version__}-portable/{locate.PORTABLE}") == b""
    top = PurePosixPath(f"briefing-{__version__}-portable")
    expected = {top / file.relative_to(bundle).as_posix() for file in bundle.rglob("*") if file.is_file()}
    assert held == expected | {
        top / locate.PORTABLE,
    }
    assert archive.read_bytes() == windows.portable_archive(bundle, tmp_path / "again").read_bytes()


def test_every_name_of_ours_can_be_held_by_windows(bundle: Path) -> None:
    places = [PurePosixPath(path.relative_to(bundle).as_posix()) for path in bundle.rglob("*")]
    assert len(places) > 40
    assert windows_names.faults(places) == []
    tracked = [path.relative_to(names.ROOT) for path in (names.ROOT / "briefing").rglob("*.py")]
    assert windows_names.faults(PurePosixPath("_internal") / path.as_posix() for path in tracked) == []


@pytest.mark.parametrize(
    ("places", "words"),
    [
        (["a/con.txt"], "device"),
        (["a/aux/b.txt"], "device"),
        (["a/10:30.txt"], "character"),
        (["a/b?.txt"], "character"),
        (["a/b. /c"], "blank or a dot"),
        (["a/" + "长" * 200], "more than"),
        (["a/Read.txt", "a/read.TXT"], "only by upper"),
    ],
)
def test_a_name_that_windows_cannot_hold_is_found(places: list[str], words: str) -> None:
    (fault,) = windows_names.faults(map(PurePosixPath, places))
    assert words in fault
