"""What a change is: a named command, and what it tells when it is done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from briefing.domain.figure import FigureRef
from briefing.library.library import Library

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Changes:
    """What of the library is no longer as it was shown: keys of reports, ids of annotations, names of figures.

    ``indicators`` and ``findings`` say that these may be others than before: they belong to no one report.
    ``everything`` says that the file itself is another one: nothing that was read from it before holds.
    """

    reports: frozenset[str] = frozenset()
    annotations: frozenset[str] = frozenset()
    figures: frozenset[FigureRef] = frozenset()
    indicators: bool = False
    findings: bool = False
    everything: bool = False

    def __or__(self, other: Changes) -> Changes:
        return Changes(
            self.reports | other.reports,
            self.annotations | other.annotations,
            self.figures | other.figures,
            self.indicators or other.indicators,
            self.findings or other.findings,
            self.everything or other.everything,
        )

    def __bool__(self) -> bool:
        parts = (self.reports, self.annotations, self.figures, self.indicators, self.findings, self.everything)
        return any(bool(part) for part in parts)


@dataclass(frozen=True, slots=True)
class Done(Generic[T_co]):
    """What a command did: a value for whoever asked, its changes, and the command that takes them back, if any."""

    value: T_co
    changes: Changes = Changes()
    inverse: Command[Any] | None = None


class Command(Protocol[T_co]):
    """One change a person can make; a frozen value, so that it can be made again.

    ``name`` is the Chinese phrase for menus (撤销写批注). ``apply`` runs within one transaction; a KnownError
    that leaves it means that nothing has changed.
    """

    @property
    def name(self) -> str:
        """What the person did, in words."""

    def apply(self, library: Library) -> Done[T_co]:
        """Make the change."""


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T_co]):
    """A command that was carried out and committed."""

    name: str
    changes: Changes
    value: T_co
