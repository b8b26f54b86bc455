"""Design tokens: every colour and measure of the desktop, once for light and once for dark.

Styles are filled from here and painting code asks :func:`ui.app.theme.tokens`, so a colour stands nowhere else. The
contrast of each pair in :data:`TEXT_PAIRS` and :data:`SHAPE_PAIRS` is checked by a test (WCAG 2.1 level AA).
"""

from __future__ import annotations

from dataclasses import dataclass

GRID = 8
"""Every distance is a multiple (or half) of this many pixels."""
RADIUS = 8
BASE_SIZE = 15
TOTAL_SIZE = 40
CONTROL_HEIGHT = 44
"""Height of whatever a finger must hit, in pixels."""
ROW_HEIGHT = 40
"""Height of a row in a table, in pixels."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one theme as ``#rrggbb``. ``*_tint`` is a pale ground, ``on_*`` the ink that stands on it."""

    name: str
    ground: str
    card: str
    sunken: str
    line: str
    edge: str
    ink: str
    ink_soft: str
    ink_off: str
    primary: str
    primary_hover: str
    primary_pressed: str
    on_primary: str
    primary_text: str
    primary_tint: str
    on_primary_tint: str
    attention: str
    on_attention: str
    attention_text: str
    attention_tint: str
    on_attention_tint: str
    danger: str
    danger_hover: str
    on_danger: str
    danger_text: str
    danger_tint: str
    on_danger_tint: str
    info: str
    info_tint: str
    on_info_tint: str
    ok: str
    toast_action: str
    padi: str
    shade: str


LIGHT = Tokens(
    name="light",
    ground="#F3F0EA",
    card="#FFFFFF",
    sunken="#FAF8F4",
    line="#E3DED4",
    edge="#8B8579",
    ink="#1D2320",
    ink_soft="#565E59",
    ink_off="#8C928D",
    primary="#0F6B5C",
    primary_hover="#0C5B4E",
    primary_pressed="#094A40",
    on_primary="#FFFFFF",
    primary_text="#0F6B5C",
    primary_tint="#E1F0EC",
    on_primary_tint="#0A4F44",
    attention="#F2A52B",
    on_attention="#2E1E00",
    attention_text="#8A5100",
    attention_tint="#FFF2D9",
    on_attention_tint="#5F3900",
    danger="#B3261E",
    danger_hover="#962019",
    on_danger="#FFFFFF",
    danger_text="#B3261E",
    danger_tint="#FCE9E7",
    on_danger_tint="#7D1A14",
    info="#2F6092",
    info_tint="#E6EFF8",
    on_info_tint="#234B74",
    ok="#1F8A54",
    toast_action="#7FD6C4",
    padi="#D29A2E",
    shade="#1D2320",
)

DARK = Tokens(
    name="dark",
    ground="#141816",
    card="#1E2421",
    sunken="#191E1B",
    line="#333B37",
    edge="#7D8982",
    ink="#EDF1EE",
    ink_soft="#B3BDB7",
    ink_off="#77817B",
    primary="#3BB39D",
    primary_hover="#52C4AF",
    primary_pressed="#2F9A86",
    on_primary="#04201B",
    primary_text="#5CCDB8",
    primary_tint="#1B3A34",
    on_primary_tint="#BFEDE3",
    attention="#F2B045",
    on_attention="#2E1E00",
    attention_text="#F5BC60",
    attention_tint="#3B2E16",
    on_attention_tint="#FBE0AE",
    danger="#F2857C",
    danger_hover="#F59C95",
    on_danger="#3B0805",
    danger_text="#F7978F",
    danger_tint="#442220",
    on_danger_tint="#FBCFCB",
    info="#84B3E3",
    info_tint="#1E3145",
    on_info_tint="#CFE3F8",
    ok="#4CC38A",
    toast_action="#0A4F44",
    padi="#E3B552",
    shade="#000000",
)

THEMES = {"light": LIGHT, "dark": DARK}

TEXT_PAIRS = (
    ("ink", "ground"),
    ("ink", "card"),
    ("ink", "sunken"),
    ("ink_soft", "ground"),
    ("ink_soft", "card"),
    ("ink_soft", "sunken"),
    ("on_primary", "primary"),
    ("on_primary", "primary_hover"),
    ("on_primary", "primary_pressed"),
    ("primary_text", "card"),
    ("primary_text", "ground"),
    ("on_primary_tint", "primary_tint"),
    ("ink", "primary_tint"),
    ("ink_soft", "primary_tint"),
    ("on_attention", "attention"),
    ("attention_text", "card"),
    ("on_attention_tint", "attention_tint"),
    ("on_danger", "danger"),
    ("on_danger", "danger_hover"),
    ("danger_text", "card"),
    ("danger_text", "ground"),
    ("danger_text", "primary_tint"),
    ("on_danger_tint", "danger_tint"),
    ("info", "card"),
    ("on_info_tint", "info_tint"),
    ("card", "ink"),
    ("toast_action", "ink"),
)
"""Ink and ground that text is set in: at least 4.5 to 1."""

SHAPE_PAIRS = (
    ("edge", "card"),
    ("edge", "ground"),
    ("primary", "card"),
    ("primary", "ground"),
    ("danger", "card"),
    ("ok", "card"),
    ("ok", "ground"),
    ("ink_off", "card"),
)
"""Edges of fields and meaningful shapes against what is behind them: at least 3 to 1."""

_LINEAR_UP_TO = 0.04045


def contrast(first: str, second: str) -> float:
    """Return the WCAG contrast ratio of two ``#rrggbb`` colours, 1 to 21."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= _LINEAR_UP_TO else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
