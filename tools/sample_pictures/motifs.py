"""Small signs on labels, about 20 wide around the origin: what is inside, or whose pattern it is."""

from __future__ import annotations

from math import cos, radians, sin
from typing import TYPE_CHECKING

from tools.sample_pictures.shapes import (
    AMBER,
    CREAM,
    LEAF,
    LEAF_DARK,
    WOOD_DARK,
    circle,
    ellipse,
    moved,
    path,
    rect,
    ring,
    stroke,
)

if TYPE_CHECKING:
    from collections.abc import Callable


def _around(body: str, times: int, first: float = 0) -> str:
    return "".join(moved(body, 0, 0, turn=first + 360 * index / times) for index in range(times))


def _pisang() -> str:
    fruit = path("M-9 -4C-6 7 4 10 10 4C11 3 10 1 9 1C2 4 -4 1 -6 -6C-7 -8 -9.500 -7 -9 -4Z", "#F0C23B")
    return (
        fruit + stroke("M-7 -3C-4 4 3 7 9 3", "#C9952A", 1.2) + path("M-9 -8L-6.500 -8.500L-6 -5L-8.500 -5Z", WOOD_DARK)
    )


def _cokelat() -> str:
    bar = rect(-8, -8, 16, 16, "#5A3420", 2)
    squares = "".join(rect(x, y, 6, 6, "#7A4B2E", 1) for x in (-7, 1) for y in (-7, 1))
    return bar + squares


def _singkong() -> str:
    root = path("M-9 -5C-4 -10 5 -6 8 2C10 7 11 10 11 10C5 9 -3 8 -7 3C-9 1 -11 -3 -9 -5Z", "#9A6A41")
    return root + ellipse(-6.5, -3.2, 2.6, 3.6, CREAM) + stroke("M0 -3L3 0M2 4L6 5", "#6F4826", 1.2)


def _talas() -> str:
    leaf = path("M0 -10C9 -9 11 0 0 10C-11 0 -9 -9 0 -10Z", "#8E6A8C")
    return leaf + stroke("M0 -8V8M0 -3L5 -6M0 -3L-5 -6M0 2L5 -1M0 2L-5 -1", CREAM, 1.2)


def _cabai() -> str:
    body = path("M-6 -6C-2 -9 3 -7 5 -2C7 3 4 8 -2 11C0 6 0 1 -3 -1C-6 -2 -8 -4 -6 -6Z", "#D13B27")
    return body + stroke("M-5 -7C-6 -9 -5 -10 -3 -11", LEAF_DARK, 2) + ellipse(-4.5, -6, 3, 1.8, LEAF)


def _kopi() -> str:
    bean = ellipse(0, 0, 5.2, 7.5, "#6B3F22") + stroke("M0.500 -6C-2.500 -2 2.500 2 -0.500 6", CREAM, 1.4)
    return moved(bean, -4, -1, turn=28) + moved(bean, 5, 2, turn=-24)


def _padi() -> str:
    grain = path("M0 0C2.600 -2.400 2.600 -5 0 -7C-2.600 -5 -2.600 -2.400 0 0Z", AMBER)
    stem = stroke("M-3 11C-1 4 0 -3 3 -10", LEAF_DARK, 1.5)
    sides = "".join(
        moved(grain, x, y, turn=turn)
        for x, y, turn in ((-2, 5, 55), (-2, 5, -40), (-1, 0, 58), (-1, 0, -36), (1, -5, 60), (1, -5, -30), (3, -8, 20))
    )
    return stem + sides


def _bunga(petal: str, heart: str) -> str:
    return _around(ellipse(0, -6, 3.6, 5.4, petal), 6) + circle(0, 0, 3.2, heart)


def _daun() -> str:
    leaf = path("M-8 8C-9 -3 -2 -9 9 -9C9 2 3 9 -8 8Z", LEAF)
    return leaf + stroke("M-9 10C-5 3 0 -2 6 -6M-3 2L-4 -3M0 -1L5 0", LEAF_DARK, 1.3)


def _udang() -> str:
    back = path("M8 -7C-2 -10 -10 -3 -8 4C-7 8 -2 10 2 8C-1 6 -2 3 0 0C2 -3 6 -3 9 -3Z", "#E07B54")
    lines = stroke("M-2 -7L0 -2M-6 -4L-2 0M-8 2L-2 3", CREAM, 1.2)
    return back + lines + path("M2 8L8 6L7 11Z", "#C75F3A") + circle(5.5, -5.6, 1, "#3A1D12")


def _ikan() -> str:
    body = path("M-10 0C-6 -7 3 -7 7 0C3 7 -6 7 -10 0Z", "#5F8CA3") + path("M5 0L12 -5V5Z", "#47748C")
    return body + circle(-6, -1.4, 1.3, CREAM) + stroke("M-2 -4C0 -1 0 1 -2 4", CREAM, 1.2)


def _cumi() -> str:
    head = path("M0 -11C6 -7 6 -1 4 3H-4C-6 -1 -6 -7 0 -11Z", "#B9789A") + path(
        "M-5 -6L-9 -2L-5 -1ZM5 -6L9 -2L5 -1Z", "#9C5C7E"
    )
    legs = stroke("M-3 3C-4 6 -5 8 -4 10M0 3V11M3 3C4 6 5 8 4 10", "#9C5C7E", 1.8)
    return head + legs + circle(-1.8, 0, 1, CREAM) + circle(1.8, 0, 1, CREAM)


def _lebah() -> str:
    cell = path("M0 -5L4.300 -2.500V2.500L0 5L-4.300 2.500V-2.500Z", "#F2B632")
    places = ((-4.6, -4), (4.6, -4), (0, 4), (-9.2, 4), (9.2, 4))
    return "".join(moved(cell, x, y, scale=0.9) for x, y in places)


def _ombak() -> str:
    return "".join(
        stroke(f"M-10 {y}C-7 {y - 5} -4 {y - 5} -2 {y}C0 {y + 4} 4 {y + 4} 10 {y - 2}", colour, 2.4)
        for y, colour in ((-4, "#7FB2C4"), (1, "#4E8CA6"), (6, "#2C5C7A"))
    )


def _kacang() -> str:
    pod = path(
        "M-7 -6C-3 -10 2 -7 1 -3C1 -1 3 0 5 1C9 4 8 9 3 9C-1 10 -3 7 -3 4C-4 2 -6 2 -8 0C-10 -2 -9 -5 -7 -6Z", "#C99355"
    )
    return pod + stroke("M-6 -3L-4 -4M0 5L2 3M-4 -1L-2 -2", "#966633", 1.1)


def _telur() -> str:
    return path("M0 -9C6 -6 8 0 7 4C5 10 -5 10 -7 4C-8 0 -6 -6 0 -9Z", "#BFD9D3") + ellipse(
        -2.4, -1, 1.6, 3, "#FFFFFF", 0.7
    )


def _jahe() -> str:
    root = path(
        "M-9 1C-8 -4 -4 -3 -3 -1C-3 -6 2 -9 4 -5C5 -3 4 -1 5 -1C8 -3 11 0 9 3C7 6 2 5 0 5C-4 8 -10 6 -9 1Z", "#D9A75F"
    )
    return root + stroke("M-5 1C-4 3 -3 3 -2 3M3 -4C2 -3 2 -2 2 -1M6 1C5 2 5 3 5 3", "#A87434", 1.2)


def _kelapa() -> str:
    trunk = stroke("M0 10C-1 4 0 0 1 -3", WOOD_DARK, 2.4)
    fronds = "".join(
        stroke(d, LEAF, 2.6)
        for d in ("M1 -4C5 -9 9 -8 10 -4", "M1 -4C-3 -9 -8 -8 -9 -4", "M1 -4C4 -5 7 -2 8 2", "M1 -4C-2 -5 -6 -2 -7 2")
    )
    return trunk + fronds + circle(1, -2, 2, "#6B3F22")


def _durian() -> str:
    spikes = _around(path("M-2.400 -7L0 -11L2.400 -7Z", "#7E9A3C"), 12)
    return spikes + circle(0, 0, 8, "#8FAE45") + ellipse(0, 0.5, 3.4, 5, "#F3D98B")


def _gunung() -> str:
    return (
        path("M-11 8L-3 -7L1 -1L4 -5L11 8Z", LEAF_DARK)
        + path("M-3 -7L-5.500 -2.300L-3 -3.300L-1 -2L-0.500 -3.300Z", CREAM)
        + circle(7, -8, 2.6, AMBER)
    )


def _kawung() -> str:
    leaf = path("M0 -1C3.400 -3 3.400 -7 0 -9.500C-3.400 -7 -3.400 -3 0 -1Z", CREAM)
    return _around(leaf, 4, 45) + circle(0, 0, 1.3, AMBER)


def _bintang() -> str:
    points = " ".join(
        f"{cos(radians(angle)) * size:.2f},{sin(radians(angle)) * size:.2f}"
        for angle, size in ((36 * index - 90, 10 if index % 2 == 0 else 4.4) for index in range(10))
    )
    return f'<polygon points="{points}" fill="{AMBER}"/>'


def _sereh() -> str:
    blades = "".join(
        stroke(d, colour, 2.4)
        for d, colour in (("M-3 10C-3 2 -6 -4 -8 -10", LEAF), ("M0 10V-11", LEAF_DARK), ("M3 10C3 2 6 -4 8 -9", LEAF))
    )
    return blades + rect(-4.5, 4, 9, 3, "#E9E2BE", 1.2)


def _jeruk() -> str:
    return (
        circle(0, 1, 8.5, "#E58A2B")
        + circle(0, 1, 6.4, "#F7C56B")
        + _around(stroke("M0 0V-5", "#E58A2B", 1.2), 8)
        + ellipse(4, -8.5, 4, 2, LEAF)
    )


def _pedada() -> str:
    crown = _around(path("M-2.500 -5L0 -10.500L2.500 -5Z", LEAF_DARK), 6)
    return crown + circle(0, 0, 6.6, "#9CB552") + circle(0, 0, 2, CREAM) + stroke("M0 -2V-5", CREAM, 1.3)


def _tulip() -> str:
    return circle(0, 0, 9, CREAM) + ring(0, 0, 6.4, AMBER, 1.6) + circle(0, 0, 3, AMBER)


MOTIFS: dict[str, Callable[[], str]] = {
    "pisang": _pisang,
    "cokelat": _cokelat,
    "singkong": _singkong,
    "talas": _talas,
    "cabai": _cabai,
    "kopi": _kopi,
    "padi": _padi,
    "daun": _daun,
    "udang": _udang,
    "ikan": _ikan,
    "cumi": _cumi,
    "lebah": _lebah,
    "ombak": _ombak,
    "kacang": _kacang,
    "telur": _telur,
    "jahe": _jahe,
    "kelapa": _kelapa,
    "durian": _durian,
    "gunung": _gunung,
    "kawung": _kawung,
    "bintang": _bintang,
    "sereh": _sereh,
    "jeruk": _jeruk,
    "pedada": _pedada,
    "polos": _tulip,
    "honje": lambda: _bunga("#D1517A", "#F6C7D6"),
    "telang": lambda: _bunga("#4C5FA8", "#F2E9C9"),
    "rosela": lambda: _bunga("#A62B46", "#F2C14E"),
    "melati": lambda: _bunga("#E7D493", "#C98F2F"),
    "bunga": lambda: _bunga("#E48BA0", "#F2C14E"),
}
"""Every sign by the word that the list of products uses."""


def motif(name: str, x: float, y: float, scale: float = 1, turn: float = 0) -> str:
    """Return a sign at a place. Raises KeyError for a word that is none."""
    return moved(MOTIFS[name](), x, y, scale, turn)


def badge(name: str, x: float, y: float, radius: float = 17) -> str:
    """Return a sign on a round cream label."""
    return circle(x, y, radius, CREAM) + motif(name, x, y, radius / 15)
