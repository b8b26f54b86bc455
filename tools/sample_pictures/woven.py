"""What hands make of bamboo and wood."""

from __future__ import annotations

from tools.sample_pictures.motifs import badge, motif
from tools.sample_pictures.shapes import (
    AMBER,
    CREAM,
    FLOOR,
    LEAF,
    LEAF_DARK,
    WOOD,
    WOOD_DARK,
    WOOD_LIGHT,
    Ink,
    circle,
    dim,
    ellipse,
    moved,
    path,
    rect,
    ring,
    shadow,
    shine,
    stroke,
)


def _weave(x: float, y: float, columns: int, rows: int, size: float) -> str:
    """Return a plain weave of little bars from its upper left corner."""
    bars = []
    for row in range(rows):
        for column in range(columns):
            flat = (row + column) % 2 == 0
            wide, high = (size * 0.92, size * 0.62) if flat else (size * 0.62, size * 0.92)
            left, top = x + column * size + (size - wide) / 2, y + row * size + (size - high) / 2
            bars.append(rect(left, top, wide, high, WOOD_LIGHT if flat else WOOD, 1.6))
    return "".join(bars)


def besek(ink: Ink, sign: str) -> str:
    """Three lidded bamboo boxes in a stack."""

    def one(x: float, y: float, columns: int) -> str:
        width = columns * 9
        box = rect(x, y + 6, width, 24, WOOD_DARK, 3) + _weave(x, y + 10, columns, 2, 9)
        return box + rect(x - 3, y - 2, width + 6, 13, WOOD, 3) + stroke(f"M{x} {y + 4.5}H{x + width}", WOOD_LIGHT, 2)

    ribbon = rect(75, 44, 10, 94, ink.main) + path(
        "M80 44C68 30 60 36 66 43C70 48 76 46 80 45C84 46 90 48 94 43C100 36 92 30 80 44Z", ink.main
    )
    return shadow(46) + one(39.5, 107, 9) + one(44, 77, 8) + one(48.5, 48, 7) + ribbon + badge(sign, 80, 104, 15)


def rice_basket(ink: Ink, sign: str) -> str:
    """A bamboo basket for rice on its foot."""
    bowl = path("M30 72H130C128 104 112 120 80 120C48 120 32 104 30 72Z", WOOD)
    lines = "".join(
        stroke(
            f"M{34 + 3 * n} {80 + 9 * n}C{60} {86 + 9 * n} {100} {86 + 9 * n} {126 - 3 * n} {80 + 9 * n}",
            WOOD_LIGHT,
            3.4,
        )
        for n in range(4)
    )
    ribs = stroke("M46 76L58 114M63 78L70 119M80 79V120M97 78L90 119M114 76L102 114", WOOD_DARK, 1.8, 0.65)
    rim = (
        ellipse(80, 72, 51, 12, WOOD_DARK)
        + ellipse(80, 70, 46, 9, "#6F4A24")
        + path("M44 68C54 54 106 54 116 68C104 78 56 78 44 68Z", "#FFFDF4")
    )
    foot = path("M56 116H104L110 136C110 138 50 138 50 136Z", WOOD_DARK) + stroke("M55 126H105", WOOD_LIGHT, 2)
    return (
        shadow(40)
        + foot
        + bowl
        + ribs
        + lines
        + rim
        + badge(sign, 80, 100, 14)
        + stroke("M30 74C40 86 120 86 130 74", ink.main, 3)
    )


def tray_round(ink: Ink, sign: str) -> str:
    """A round winnowing tray with a painted flower."""
    disc = circle(80, 80, 56, WOOD_DARK) + circle(80, 80, 52, WOOD_LIGHT)
    weave = "".join(
        stroke(f"M{80 - reach} {y}H{80 + reach}", WOOD, 2, 0.55)
        for y, reach in ((44, 34), (54, 43), (64, 47), (74, 49), (86, 49), (96, 47), (106, 43), (116, 34))
    )
    rim = ring(80, 80, 53, WOOD, 5) + ring(80, 80, 53, WOOD_DARK, 1)
    petals = "".join(moved(ellipse(0, -20, 9, 15, ink.main), 80, 80, turn=60 * n) for n in range(6))
    leaves = "".join(moved(ellipse(0, -33, 4, 8, LEAF), 80, 80, turn=30 + 60 * n) for n in range(6))
    return (
        shadow(46, y=140)
        + disc
        + weave
        + rim
        + leaves
        + petals
        + circle(80, 80, 15, ink.accent)
        + motif(sign, 80, 80, 0.9)
    )


def tissue(ink: Ink, sign: str) -> str:
    """A woven box with a tissue coming out."""
    paper = path("M62 84C60 62 72 54 70 40C80 50 86 44 94 38C92 56 102 62 98 84Z", "#FFFFFF") + stroke(
        "M80 80C78 68 84 60 82 50", "#D9DEDB", 1.6
    )
    box = rect(32, 82, 96, 56, WOOD_DARK, 5) + _weave(35, 92, 10, 5, 9)
    top = path("M32 84L44 74H116L128 84Z", WOOD) + ellipse(80, 80, 26, 4, "#5E3D1D")
    return shadow(52) + top + paper + box + rect(32, 104, 96, 13, ink.main) + badge(sign, 80, 110, 14)


def table_lamp(ink: Ink, sign: str) -> str:
    """A bamboo lamp, lit."""
    glow = circle(80, 66, 52, "#FFE7A8", 0.55) + circle(80, 66, 38, "#FFE7A8", 0.6)
    shade = path("M56 32H104L116 94H44Z", ink.accent) + path("M60 36H100L110 90H50Z", "#FFE3A0")
    slats = stroke("M64 34L56 92M72 33L68 93M80 33V93M88 33L92 93M96 34L104 92", WOOD_DARK, 2.4, 0.75)
    hoops = rect(53, 29, 54, 7, WOOD, 3) + rect(41, 90, 78, 8, WOOD, 4)
    stand = (
        rect(75, 98, 10, 30, WOOD_LIGHT)
        + rect(73, 110, 14, 5, WOOD_DARK, 2)
        + path("M52 138C52 128 108 128 108 138Z", WOOD_DARK)
    )
    return shadow(36) + glow + stand + shade + slats + hoops + motif(sign, 80, 66, 1.2)


def lantern(ink: Ink, sign: str) -> str:
    """A round hanging lantern with a tassel."""
    glow = circle(80, 76, 56, "#FFE7A8", 0.5)
    cord = stroke("M80 8V30", WOOD_DARK, 2.4)
    body = ellipse(80, 76, 42, 40, ink.main) + ellipse(80, 76, 42, 40, "#FFE7A8", 0.25)
    ribs = stroke(
        "M80 36V116M80 36C52 46 52 106 80 116M80 36C108 46 108 106 80 116M80 36C34 50 34 102 80 116M80 36C126 50 126 102 80 116",
        ink.light,
        2,
        0.75,
    )
    caps = rect(64, 30, 32, 9, WOOD_DARK, 4) + rect(64, 112, 32, 9, WOOD_DARK, 4)
    tassel = stroke("M74 122V140M80 122V146M86 122V140", ink.accent, 3)
    return glow + cord + body + ribs + caps + tassel + badge(sign, 80, 76, 18)


def candle(ink: Ink, sign: str) -> str:
    """Two candles in bamboo cups."""

    def one(x: float, top: float) -> str:
        flame = circle(x, top - 20, 15, "#FFE7A8", 0.6) + path(
            f"M{x} {top - 33}C{x + 8} {top - 22} {x + 6} {top - 12} {x} {top - 12}C{x - 6} {top - 12} {x - 8} {top - 22} {x} {top - 33}Z",
            AMBER,
        )
        cup = (
            rect(x - 19, top, 38, FLOOR - top, LEAF, 4)
            + rect(x - 19, top, 11, FLOOR - top, "#89A94F", 4)
            + dim(f"M{x + 8} {top}H{x + 19}V{FLOOR}H{x + 8}Z")
        )
        knot = rect(x - 21, top + 26, 42, 5, ink.dark, 2)
        wax = (
            ellipse(x, top, 19, 6, LEAF_DARK)
            + ellipse(x, top - 1, 15, 4.4, CREAM)
            + stroke(f"M{x} {top - 2}V{top - 12}", "#4A4440", 2)
        )
        return cup + knot + wax + flame

    return shadow(50) + one(56, 76) + one(102, 92) + badge(sign, 56, 120, 12)


def board(ink: Ink, sign: str) -> str:
    """A cutting board of mahogany, leaning."""
    wood = path(
        "M54 48C54 42 58 38 64 38H70V24C70 18 90 18 90 24V38H96C102 38 106 42 106 48V130C106 135 102 138 97 138H63C58 138 54 135 54 130Z",
        "#9A5A34",
    )
    grain = stroke(
        "M64 46C66 76 62 104 65 132M78 42C74 70 82 100 77 134M93 46C96 76 90 106 95 132", "#7C4526", 1.8, 0.8
    )
    hole = circle(80, 28, 4.4, "#F3E6D6")
    return (
        shadow(36)
        + wood
        + grain
        + hole
        + shine("M57 52H61V130H58Z", 0.2)
        + circle(80, 92, 20, "#7C4526", 0.55)
        + motif(sign, 80, 92, 1.5)
        + stroke("M70 33H90", ink.accent, 3)
    )


def bowl(ink: Ink, sign: str) -> str:
    """A turned wooden bowl with fruit."""
    fruit = (
        circle(62, 70, 17, "#E58A2B")
        + circle(98, 72, 16, "#B8442F")
        + circle(80, 60, 17, "#8FAE45")
        + stroke("M80 44V50M62 54V58M98 57V61", LEAF_DARK, 2.6)
    )
    body = path("M26 78H134C132 112 110 134 80 134C50 134 28 112 26 78Z", ink.main) + ellipse(80, 78, 54, 9, ink.dark)
    front = path("M26 78C40 90 120 90 134 78C132 112 110 134 80 134C50 134 28 112 26 78Z", ink.main)
    grain = stroke("M36 100C60 110 100 110 124 100M46 114C64 122 96 122 114 114", ink.dark, 1.8, 0.6)
    foot = rect(60, 131, 40, 7, ink.dark, 3)
    return shadow(46) + body + fruit + front + grain + foot + badge(sign, 80, 109, 13)


def phone_stand(ink: Ink, sign: str) -> str:
    """A wooden stand with a telephone in it."""
    phone = moved(
        rect(-27, -48, 54, 96, "#2E2926", 8)
        + rect(-23, -42, 46, 84, ink.light, 3)
        + badge(sign, 0, -6, 17)
        + stroke("M-13 22H13M-8 30H8", ink.main, 2.6),
        80,
        74,
    )
    back = path("M40 104L54 60H62L58 104ZM120 104L106 60H98L102 104Z", WOOD_DARK)
    base = path(
        "M30 112C30 104 36 102 42 102H118C124 102 130 104 130 112V132C130 136 128 138 124 138H36C32 138 30 136 30 132Z",
        WOOD,
    ) + stroke("M40 114C60 110 100 118 120 113M42 126C64 122 96 130 118 125", WOOD_DARK, 1.8, 0.7)
    return shadow(54) + back + phone + base


WOVEN = {
    "besek": besek,
    "bakul": rice_basket,
    "tampah": tray_round,
    "tisu": tissue,
    "lampu": table_lamp,
    "lampion": lantern,
    "lilin": candle,
    "talenan": board,
    "mangkuk": bowl,
    "ponsel": phone_stand,
}
