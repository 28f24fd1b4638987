"""Choosing between what two people wrote of an annotation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from briefing.actions.annotating import changes_of
from briefing.actions.command import Done
from briefing.domain.annotation import Annotation
from briefing.library.library import Library
from briefing.library.writing import Edit


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleConflict:
    """Write what a person chose for fields in conflict. Taken back, both values stand again, to be chosen between.

    Raises LibraryError for fields of somebody else's that are not in conflict.
    """

    name: ClassVar[str] = "处理冲突"

    id: str
    author: str
    change: Edit

    def apply(self, library: Library) -> Done[Annotation | None]:
        """Write it. The value is the annotation as it is now; nothing is noted when it was so already."""
        revision = library.settle_conflict(self.id, self.change, author=self.author)
        if not revision:
            return Done(library.annotation(self.id))
        return _done(library, self.id, WithdrawChoice(id=self.id, revision=revision, withdrawn=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawChoice:
    """Let what was chosen by the revision of that id count for nothing, or count again."""

    name: ClassVar[str] = "处理冲突"

    id: str
    revision: str
    withdrawn: bool

    def apply(self, library: Library) -> Done[Annotation | None]:
        """Do so. The value is the annotation as it is now."""
        library.set_choice_withdrawn(self.id, self.revision, self.withdrawn)
        inverse = WithdrawChoice(id=self.id, revision=self.revision, withdrawn=not self.withdrawn)
        return _done(library, self.id, inverse)


def _done(library: Library, annotation_id: str, inverse: WithdrawChoice) -> Done[Annotation | None]:
    note = library.annotation(annotation_id)
    return Done(note, changes_of(*((note,) if note else ())), inverse)
