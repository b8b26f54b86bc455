"""Clay, puppets, masks and souvenirs."""

from __future__ import annotations

from tools.sample_pictures.motifs import badge, motif
from tools.sample_pictures.shapes import (
    AMBER,
    LEAF,
    LEAF_DARK,
    METAL,
    METAL_DARK,
    WOOD,
    Ink,
    circle,
    dim,
    ellipse,
    path,
    rect,
    ring,
    shadow,
    shine,
    stroke,
)


def mug(ink: Ink, sign: str) -> str:
    """A clay mug with steam."""
    steam = stroke("M66 46C60 38 72 32 66 22M84 46C78 38 90 32 84 22", "#FFFFFF", 4, 0.9)
    handle = f'<path d="M108 76C136 72 136 112 106 112" fill="none" stroke="{ink.dark}" stroke-width="10"/>'
    body = path("M40 58H112V122C112 132 106 138 96 138H56C46 138 40 132 40 122Z", ink.main) + path(
        "M40 58H112V84C100 92 92 80 80 88C66 96 54 82 40 90Z", ink.light
    )
    rim = ellipse(76, 58, 36, 8, ink.dark) + ellipse(76, 58, 31, 5.4, "#5A3420")
    return (
        shadow(46)
        + steam
        + handle
        + body
        + dim("M94 58H112V122C112 132 106 138 96 138H88Z")
        + rim
        + badge(sign, 76, 108, 15)
    )


def vase(ink: Ink, sign: str) -> str:
    """A clay vase with ears of rice."""
    ears = motif("padi", 62, 36, 1.8, -22) + motif("padi", 81, 30, 1.9, 0) + motif("padi", 100, 36, 1.8, 24)
    body = path(
        "M62 52H98C98 68 124 76 124 104C124 124 110 138 96 138H64C50 138 36 124 36 104C36 76 62 68 62 52Z", ink.main
    )
    bands = path("M42 84C54 92 106 92 118 84L123 98C106 106 54 106 37 98Z", ink.light) + stroke(
        "M44 118C60 126 100 126 116 118", ink.accent, 3
    )
    teeth = stroke("M44 95L52 89L60 97L68 90L76 98L84 90L92 98L100 90L108 97L116 89", ink.dark, 2)
    return (
        shadow(40)
        + ears
        + body
        + bands
        + teeth
        + ellipse(80, 52, 18, 4.4, ink.dark)
        + shine("M46 90C50 80 58 76 64 70C58 82 52 92 48 110C44 104 44 96 46 90Z", 0.25)
        + motif(sign, 80, 126, 0.6)
    )


def hen_bank(ink: Ink, sign: str) -> str:
    """A clay hen to save coins in."""
    tail = path("M112 78C126 60 140 66 136 82C134 96 124 100 114 98Z", ink.dark)
    body = path(
        "M44 76C40 60 50 46 62 48C72 50 74 62 80 68C92 76 116 70 124 88C130 112 114 134 82 134C50 134 36 108 44 76Z",
        ink.main,
    )
    comb = (
        path("M50 50C48 40 54 38 57 44C58 36 66 36 66 44C72 40 74 48 70 53Z", "#C23B2B")
        + path("M44 64L32 69L44 74Z", AMBER)
        + ellipse(45, 79, 4, 6, "#C23B2B")
    )
    wing = path("M74 90C84 80 108 82 112 96C106 112 82 114 74 90Z", ink.light) + stroke(
        "M84 96C90 100 98 100 104 97", ink.main, 2
    )
    coin = circle(86, 50, 12, AMBER) + circle(86, 50, 8.4, "#F6CE74") + rect(74, 66, 24, 4, ink.dark, 2)
    legs = rect(62, 130, 36, 8, ink.dark, 4)
    return (
        shadow(44)
        + legs
        + tail
        + body
        + comb
        + circle(56, 63, 3.4, "#FFFFFF")
        + circle(55.5, 63, 1.8, "#2A1B10")
        + wing
        + coin
        + motif(sign, 64, 112, 0.8)
    )


def temple(ink: Ink, sign: str) -> str:
    """A little temple of brick, as they stand in the rice fields."""
    steps = "".join(
        rect(x, y, 160 - 2 * x, 14, fill, 2)
        for x, y, fill in ((28, 124, ink.dark), (36, 110, ink.main), (44, 97, ink.dark), (50, 84, ink.main))
    )
    dome = (
        path("M54 84C54 60 64 52 80 42C96 52 106 60 106 84Z", ink.main)
        + dim("M80 42C96 52 106 60 106 84H86C90 70 88 56 80 42Z")
        + rect(76, 30, 8, 15, ink.dark, 3)
    )
    door = (
        path("M70 124V104C70 96 90 96 90 104V124Z", "#3B2218")
        + rect(64, 124, 32, 14, ink.light, 2)
        + stroke("M64 131H96", ink.main, 1.6)
    )
    bricks = stroke("M40 117H66M94 117H120M54 91H72M88 91H106M58 77H76M90 70H100", ink.light, 1.6, 0.6)
    return shadow(54) + steps + dome + door + bricks + motif(sign, 80, 66, 0.8)


def puppet(ink: Ink, sign: str) -> str:
    """A wooden wayang golek with his red face."""
    stick = rect(77, 116, 6, 28, WOOD, 3)
    robe = path("M54 76C62 70 98 70 106 76L118 128C104 136 56 136 42 128Z", ink.main) + "".join(
        motif("kawung", x, y, 0.6) for x, y in ((60, 116), (80, 120), (100, 116), (70, 100), (90, 100))
    )
    arms = stroke("M56 80L36 104L48 118M104 80L124 104L112 118", "#C23B2B", 6)
    collar = path("M58 74C68 86 92 86 102 74L96 70H64Z", ink.accent)
    head = (
        ellipse(80, 52, 18, 20, "#C23B2B")
        + path("M60 46C58 24 102 24 100 46C92 38 68 38 60 46Z", "#2E2926")
        + path("M66 30C70 16 90 16 94 30Z", ink.accent)
    )
    face = (
        ellipse(73, 50, 4.4, 3.4, "#FFFFFF")
        + ellipse(87, 50, 4.4, 3.4, "#FFFFFF")
        + circle(74, 50, 1.7, "#2A1B10")
        + circle(86, 50, 1.7, "#2A1B10")
        + ellipse(80, 57, 3, 2.6, "#9A2A1F")
        + stroke("M71 64C76 69 84 69 89 64", "#2A1B10", 2)
        + rect(78, 64.5, 4, 3.6, "#FFFFFF", 1)
    )
    return shadow(24, y=143) + stick + arms + robe + collar + head + face + motif(sign, 80, 88, 0.5)


def mask(ink: Ink, sign: str) -> str:
    """A carved dance mask."""
    crown = path("M36 60C40 22 120 22 124 60C110 46 50 46 36 60Z", ink.accent) + "".join(
        circle(x, y, 4.4, "#C23B2B") for x, y in ((52, 44), (66, 37), (80, 34), (94, 37), (108, 44))
    )
    face = path("M42 58C56 44 104 44 118 58C122 96 104 136 80 138C56 136 38 96 42 58Z", ink.light) + dim(
        "M96 48C106 50 114 54 118 58C122 96 104 136 80 138C100 112 104 80 96 48Z", 0.09
    )
    brows = stroke("M52 70C58 62 68 64 72 69M88 69C92 64 102 62 108 70", "#2E2926", 3.4)
    eyes = path("M54 80C60 74 70 76 73 81C68 85 59 85 54 80Z", "#2E2926") + path(
        "M106 80C100 74 90 76 87 81C92 85 101 85 106 80Z", "#2E2926"
    )
    nose = stroke("M80 78C78 90 74 96 76 100H84", ink.dark, 2.4)
    mouth = path("M66 112C72 106 77 108 80 110C83 108 88 106 94 112C88 122 72 122 66 112Z", "#C23B2B")
    ears = circle(38, 90, 7, ink.main) + circle(122, 90, 7, ink.main)
    return shadow(34, y=142) + ears + face + crown + brows + eyes + nose + mouth + motif(sign, 80, 58, 0.6)


def magnet(ink: Ink, sign: str) -> str:
    """A fridge magnet with a scene of the fields."""
    plate = rect(34, 44, 92, 84, ink.dark, 14) + rect(39, 49, 82, 74, "#BFE0E2", 10)
    field = path("M39 94C58 84 100 86 121 94V113C121 119 117 123 111 123H49C43 123 39 119 39 113Z", LEAF) + stroke(
        "M44 106C64 98 98 98 116 106M50 116C68 109 94 109 110 116", "#B9D07C", 2.4
    )
    hill = path("M42 94L66 64L82 82L94 70L118 94Z", LEAF_DARK, 0.8)
    sun = circle(100, 64, 8, AMBER)
    return shadow(44, y=134) + plate + sun + hill + field + motif(sign, 66, 96, 1.5) + shine("M42 54H60L46 76H42Z", 0.4)


def keychain(ink: Ink, sign: str) -> str:
    """A key ring with a round pendant."""
    hoop = ring(80, 40, 19, METAL_DARK, 5) + ring(80, 40, 19, METAL, 2.4)
    chain = ring(80, 66, 5, METAL_DARK, 3) + ring(80, 75, 5, METAL_DARK, 3)
    pendant = circle(80, 108, 31, ink.dark) + circle(80, 107, 30, ink.main) + ring(80, 107, 24, ink.light, 1.6)
    return shadow(26, y=142) + hoop + chain + pendant + circle(80, 84, 3, METAL) + motif(sign, 80, 107, 1.7)


FIGURES = {
    "mug": mug,
    "vas": vase,
    "celengan": hen_bank,
    "candi": temple,
    "wayang": puppet,
    "topeng": mask,
    "magnet": magnet,
    "gantungan": keychain,
}
