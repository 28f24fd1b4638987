from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from briefing.domain.briefing import Briefing, Content, Entry
from briefing.ui.compose.controller import ComposeController
from briefing.ui.compose.listing import EntryList
from briefing.ui.compose.page import ComposerPage
from briefing.ui.compose.pane import ComposerPane
from briefing.ui.compose.picks import Pick
from tests.ui.driver import Person


class Composer:
    """The composer as a person sees it, on a briefing of its own."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.desk = person.desk

    @property
    def controller(self) -> ComposeController:
        return self.desk.compose

    @property
    def pane(self) -> ComposerPane:
        return self.person.window.composer

    @property
    def page(self) -> ComposerPage:
        return self.person.window.composer_page

    @property
    def entries(self) -> EntryList:
        return self.pane.list

    @property
    def briefing(self) -> Briefing:
        current = self.controller.current
        assert current is not None
        return current

    @property
    def titles(self) -> list[str]:
        return [row.title for row in self.entries.entries.rows]

    def blank(self) -> bool:
        """Whether the sheet with the ways to begin is in front."""
        return self.page.is_empty

    def last(self) -> Content:
        """What was put in last."""
        return self.briefing.entries[-1].content

    def entry(self, title: str) -> Entry:
        (found,) = [row.entry for row in self.entries.entries.rows if row.title == title]
        return found

    def laid(self) -> None:
        """Until the pages show the briefing as it is."""
        self.person.settle()
        self.person.until(lambda: self.controller.laid is not None and self.controller.laid.briefing == self.briefing)
        self.person.settle()

    def add(self, pick: Pick) -> None:
        self.controller.changes.add(pick)
        self.person.settle()

    def do(self, work: Callable[[], object]) -> None:
        work()
        self.person.settle()


@pytest.fixture
def composer(person: Person) -> Iterator[Composer]:
    """An empty briefing, just begun and open."""
    made = Composer(person)
    made.do(made.controller.changes.new)
    made.do(made.controller.open)
    yield made


@pytest.fixture
def filled(composer: Composer) -> Composer:
    """Three items of the report of targets, a heading before them."""
    composer.do(lambda: composer.pane.add_wanted.emit("heading"))
    for words in ("精准务实抓招商", "持续发力上项目", "多措并举促销费"):
        composer.add(Pick(places=(composer.person.place(words),)))
    composer.laid()
    return composer
