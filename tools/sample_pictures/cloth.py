"""Batik: cloth, clothes and what is sewn of it."""

from __future__ import annotations

from tools.sample_pictures.motifs import motif
from tools.sample_pictures.shapes import (
    AMBER,
    CREAM,
    METAL,
    METAL_DARK,
    Ink,
    circle,
    dim,
    ellipse,
    moved,
    path,
    rect,
    shadow,
    stroke,
)


def _pattern(sign: str, places: list[tuple[float, float]], scale: float) -> str:
    return "".join(motif(sign, x, y, scale, 15 * (index % 3) - 15) for index, (x, y) in enumerate(places))


def _grid(x: float, y: float, columns: int, rows: int, step: float) -> list[tuple[float, float]]:
    """Return places in rows, each second row shifted by half a step."""
    return [
        (x + step * column + (step / 2 if row % 2 else 0), y + step * 0.86 * row)
        for row in range(rows)
        for column in range(columns - row % 2)
    ]


def cloth(ink: Ink, sign: str) -> str:
    """A folded length of batik with a paper band."""
    under = "".join(rect(28, 112 - 9 * n, 104, 12, fill, 6) for n, fill in enumerate((ink.dark, ink.main, ink.dark)))
    edges = "".join(stroke(f"M34 {y}H126", ink.accent, 1.4) for y in (118, 109, 100))
    face = path(
        "M30 92V50C30 44 34 40 40 40H120C126 40 130 44 130 50V92C130 97 126 100 120 100H40C34 100 30 97 30 92Z",
        ink.main,
    )
    hem = stroke("M34 92H126M34 47H126", ink.accent, 2)
    figures = _pattern(sign, _grid(42, 57, 5, 3, 19), 0.72)
    band = rect(68, 38, 24, 88, CREAM) + stroke("M70 38V126M90 38V126", ink.accent, 1.4) + motif("padi", 80, 78, 0.9)
    return (
        shadow(58, y=128)
        + under
        + edges
        + face
        + hem
        + figures
        + dim("M112 40H120C126 40 130 44 130 50V118C130 122 127 124 122 124H112Z", 0.1)
        + band
    )


def scarf(ink: Ink, sign: str) -> str:
    """A long scarf with fringes, tied."""
    left = path("M62 66C56 90 44 112 40 132H74C78 112 82 92 82 72Z", ink.main)
    right = path("M84 66C92 88 104 106 112 126L84 136C76 114 74 92 76 70Z", ink.dark)
    loop = (
        path("M38 44C50 24 110 24 122 44C126 62 104 78 80 78C56 78 34 62 38 44Z", ink.main)
        + ellipse(80, 46, 26, 12, ink.ground)
        + dim("M54 46C58 38 102 38 106 46C98 42 62 42 54 46Z", 0.2)
    )
    fringe = stroke(
        "M42 132L40 141M50 132L49 141M58 132L57 141M66 132L66 141M73 131L74 140M88 135L91 143M96 132L100 140M104 129L109 136",
        ink.accent,
        2.4,
    )
    figures = _pattern(sign, [(58, 92), (54, 112), (66, 120), (92, 100), (98, 118), (50, 60), (110, 60), (80, 70)], 0.6)
    stripes = stroke("M43 124H73M86 128L110 119", ink.light, 2)
    return shadow(44, y=143) + right + left + loop + figures + stripes + fringe


def _garment(ink: Ink, sign: str, *, collar: str, body: str, sleeves: str) -> str:
    figures = _pattern(sign, _grid(60, 66, 3, 4, 20), 0.66)
    hanger = stroke("M80 26C80 18 90 18 88 25C86 29 80 28 80 34M80 34L52 48M80 34L108 48", METAL_DARK, 3)
    return shadow(40, y=144) + hanger + path(sleeves, ink.dark) + path(body, ink.main) + figures + collar


def shirt(ink: Ink, sign: str) -> str:
    """A batik shirt for men."""
    body = "M56 42L70 36C76 44 84 44 90 36L104 42V134C104 138 56 138 56 134Z"
    sleeves = "M56 42L30 60L36 88L56 80ZM104 42L130 60L124 88L104 80Z"
    front = stroke("M80 44V136", ink.accent, 2) + "".join(circle(83.5, y, 1.8, CREAM) for y in (56, 74, 92, 110, 128))
    collar = path("M70 36L80 50L66 54L62 40ZM90 36L80 50L94 54L98 40Z", ink.light)
    cuffs = stroke("M33 83L55 75M127 83L105 75", ink.accent, 3)
    return _garment(ink, sign, collar=front + collar + cuffs, body=body, sleeves=sleeves)


def blouse(ink: Ink, sign: str) -> str:
    """A batik blouse for women with a flared hem."""
    body = "M58 42L70 37C74 48 86 48 90 37L102 42L100 84L116 132C104 140 56 140 44 132L60 84Z"
    sleeves = "M58 42L36 56L30 96L48 98L58 66ZM102 42L124 56L130 96L112 98L102 66Z"
    belt = path("M60 82C70 88 90 88 100 82L101 90C90 96 70 96 59 90Z", ink.accent)
    hem = stroke("M46 128C60 136 100 136 114 128M31 90L48 93M129 90L112 93", ink.light, 3)
    return _garment(
        ink, sign, collar=belt + hem + stroke("M70 38C74 49 86 49 90 38", ink.light, 3), body=body, sleeves=sleeves
    )


def outer(ink: Ink, sign: str) -> str:
    """An open batik outer over a cream top."""
    body = "M56 42L72 36L70 138H42L52 84ZM104 42L88 36L90 138H118L108 84Z"
    sleeves = "M56 42L28 62L24 104H48L54 70ZM104 42L132 62L136 104H112L106 70Z"
    inner = path("M72 38C76 46 84 46 88 38L92 132H68Z", CREAM)
    hem = stroke("M43 132H70M117 132H90M25 98H48M135 98H112M72 38L70 136M88 38L90 136", ink.accent, 2.4)
    figures = _pattern(
        sign, [(58, 62), (102, 62), (55, 86), (105, 86), (56, 110), (104, 110), (36, 78), (124, 78)], 0.62
    )
    hanger = stroke("M80 26C80 18 90 18 88 25C86 29 80 28 80 34M80 34L52 48M80 34L108 48", METAL_DARK, 3)
    return shadow(44, y=144) + hanger + inner + path(sleeves, ink.dark) + path(body, ink.main) + figures + hem


def scrunchie(ink: Ink, sign: str) -> str:
    """Two gathered hair ties."""

    def one(x: float, y: float, size: float, fill: str, edge: str) -> str:
        lobes = "".join(moved(ellipse(0, -size, size * 0.42, size * 0.46, fill), x, y, turn=30 * n) for n in range(12))
        folds = "".join(
            moved(stroke(f"M0 {-size * 0.72:.1f}V{-size * 1.2:.1f}", edge, 1.8), x, y, turn=15 + 30 * n)
            for n in range(12)
        )
        return lobes + folds

    back = one(98, 68, 26, ink.light, ink.main)
    return (
        shadow(46, y=140)
        + back
        + one(66, 98, 30, ink.main, ink.dark)
        + motif(sign, 66, 66, 0.5)
        + motif(sign, 38, 104, 0.5)
        + motif(sign, 90, 116, 0.5)
    )


def zip_pouch(ink: Ink, sign: str) -> str:
    """A flat pouch with a zip."""
    body = path("M30 62H130L126 122C126 128 122 132 116 132H44C38 132 34 128 34 122Z", ink.main) + dim(
        "M110 62H130L126 122C126 128 122 132 116 132H104Z", 0.1
    )
    zipper = (
        rect(28, 54, 104, 11, ink.dark, 5)
        + stroke("M34 59.500H120", METAL, 2.4)
        + rect(116, 56, 10, 7, AMBER, 2)
        + path("M121 62L127 80H117Z", ink.accent)
    )
    figures = _pattern(sign, [(52, 86), (52, 114), (108, 114), (80, 84), (106, 90), (80, 114)], 0.85)
    return shadow(50, y=136) + body + figures + zipper + stroke("M38 126H122", ink.light, 1.8, 0.7)


def doll(ink: Ink, sign: str) -> str:
    """A knitted doll in a headband."""
    legs = rect(62, 118, 14, 20, ink.dark, 6) + rect(84, 118, 14, 20, ink.dark, 6)
    body = path("M58 82C64 76 96 76 102 82L108 122C100 128 60 128 52 122Z", ink.main) + stroke(
        "M56 100H105M55 110H106", ink.light, 2.4, 0.8
    )
    arms = stroke("M58 88C46 94 42 104 44 112M102 88C114 94 118 104 116 112", "#E9B98A", 9)
    head = circle(80, 54, 29, "#E9B98A") + path("M52 50C52 22 108 22 108 50C94 40 66 40 52 50Z", "#3B2A20")
    band = path("M51 48C66 38 94 38 109 48L108 56C94 46 66 46 52 56Z", ink.accent) + path(
        "M106 46L122 38L120 56Z", ink.accent
    )
    face = (
        circle(70, 60, 3, "#2A1B10")
        + circle(90, 60, 3, "#2A1B10")
        + stroke("M72 69C76 74 84 74 88 69", "#9F4B44", 2.4)
        + circle(63, 67, 4, "#E48B7B", 0.6)
        + circle(97, 67, 4, "#E48B7B", 0.6)
    )
    return shadow(34) + legs + arms + body + head + band + face + motif(sign, 80, 95, 0.7)


CLOTH = {
    "kain": cloth,
    "syal": scarf,
    "kemeja": shirt,
    "blus": blouse,
    "outer": outer,
    "ikat": scrunchie,
    "pouch": zip_pouch,
    "boneka": doll,
}
