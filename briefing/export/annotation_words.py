"""What lists of annotations say of one: the words it is about, where these stand, what it answers."""

from __future__ import annotations

from briefing.domain.anchor import Scope
from briefing.domain.annotation import Annotation
from briefing.domain.labels import outside_number, section_title
from briefing.domain.markup import plain
from briefing.domain.report import Item, Report, Section
from briefing.domain.shown import shown
from briefing.export.document import Passage

_FIRST_WORDS = 24


class Ground:
    """A report in which annotations stand; it knows at once where each of them does."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self._items = {item.position: (section, item) for section in report.sections() for item in section.own_items()}
        self._sections = {section.path: section for section in report.sections()}

    def item(self, note: Annotation) -> Item | None:
        """The item it is about or within; None for what is about more than an item, or not surely found."""
        found = self._items.get(note.item) if note.placed and note.item is not None else None
        return None if found is None else found[1]

    def section(self, note: Annotation) -> Section | None:
        """The section it is about or within, when it is surely found."""
        if not note.placed:
            return None
        if note.item is not None and note.item in self._items:
            return self._items[note.item][0]
        return self._sections.get(note.section) if note.section else None

    def section_at(self, path: tuple[int, ...]) -> Section | None:
        """The section with that path."""
        return self._sections.get(path)

    def path(self, section: Section) -> tuple[Section, ...]:
        """The section with those above it, outermost first."""
        return tuple(self._sections[section.path[: depth + 1]] for depth in range(len(section.path)))

    def path_words(self, section: Section) -> str:
        """The section with those above it: ``重点工作 · 1 坚持内需主导``."""
        parts = (part for part in self.path(section) if part.heading or part is section)
        return shown(" · ".join(section_title(part) for part in parts))

    def passage(self, note: Annotation) -> Passage:
        """The words it is about as they read today; or as last known, with what stood around them, when it is not
        surely known where they are. Empty for a whole report.
        """
        item = self.item(note)
        if item is not None:
            return Passage(shown(item.text if note.stretch is None else note.stretch.of(item.text)))
        if note.placed and note.scope in (Scope.SECTION, Scope.REPORT):
            section = self.section(note)
            return Passage("" if section is None else shown(section_title(section)))
        kept = note.placement or note.anchor
        if note.scope is Scope.SECTION:
            # What is kept around a heading are other headings and first words, no sentence.
            return Passage(shown(kept.exact))
        before, after = kept.prefix.rpartition("\n")[2], kept.suffix.partition("\n")[0]
        return Passage(shown(kept.exact), shown(before), shown(after))


def answered_words(note: Annotation, answered: Annotation | None) -> str:
    """Whom it answers, and what: ``某某：签约与到位的区别``; empty when it answers nothing."""
    if not note.answers:
        return ""
    if answered is None:
        return f"编号 {note.answers}"
    words = f"{answered.author}：{first_words(answered)}"
    return f"{words}（已删除）" if answered.deleted else words


def first_words(note: Annotation) -> str:
    """Its title, or how its text begins."""
    words = " ".join((note.title or plain(note.text)).split())
    return words if len(words) <= _FIRST_WORDS else words[: outside_number(words, _FIRST_WORDS - 1)] + "…"
