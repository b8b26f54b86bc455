"""Shapes and colours that the drawings are put together from. The canvas is 160 by 160, things stand on y = 138."""

from __future__ import annotations

from dataclasses import dataclass

FLOOR = 138


@dataclass(frozen=True, slots=True)
class Ink:
    """The colours of one picture: what is mostly seen, its shadow side, its pale side and what stands out on it."""

    main: str
    dark: str
    light: str
    accent: str
    ground: str


AMBER = "#E8A33D"
CREAM = "#FFF8EA"
GREEN = "#0F6B5C"
WOOD, WOOD_DARK, WOOD_LIGHT = "#B9814B", "#8A5A2E", "#DDB27C"
LEAF, LEAF_DARK = "#6E8F3A", "#4B6424"
METAL, METAL_DARK = "#C9CCC8", "#8F958F"
GLASS = "#EAF3F1"

INKS = {
    "hijau": Ink("#0F6B5C", "#0A4A40", "#CFE5DC", AMBER, "#E4EFE6"),
    "kuning": Ink("#E8A33D", "#B87414", "#FBE7C2", GREEN, "#FBEFD6"),
    "merah": Ink("#B8442F", "#83281A", "#F6D3C6", "#F2C14E", "#F9E5DB"),
    "cokelat": Ink("#7A4B2A", "#543019", "#E9D5BF", AMBER, "#F3E6D6"),
    "krem": Ink("#E3C58D", "#B8935A", "#FBF3E0", GREEN, "#F1EADB"),
    "ungu": Ink("#7B3F61", "#552842", "#EFD3E0", AMBER, "#F5E6EC"),
    "biru": Ink("#2C5C7A", "#1C3E55", "#CFE0EA", AMBER, "#E3EDF1"),
    "jambu": Ink("#D2756B", "#9F4B44", "#F9DDD6", GREEN, "#FBEAE4"),
    "jingga": Ink("#D9772F", "#A3521A", "#FADCC0", GREEN, "#FBEBDA"),
    "daun": Ink("#6E8F3A", "#4B6424", "#E1EBC8", AMBER, "#EEF2DD"),
    "arang": Ink("#4A4440", "#2E2926", "#DDD6CE", AMBER, "#ECE7E0"),
}
"""The colours a maker's goods come in, by the word that the list of products uses."""


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def rect(  # noqa: PLR0917 -- in the order in which everybody says them
    x: float, y: float, width: float, height: float, fill: str, radius: float = 0, opacity: float = 1
) -> str:
    """Return a rectangle, its corners rounded by ``radius``."""
    return (
        f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}" rx="{_n(radius)}"'
        f' fill="{fill}" fill-opacity="{_n(opacity)}"/>'
    )


def ellipse(  # noqa: PLR0917 -- as rect
    x: float, y: float, across: float, down: float, fill: str, opacity: float = 1
) -> str:
    """Return an ellipse by its middle and its two radii."""
    return (
        f'<ellipse cx="{_n(x)}" cy="{_n(y)}" rx="{_n(across)}" ry="{_n(down)}"'
        f' fill="{fill}" fill-opacity="{_n(opacity)}"/>'
    )


def circle(x: float, y: float, radius: float, fill: str, opacity: float = 1) -> str:
    """Return a disc."""
    return ellipse(x, y, radius, radius, fill, opacity)


def path(d: str, fill: str, opacity: float = 1) -> str:
    """Return a filled outline."""
    return f'<path d="{d}" fill="{fill}" fill-opacity="{_n(opacity)}"/>'


def stroke(d: str, colour: str, width: float = 2, opacity: float = 1) -> str:
    """Return a line with round ends."""
    return (
        f'<path d="{d}" fill="none" stroke="{colour}" stroke-width="{_n(width)}" stroke-opacity="{_n(opacity)}"'
        ' stroke-linecap="round" stroke-linejoin="round"/>'
    )


def ring(x: float, y: float, radius: float, colour: str, width: float = 2) -> str:
    """Return a circle that is only a line."""
    return (
        f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}" fill="none" stroke="{colour}" stroke-width="{_n(width)}"/>'
    )


def moved(body: str, x: float, y: float, scale: float = 1, turn: float = 0) -> str:
    """Return ``body`` drawn around the origin, moved to a place, scaled and turned clockwise by degrees."""
    return f'<g transform="translate({_n(x)} {_n(y)}) rotate({_n(turn)}) scale({_n(scale)})">{body}</g>'


def shadow(across: float, x: float = 80, y: float = FLOOR) -> str:
    """Return the soft shadow that a thing throws on the floor."""
    return ellipse(x, y, across, 6, "#5B4630", 0.16)


def dim(d: str, opacity: float = 0.13) -> str:
    """Return the shadow side of a thing."""
    return path(d, "#2A1608", opacity)


def shine(d: str, opacity: float = 0.28) -> str:
    """Return the bright side of a thing."""
    return path(d, "#FFFFFF", opacity)


def picture(ink: Ink, body: str) -> str:
    """Return the whole picture as SVG: a quiet ground, a sun behind, and the thing."""
    ground = rect(0, 0, 160, 160, ink.ground)
    table = path("M0 124H160V160H0Z", ink.light, 0.75)
    sun = circle(80, 74, 56, "#FFFFFF", 0.5)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 160">{ground}{table}{sun}{body}</svg>'
