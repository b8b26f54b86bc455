"""Bags, leather, plaited reed and jewellery."""

from __future__ import annotations

from tools.sample_pictures.motifs import badge, motif
from tools.sample_pictures.shapes import (
    AMBER,
    CREAM,
    METAL_DARK,
    WOOD,
    WOOD_DARK,
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


def tote(ink: Ink, sign: str) -> str:
    """A canvas shopping bag with a print."""
    handles = stroke("M58 60C58 18 102 18 102 60", ink.dark, 6) + stroke("M64 58C66 28 94 28 96 58", ink.main, 5)
    body = path("M38 56H122L128 132C128 136 126 138 122 138H38C34 138 32 136 32 132Z", "#F0E2C4") + dim(
        "M104 56H122L128 132C128 136 126 138 122 138H100Z", 0.08
    )
    seam = stroke("M40 63H120", ink.main, 2.4) + rect(54, 56, 10, 14, ink.main, 2) + rect(96, 56, 10, 14, ink.main, 2)
    return shadow(52) + handles + body + seam + circle(80, 100, 26, ink.main) + motif(sign, 80, 100, 1.9)


def backpack(ink: Ink, sign: str) -> str:
    """A canvas backpack."""
    loop = stroke("M68 34C68 20 92 20 92 34", ink.dark, 5)
    straps = stroke("M44 64C30 76 30 108 40 122M116 64C130 76 130 108 120 122", ink.dark, 7)
    body = path(
        "M44 66C44 44 58 32 80 32C102 32 116 44 116 66V126C116 133 111 138 104 138H56C49 138 44 133 44 126Z", ink.main
    )
    flap = path("M44 70C44 46 58 32 80 32C102 32 116 46 116 70C104 84 56 84 44 70Z", ink.dark)
    pocket = (
        rect(54, 96, 52, 34, ink.dark, 7)
        + stroke("M58 104H102", ink.light, 1.8)
        + rect(75, 76, 10, 18, WOOD, 3)
        + rect(77, 86, 6, 4, AMBER, 1)
    )
    return (
        shadow(44)
        + loop
        + straps
        + body
        + flap
        + pocket
        + badge(sign, 80, 116, 11)
        + motif(sign, 80, 54, 1)
        + shine("M49 84H53V128H50Z", 0.2)
    )


def knit_bag(ink: Ink, sign: str) -> str:
    """A knitted hand bag in shells."""
    handle = stroke("M52 68C52 22 108 22 108 68", WOOD, 7)
    body = path("M36 66H124C132 90 132 116 122 138H38C28 116 28 90 36 66Z", ink.main)
    shells = "".join(
        path(f"M{x - 8} {y}C{x - 8} {y + 12} {x + 8} {y + 12} {x + 8} {y}Z", ink.light if row % 2 else ink.dark, 0.6)
        for row, y in enumerate((78, 91, 104, 117))
        for x in ((44, 62, 80, 98, 116) if row % 2 else (53, 71, 89, 107))
    )
    return shadow(52) + handle + body + shells + rect(34, 62, 92, 9, ink.dark, 4) + badge(sign, 80, 102, 17)


def reed_bag(ink: Ink, sign: str) -> str:
    """A bag plaited from water hyacinth with leather handles."""
    handles = stroke("M60 64C60 24 100 24 100 64", ink.main, 6)
    body = path("M32 62H128L120 132C119 136 117 138 113 138H47C43 138 41 136 40 132Z", "#C79A5B")
    plaits = "".join(
        moved(
            ellipse(0, 0, 7.4, 3.6, "#E0BB7F") + stroke("M-5 0H5", "#A87A3E", 1),
            x + (7 if row % 2 else 0),
            74 + 10 * row,
            turn=22 if row % 2 else -22,
        )
        for row in range(6)
        for x in range(45 + row, 117 - row - (7 if row % 2 else 0), 14)
    )
    return shadow(48) + handles + body + plaits + rect(30, 58, 100, 9, ink.main, 4) + badge(sign, 80, 102, 16)


def reed_basket(ink: Ink, sign: str) -> str:
    """An open basket plaited from water hyacinth, with cloth."""
    cloth_ = path("M38 70C36 52 54 46 62 56C70 44 92 44 98 56C108 46 124 54 122 70Z", ink.main) + "".join(
        circle(x, y, 2, CREAM) for x, y in ((52, 60), (64, 66), (80, 56), (96, 66), (110, 60))
    )
    body = path("M30 70H130L120 130C119 135 116 138 111 138H49C44 138 41 135 40 130Z", "#B98748")
    rows = "".join(
        stroke(f"M{33 + 1.7 * n} {78 + 10 * n}H{127 - 1.7 * n}", "#DDB878" if n % 2 else "#C99A58", 7) for n in range(6)
    )
    ticks = "".join(
        stroke(f"M{x} {75 + 10 * n}V{81 + 10 * n}", "#946A33", 1.4)
        for n in range(6)
        for x in range(44 + (n % 2) * 7, 120, 14)
    )
    ears = stroke("M30 84C16 84 16 104 34 102M130 84C144 84 144 104 126 102", "#946A33", 5)
    return (
        shadow(50) + ears + cloth_ + body + rows + ticks + rect(28, 66, 104, 8, "#946A33", 4) + badge(sign, 80, 106, 16)
    )


def placemat(ink: Ink, sign: str) -> str:
    """Round mats plaited in a spiral."""

    def one(x: float, y: float, tint: tuple[str, str]) -> str:
        rings = "".join(ellipse(x, y, 50 - 8 * n, 50 - 8 * n, tint[n % 2]) for n in range(6))
        return rings + ring(x, y, 50, "#946A33", 2)

    return (
        shadow(48, y=142)
        + one(92, 70, ("#B98748", "#CFA362"))
        + one(72, 88, ("#C99A58", "#E2C189"))
        + badge(sign, 72, 88, 15)
        + ring(72, 88, 46, ink.main, 3)
    )


def wallet(ink: Ink, sign: str) -> str:
    """A leather wallet, stitched."""
    notes = rect(44, 42, 66, 30, "#8FB7A0", 3) + rect(50, 48, 66, 26, "#D98F83", 3) + circle(83, 58, 6, CREAM, 0.7)
    body = rect(28, 58, 104, 74, ink.main, 9) + dim("M106 58H124C128 58 132 62 132 66V124C132 128 128 132 124 132H100Z")
    seam = f'<rect x="34" y="64" width="92" height="62" rx="6" fill="none" stroke="{ink.light}" stroke-width="1.6" stroke-dasharray="5 4"/>'
    clasp = path("M132 84H108C102 84 102 106 108 106H132Z", ink.dark) + circle(112, 95, 4, AMBER)
    return (
        shadow(54, y=136) + notes + body + seam + clasp + circle(64, 95, 17, ink.dark, 0.5) + motif(sign, 64, 95, 1.2)
    )


def sandal(ink: Ink, sign: str) -> str:
    """A pair of leather sandals from above."""
    one = (
        path("M-18 -44C-18 -62 18 -62 18 -44C20 -20 14 0 16 26C18 52 -16 52 -16 28C-16 0 -20 -20 -18 -44Z", WOOD_DARK)
        + path("M-14 -44C-14 -56 14 -56 14 -44C16 -20 10 0 12 26C13 46 -12 46 -12 28C-12 0 -16 -20 -14 -44Z", "#C99463")
        + path("M-20 -24C-8 -36 8 -36 20 -24L18 -8C8 -18 -8 -18 -18 -8Z", ink.main)
        + stroke("M-17 -20C-7 -30 7 -30 17 -20", ink.light, 1.4)
        + rect(-19, -4, 37, 9, ink.dark, 4)
        + circle(11, 0.5, 3, AMBER)
    )
    return (
        shadow(52, y=140)
        + moved(one, 54, 84, turn=-5)
        + moved(one, 106, 84, turn=5)
        + motif(sign, 54, 118, 0.5)
        + motif(sign, 106, 118, 0.5)
    )


def bracelet(ink: Ink, sign: str) -> str:
    """Two strings of beads."""

    def beads(x: float, y: float, size: float, count: int, colours: tuple[str, ...]) -> str:
        bead = "".join(
            moved(
                circle(0, -size, size * 3.2 / count, colours[n % len(colours)])
                + circle(-1.2, -size - 1.4, 1.5, "#FFFFFF", 0.6),
                x,
                y,
                turn=360 * n / count,
            )
            for n in range(count)
        )
        return ring(x, y, size, METAL_DARK, 1.4) + bead

    return (
        shadow(44, y=136)
        + beads(94, 74, 34, 20, (ink.light, ink.accent))
        + beads(66, 92, 36, 20, (ink.main, ink.main, ink.dark, "#7FB2C4"))
        + motif(sign, 66, 128, 0.9)
    )


def brooch(ink: Ink, sign: str) -> str:
    """A brooch of beads in the shape of a flower."""
    outer_ = "".join(
        moved(circle(0, -36, 11, ink.main) + circle(0, -36, 6, ink.light), 80, 80, turn=45 * n) for n in range(8)
    )
    inner = "".join(
        moved(circle(0, -20, 8, ink.accent) + circle(-1.500, -22, 2, "#FFFFFF", 0.6), 80, 80, turn=22.5 + 45 * n)
        for n in range(8)
    )
    return (
        shadow(34, y=140)
        + stroke("M36 112L124 48", METAL_DARK, 3)
        + outer_
        + inner
        + circle(80, 80, 14, ink.dark)
        + motif(sign, 80, 80, 0.85)
    )


def earrings(ink: Ink, sign: str) -> str:
    """A pair of long earrings on a card."""
    card = rect(42, 26, 76, 112, CREAM, 8) + stroke("M54 122H106M64 130H96", ink.main, 2.6, 0.8)
    one = (
        stroke("M0 -22C-6 -30 6 -34 6 -26", METAL_DARK, 2.4) + circle(0, -16, 5, ink.accent) + circle(0, -5, 6, ink.main)
        + path("M0 2C11 14 9 30 0 34C-9 30 -11 14 0 2Z", ink.main) + path("M0 8C6 16 5 26 0 28C-5 26 -6 16 0 8Z", ink.light)
    )  # fmt: skip
    return shadow(42) + card + moved(one, 63, 72) + moved(one, 97, 72) + motif(sign, 80, 42, 0.8)


def necklace(ink: Ink, sign: str) -> str:
    """A string of beads on a bust with a pendant."""
    bust = path("M64 26H96V50C96 62 130 66 132 100V138H28V100C30 66 64 62 64 50Z", "#3D4A45") + shine(
        "M40 96C42 76 60 70 66 62C62 78 50 84 46 138H40Z", 0.1
    )
    chain = "".join(
        circle(x, y, 4.6, colour)
        for (x, y), colour in zip(
            ((62, 56), (58, 65), (56, 75), (58, 85), (63, 94), (71, 101), (89, 101), (97, 94), (102, 85), (104, 75), (102, 65), (98, 56)),
            (ink.main, ink.accent, ink.light) * 4, strict=True,
        )
    )  # fmt: skip
    pendant = path("M80 100C92 108 92 124 80 130C68 124 68 108 80 100Z", ink.main) + motif(sign, 80, 115, 0.75)
    return shadow(54) + bust + chain + pendant


BAGS = {
    "tas_kanvas": tote,
    "ransel": backpack,
    "tas_rajut": knit_bag,
    "tas_eceng": reed_bag,
    "keranjang": reed_basket,
    "alas": placemat,
    "dompet": wallet,
    "sandal": sandal,
    "gelang": bracelet,
    "bros": brooch,
    "anting": earrings,
    "kalung": necklace,
}
