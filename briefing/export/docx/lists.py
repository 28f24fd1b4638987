"""Lists as Word knows them, so that an entry added there is marked and indented like the others."""

from __future__ import annotations

from briefing.export.docx.xml import Element, el, root, val

_BULLETS, _NUMBERS, _DEEPEST = 0, 1, 8
_STEP = 480


class Lists:
    """Numbers the lists of a document; a numbered list that begins anew counts from its own first mark."""

    def __init__(self) -> None:
        self._begun: list[tuple[int, int, int]] = []
        self._bullets = 0
        self._next: dict[int, tuple[int, int]] = {}

    def end(self) -> None:
        """Something else follows: the next numbered entry begins another list."""
        self._next.clear()

    def place(self, mark: str, depth: int) -> Element | None:
        """The place in a list of an entry with this mark; None for a mark that no list of Word's has."""
        depth = min(depth, _DEEPEST)
        for deeper in [level for level in self._next if level > depth]:
            del self._next[deeper]
        if mark == "•":
            self._next.pop(depth, None)
            if not self._bullets:
                self._bullets = self._begin(_BULLETS, 0, 0)
            return _number(self._bullets, depth)
        number = mark.removesuffix(".")
        if mark == number or not (number.isascii() and number.isdigit()) or str(int(number)) != number:
            return None
        key, expected = self._next.get(depth, (0, -1))
        if int(number) != expected:
            if int(number) > 32_767:
                return None
            key = self._begin(_NUMBERS, depth, int(number))
        self._next[depth] = (key, int(number) + 1)
        return _number(key, depth)

    def part(self) -> Element:
        """The part ``numbering.xml``."""
        kinds = [_kind(_BULLETS, "bullet"), _kind(_NUMBERS, "decimal")]
        used = []
        for key, (kind, depth, first) in enumerate(self._begun, 1):
            entry = el("w:num", {"w:numId": key}, val("w:abstractNumId", kind))
            if kind == _NUMBERS:
                entry.append(el("w:lvlOverride", {"w:ilvl": depth}, val("w:startOverride", first)))
            used.append(entry)
        return root("w:numbering", ("w",), *kinds, *used)

    def _begin(self, kind: int, depth: int, first: int) -> int:
        self._begun.append((kind, depth, first))
        return len(self._begun)


def _number(key: int, depth: int) -> Element:
    return el("w:numPr", None, val("w:ilvl", depth), val("w:numId", key))


def _kind(key: int, form: str) -> Element:
    levels = []
    for depth in range(_DEEPEST + 1):
        left = 640 + (depth + 1) * _STEP
        about = el("w:pPr", None, el("w:ind", {"w:left": left, "w:hanging": _STEP}))
        levels.append(
            el(
                "w:lvl",
                {"w:ilvl": depth},
                val("w:start", 1),
                val("w:numFmt", form),
                val("w:lvlText", "•" if form == "bullet" else f"%{depth + 1}."),
                val("w:lvlJc", "left"),
                about,
            )
        )
    return el("w:abstractNum", {"w:abstractNumId": key}, val("w:multiLevelType", "hybridMultilevel"), *levels)
