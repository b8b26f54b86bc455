"""Snacks and staples in bags, boxes and trays."""

from __future__ import annotations

from tools.sample_pictures.motifs import badge, motif
from tools.sample_pictures.shapes import (
    AMBER,
    CREAM,
    WOOD,
    WOOD_DARK,
    Ink,
    circle,
    dim,
    ellipse,
    moved,
    path,
    rect,
    shadow,
    shine,
    stroke,
)

FILM = "#F6EFDF"


def _heap(pieces: list[tuple[float, float, float]], shape: str, fill: str, edge: str) -> str:
    """Return one small shape drawn many times: x, y and turn of each."""
    return "".join(moved(path(shape, fill) + stroke(shape, edge, 1), x, y, turn=turn) for x, y, turn in pieces)


_CHIP = "M-8 0C-8 -6 8 -6 8 0C8 5 -8 5 -8 0Z"
_CHIPS: list[tuple[float, float, float]] = [
    (62, 118, 10), (78, 120, -20), (95, 117, 25), (66, 109, 35), (84, 110, -5), (99, 107, -35), (74, 102, 15), (90, 100, 40),
]  # fmt: skip


def pouch(ink: Ink, sign: str) -> str:
    """A standing snack pouch with a window on what is inside."""
    body = "M46 34H114L117 128C117 136 110 138 80 138C50 138 43 136 43 128Z"
    window = path("M56 98C64 88 96 88 104 98L105 122C98 129 62 129 55 122Z", "#FFF3D6")
    chips = _heap(_CHIPS, _CHIP, "#EFBE62", "#C98F2F")
    top = rect(45, 26, 70, 13, ink.dark, 3) + stroke("M50 32.500H110", ink.light, 1.4, 0.7)
    return (
        shadow(44) + path(body, ink.main) + dim("M96 38H114L117 128C117 136 110 137.500 98 138C102 104 102 70 96 38Z")
        + shine("M51 42H57L55 124C51 122 49 118 49 112Z", 0.22) + window + chips + top + badge(sign, 80, 64, 19)
    )  # fmt: skip


def clear_bag(ink: Ink, sign: str) -> str:
    """A clear bag with round crackers and a folded paper label on top."""
    cracker = circle(0, 0, 15, "#F0D08C") + circle(0, 0, 11, "#F7E0AC")
    dots = "".join(circle(x, y, 1.3, ink.main) for x, y in ((-5, -3), (4, -5), (2, 4), (-4, 6), (7, 2)))
    one = cracker + dots
    places = ((62, 118), (92, 119), (78, 99), (104, 98), (58, 92), (88, 78))
    bag = "M47 52H113L117 130C112 138 48 138 43 130Z"
    inside = "".join(moved(one, x, y) for x, y in places)
    label = path("M42 30H118V62C100 67 60 67 42 62Z", ink.main) + dim(
        "M42 56C60 61 100 61 118 56V62C100 67 60 67 42 62Z"
    )
    staples = stroke("M54 36H60M100 36H106", ink.light, 2)
    return (
        shadow(44) + path(bag, FILM) + inside + shine("M52 66L58 66L54 128L49 126Z", 0.6) + label + staples
        + badge(sign, 80, 48, 15)
    )  # fmt: skip


def kraft(ink: Ink, sign: str) -> str:
    """A brown paper pouch without a window, tied with a band in the maker's colour."""
    body = "M48 40H112L115 130C114 137 104 138 80 138C56 138 46 137 45 130Z"
    fold = path("M48 28H112V46H48Z", "#C79A63") + stroke("M48 46H112", "#A67A45", 1.5)
    band = path("M46.500 84L113.500 84L114.600 116H45.400Z", ink.main)
    return (
        shadow(43) + path(body, "#D9B07A") + fold + band + dim("M97 28H112V46L115 130C114 135 108 137 99 138Z", 0.1)
        + shine("M52 50H57L55 126H51Z", 0.2) + badge(sign, 80, 68, 18) + stroke("M62 100H98M68 107H92", ink.light, 2.6)
    )  # fmt: skip


def rice(ink: Ink, sign: str) -> str:
    """A vacuum-packed brick of rice."""
    body = rect(48, 32, 64, 106, ink.light, 7)
    grains = "".join(
        moved(
            ellipse(0, 0, 2.6, 1.1, ink.main, 0.75),
            53 + 9 * column + (row % 2) * 4,
            41 + 8 * row,
            turn=37 * (row + column),
        )
        for row in range(12)
        for column in range(6)
    )
    label = rect(48, 58, 64, 54, ink.main) + stroke("M48 62H112M48 108H112", ink.accent, 1.6)
    words = stroke("M62 98H98M69 104H91", CREAM, 2.4, 0.9)
    top = rect(46, 26, 68, 9, ink.dark, 3)
    return (
        shadow(40) + body + grains + label + badge(sign, 80, 79, 15) + words + top + dim("M99 35H112V134L99 138Z", 0.1)
    )


def crackers(ink: Ink, sign: str) -> str:
    """A flat clear pack of raw crackers with a printed header."""
    body = rect(40, 40, 80, 98, FILM, 6)
    discs = "".join(
        moved(
            ellipse(0, 0, 12, 8, "#F3C6A0") + ellipse(0, 0, 8, 4.6, "#F9DDC4"),
            55 + 17 * column + (row % 2) * 8,
            84 + 14 * row,
            turn=-18 + 24 * (row % 2),
        )
        for row in range(4)
        for column in range(4 - row % 2)
    )
    header = rect(40, 28, 80, 46, ink.main, 6) + rect(40, 64, 80, 10, ink.dark)
    hole = ellipse(80, 34, 8, 2.4, ink.dark)
    return shadow(45) + body + discs + header + hole + badge(sign, 80, 52, 14) + shine("M44 78H50L48 132H44Z", 0.5)


def tray(ink: Ink, sign: str) -> str:
    """A tray of dried fish under film, with a label across a corner."""
    bed = rect(26, 76, 108, 56, "#EFE5D2", 12) + rect(32, 82, 96, 44, "#D3C3A6", 9)
    one = (
        path("M-26 0C-16 -12 8 -12 20 -2L30 -9V9L20 2C8 12 -16 12 -26 0Z", ink.main)
        + stroke("M-12 0H16M-6 -4L-3 0M0 -5L3 0M6 -4.500L9 0M-6 4L-3 0M0 5L3 0M6 4.500L9 0", ink.light, 1.3, 0.8)
        + circle(-18, -2, 1.7, "#2A1B10")
    )
    fish = moved(one, 74, 95, turn=-4) + moved(one, 86, 112, turn=5)
    label = circle(112, 74, 21, ink.accent) + badge(sign, 112, 74, 17)
    return shadow(56) + bed + fish + shine("M38 84H60L44 124H34Z", 0.35) + label


def squid_tray(ink: Ink, sign: str) -> str:
    """A tray of dried squid under film."""
    bed = rect(26, 76, 108, 56, "#EFE5D2", 12) + rect(32, 82, 96, 44, "#D3C3A6", 9)
    one = motif("cumi", 0, 0, 1.7, 0)
    squid = moved(one, 52, 104, turn=-12) + moved(one, 76, 106, turn=6) + moved(one, 100, 104, turn=-6)
    label = circle(112, 72, 21, ink.main) + badge(sign, 112, 72, 17)
    return shadow(56) + bed + squid + shine("M38 84H60L44 124H34Z", 0.35) + label


def block(ink: Ink, sign: str) -> str:
    """A block of shrimp paste half out of its paper."""
    paste = path("M36 82L104 74L128 86V126L60 136L36 122Z", "#6E3B2E") + path("M36 82L104 74L128 86L60 95Z", "#8A4E3D")
    paper = path("M56 79L104 74L128 86V126L82 133L80 92Z", ink.main) + path("M56 79L104 74L128 86L80 92Z", ink.light)
    edge = stroke("M80 92L82 133", ink.dark, 1.6)
    texture = "".join(circle(x, y, 1.4, "#A8654F") for x, y in ((46, 100), (58, 108), (48, 116), (66, 120), (68, 102)))
    return shadow(50) + paste + paper + edge + texture + badge(sign, 105, 107, 16)


def dodol(ink: Ink, sign: str) -> str:
    """A box of wrapped sweets, three of them in front."""
    box = rect(34, 48, 92, 74, ink.main, 6) + rect(34, 48, 92, 16, ink.dark, 6) + rect(34, 60, 92, 4, ink.accent)
    sweet = (
        path("M-24 -9L-14 -5V5L-24 9ZM24 -9L14 -5V5L24 9Z", ink.light)
        + rect(-15, -8, 30, 16, CREAM, 5)
        + rect(-15, -3, 30, 6, ink.accent)
    )
    front = moved(sweet, 56, 128, turn=-6) + moved(sweet, 104, 129, turn=7) + moved(sweet, 80, 122, turn=-2)
    return shadow(56) + box + dim("M104 48H120C123 48 126 50 126 54V118L104 122Z") + badge(sign, 80, 88, 18) + front


def wajit(ink: Ink, sign: str) -> str:
    """Sweets in corn husk on a round plate."""
    plate = ellipse(80, 126, 54, 11, ink.main) + ellipse(80, 123, 48, 8, ink.light)
    one = (
        path("M0 -24L20 12H-20Z", "#E6D39A") + path("M0 -24L20 12H4Z", "#CDB673") + stroke("M-12 2L12 2", "#8C6B2E", 2)
        + stroke("M0 -24L-4 -31M0 -24L5 -30", "#CDB673", 2.4)
    )  # fmt: skip
    heap = moved(one, 50, 110) + moved(one, 110, 110) + moved(one, 80, 112) + moved(one, 66, 80) + moved(one, 95, 80)
    return shadow(56) + plate + heap + badge(sign, 118, 58, 18)


def candy(ink: Ink, sign: str) -> str:
    """A small paper cone of ginger sweets."""
    sweet = (
        path("M-13 -5L-7 -3V3L-13 5ZM13 -5L7 -3V3L13 5Z", AMBER)
        + ellipse(0, 0, 8.5, 6, "#D9A75F")
        + stroke("M-4 -4L3 4", CREAM, 1.4)
    )
    loose = moved(sweet, 46, 130, turn=-14) + moved(sweet, 116, 128, turn=18)
    top = moved(sweet, 64, 56, turn=24) + moved(sweet, 96, 57, turn=-18) + moved(sweet, 80, 50, turn=6)
    lip = path("M46 62C58 54 102 54 114 62C102 70 58 70 46 62Z", ink.dark)
    cone = path("M46 62C58 71 102 71 114 62L98 134C96 138 64 138 62 134Z", ink.main)
    side = dim("M96 68L114 62L98 134C97 137 90 138 84 138Z")
    return shadow(44) + lip + top + cone + side + badge(sign, 80, 96, 19) + loose


def eggs(ink: Ink, sign: str) -> str:
    """A carton of salted eggs, open, with a label in front."""
    egg = (
        path("M0 -19C9 -14 13 -4 12 4C9 15 -9 15 -12 4C-13 -4 -9 -14 0 -19Z", ink.main)
        + path("M0 -19C9 -14 13 -4 12 4C9 15 -9 15 -12 4C-13 -4 -9 -14 0 -19Z", "#FFFFFF", 0.66)
        + ellipse(-4, -5, 2.6, 5.4, "#FFFFFF", 0.7)
    )
    lid = path("M30 44H130L137 104H23Z", "#B79C72") + path("M36 50H124L129 104H31Z", "#8E744D")
    back = "".join(moved(egg, x, 82) for x in (48, 80, 112))
    front = "".join(moved(egg, x, 101) for x in (40, 66.6, 93.3, 120))
    tray_ = path("M22 100H138L130 134C129 137 127 138 124 138H36C33 138 31 137 30 134Z", "#D9C7AA")
    cups = "".join(
        path(f"M{x - 13} 100C{x - 10} 112 {x + 10} 112 {x + 13} 100Z", "#C2AC89") for x in (40, 66.6, 93.3, 120)
    )
    label = rect(50, 114, 60, 20, ink.main, 5) + badge(sign, 63, 124, 8) + stroke("M77 120H102M77 128H95", CREAM, 2.4)
    return shadow(56) + lid + back + front + tray_ + cups + label


def carton(ink: Ink, sign: str) -> str:
    """A flat box with a window on two pieces of fish."""
    box = rect(24, 66, 112, 70, ink.main, 7) + rect(24, 66, 112, 14, ink.dark, 7) + rect(24, 76, 112, 4, ink.accent)
    window = rect(38, 88, 54, 38, "#FFF3D6", 6)
    one = path("M-22 0C-14 -9 6 -9 14 -1L23 -7V7L14 1C6 9 -14 9 -22 0Z", "#B98B5E") + stroke(
        "M-8 -3L-5 0M0 -4L3 0", "#8A5F38", 1.3
    )
    fish = moved(one, 64, 99) + moved(one, 66, 115)
    return shadow(58) + box + window + fish + badge(sign, 114, 107, 16) + shine("M40 90H52L44 124H40Z", 0.4)


def rolls(ink: Ink, sign: str) -> str:
    """Fish cakes in banana leaf, tied together."""
    one = rect(-8, -40, 16, 80, "#6E8F3A", 5) + rect(-8, -40, 5, 80, "#89A94F", 3) + stroke("M4 -34V34", "#4B6424", 1.4)
    pin = stroke("M-4 -36H4M-4 36H4", WOOD, 2.4)
    bundle = "".join(moved(one + pin, x, 92, turn=turn) for x, turn in ((48, -8), (64, -3), (80, 0), (96, 3), (112, 8)))
    band = path("M38 84C60 78 100 78 122 84L123 106C100 100 60 100 37 106Z", ink.main)
    return shadow(50) + bundle + band + badge(sign, 80, 92, 16)


def loaf(ink: Ink, sign: str) -> str:
    """A cake in its paper case on a board."""
    board = rect(22, 126, 116, 10, WOOD, 5) + rect(22, 132, 116, 4, WOOD_DARK, 2)
    cake = path("M34 88C34 66 52 60 80 60C108 60 126 66 126 88V100H34Z", "#C98A4B") + path(
        "M40 76C50 64 110 64 120 76C110 70 50 70 40 76Z", "#E0AE6E"
    )
    crack = stroke("M52 72C64 78 92 66 108 73", "#8F5A2A", 3)
    case = path("M32 96H128L120 127H40Z", ink.main)
    pleats = stroke(
        "M46 97L51 126M60 97L63 126M74 97L75 126M88 97L87 126M102 97L99 126M115 97L110 126", ink.dark, 1.6, 0.7
    )
    return shadow(60) + board + cake + crack + case + pleats + badge(sign, 80, 108, 15)


def brownies(ink: Ink, sign: str) -> str:
    """A cake box with its lid open on dark steamed cake."""
    lid = path("M34 40H126L130 82H30Z", ink.main) + path("M42 47H118L121 76H39Z", ink.light)
    cake = path("M34 92H126L120 108H40Z", "#4E2C1D") + "".join(
        rect(40 + 16.5 * n, 88, 14, 10, "#6A3E2A", 2) for n in range(5)
    )
    nuts = "".join(ellipse(x, 90, 2.4, 1.4, "#EBCB8B") for x in (45, 52, 63, 69, 79, 86, 95, 103, 112))
    front = path("M28 100H132L126 134C126 137 124 138 121 138H39C36 138 34 137 34 134Z", ink.main) + dim(
        "M108 100H132L126 134C126 137 124 138 121 138H100Z"
    )
    return (
        shadow(54) + lid + badge(sign, 80, 61, 13) + cake + nuts + front + stroke("M60 116H100M68 125H92", ink.light, 3)
    )


def bread(ink: Ink, sign: str) -> str:
    """A bag of brown sweet bread."""
    one = path("M-26 10V-4C-26 -14 26 -14 26 -4V10Z", "#A9692F") + path(
        "M-26 -4C-26 -14 26 -14 26 -4C18 -9 -18 -9 -26 -4Z", "#C98A4B"
    )
    seeds = "".join(ellipse(x, -7, 1.6, 1, CREAM) for x in (-16, -8, 0, 8, 16))
    stack = "".join(moved(one + seeds, x, y) for x, y in ((80, 124), (78, 102), (82, 80)))
    bag = path("M44 58H116L120 132C112 139 48 139 40 132Z", ink.main, 0.14)
    top = path("M62 34L80 52L98 34L104 60H56Z", ink.light) + rect(62, 49, 36, 9, ink.main, 4.500)
    return shadow(44) + stack + bag + top + badge(sign, 80, 98, 17) + stroke("M50 68L46 126", "#FFFFFF", 4, 0.9)


PACKS = {
    "kemasan": pouch,
    "bening": clear_bag,
    "kertas": kraft,
    "beras": rice,
    "kerupuk": crackers,
    "ikan": tray,
    "cumi": squid_tray,
    "terasi": block,
    "dodol": dodol,
    "wajit": wajit,
    "permen": candy,
    "telur": eggs,
    "dus": carton,
    "gulung": rolls,
    "bolu": loaf,
    "brownies": brownies,
    "roti": bread,
}
