"""What is drunk or poured: coffee, tea, jamu, sauces, syrup."""

from __future__ import annotations

from tools.sample_pictures.motifs import badge, motif
from tools.sample_pictures.shapes import (
    CREAM,
    METAL_DARK,
    Ink,
    circle,
    dim,
    path,
    rect,
    shadow,
    shine,
    stroke,
)


def coffee(ink: Ink, sign: str) -> str:
    """A coffee bag with a folded top, a tin tie and a valve."""
    body = "M46 48H114V132C114 136 111 138 107 138H53C49 138 46 136 46 132Z"
    side = path("M100 48H114V132C114 136 111 138 107 138H100Z", ink.dark)
    top = path("M48 26H112L114 50H46Z", ink.dark) + rect(44, 38, 72, 7, ink.accent, 3)
    ears = rect(40, 37, 10, 9, ink.accent, 3) + rect(110, 37, 10, 9, ink.accent, 3)
    label = rect(52, 66, 48, 54, CREAM, 4) + rect(52, 106, 48, 14, ink.accent, 4) + rect(52, 106, 48, 6, ink.accent)
    return (
        shadow(42)
        + path(body, ink.main)
        + side
        + top
        + ears
        + circle(73, 57, 3, ink.dark)
        + label
        + motif(sign, 76, 86, 1.35)
        + stroke("M62 113H90", CREAM, 2.6)
        + shine("M49 52H53V134H49Z", 0.2)
    )


def tea_box(ink: Ink, sign: str) -> str:
    """A box of tea or drip bags with one bag in front."""
    box = rect(40, 40, 62, 96, ink.main, 4) + path("M102 42L118 50V130L102 136Z", ink.dark)
    band = rect(40, 100, 62, 20, ink.light) + path("M102 100L118 98V117L102 120Z", ink.light, 0.7)
    lines = stroke("M52 107H90M58 114H84", ink.dark, 2.4)
    tag = (
        stroke("M112 104C124 100 126 112 118 116", METAL_DARK, 1.4)
        + rect(104, 114, 26, 24, "#F3E9D2", 3)
        + motif(sign, 117, 126, 0.7)
    )
    return shadow(46) + box + band + lines + badge(sign, 71, 70, 20) + shine("M44 44H49V132H44Z", 0.2) + tag


def sauce(ink: Ink, sign: str) -> str:
    """A tall bottle of soy sauce."""
    glass = "M70 50C70 60 56 62 56 78V130C56 135 59 138 64 138H96C101 138 104 135 104 130V78C104 62 90 60 90 50Z"
    neck = (
        rect(70, 34, 20, 20, "#3A2318")
        + rect(68, 22, 24, 16, ink.main, 4)
        + stroke("M74 24V36M80 24V36M86 24V36", ink.dark, 1.4)
    )
    label = rect(56, 82, 48, 42, ink.main) + stroke("M56 86H104M56 120H104", ink.accent, 2)
    return (
        shadow(32)
        + neck
        + path(glass, "#3A2318")
        + label
        + badge(sign, 80, 103, 14)
        + shine("M61 76C61 70 66 66 69 64V132H64C62 132 61 131 61 129Z", 0.18)
    )


def syrup(ink: Ink, sign: str) -> str:
    """A round-shouldered bottle of bright syrup with a cork."""
    glass = "M71 54C71 62 50 66 50 86V128C50 134 54 138 60 138H100C106 138 110 134 110 128V86C110 66 89 62 89 54Z"
    neck = rect(71, 36, 18, 22, ink.main, 2) + rect(72, 24, 16, 14, "#C99A62", 3) + rect(69, 40, 22, 5, CREAM, 2)
    label = rect(54, 88, 52, 36, CREAM, 5) + rect(54, 117, 52, 7, ink.accent, 3)
    return (
        shadow(36)
        + neck
        + path(glass, ink.main)
        + dim("M96 68C104 72 110 77 110 86V128C110 134 106 138 100 138H94Z")
        + label
        + motif(sign, 80, 103, 1.15)
        + shine("M56 80C57 74 64 70 70 67L66 84H56Z", 0.45)
    )


def jamu(ink: Ink, sign: str) -> str:
    """A small plastic bottle of fresh jamu with a waist."""
    glass = "M68 46C68 56 54 58 54 70C54 80 59 84 59 92C59 100 54 104 54 114V130C54 135 57 138 62 138H98C103 138 106 135 106 130V114C106 104 101 100 101 92C101 84 106 80 106 70C106 58 92 56 92 46Z"
    cap = rect(66, 26, 28, 22, ink.accent, 5) + stroke("M72 30V44M80 30V44M88 30V44", "#000000", 1.2, 0.25)
    label = path(
        "M56.500 78C57.500 84 59 86 59 92C59 98 56 102 55 107H105C104 102 101 98 101 92C101 86 102.500 84 103.500 78Z",
        CREAM,
    )
    return (
        shadow(34)
        + cap
        + path(glass, ink.main)
        + label
        + motif(sign, 80, 92, 1.1)
        + shine("M59 68C60 62 66 60 70 57L68 72H59Z", 0.4)
        + dim("M96 60C102 62 106 65 106 70V78H98ZM97 107H105L106 130C106 135 103 138 98 138H94Z", 0.12)
    )


def milk_coffee(ink: Ink, sign: str) -> str:
    """A bottle of milk coffee, layered."""
    glass = "M66 50C66 58 55 62 55 74V130C55 135 58 138 63 138H97C102 138 105 135 105 130V74C105 62 94 58 94 50Z"
    milk = path(
        "M55 96C65 90 75 102 86 95C94 90 100 95 105 93V130C105 135 102 138 97 138H63C58 138 55 135 55 130Z", "#F0DDC0"
    )
    cap = rect(63, 30, 34, 20, ink.dark, 5) + rect(63, 42, 34, 5, ink.accent)
    return (
        shadow(34)
        + cap
        + path(glass, "#A56B3C")
        + milk
        + badge(sign, 80, 98, 19)
        + shine("M60 72C61 66 66 63 70 60V130H62C61 130 60 129 60 127Z", 0.25)
    )


def dropper(ink: Ink, sign: str) -> str:
    """A brown glass bottle with a dropper."""
    glass = "M64 68C64 76 52 78 52 90V128C52 134 56 138 62 138H98C104 138 108 134 108 128V90C108 78 96 76 96 68Z"
    cap = (
        rect(66, 50, 28, 20, ink.dark, 3)
        + path("M72 50V32C72 22 88 22 88 32V50Z", ink.main)
        + stroke("M66 57H94M66 63H94", ink.main, 1.4)
    )
    label = rect(52, 94, 56, 34, CREAM) + stroke("M52 97H108M52 125H108", ink.accent, 1.6)
    return (
        shadow(34)
        + cap
        + path(glass, "#7A4320")
        + label
        + motif(sign, 80, 111, 1.1)
        + shine("M57 88C58 83 63 81 66 79V92H57Z", 0.35)
    )


BOTTLES = {
    "kopi": coffee,
    "kotak_teh": tea_box,
    "kecap": sauce,
    "sirup": syrup,
    "jamu": jamu,
    "kopi_susu": milk_coffee,
    "minyak": dropper,
}
