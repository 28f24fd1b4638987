"""Every setting: its words, its values, and what a file with nonsense in it does to them."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.export.fonts import FaceRole
from briefing.library.pinyin import initials
from briefing.preferences import file
from briefing.preferences.catalogue import (
    AUTHOR,
    BACKUP_FOLDER,
    COPIES,
    EARLIER_FOLDERS,
    FACES,
    SCALE,
    SETTINGS,
    found,
    on_page,
)
from briefing.preferences.file import SettingsError
from briefing.preferences.setting import Field, Page, Setting, one_line
from briefing.preferences.store import PreferenceStore
from briefing.preferences.values import Preferences
from briefing.ui.compose.details import CONFIDENTIALITY as OFFERED
from briefing.ui.theme import Appearance
from briefing.ui.theme.theme import SCALES

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
KEYS = st.sampled_from([one.key for one in (*SETTINGS, EARLIER_FOLDERS)]) | st.text()


def values_of(setting: Setting[Any]) -> st.SearchStrategy[Any]:
    if setting.field is Field.CHOICE:
        return st.sampled_from([value for value, _ in setting.choices])
    if setting.field is Field.NUMBER:
        return st.integers(setting.least, setting.most)
    return st.text(max_size=setting.longest).map(lambda text: one_line(text, setting.longest))


ANY = st.fixed_dictionaries({one.key: values_of(one) for one in SETTINGS})


def having(values: dict[str, Any]) -> Preferences:
    made = Preferences()
    for setting in SETTINGS:
        made = made.having(setting, values[setting.key])
    return made


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda one: one.key)
def test_every_setting_takes_its_default_and_its_choices(setting: Setting[Any]) -> None:
    assert setting.accept(setting.default) == setting.default
    for value, words in setting.choices:
        assert setting.accept(value) == value
        assert setting.words_of(value) == words
    assert setting.title
    assert setting.initials == initials(setting.title).replace(" ", "")


def test_no_two_settings_share_a_key_and_every_page_has_some() -> None:
    assert len({one.key for one in SETTINGS}) == len(SETTINGS)
    assert all(on_page(page) for page in Page)


def test_the_choices_are_those_of_what_follows_them() -> None:
    assert [value / 100 for value, _ in SCALE.choices] == list(SCALES)
    assert [setting.key.removeprefix("fonts.") for setting in FACES] == [role.value for role in FaceRole]
    by_key = {one.key: one for one in SETTINGS}
    assert [value for value, _ in by_key["look.appearance"].choices] == [one.value for one in Appearance]
    assert tuple(value for value, _ in by_key["briefing.confidentiality"].choices) == OFFERED


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("仿宋", {"仿宋"}),
        ("U盘", {"备份文件夹"}),
        ("u盘", {"备份文件夹"}),
        ("wzdx", {"文字大小"}),
        ("字体 表格", {"宋体"}),
        ("双面", {"双面"}),
        ("灰度", {"颜色"}),
        ("没有这样的设置", set()),
    ],
)
def test_settings_are_found_by_title_explanation_choice_and_initials(words: str, titles: set[str]) -> None:
    assert {one.title for one in found(words)} == titles


def test_without_words_all_are_found() -> None:
    assert found("  ") == SETTINGS


@settings(max_examples=40)
@given(kept=st.dictionaries(KEYS, JSON, max_size=8))
def test_nonsense_counts_as_the_default_and_stays_in_the_file(
    tmp_path_factory: pytest.TempPathFactory, kept: dict[str, Any]
) -> None:
    path = tmp_path_factory.mktemp("kept") / "settings.json"
    path.write_text(json.dumps({"format": file.FORMAT, "version": 7, "later": [1], "settings": kept}), encoding="utf-8")
    read = file.read(path)
    for setting in SETTINGS:
        value = read.of(setting)
        assert setting.accept(value) == value
        if setting.accept(kept.get(setting.key)) is None:
            assert value == setting.default
    store = PreferenceStore(path)
    store.set(COPIES, 3 if store.of(COPIES) != 3 else 4)
    now = json.loads(path.read_text(encoding="utf-8"))
    assert (now["version"], now["later"]) == (7, [1])
    assert {k: v for k, v in now["settings"].items() if k != COPIES.key} == {
        k: v for k, v in kept.items() if k != COPIES.key
    }


@settings(max_examples=40)
@given(content=st.binary(max_size=60))
def test_any_bytes_are_read_without_a_fuss_and_refused_with_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.mktemp("bytes") / "settings.json"
    path.write_bytes(content)
    assert file.read(path).changed(Preferences()) == ()
    with pytest.raises(SettingsError, match="不是简报台的设置文件"):
        file.take_in(path, Preferences())


@pytest.mark.parametrize("content", ["[" * 100_000, '{"settings": ' * 5_000, "9" * 6_000, " " * 2_000_000])
def test_monstrous_files_are_no_settings(tmp_path: Path, content: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(content, encoding="utf-8")
    assert file.read(path) == Preferences()
    with pytest.raises(SettingsError):
        file.take_in(path, Preferences())


@settings(max_examples=40)
@given(values=ANY)
def test_what_is_handed_out_comes_in_the_same(tmp_path_factory: pytest.TempPathFactory, values: dict[str, Any]) -> None:
    path = tmp_path_factory.mktemp("out") / "设置.json"
    wanted = having(values)
    file.hand_out(path, wanted, personal=True, local=True)
    incoming = file.take_in(path, Preferences())
    assert incoming.refused == ()
    assert incoming.preferences.changed(wanted) == ()


@settings(max_examples=40)
@given(values=ANY)
def test_what_is_kept_is_read_the_same(tmp_path_factory: pytest.TempPathFactory, values: dict[str, Any]) -> None:
    path = tmp_path_factory.mktemp("kept") / "settings.json"
    file.write(path, having(values))
    assert file.read(path).changed(having(values)) == ()


def test_half_a_character_of_another_programs_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"settings": {"later.one": "\\ud83d", "general.author": "\\ud83d"}}', encoding="utf-8")
    store = PreferenceStore(path)
    assert store.of(AUTHOR) == ""
    store.set(COPIES, 2)
    assert json.loads(path.read_text(encoding="utf-8"))["settings"] == {
        "later.one": "\ud83d",
        "general.author": "\ud83d",
        "print.copies": 2,
    }


def test_numbers_are_no_truth_values_and_no_fractions() -> None:
    assert COPIES.accept(True) is None
    assert COPIES.accept(2.0) is None
    assert COPIES.accept(math.nan) is None
    assert COPIES.accept(2) == 2
    assert [COPIES.accept(number) for number in (0, 1, 99, 100)] == [None, 1, 99, None]


def test_a_default_is_not_written_down(tmp_path: Path) -> None:
    store = PreferenceStore(tmp_path / "settings.json")
    store.set(COPIES, 1)
    assert not store.path.exists()
    store.set(COPIES, 2)
    assert store.now.differs(COPIES)
    store.put(store.resetting((COPIES,)))
    assert json.loads(store.path.read_text(encoding="utf-8"))["settings"] == {}
    assert not store.now.differs(COPIES)


def test_a_value_that_is_none_is_a_fault_of_ours(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"print\.copies"):
        PreferenceStore(tmp_path / "settings.json").set(COPIES, 100)


def test_two_windows_leave_each_others_changes_alone(tmp_path: Path) -> None:
    one, other = (PreferenceStore(tmp_path / "settings.json") for _ in range(2))
    one.set(AUTHOR, "综合科")
    other.set(COPIES, 2)
    both = PreferenceStore(tmp_path / "settings.json")
    assert (both.of(AUTHOR), both.of(COPIES)) == ("综合科", 2)


def test_who_follows_hears_what_changed_once_it_holds(tmp_path: Path) -> None:
    store = PreferenceStore(tmp_path / "settings.json")
    heard: list[tuple[frozenset[str], int]] = []
    end = store.listen(lambda keys: heard.append((keys, store.of(COPIES))))
    store.set(COPIES, 5)
    store.set(COPIES, 5)
    end()
    store.set(COPIES, 6)
    assert heard == [(frozenset({"print.copies"}), 5)]


def test_what_cannot_be_kept_holds_and_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    store = PreferenceStore(tmp_path / "file" / "settings.json")
    with pytest.raises(SettingsError, match="设置没有存下"):
        store.set(COPIES, 2)
    assert store.of(COPIES) == 2


def test_a_file_mistyped_by_hand_is_put_aside_before_it_is_written_over(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"settings": {"print.copies": 3,}}', encoding="utf-8")
    PreferenceStore(path).set(AUTHOR, "综合科")
    assert '"print.copies": 3,}' in (tmp_path / "settings.damaged.json").read_text(encoding="utf-8")
    assert PreferenceStore(path).of(AUTHOR) == "综合科"


def test_a_name_and_the_places_of_a_computer_stay_unless_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "设置.json"
    mine = Preferences().having(AUTHOR, "张三").having(BACKUP_FOLDER, "盘/备份").having(COPIES, 2)
    file.hand_out(path, mine)
    assert "张三" not in path.read_text(encoding="utf-8")
    present = Preferences().having(AUTHOR, "李四")
    taken = file.take_in(path, present).preferences
    assert (taken.of(AUTHOR), taken.of(BACKUP_FOLDER), taken.of(COPIES)) == ("李四", "", 2)
    file.hand_out(path, mine, personal=True)
    assert file.take_in(path, present).preferences.of(AUTHOR) == "张三"


def test_a_newer_file_is_refused_and_what_does_not_fit_is_named(tmp_path: Path) -> None:
    path = tmp_path / "设置.json"
    head: dict[str, Any] = {"format": file.FORMAT, "version": 2, "settings": {"print.copies": 2}}
    path.write_text(json.dumps(head), encoding="utf-8")
    with pytest.raises(SettingsError, match="更新版本"):
        file.take_in(path, Preferences())
    head |= {"version": 1, "settings": {"print.copies": 500, "later.one": 1, "look.scale": 125}}
    path.write_text(json.dumps(head), encoding="utf-8")
    incoming = file.take_in(path, Preferences())
    assert incoming.refused == ("份数", "later.one")
    assert incoming.preferences.changed(Preferences()) == (SCALE,)
    with pytest.raises(SettingsError, match="打不开"):
        file.take_in(tmp_path / "没有.json", Preferences())
