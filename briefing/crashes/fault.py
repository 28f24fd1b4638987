"""A fault as a value: what went wrong, where in the program, in which version."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from datetime import datetime
from enum import StrEnum
from typing import Any


class FaultKind(StrEnum):
    """How it showed."""

    PYTHON = "python"
    QT = "qt"
    NATIVE = "native"
    ENDED = "ended"

    @property
    def label(self) -> str:
        """Its Chinese name."""
        return _LABELS[self]


_LABELS = {
    FaultKind.PYTHON: "程序内部错误",
    FaultKind.QT: "界面部件报告的严重错误",
    FaultKind.NATIVE: "程序突然中止",
    FaultKind.ENDED: "没有正常结束",
}


class Handling(StrEnum):
    """What became of a report: nobody heard of it yet, the person was told, it was saved as a file."""

    NEW = "new"
    TOLD = "told"
    SAVED = "saved"


@dataclass(frozen=True, slots=True)
class Frame:
    """One call. ``file`` is relative to the program or its packages, never a place on somebody's disk."""

    file: str
    line: int
    function: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line} {self.function}"


@dataclass(frozen=True, slots=True)
class Stack:
    """Calls, the innermost last, under what they are: an exception's type, or a thread.

    ``message`` is what the exception said; it can quote a report.
    """

    title: str
    frames: tuple[Frame, ...] = ()
    message: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault, ``count`` times. ``when`` is its first time, ISO 8601 with its offset.

    ``name`` is the exception's type, the signal, or empty. ``library`` is the path of the library that was open and
    ``lines`` are the log's last ones; these, and the messages of ``stacks``, are shown to nobody unless a person says
    so. ``events`` are what the log's last lines were about, without their particulars. ``checked`` tells that the
    library was looked at after an end that was none.
    """

    kind: FaultKind
    when: str
    name: str = ""
    stacks: tuple[Stack, ...] = ()
    count: int = 1
    version: str = ""
    system: str = ""
    library: str = ""
    events: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    handling: Handling = Handling.NEW
    checked: bool = False

    @property
    def unclean(self) -> bool:
        """Whether the run ended with it."""
        return self.kind in (FaultKind.NATIVE, FaultKind.ENDED)


def record(fault: Fault) -> dict[str, Any]:
    """As JSON takes it."""
    return asdict(fault)


def parse(kept: object) -> Fault | None:
    """What ``record`` gave; None for anything else. Fields of a later version are passed over."""
    if not isinstance(kept, dict):
        return None
    known = {field.name for field in fields(Fault)}
    try:
        found = {name: value for name, value in kept.items() if name in known}
        found["kind"] = FaultKind(found["kind"])
        found["handling"] = Handling(found.get("handling", Handling.NEW))
        found["stacks"] = tuple(_stack(one) for one in found.get("stacks", ()))
        for name in ("events", "lines"):
            found[name] = tuple(str(one) for one in found.get(name, ()))
        for name in ("when", "name", "version", "system", "library"):
            found[name] = str(found.get(name, ""))
        datetime.fromisoformat(found["when"])
        found["count"] = int(found.get("count", 1))
        found["checked"] = bool(found.get("checked", False))
        return Fault(**found)
    except (ArithmeticError, AttributeError, KeyError, TypeError, ValueError):
        return None


def _stack(kept: dict[str, Any]) -> Stack:
    frames = tuple(Frame(str(one["file"]), int(one["line"]), str(one["function"])) for one in kept.get("frames", ()))
    return Stack(str(kept["title"]), frames, str(kept.get("message", "")))
