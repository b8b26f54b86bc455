"""What paying many did, told afterwards: kuitansi for all in one file, and who could not be paid."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from gallery_pos.formatting import format_count
from gallery_pos.language import tr
from ui.app.sheets import next_copies, note_all_printed
from ui.papers.payouts import payouts_paper

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gallery_pos.ports import Posted
    from gallery_pos.services.payables import Paid
    from ui.app.screen import Screen
    from ui.app.tasks import Progress

_NAMED = 4


def tell_paid(host: Screen, paid: Paid) -> None:
    """Say how many were paid and show their kuitansi; who could not be is named with his reason."""
    count = len(paid.payouts)
    if count:
        said = tr("{count} penitip dibayar").format(count=format_count(count))
        host.place.feedback.toast(said, (tr("Kuitansi"), lambda: show_kuitansi(host, paid.payouts)))
        show_kuitansi(host, paid.payouts)
    if paid.refused:
        named = [f"{one.due.name}: {one.error.what}" for one in paid.refused[:_NAMED]]
        more = tr("dan {count} lagi").format(count=format_count(len(paid.refused) - _NAMED))
        host.banner.say(
            tr("{count} penitip belum terbayar.").format(count=format_count(len(paid.refused))),
            " ".join([*named, more] if len(paid.refused) > _NAMED else named),
        )
    elif not count:
        host.banner.say(tr("Tidak ada yang perlu dibayar."), tone="attention")


def show_kuitansi(host: Screen, payouts: Sequence[Posted]) -> None:
    """Show the kuitansi of payouts as one PDF, made behind progress and Cancel; printing them is noted.

    Those that were printed before say SALINAN.
    """
    from ui.dialogs.pdf import open_pdf

    place, title = host.place, tr("Kuitansi {count} penitip").format(count=format_count(len(payouts)))

    def job(progress: Progress) -> tuple[list[tuple[Posted, int]], bytes]:
        copies = next_copies(place.gallery, [posted.document.id for posted in payouts])
        numbered = [(posted, copies[posted.document.id]) for posted in payouts]
        return numbered, payouts_paper(place.gallery, numbered, progress=progress)

    def show(made: tuple[list[tuple[Posted, int]], bytes]) -> None:
        numbered, data = made
        printed = partial(note_all_printed, place.gallery, numbered)
        open_pdf(place, host, data, title=title, name=tr("kuitansi"), on_printed=printed)

    host.work(title, job, show)
