"""What a person has set in the window holds on the command line as well."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from briefing.actions.annotating import AddAnnotation
from briefing.cli import main
from briefing.domain.annotation import AnnotationKind
from briefing.library.backups import default_folder
from briefing.library.library import Library
from briefing.locate import places
from briefing.preferences import file
from briefing.preferences.catalogue import BACKUP_FOLDER, CONFIDENTIALITY, FACES, RECIPIENTS
from briefing.preferences.setting import Setting
from briefing.preferences.values import Preferences
from tests.cli.conftest import Run
from tests.print import readback


@pytest.fixture(autouse=True)
def own_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Settings that no other test meets."""
    for name in ("XDG_CONFIG_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "config"))


def choose(*values: tuple[Setting[str], str]) -> None:
    chosen = Preferences()
    for setting, value in values:
        chosen = chosen.having(setting, value)
    file.write(places().preferences, chosen)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "U盘"
    folder.mkdir()
    return folder


def test_backups_go_to_the_folder_chosen_and_are_listed_there(run: Run, stick: Path, library_file: Path) -> None:
    choose((BACKUP_FOLDER, str(stick)))
    status, said, complaint = run("library", "backup")
    made = Path(said.strip())
    assert (status, complaint) == (0, "")
    assert made.parent.parent == stick
    checked = json.loads(run("library", "check", "--json")[1])
    assert [one["file"] for one in checked["backups"]] == [str(made)]
    restored = json.loads(run("library", "restore", made, "--json")[1])
    assert Path(restored["before"]).parent == made.parent
    assert not default_folder(library_file).exists()


def test_without_the_stick_a_backup_is_made_all_the_same_and_that_is_said(
    run: Run, stick: Path, library_file: Path
) -> None:
    choose((BACKUP_FOLDER, str(stick)))
    stick.rmdir()
    status, said, complaint = run("library", "backup")
    assert status == 0
    assert Path(said.strip()).parent == default_folder(library_file)
    assert complaint == f"briefing: 写不了备份文件夹“{stick}”，这一份放在资料库旁边。\n"
    doctor = {one["name"]: one for one in json.loads(run("doctor", "--json")[1])}
    assert "找不到" in doctor["选定的文件夹"]["value"]


def test_the_backup_before_annotations_are_taken_in_goes_there_too(
    run: Run, stick: Path, seeded: Path, tmp_path: Path
) -> None:
    package, other = tmp_path / "批注.bnotes", Path(shutil.copy(seeded, tmp_path / "other.db"))
    with Library.open(other) as library:
        note = AddAnnotation(
            report_key="changzhi-2026", item=19, kind=AnnotationKind.RISK, text="新写的", author="综合科"
        )
        note.apply(library)
    main(["--library", str(other), "annotations", "export", "--to", str(package)])
    choose((BACKUP_FOLDER, str(stick)))
    told = json.loads(run("annotations", "import", package, "--json")[1])
    assert told["exchange"]
    assert Path(told["backup"]).parent.parent == stick


def test_pages_are_set_in_the_preferred_faces(run: Run, tmp_path: Path) -> None:
    pdf = tmp_path / "报告.pdf"
    choose((FACES[0], "Noto Sans SC"), (FACES[1], "没有的字体"))
    faces = json.loads(run("export", "--report", "changzhi-2026", "--section", "1", "--to", pdf, "--json")[1])["fonts"]
    assert faces["fangsong"] == "Noto Sans SC"
    assert faces["kaiti"] != "没有的字体"
    assert any("NotoSansSC" in name for name in readback.fonts(pdf.read_bytes()))
    advice = {one["name"]: one["advice"] for one in json.loads(run("doctor", "--json")[1]) if one["topic"] == "字体"}
    assert "没有的字体" in advice["楷体"]
    assert advice["仿宋"] == ""


HEAD = 'title = "题目"\n{0}\n[[entry]]\nkind = "text"\ntext = "一句话。"\n'


@pytest.mark.parametrize(
    ("named", "secret"),
    [("", "内部"), ('confidentiality = "秘密"', "秘密"), ('confidentiality = ""', "")],
    ids=["not named", "named", "named as none"],
)
def test_a_new_briefing_has_the_confidentiality_that_was_set_unless_its_file_says_otherwise(
    run: Run, tmp_path: Path, named: str, secret: str
) -> None:
    choose((CONFIDENTIALITY, "内部"), (RECIPIENTS, "市政府常务会议"))
    source, pdf = tmp_path / "简报.toml", tmp_path / "简报.pdf"
    source.write_text(HEAD.format(named), encoding="utf-8")
    status, _, complaint = run("compose", "--from", source, "--to", pdf, "--keep")
    assert (status, complaint) == (0, "")
    with Library.open(tmp_path / "library.db") as library:
        details = next(one.details for one in library.briefings() if one.details.title == "题目")
    assert details.confidentiality == secret
    assert details.recipients == "市政府常务会议"
    first = readback.text(pdf.read_bytes())
    assert ("内部" in first, "秘密" in first) == (secret == "内部", secret == "秘密")


def test_settings_of_a_later_version_or_of_no_sense_change_nothing(run: Run, library_file: Path) -> None:
    kept = places().preferences
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text('{"settings": {"backup.folder": 7, "fonts.fangsong": ["x"], "backup.days": "viele"}}', "utf-8")
    made = Path(run("library", "backup")[1].strip())
    assert made.parent == default_folder(library_file)
    assert "viele" in kept.read_text(encoding="utf-8")
