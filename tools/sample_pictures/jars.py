"""Jars, tins and tubs: sambal, honey, cookies, salt, care."""

from __future__ import annotations

from tools.sample_pictures.motifs import badge, motif
from tools.sample_pictures.shapes import (
    CREAM,
    GLASS,
    METAL,
    METAL_DARK,
    Ink,
    circle,
    ellipse,
    moved,
    path,
    rect,
    shadow,
    shine,
    stroke,
)


def sambal(ink: Ink, sign: str) -> str:
    """A jar of sambal under a cloth cap."""
    glass = "M48 66H112C116 72 117 78 117 86V126C117 133 112 138 105 138H55C48 138 43 133 43 126V86C43 78 44 72 48 66Z"
    seeds = "".join(
        ellipse(x, y, 2, 1.3, "#F4C46A")
        for x, y in ((52, 84), (110, 88), (50, 118), (108, 122), (60, 132), (100, 78), (92, 132))
    )
    cloth = path("M44 40C56 32 104 32 116 40L122 66C112 72 104 62 96 69C88 74 72 74 64 69C56 62 48 72 38 66Z", ink.main)
    checks = stroke("M62 36L56 66M80 34V70M98 36L104 66M46 50C60 44 100 44 114 50", ink.light, 1.6, 0.75)
    label = rect(54, 82, 52, 44, CREAM, 6)
    return (
        shadow(44)
        + path(glass, "#A83420")
        + seeds
        + cloth
        + checks
        + stroke("M46 63C60 72 100 72 114 63", ink.accent, 3)
        + label
        + motif(sign, 80, 101, 1.35)
        + stroke("M66 119H94", ink.main, 2.6)
        + shine("M47 84C47 80 49 76 50 74H53V130C49 128 47 125 47 121Z", 0.3)
    )


def honey(ink: Ink, sign: str) -> str:
    """A jar of honey with a wooden dipper."""
    glass = "M50 58H104C109 64 111 70 111 78V126C111 133 106 138 99 138H55C48 138 43 133 43 126V78C43 70 45 64 50 58Z"
    lid = rect(46, 40, 62, 19, ink.accent, 5) + rect(46, 52, 62, 4, "#000000", 0, 0.12)
    label = rect(52, 78, 50, 42, CREAM, 6)
    dipper = stroke("M126 46L116 98", "#B9814B", 4) + moved(
        "".join(
            rect(-8 + inset, y, 16 - 2 * inset, 4.4, "#DDB27C", 2)
            for y, inset in ((0, 2), (5.4, 0), (10.8, 0), (16.2, 2))
        ),
        115,
        98,
        turn=11,
    )
    drop = path("M112 122C108 130 110 134 113 134C116 134 118 130 112 122Z", "#F2B632")
    return (
        shadow(46)
        + path(glass, "#E29A1E")
        + lid
        + label
        + motif(sign, 77, 97, 1.25)
        + stroke("M64 113H90", ink.accent, 2.4)
        + shine("M47 78C47 72 49 68 51 66H54V130C50 128 47 125 47 121Z", 0.35)
        + dipper
        + drop
    )


def cookies(ink: Ink, sign: str) -> str:
    """A clear drum of cookies with a bow."""
    glass = path("M44 56H116V128C116 134 112 138 106 138H54C48 138 44 134 44 128Z", GLASS)
    cookie = circle(0, 0, 8.6, ink.light) + circle(0, 0, 6.4, "#EDBE66") + circle(0, -1, 2.2, ink.main)
    rows = "".join(
        moved(cookie, 53.5 + 17.6 * column + (4 if row % 2 else 0), 128 - 16 * row)
        for row in range(5)
        for column in range(4)
    )
    lid = rect(40, 40, 80, 18, ink.main, 6) + rect(40, 51, 80, 5, ink.dark)
    label = badge(sign, 80, 98, 20)
    bow = path(
        "M80 36C70 22 56 26 60 36C62 42 72 42 80 38C88 42 98 42 100 36C104 26 90 22 80 36Z", ink.accent
    ) + circle(80, 37, 4, ink.dark)
    return shadow(42) + glass + rows + shine("M48 62H54V130H48Z", 0.6) + lid + bow + label


def salt(ink: Ink, sign: str) -> str:
    """A bag of coarse sea salt with crystals in front."""
    body = path("M48 44H112L116 132C115 137 106 138 80 138C54 138 45 137 44 132Z", "#F4F6F4")
    top = rect(46, 28, 68, 20, ink.main, 4) + stroke("M46 40H114", ink.light, 1.6)
    wave = path(
        "M45.500 104C56 96 66 112 80 104C94 96 104 112 114.700 104L116 132C115 137 106 138 80 138C54 138 45 137 44 132Z",
        ink.main,
        0.9,
    )
    gem = (
        path("M0 -7L6 -3V4L0 8L-6 4V-3Z", "#FFFFFF")
        + path("M0 -7L6 -3L0 1L-6 -3Z", "#E3ECEC")
        + path("M0 1L6 -3V4L0 8Z", "#CBD9DA")
    )
    gems = moved(gem, 40, 130) + moved(gem, 120, 130, scale=1.2) + moved(gem, 108, 134, scale=0.8)
    return shadow(46) + body + top + wave + badge(sign, 80, 76, 20) + gems


def shaker(ink: Ink, sign: str) -> str:
    """A grinder bottle of spiced salt."""
    glass = path("M60 66H100L104 130C104 135 101 138 96 138H64C59 138 56 135 56 130Z", GLASS)
    specks = "".join(
        circle(60 + (37 * n) % 41, 100 + (23 * n) % 34, 1.7, (ink.main, ink.accent, "#FFFFFF", "#8FA9A3")[n % 4])
        for n in range(34)
    )
    fill = path("M58 96H102L104 130C104 135 101 138 96 138H64C59 138 56 135 56 130Z", "#F2E4D2")
    cap = rect(58, 34, 44, 34, ink.dark, 7) + stroke("M66 38V64M73 38V64M80 38V64M87 38V64M94 38V64", ink.main, 2)
    return shadow(32) + glass + fill + specks + cap + badge(sign, 80, 94, 16) + shine("M62 72H66L63 132H60Z", 0.5)


def foot_soak(ink: Ink, sign: str) -> str:
    """A wide jar of bath salt with a wooden lid and a scoop."""
    glass = path(
        "M42 68H110C114 74 116 80 116 88V126C116 133 111 138 104 138H48C41 138 36 133 36 126V88C36 80 38 74 42 68Z",
        ink.light,
    )
    grains = "".join(
        rect(42 + (29 * n) % 68, 84 + (17 * n) % 46, 3, 3, ("#FFFFFF", ink.main, ink.accent)[n % 3], 1, 0.7)
        for n in range(40)
    )
    lid = rect(38, 50, 76, 18, "#B9814B", 6) + stroke("M46 57H72M80 61H104", "#8A5A2E", 1.6)
    scoop = moved(
        rect(-3, -26, 6, 34, "#DDB27C", 3) + ellipse(0, 12, 10, 8, "#B9814B") + ellipse(0, 10, 7, 5, "#F7F3EA"),
        128,
        112,
        turn=16,
    )
    return shadow(50) + glass + grains + lid + badge(sign, 76, 104, 19) + scoop


def scrub(ink: Ink, sign: str) -> str:
    """A low cosmetic jar, open, with its cream."""
    jar = path("M38 92H122V122C122 132 114 138 104 138H56C46 138 38 132 38 122Z", ink.main) + shine(
        "M44 98H50V126C46 124 44 121 44 118Z", 0.3
    )
    cream = (
        ellipse(80, 92, 42, 11, ink.dark)
        + ellipse(80, 90, 38, 9, CREAM)
        + path("M62 88C66 76 84 72 82 82C92 76 98 84 94 90C88 95 70 95 62 88Z", ink.light)
    )
    lid = moved(
        ellipse(0, 0, 34, 12, ink.accent) + ellipse(0, -3, 34, 12, METAL) + ellipse(0, -3, 26, 8, CREAM),
        96,
        54,
        turn=-16,
    )
    return shadow(46) + jar + cream + lid + motif(sign, 96, 51, 0.75, -16) + badge(sign, 80, 118, 14)


def balm(ink: Ink, sign: str) -> str:
    """A flat tin of balm with its lid leaning on it."""
    tin = (
        path("M34 112V124C34 132 54 138 76 138C98 138 118 132 118 124V112Z", METAL_DARK)
        + ellipse(76, 112, 42, 13, METAL)
        + ellipse(76, 111, 36, 10, "#F3E3A6")
    )
    swirl = stroke("M56 111C62 104 86 104 92 110C92 116 72 117 70 111", "#DDC678", 2.4)
    lid = circle(96, 74, 36, METAL_DARK) + circle(94, 72, 35, METAL) + circle(94, 72, 30, ink.main)
    return (
        shadow(52)
        + tin
        + swirl
        + lid
        + circle(94, 72, 24, ink.light)
        + motif(sign, 94, 72, 1.6)
        + shine("M70 50C76 42 88 40 96 42C84 44 76 50 72 58Z", 0.4)
    )


def soap(ink: Ink, sign: str) -> str:
    """Two bars of soap, one in its paper band, with foam."""
    face = "M-36 -14H28V22H-36C-40 22 -42 20 -42 16V-8C-42 -12 -40 -14 -36 -14Z"
    side = "M28 -14L40 -6V16L28 22Z"
    bar = (
        path(face, "#FFFFFF")
        + path(face, ink.main, 0.5)
        + path(side, ink.main)
        + stroke("M-34 -8H20", "#FFFFFF", 2, 0.6)
    )
    band = rect(-16, -14, 30, 36, ink.dark) + stroke("M-12 -14V22M10 -14V22", ink.accent, 1.6)
    below = moved(bar, 78, 115)
    above = moved(bar + band + badge(sign, -1, 4, 12), 84, 76, turn=-7)
    foam = "".join(
        circle(x, y, r, "#FFFFFF", 0.9) + circle(x - r / 3, y - r / 3, r / 4, ink.main, 0.35)
        for x, y, r in (
            (34, 131, 8),
            (45, 135, 5),
            (124, 131, 9),
            (135, 135, 5),
            (120, 56, 6),
            (131, 46, 4),
            (38, 64, 5),
        )
    )
    return shadow(52) + below + above + foam


JARS = {
    "sambal": sambal,
    "madu": honey,
    "toples": cookies,
    "garam": salt,
    "tabur": shaker,
    "rendam": foot_soak,
    "lulur": scrub,
    "balsem": balm,
    "sabun": soap,
}
