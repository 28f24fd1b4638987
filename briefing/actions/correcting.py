"""Settling what figures say: correcting, confirming, adding and removing them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from briefing.actions.command import Changes, Done
from briefing.domain.correction import FigureFields, Standing
from briefing.domain.figure import Figure, FigureRef
from briefing.domain.span import Span
from briefing.library.library import Library


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectFigure:
    """Let a figure say ``fields``: all of them, as the person sees and leaves them (``FigureFields.of`` to begin with).

    Raises LibraryError when the figure is not there or the fields cannot be kept.
    """

    name: ClassVar[str] = "更正数据"

    ref: FigureRef
    fields: FigureFields
    author: str

    def apply(self, library: Library) -> Done[Figure]:
        """Correct it. The value is the figure as it stands; nothing is noted when it said so already."""
        before = library.correct_figure(self.ref, self.fields, author=self.author)
        return _settled(library, self.ref, before, self.author)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmFigure:
    """Hold what a figure says to be right, so that it is doubted no more and no later reading changes it."""

    name: ClassVar[str] = "确认数据"

    ref: FigureRef
    author: str

    def apply(self, library: Library) -> Done[Figure]:
        """Confirm it. The value is the figure as it stands."""
        return _settled(library, self.ref, library.confirm_figure(self.ref, author=self.author), self.author)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddFigure:
    """Keep a figure that the reader did not find, at a stretch of an item's text.

    Raises LibraryError when nothing is marked, another figure stands there, or the fields cannot be kept.
    """

    name: ClassVar[str] = "添加数据"

    report_key: str
    item: int
    stretch: Span
    fields: FigureFields
    author: str

    def apply(self, library: Library) -> Done[Figure]:
        """Add it. The value is the figure as it stands."""
        ref, before = library.add_figure(self.report_key, self.item, self.stretch, self.fields, author=self.author)
        return _settled(library, ref, before, self.author)


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveFigure:
    """Hold a figure to be none. What was said of it is kept; it can be had back."""

    name: ClassVar[str] = "移除数据"

    ref: FigureRef
    author: str

    def apply(self, library: Library) -> Done[Figure]:
        """Remove it. The value is the figure as it stood."""
        return _settled(library, self.ref, library.remove_figure(self.ref, author=self.author), self.author)


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreFigure:
    """Let a figure that was removed count again, as it stood."""

    name: ClassVar[str] = "恢复数据"

    ref: FigureRef
    author: str

    def apply(self, library: Library) -> Done[Figure]:
        """Bring it back. The value is the figure as it stands."""
        return _settled(library, self.ref, library.restore_figure(self.ref, author=self.author), self.author)


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleFigure:
    """Let a figure stand as it did once; what undo and redo are made of."""

    name: ClassVar[str] = "更正数据"

    ref: FigureRef
    standing: Standing
    author: str

    def apply(self, library: Library) -> Done[Figure]:
        """Let it stand so. The value is the figure as it stands."""
        before = library.settle_figure(self.ref, self.standing, author=self.author)
        return _settled(library, self.ref, before, self.author)


def _settled(library: Library, ref: FigureRef, before: Standing | None, author: str) -> Done[Figure]:
    figure = library.figure(ref)
    assert figure is not None, ref
    if before is None:
        return Done(figure)
    changes = Changes(reports=frozenset({ref.report_key}), figures=frozenset({ref}), indicators=True, findings=True)
    return Done(figure, changes, SettleFigure(ref=ref, standing=before, author=author))
