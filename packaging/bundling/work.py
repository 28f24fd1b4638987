"""The main job, done with the bundle and looked at from outside: window, library, search, charts, pages, exchange."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bundling import names, pictures
from bundling.checks import CheckError
from bundling.running import Surroundings

WORDS = "就业"
"""What is searched for; both reports that come with the program speak of it."""

OLD_LIBRARY = names.ROOT / "tests" / "library" / "fixtures" / "library-0001.db"
_STEPS = names.ROOT / "briefing" / "library" / "migrations" / "versions"


def shows_its_window(here: Surroundings, library: Path) -> None:
    """The program as a person starts it: until the first paint."""
    said = here.run("--library", library, "--quit-when-shown")
    if not said.startswith("shown "):
        raise CheckError(f"the window did not say that it was shown: {said!r}")


def makes_its_library(here: Surroundings, library: Path) -> list[dict[str, Any]]:
    """A new library holds both reports and the example briefing. Returns the reports."""
    content = json.loads(here.run("--library", library, "outline", "--json"))
    require(len(content["reports"]) == 2, f"{len(content['reports'])} reports instead of 2")
    require(len(content["briefings"]) == 1, f"{len(content['briefings'])} briefings instead of 1")
    require(library.is_file(), f"{library} was not made")
    reports: list[dict[str, Any]] = content["reports"]
    return reports


def searches(here: Surroundings, library: Path) -> None:
    """Words are found in both reports."""
    hits = json.loads(here.run("--library", library, "search", WORDS, "--json"))["hits"]
    require(all(WORDS in hit["text"] for hit in hits), "a hit does not hold the words")
    require(len({hit["report"] for hit in hits}) == 2, f"{len(hits)} hits, not in both reports")


def demonstrates(here: Surroundings, library: Path, target: Path) -> None:
    """The real window with a chart and the search, both reports as pages."""
    said = here.run("--library", library, "demonstrate", "--to", target).splitlines()
    files = [Path(line) for line in said]
    require(all(file.is_file() for file in files), f"something named was not written: {said}")
    window, search = target / "window.png", target / "search.png"
    pictures.require_chart(window)
    require(pictures.difference(window, search) > 0.1, "search.png shows no search")
    pages = [file for file in files if file.suffix == ".pdf"]
    require(len(pages) == 2, f"{len(pages)} reports written instead of 2")
    for file in pages:
        reads_as_pages(file, ("2026" if "2026" in file.name else "2024",))


def prints_in_its_own_faces(here: Surroundings, library: Path, target: Path) -> None:
    """Pages are set in the faces that the bundle brings: the Noto ones, and Fandol's where it was made with them."""
    _make_folder(here, target)
    report = json.loads(here.run("--library", library, "outline", "--json"))["reports"][0]
    file = target / "报告.pdf"
    here.run("--library", library, "export", "--report", report["key"], "--to", file)
    faces = {face.split("-")[0] for face in faces_of(file)}
    own = here.program.parent / names.INSIDE / names.PACKAGE / "fonts"
    brought = {path.stem.split("-")[0] for path in own.glob("*.otf")}
    require(brought <= faces, f"set in {sorted(faces)}, not in {sorted(brought)}")
    require(any(face.startswith("Noto") for face in faces), f"set in {sorted(faces)}, in no Noto face")


def lists_its_licences(here: Surroundings) -> None:
    """The list that 关于 shows lies in the bundle and is whole."""
    from briefing import licences

    folder = here.program.parent / names.INSIDE / names.PACKAGE / "resources" / "licences"
    listed = licences.loaded((folder / licences.COLLECTED).read_text(encoding="utf-8"))
    require({each.name for each in licences.gathered()} <= {each.name for each in listed}, "licences are missing")


def exports_its_briefing(here: Surroundings, library: Path, target: Path) -> None:
    """The example briefing in every format, each read back by another program's eyes."""
    _make_folder(here, target)
    briefing = json.loads(here.run("--library", library, "outline", "--json"))["briefings"][0]
    title = briefing["title"]
    for suffix in ("pdf", "docx", "xlsx", "md", "txt"):
        here.run("--library", library, "export", "--briefing", title, "--to", target / f"会议 简报.{suffix}")
    reads_as_pages(target / "会议 简报.pdf", (title,))
    require(title in _words_of_docx(target / "会议 简报.docx"), "the DOCX does not hold the briefing's title")
    require(_rows_of_xlsx(target / "会议 简报.xlsx") > 5, "the XLSX holds hardly any rows")
    for suffix in ("md", "txt"):
        text = (target / f"会议 简报.{suffix}").read_text(encoding="utf-8")
        require(title in text, f"the .{suffix} does not hold the briefing's title")


def exchanges_and_keeps(here: Surroundings, library: Path, target: Path) -> None:
    """Annotations go out and come back; the library is copied and is whole."""
    package, copy = target / "批注.bnotes", target / "备份.db"
    here.run("--library", library, "annotations", "export", "--to", package)
    here.run("--library", library, "annotations", "import", package, "--dry-run", "--json")
    here.run("--library", library, "library", "backup", "--to", copy)
    health = json.loads(here.run("--library", copy, "library", "check", "--json"))
    require(health["ok"] and health["annotations"] > 0, f"the backup is not whole: {health}")


def upgrades(here: Surroundings, target: Path) -> None:
    """A library of the first schema is brought to the newest: the migrations lie in the bundle as files."""
    newest = max(path.name.split("_")[0] for path in _STEPS.glob("[0-9]*.py"))
    old = target / "旧 资料库.db"
    shutil.copyfile(OLD_LIBRARY, old)
    _give(here, old)
    health = json.loads(here.run("--library", old, "library", "check", "--json"))
    require(health["ok"], f"the upgraded library is not whole: {health['problems']}")
    require(newest in health["schema"], f"its schema is {health['schema']}, not {newest}")


def examines_itself(here: Surroundings, library: Path) -> None:
    """诊断 finds every package and a face for every role."""
    findings = json.loads(here.run("--library", library, "doctor", "--json"))
    bad = [each["name"] for each in findings if each["value"] in {"没有安装", "没有可用字体", "打不开"}]
    require(not bad, f"doctor misses {bad}")
    require({"版本", "位置", "字体", "资料库"} <= {each["topic"] for each in findings}, "doctor leaves topics out")


def reads_as_pages(file: Path, words: Iterable[str]) -> None:
    """The PDF has pages whose text holds these words, set in embedded faces."""
    from pypdf import PdfReader

    reader = PdfReader(file)
    text = "".join("".join((page.extract_text() or "").split()) for page in reader.pages)
    require(len(reader.pages) > 1, f"{file.name} has {len(reader.pages)} page")
    for word in words:
        require("".join(word.split()) in text, f"{file.name} does not hold {word!r}")
    faces = faces_of(file)
    require(bool(faces), f"{file.name} has no face embedded")


def faces_of(file: Path) -> set[str]:
    """The names of the faces embedded in a PDF, without their subset's mark."""
    from pypdf import PdfReader

    found: set[str] = set()
    for page in PdfReader(file).pages:
        fonts: Any = page["/Resources"].get_object().get("/Font", {})  # type: ignore[union-attr]
        for font in fonts.get_object().values():
            found.add(str(font.get_object()["/BaseFont"]).lstrip("/").split("+")[-1])
    return found


def require(holds: bool, words: str) -> None:
    """Raises CheckError with these words when something does not hold."""
    if not holds:
        raise CheckError(words)


def _make_folder(here: Surroundings, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    _give(here, folder)


def _give(here: Surroundings, path: Path) -> None:
    """Let the user who runs the program own what was prepared for it."""
    if here.user is not None:
        shutil.chown(path, here.user, here.user)


def _words_of_docx(file: Path) -> str:
    import docx

    return "".join(paragraph.text for paragraph in docx.Document(str(file)).paragraphs)


def _rows_of_xlsx(file: Path) -> int:
    import openpyxl

    return sum(sheet.max_row for sheet in openpyxl.load_workbook(file).worksheets)
