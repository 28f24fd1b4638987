"""Colour tokens. Colour belongs to data alone; the interface itself is ink on paper."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Colours:
    """One theme's colours by role, as ``#RRGGBB``. Contrast on paper is at least 4.5:1 for every text role."""

    paper: str
    side: str
    raised: str
    selected: str
    hover: str
    desk: str
    ink: str
    ink2: str
    muted: str
    result: str
    result_fill: str
    target: str
    caveat: str
    caveat_mark: str
    computed: str
    computed_dash: str
    result_tint: str
    target_tint: str
    field: str
    line: str
    line2: str
    scrim_alpha: int
    scrim: str
    dark: bool


LIGHT = Colours(
    paper="#FBFAF7",
    side="#F3F0E9",
    raised="#FFFFFF",
    selected="#EAE4D8",
    hover="#ECE7DC",
    desk="#E4DFD4",
    ink="#1F2328",
    ink2="#4A515C",
    muted="#646B78",
    result="#1F5C7A",
    result_fill="#1F5C7A",
    target="#B5382A",
    caveat="#84560F",
    caveat_mark="#B7791F",
    computed="#5F6672",
    computed_dash="#858C96",
    result_tint="#DFEAF0",
    target_tint="#F8E4DE",
    field="#8C8578",
    line="#E2DDD2",
    line2="#C9C2B3",
    scrim_alpha=56,
    scrim="#1F2328",
    dark=False,
)

DARK = Colours(
    paper="#1B1D20",
    side="#151719",
    raised="#24272B",
    selected="#33363B",
    hover="#26292D",
    desk="#101214",
    ink="#E8E6E1",
    ink2="#BBB8B1",
    muted="#9A9890",
    result="#7DB8D6",
    result_fill="#5B9ABB",
    target="#EF8A78",
    caveat="#E5B566",
    caveat_mark="#E0A94A",
    computed="#A9ADB5",
    computed_dash="#7A7E86",
    result_tint="#1E3A48",
    target_tint="#42231F",
    field="#7A7E86",
    line="#34373C",
    line2="#4A4E55",
    scrim_alpha=140,
    scrim="#000000",
    dark=True,
)
