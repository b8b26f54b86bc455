"""What was changed of a month behind the program's back: looked for after the page is shown, for it reads every document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_pos.language import tr
from gallery_pos.month_words import month_words
from ui.books.months import changes_behind

if TYPE_CHECKING:
    from gallery_pos.report_clock import MonthState
    from ui.app.screen import Screen
    from ui.screens.laporan.months.check_list import CheckList


def look_behind(host: Screen, checks: CheckList, state: MonthState) -> None:
    """Look off the UI thread whether a month still is as it was closed, and tell it above and in the list."""
    gallery, outlet, month = host.place.gallery, state.outlet, state.month
    listed = checks.listed

    def tell(found: list[str]) -> None:
        if not found or checks.listed is not listed:
            return
        checks.show_changes(found)
        host.banner.say(
            tr("{month} di {outlet} diubah di belakang program").format(month=month_words(month), outlet=state.name),
            tr(
                "Yang berubah disebut di daftar kanan. Simpan berkas bulan yang sudah dikirim dan cadangan terakhir; jangan "
                "bayar atau tutup apa pun dari bulan ini. Lalu periksa seluruhnya: Pengaturan, Buku, Periksa buku."
            ),
            "danger",
        )

    host.read(lambda: changes_behind(gallery, outlet, month), tell)
