"""Label papers that are sold in Indonesia, in millimetres; a gallery can add its own in its settings.

Tom & Jerry sheets are half folio (165 x 210 mm), not A4; their margins differ between makers and years, so every
profile can be shifted. A roll has one label a page.
"""

from __future__ import annotations

from msgspec import Struct

from gallery_pos.errors import BadInput
from gallery_pos.language import tr


class LabelProfile(Struct, frozen=True, kw_only=True):
    """Where labels are on a sheet: size of the page and of a label, first label, and steps from one to the next."""

    code: str
    name: str
    page_width: float
    page_height: float
    width: float
    height: float
    columns: int = 1
    rows: int = 1
    left: float = 0.0
    top: float = 0.0
    step_x: float = 0.0
    step_y: float = 0.0

    @property
    def per_sheet(self) -> int:
        """Labels on one sheet."""
        return self.columns * self.rows

    @property
    def is_roll(self) -> bool:
        """Whether it is a roll: one label a page, printed by heat."""
        return self.per_sheet == 1


def _a4(
    code: str, size: tuple[float, float], grid: tuple[int, int], start: tuple[float, float], step_x: float
) -> LabelProfile:
    return LabelProfile(
        code=code,
        name=f"A4 {code}",
        page_width=210.0,
        page_height=297.0,
        width=size[0],
        height=size[1],
        columns=grid[0],
        rows=grid[1],
        left=start[0],
        top=start[1],
        step_x=step_x,
        step_y=size[1],
    )


def _tom_and_jerry(
    number: str, size: tuple[float, float], grid: tuple[int, int], start: tuple[float, float], step: tuple[float, float]
) -> LabelProfile:
    landscape = grid == (3, 4)
    return LabelProfile(
        code=f"TJ-{number}",
        name=f"Tom & Jerry {number}",
        page_width=210.0 if landscape else 165.0,
        page_height=164.0 if landscape else 210.0,
        width=size[0],
        height=size[1],
        columns=grid[0],
        rows=grid[1],
        left=start[0],
        top=start[1],
        step_x=step[0],
        step_y=step[1],
    )


def _roll(width: float, height: float) -> LabelProfile:
    return LabelProfile(
        code=f"R-{width:.0f}x{height:.0f}",
        name=f"Rol {width:.0f} x {height:.0f} mm",
        page_width=width,
        page_height=height,
        width=width,
        height=height,
    )


LABEL_PROFILES: dict[str, LabelProfile] = {
    profile.code: profile
    for profile in (
        _tom_and_jerry("103", (64.0, 32.0), (3, 4), (3.0, 9.0), (67.0, 38.0)),
        _tom_and_jerry("107", (50.0, 18.0), (3, 10), (3.0, 7.0), (55.0, 20.0)),
        _tom_and_jerry("108", (38.0, 18.0), (4, 10), (3.5, 7.0), (41.0, 20.0)),
        _tom_and_jerry("121", (75.0, 38.0), (2, 5), (5.0, 10.0), (80.0, 40.0)),
        _a4("L.02", (70.0, 36.0), (3, 8), (0.0, 4.5), 70.0),
        _a4("L.03", (70.0, 29.7), (3, 10), (0.0, 0.0), 70.0),
        _a4("L.04", (99.0, 38.0), (2, 7), (4.5, 15.5), 102.0),
        _a4("L.05", (105.0, 37.0), (2, 8), (0.0, 0.5), 105.0),
        _roll(33.0, 15.0),
        _roll(40.0, 30.0),
        _roll(50.0, 30.0),
        _roll(60.0, 40.0),
        _roll(70.0, 50.0),
        _roll(100.0, 50.0),
    )
}


def check_profile(profile: LabelProfile) -> None:
    """Raise BadInput (``label.profile``) for labels that do not fit on their sheet, or that are on top of each other."""
    if reason := misfit(profile):
        raise BadInput(
            "label.profile",
            tr("Label {name} tidak muat di kertasnya: {reason}.").format(name=profile.name, reason=reason),
            safe=tr("Belum ada yang dicetak."),
            todo=tr("Periksa ukuran label, jumlah kolom dan baris, serta jaraknya."),
        )


def misfit(profile: LabelProfile) -> str:
    """Return why the labels cannot be on their sheet, as a clause for people with the millimetres; "" where they can."""
    sizes = (profile.page_width, profile.page_height, profile.width, profile.height)
    if min(profile.columns, profile.rows) < 1 or min(sizes) <= 0:
        return tr("ukuran dan jumlahnya harus lebih dari nol")
    if max(profile.columns, profile.rows) > MOST_IN_A_ROW or max(sizes) > LONGEST:
        return tr("paling banyak {most} label sebaris, paling panjang {longest} mm").format(
            most=MOST_IN_A_ROW, longest=LONGEST
        )
    if min(profile.left, profile.top) < 0:
        return tr("tepinya tidak boleh kurang dari nol")
    for count, step, size, axis in (
        (profile.columns, profile.step_x, profile.width, tr("lebar")),
        (profile.rows, profile.step_y, profile.height, tr("tinggi")),
    ):
        if count > 1 and step < size:
            return tr("jarak label {step} mm kurang dari {axis} label {size} mm").format(
                step=millimetres(step), axis=axis, size=millimetres(size)
            )
    right = profile.left + (profile.columns - 1) * profile.step_x + profile.width
    bottom = profile.top + (profile.rows - 1) * profile.step_y + profile.height
    for needed, there, words in (
        (right, profile.page_width, tr("butuh lebar {needed} mm, kertasnya {there} mm")),
        (bottom, profile.page_height, tr("butuh tinggi {needed} mm, kertasnya {there} mm")),
    ):
        if needed > there + _TOLERANCE:
            return words.format(needed=millimetres(needed), there=millimetres(there))
    return ""


def millimetres(length: float) -> str:
    """Return a length as people write it here: "29,7", "70"."""
    return f"{length:.2f}".rstrip("0").rstrip(".").replace(".", ",")


MOST_IN_A_ROW = 50
LONGEST = 500
"""Millimetres of a side of any paper; more is a slip of the hand."""
_TOLERANCE = 0.01
