"""What the program calls things, read from its own sources: names of buttons and fields, keys that pages listen to."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import briefing

PACKAGE = Path(briefing.__file__).parent
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")


def sources(folder: str = "") -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted((PACKAGE / folder).rglob("*.py")):
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def strings() -> set[str]:
    """Every string of the program that is no docstring, joined ones with ``{}`` where something is put in."""
    found: set[str] = set()
    for _, module in sources():
        docs = {
            id(node.body[0].value)
            for node in ast.walk(module)
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
        for node in ast.walk(module):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
                found.add(node.value.partition("\t")[0])
    return found


def is_called(name: str, known: set[str]) -> bool:
    """Whether something in the program has exactly that name, numbers and names put in aside."""
    if name in known:
        return True
    return any(
        "{" in each and re.fullmatch("(.+)".join(map(re.escape, _PLACEHOLDER.split(each))), name) for each in known
    )


def listened_keys() -> set[str]:
    """Keys that some page of the window listens to by itself: ``F2``, ``Ctrl+R``, by Qt's names for them."""
    found: set[str] = set()
    for path, module in sources("ui"):
        text = path.read_text(encoding="utf-8")
        control = "ControlModifier" in text
        for node in ast.walk(module):
            if isinstance(node, ast.Attribute) and node.attr.startswith("Key_"):
                key = node.attr.removeprefix("Key_")
                found |= {key, f"Ctrl+{key}"} if control else {key}
                if "ShiftModifier" in text:
                    found.add(f"Shift+{key}")
                if "AltModifier" in text:
                    found.add(f"Alt+{key}")
            if isinstance(node, ast.Constant) and re.fullmatch(r"Ctrl\+\w+", str(node.value)):
                found.add(str(node.value))
    return found
