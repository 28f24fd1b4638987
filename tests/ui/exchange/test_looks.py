"""The pages of exchange and of corrected editions: nothing is cut, everything has a name, at every size."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollBar, QWidget

from briefing.library.library import Library
from briefing.library.writing import Edit
from briefing.ui.theme import Appearance
from tests.ui.driver import TARGETS, Person, visible
from tests.ui.edition.test_confirming import prepared
from tests.ui.exchange.colleague import Away
from tests.ui.test_every_place import LOOKS, wrong

LONG = "签约项目数含市外续建，对外统一说“签约项目1000个”，不说“以上”；按季度统计，次月5日前报送。"


@pytest.fixture(scope="module")
def files(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with conflicts and with annotations that wait, a colleague's file, a corrected edition."""
    folder = tmp_path_factory.mktemp("looks")
    mine = Path(shutil.copy(seeded, folder / "library.db"))
    prepared(mine)
    here, there = Away(mine, "综合科"), Away(Path(shutil.copy(seeded, folder / "other.db")), "投资促进科")
    notes = [here.write(LONG) for _ in range(3)]
    there.take_in(here.hand_on(folder / "1.bnotes"))
    for note in notes[:2]:
        here.edit(note, Edit(text=LONG.replace("季度", "月")))
        there.edit(note, Edit(text=LONG.replace("1000个", "1000个以上")))
    here.delete(notes[2])
    there.edit(notes[2], Edit(text=LONG * 2))
    here.take_in(there.hand_on(folder / "2.bnotes"))
    there.write("新写的一条。")
    there.edit(notes[0], Edit(text=LONG * 3))
    there.hand_on(folder / "3.bnotes")
    with Library.open(mine) as library:
        contents = library.report(TARGETS)
    assert contents is not None
    text = contents.report.source_text.replace("签约金额2000亿元以上", "签约金额2100亿元以上")
    (folder / "更正稿.txt").write_text(text, encoding="utf-8", newline="")
    return folder


@pytest.fixture(scope="module")
def everywhere(qapp: QApplication, files: Path) -> Iterator[Person]:
    """One program for all: nothing here changes the library."""
    person = Person(qapp, files / "library.db", files / "window.ini")
    yield person.start()
    person.leave()


def together(person: Person, files: Path) -> None:
    person.desk.conflicts.settle()
    person.settle()
    page = person.window.conflict_page
    page.list.choose(next(row.key for row in page.list.rows if "删除" not in row.second))
    page.fields[0].choose(3)


def texts(person: Person, files: Path) -> None:
    person.desk.edition.preview(TARGETS, files / "更正稿.txt", choice=True)
    person.settle()
    person.window.edition_page.parts.segments[1].click()


def elsewhere(person: Person, files: Path) -> None:
    person.desk.edition.confirm()
    person.settle()
    person.press("换一段…", person.window.confirm_page)


GOING: dict[str, Callable[[Person, Path], object]] = {
    "taking in": lambda person, files: person.desk.merge.preview(files / "3.bnotes"),
    "refused": lambda person, files: person.desk.merge.preview(files / "更正稿.txt"),
    "conflicts": lambda person, _: person.desk.conflicts.settle(),
    "writing together": together,
    "handing on": lambda person, _: person.desk.handing_on.export(),
    "corrected edition": lambda person, files: person.desk.edition.preview(TARGETS, files / "更正稿.txt"),
    "its text": texts,
    "where it belongs": lambda person, _: person.desk.edition.confirm(),
    "elsewhere": elsewhere,
}


@pytest.fixture(params=LOOKS, ids=lambda look: f"{look[0]}x{look[1]} at {look[2]}")
def sized(request: pytest.FixtureRequest, everywhere: Person) -> Iterator[Person]:
    width, height, scale = request.param
    everywhere.window.resize(width, height)
    everywhere.program.theme.set_scale(scale)
    yield everywhere
    everywhere.program.theme.set_scale(1.0)


def test_nothing_is_cut_or_out_of_sight_or_to_be_scrolled_to_sideways(sized: Person, files: Path) -> None:
    found = {}
    for name, go in GOING.items():
        go(sized, files)
        sized.settle()
        page = sized.window.page
        assert page not in (sized.window.start_page, sized.window.item_page), name
        sideways = [bar for bar in visible(page, QScrollBar) if bar.width() > bar.height() and bar.maximum() > 0]
        found[name] = [*wrong(sized.window), *sideways]
    assert {name: bad for name, bad in found.items() if bad} == {}


def test_every_part_has_a_name_and_the_keyboard_is_on_the_page(everywhere: Person, files: Path) -> None:
    for name, go in GOING.items():
        go(everywhere, files)
        everywhere.settle()
        page = everywhere.window.page
        assert page.isAncestorOf(everywhere.focused()), name
        takes = [one for one in visible(page, QWidget) if one.focusPolicy() and one.isEnabled()]
        nameless = [one for one in takes if not one.accessibleName() and not isinstance(one, QScrollBar | QLabel)]
        assert [f"{type(one).__name__} {one.objectName()}" for one in nameless if is_spoken(one)] == [], name
        low = [
            one.text()
            for one in visible(page, QPushButton)
            if one.property("role") not in ("link", "crumb") and one.height() < 32
        ]
        assert low == [], name


def is_spoken(widget: QWidget) -> bool:
    """Qt's own inner parts are spoken of by what holds them."""
    return not widget.objectName().startswith("qt_")


@pytest.mark.parametrize("appearance", [Appearance.DARK, Appearance.LIGHT])
def test_every_page_follows_the_theme_while_it_is_shown(
    everywhere: Person, files: Path, appearance: Appearance
) -> None:
    for name, go in GOING.items():
        go(everywhere, files)
        everywhere.settle()
        everywhere.program.theme.set_appearance(appearance)
        everywhere.settle()
        image = everywhere.window.page.grab().toImage()
        corner = image.pixelColor(2, image.height() - 60).name().upper()
        colours = everywhere.program.theme.colours
        assert corner in (colours.paper, colours.raised), name
