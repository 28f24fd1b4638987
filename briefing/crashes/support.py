"""The file handed to whoever helps: plain text, with nothing personal in it unless a person ticked it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from briefing import __version__
from briefing.crashes.fault import Fault, FaultKind


@dataclass(frozen=True, slots=True)
class Also:
    """What a person lets be written too. ``diagnosis`` and ``remark`` are the words themselves, empty for none."""

    messages: bool = False
    lines: bool = False
    diagnosis: str = ""
    remark: str = ""


def support_text(faults: Sequence[Fault], also: Also, now: datetime) -> str:
    """The whole file. Without anything ticked it holds times, versions, types of errors and places in the program."""
    parts = [f"简报台故障报告\n生成时间：{now.astimezone():%Y-%m-%d %H:%M}\n程序版本：{__version__}"]
    if also.remark.strip():
        parts.append(f"当时在做什么\n{_indented(also.remark.strip())}")
    parts += [_of_fault(number, fault, also) for number, fault in enumerate(faults, 1)]
    if also.diagnosis:
        parts.append(f"诊断\n{_indented(also.diagnosis)}")
    return "\n\n".join(parts) + "\n"


def file_name(now: datetime) -> str:
    """The name to save it under."""
    return f"简报台故障报告-{now.astimezone():%Y%m%d-%H%M}.txt"


def _of_fault(number: int, fault: Fault, also: Also) -> str:
    ended = fault.kind is FaultKind.ENDED
    when = datetime.fromisoformat(fault.when).strftime("%Y-%m-%d %H:%M:%S %z")
    lines = [f"故障 {number}：{fault.kind.label}", f"　{'这次运行开始于' if ended else '时间'}：{when}"]
    if fault.count > 1:
        lines.append(f"　次数：{fault.count}")
    lines.append(f"　版本：{fault.version or '不明'}（{fault.system}）")
    if fault.name:
        lines.append(f"　{'信号' if fault.kind is FaultKind.NATIVE else '错误'}：{fault.name}")
    if ended:
        lines.append("　没有留下痕迹：可能断了电，或程序被强行结束。")
    for stack in fault.stacks:
        lines.append(f"　位置（{stack.title}）")
        lines += [f"　　{frame}" for frame in stack.frames] or ["　　（没有记录）"]
        if also.messages and stack.message:
            lines.append("　　提示文字：")
            lines.append(_indented(stack.message, "　　　"))
    if also.lines and fault.lines:
        lines.append("　日志的最后几行")
        lines += [f"　　{line}" for line in fault.lines]
    elif fault.events:
        lines.append("　此前的事件")
        lines += [f"　　{event}" for event in fault.events]
    return "\n".join(lines)


def _indented(text: str, by: str = "　") -> str:
    return "\n".join(by + line for line in text.splitlines())
