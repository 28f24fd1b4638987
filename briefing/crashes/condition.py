"""Whether a library came through a run that did not end, and which backup would help where it did not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.crashes.fault import Fault, FaultKind, Handling
from briefing.crashes.kept import Faults, Kept
from briefing.domain.errors import LibraryError

if TYPE_CHECKING:
    from briefing.library.backups import Backup, Backups


@dataclass(frozen=True, slots=True)
class Condition:
    """``damaged`` only when the file really is; ``backup`` is the last sound one then, None when there is none."""

    damaged: bool
    backup: Backup | None = None


@dataclass(frozen=True, slots=True)
class Aftermath:
    """What earlier runs left: ``offered`` are the reports worth handing on, ``silent`` the ends without a trace that
    nobody was told of, ``unclean`` all ends that were none after which this library was not yet found sound.
    ``condition`` is the library's then; None when there was no such end."""

    offered: tuple[Kept, ...]
    silent: tuple[Kept, ...]
    unclean: tuple[Kept, ...] = ()
    condition: Condition | None = None


def look_back(faults: Faults, library: Path, log: Path, backups: Backups | None = None) -> Aftermath:
    """Collect what earlier runs left and, where one with this library did not end, check the library.

    Reads the whole library then: not for a thread that somebody waits for.
    """
    faults.collect(log)
    faults.thin()
    kept = faults.all()
    unclean = tuple(one for one in kept if one.fault.unclean and not one.fault.checked and _same(one.fault, library))
    condition = condition_of(library, backups) if unclean else None
    if condition is not None and not condition.damaged:
        faults.change((one.path for one in unclean), checked=True)
    silent = tuple(
        one
        for one in kept
        if one.fault.kind is FaultKind.ENDED and one.fault.handling is Handling.NEW and _same(one.fault, library)
    )
    return Aftermath(offered_of(kept), silent, unclean, condition)


def offered_of(kept: Sequence[Kept]) -> tuple[Kept, ...]:
    """The reports that tell of a fault and were not saved yet."""
    return tuple(
        one for one in kept if one.fault.kind is not FaultKind.ENDED and one.fault.handling is not Handling.SAVED
    )


def condition_of(library: Path, backups: Backups | None = None) -> Condition:
    """Check every byte, without changing one. What cannot be reached or is another's is not damaged."""
    from briefing.library.backups import Backups
    from briefing.library.faults import DamagedError
    from briefing.library.inspection import inspect

    if not library.exists():
        return Condition(damaged=False)
    try:
        inspect(library, whole=True)
    except DamagedError:
        try:
            sound = [one for one in (backups or Backups(library)).all() if one.sound]
        except LibraryError:
            sound = []
        return Condition(damaged=True, backup=sound[0] if sound else None)
    except LibraryError:
        pass
    return Condition(damaged=False)


def _same(fault: Fault, library: Path) -> bool:
    return bool(fault.library) and Path(fault.library).resolve() == library.resolve()
