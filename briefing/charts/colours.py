"""The colours of charts by role. Colour belongs to data: results, targets, caveats, what is computed."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace


@dataclass(frozen=True, slots=True)
class ChartColours:
    """Each as ``#RRGGBB``."""

    paper: str
    ink: str
    ink2: str
    muted: str
    result: str
    result_fill: str
    target: str
    result_tint: str
    target_tint: str
    caveat: str
    caveat_mark: str
    computed: str
    computed_dash: str
    field: str
    line: str
    line2: str

    @classmethod
    def of(cls, theme: object) -> ChartColours:
        """The roles of the same names of a theme's colours. Raises AttributeError when one is missing."""
        return cls(**{role.name: getattr(theme, role.name) for role in fields(cls)})


LIGHT = ChartColours(
    paper="#FBFAF7",
    ink="#1F2328",
    ink2="#4A515C",
    muted="#646B78",
    result="#1F5C7A",
    result_fill="#1F5C7A",
    target="#B5382A",
    result_tint="#DFEAF0",
    target_tint="#F8E4DE",
    caveat="#84560F",
    caveat_mark="#B7791F",
    computed="#5F6672",
    computed_dash="#858C96",
    field="#8C8578",
    line="#E2DDD2",
    line2="#C9C2B3",
)

DARK = ChartColours(
    paper="#1B1D20",
    ink="#E8E6E1",
    ink2="#BBB8B1",
    muted="#9A9890",
    result="#7DB8D6",
    result_fill="#5B9ABB",
    target="#EF8A78",
    result_tint="#1E3A48",
    target_tint="#42231F",
    caveat="#E5B566",
    caveat_mark="#E0A94A",
    computed="#A9ADB5",
    computed_dash="#7A7E86",
    field="#7A7E86",
    line="#34373C",
    line2="#4A4E55",
)

PRINT = replace(LIGHT, paper="#FFFFFF")
"""On the white of a printed sheet; dark enough in greyscale."""
