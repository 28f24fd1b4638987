"""What the guide says of the program is so: its commands, buttons, keys, pictures and links."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QImageReader

from briefing.cli import _parser
from briefing.ui.help.context import ABOUT, FIRST, SEARCH, WRITING
from briefing.ui.help.guide import guide_folder
from briefing.ui.help.guide_text import SCHEME, Block, Guide, Manner, Part, Role, Run, read_blocks, read_guide
from tests.ui.driver import Person
from tests.ui.help.words import is_called, listened_keys, strings

PICTURES = guide_folder() / "pictures"
MOST_BYTES, MOST_ALL = 120 * 1024, 1536 * 1024
ARROWS = {"←": "Left", "→": "Right", "↑": "Up", "↓": "Down"}
OTHER_NAMES = {"Enter": "Return", "Esc": "Escape"}
OF_WIDGETS = {"Ctrl+C", "Ctrl", "Shift", "1", "2"}
"""Keys that Qt's own fields and lists know, and digits that are keys of what is numbered on the screen."""


@pytest.fixture(scope="module")
def guide() -> Guide:
    return read_guide(guide_folder())


def runs(guide: Guide, *manners: Manner) -> Iterator[tuple[Part, Run]]:
    for part in guide.parts:
        for block in part.blocks:
            for run in (*block.runs, *(run for row in block.rows for cell in row for run in cell)):
                if run.manner in manners:
                    yield part, run


def pictures(guide: Guide) -> Iterator[tuple[Part, Block]]:
    for part in guide.parts:
        for block in part.blocks:
            if block.role is Role.PICTURE:
                yield part, block


def commands(person: Person) -> set[str]:
    found = set()
    for top in person.window.menuBar().actions():
        for action in top.menu().actions():  # type: ignore[attr-defined]
            found.add(f"{top.text()} › {action.text().partition('“')[0]}")
    return found


def test_every_part_is_in_the_index_and_begins_with_its_title(guide: Guide) -> None:
    files = {path.stem for path in guide_folder().glob("*.md")} - {"index"}
    assert [part.key for part in guide.parts] == list(dict.fromkeys(part.key for part in guide.parts))
    assert {part.key for part in guide.parts} == files
    for part in guide.parts:
        first = part.blocks[0]
        assert (first.role, first.level, first.text) == (Role.HEADING, 1, part.title), part.key
        assert sum(1 for block in part.blocks if block.level == 1) == 1, part.key
        assert len(part.blocks) > 3, part.key


def test_every_command_of_a_menu_that_is_spoken_of_is_in_the_menus(person: Person, guide: Guide) -> None:
    known, spoken = commands(person), 0
    for part, run in runs(guide, Manner.NAME):
        if " › " in run.text:
            spoken += 1
            assert run.text in known, (part.key, run.text)
    assert spoken > 20


def test_every_button_and_name_that_is_spoken_of_is_in_the_program(guide: Guide) -> None:
    known, spoken = strings(), 0
    for part, run in runs(guide, Manner.NAME):
        if " › " not in run.text:
            spoken += 1
            assert is_called(run.text, known), (part.key, run.text)
    assert spoken > 60


def test_every_key_that_is_spoken_of_does_something(person: Person, guide: Guide) -> None:
    menus = {keys.toString() for action in person.window.menus.actions.values() for keys in action.shortcuts()}
    listened, spoken = listened_keys(), 0
    for part, run in runs(guide, Manner.KEY):
        if run.text.startswith(("briefing", "-")):
            continue
        spoken += 1
        words = "".join(ARROWS.get(letter, letter) for letter in run.text)
        *held, key = [words] if words.endswith("+") else words.split("+")
        qt = "+".join((*held, OTHER_NAMES.get(key, key)))
        assert words in menus or qt in listened or words in OF_WIDGETS, (part.key, run.text)
    assert spoken > 60


def test_every_command_without_a_window_that_is_spoken_of_is_understood(guide: Guide) -> None:
    helped = _parser().format_help()
    spoken = 0
    for part, run in runs(guide, Manner.KEY):
        if run.text.startswith("briefing "):
            spoken += 1
            verb = run.text.split()[1]
            assert re.search(rf"^    {verb} ", helped, re.MULTILINE), (part.key, run.text)
    assert spoken > 8


def test_links_lead_to_a_part_or_a_heading_of_one_and_nowhere_else(guide: Guide) -> None:
    spoken = 0
    for part, run in runs(guide, Manner.LINK):
        spoken += 1
        assert run.target.startswith(SCHEME), (part.key, run.target)
        key, _, heading = run.target.removeprefix(SCHEME).partition("#")
        assert key in guide.by_key, (part.key, run.target)
        assert not heading or heading in guide.by_key[key].headings(), (part.key, run.target)
    assert spoken > 30


def test_what_pages_lead_to_is_there(person: Person, guide: Guide) -> None:
    for target in (*ABOUT.values(), FIRST, SEARCH, WRITING):
        key, _, heading = target.partition("#")
        assert key in guide.by_key, target
        assert not heading or heading in guide.by_key[key].headings(), target
    pages = {type(person.window.pages.widget(number)).__name__ for number in range(person.window.pages.count())}
    assert pages - {"StartPage", "GuidePage"} <= ABOUT.keys()


def test_every_picture_is_there_and_every_one_there_is_shown(guide: Guide) -> None:
    from briefing.pictures.scenes import GUIDE

    shown = {block.picture for _, block in pictures(guide)}
    assert shown == {f"pictures/{path.name}" for path in PICTURES.iterdir()}
    assert shown == {f"pictures/{name}.png" for name in GUIDE}
    for part, block in pictures(guide):
        assert block.text, (part.key, block.picture)


def test_pictures_are_small_and_no_wider_than_can_be_seen() -> None:
    sizes = {path.name: path.stat().st_size for path in PICTURES.iterdir()}
    assert max(sizes.values()) < MOST_BYTES, sizes
    assert sum(sizes.values()) < MOST_ALL
    for path in PICTURES.iterdir():
        assert 300 <= QImageReader(str(path)).size().width() <= 1440, path.name


def test_no_part_speaks_of_a_place_on_some_machine_or_out_on_a_network(guide: Guide) -> None:
    for path in guide_folder().glob("*.md"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"/home|/root|/tmp|/usr|/opt|[A-Z]:\\|https?:|www\.|@", text), path.name


def test_paragraphs_are_short(guide: Guide) -> None:
    for part in guide.parts:
        for block in part.blocks:
            if block.role in (Role.TEXT, Role.STEP):
                assert len(block.text) <= 130, (part.key, block.text)


def test_markdown_of_ours_becomes_blocks() -> None:
    text = "# 题\n\n点 **保存**，按 `Ctrl+S`。\n\n1. 一\n2. 二\n\n> 留意\n\n"
    text += "| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |\n\n![图](pictures/a.png)\n"
    heading, words, one, two, hint, table, picture = read_blocks(text)
    assert (heading.level, heading.text) == (1, "题")
    assert [run.manner for run in words.runs] == [Manner.PLAIN, Manner.NAME, Manner.PLAIN, Manner.KEY, Manner.PLAIN]
    assert [(step.mark, step.text) for step in (one, two)] == [("1.", "一"), ("2.", "二")]
    assert (hint.role, hint.text) == (Role.HINT, "留意")
    assert table.text == "甲　乙\n1　2"
    assert (picture.picture, picture.text) == ("pictures/a.png", "图")


def test_the_keys_of_the_menus_stand_where_they_are_asked_for() -> None:
    keys = {"文件": [("退出", "Ctrl+Q")]}
    heading, table = read_blocks("{{按键}}\n", keys)
    assert heading.text == "文件"
    assert table.text == "命令　按键\n退出　Ctrl+Q"
