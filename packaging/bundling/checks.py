"""Checks made one by one: what came of each is printed as soon as it is known, and kept."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass


class CheckError(Exception):
    """A check did not hold; the text says what was found."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one check; ``well`` is None where it could not be made here, and the words say why."""

    name: str
    well: bool | None
    words: str = ""
    seconds: float = 0.0

    def __str__(self) -> str:
        state = {True: "ok      ", False: "FAILED  ", None: "left out"}[self.well]
        lasted = "" if self.well is None else f" ({self.seconds:.1f} s)"
        return f"  {state}  {self.name}{lasted}{f': {self.words}' if self.words else ''}"


class Checks:
    """Makes checks, and remembers what came of them."""

    def __init__(self) -> None:
        self.outcomes: list[Outcome] = []

    @property
    def well(self) -> bool:
        """Whether none has failed."""
        return all(outcome.well is not False for outcome in self.outcomes)

    def __call__(self, name: str, check: Callable[[], object]) -> bool:
        """Make one; a text that it returns is worth saying of it, and whatever it raises is its failure."""
        started = time.monotonic()
        try:
            said, well = check(), True
            words = said if isinstance(said, str) else ""
        except CheckError as error:
            words, well = str(error), False
        except Exception as error:
            words, well = repr(error), False
        return self._keep(Outcome(name, well, words, time.monotonic() - started))

    def left_out(self, name: str, reason: str) -> None:
        """Say that something could not be checked here."""
        self._keep(Outcome(name, None, reason))

    def sum_up(self) -> str:
        """All of them in one line."""
        failed = sum(outcome.well is False for outcome in self.outcomes)
        made = sum(outcome.well is not None for outcome in self.outcomes)
        return f"{failed} of {made} checks failed" if failed else f"all {made} checks went well"

    def _keep(self, outcome: Outcome) -> bool:
        self.outcomes.append(outcome)
        print(outcome, flush=True)
        return outcome.well is True
