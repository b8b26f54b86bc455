"""What needs a superior asks for his PIN in place, with a reason; the one place where that happens.

::

    with_approval(place, self, lambda approval: self._refunded(refund_sale(place.desk(), ..., approval=approval)))
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from gallery_pos.errors import NeedsApproval, RuleBroken
from gallery_pos.language import tr
from gallery_pos.services.access import MAY, Approval
from ui.widgets.pin import PinDialog, PinEntry

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gallery_pos.documents import UserRevised
    from ui.workplace import Workplace


def with_approval(place: Workplace, near: QWidget, act: Callable[[Approval | None], object]) -> None:
    """Do ``act``; where it needs a superior, ask him over ``near`` and do it again with his approval.

    Whatever else goes wrong is presented beside ``near``.
    """
    with place.feedback.guard(near):
        try:
            act(None)
        except NeedsApproval as question:
            ask_approval(place, near, question, act)


def ask_approval(
    place: Workplace, near: QWidget, question: NeedsApproval, then: Callable[[Approval], object]
) -> PinDialog:
    """Open the question over ``near``; ``then`` gets the approval once a superior's PIN was right.

    Raises RuleBroken (``access.nobody``) where nobody who may has a PIN.
    """
    superiors = who_may(place, question.acts)
    if not superiors:
        raise RuleBroken(
            "access.nobody",
            tr("{question} Belum ada atasan yang punya PIN.").format(question=question.what),
            safe=tr("Belum ada yang berubah."),
            todo=tr("Minta administrator memberi PIN kepada pengelola di Pengaturan."),
        )

    def check(entry: PinEntry) -> str:
        try:
            right = place.gallery.credentials.check_pin(entry.user, entry.pin)
        except RuleBroken as locked:
            return locked.message
        return "" if right else tr("PIN salah. Coba lagi.")

    def approve(entry: PinEntry) -> None:
        with place.feedback.guard(near):
            then(Approval(by=entry.user, reason=entry.reason))

    dialog = PinDialog(
        question.what, [(user.code, user.name) for user in superiors], check, with_reason=True, parent=near.window()
    )
    dialog.approved.connect(approve)
    dialog.open()
    return dialog


def who_may(place: Workplace, acts: tuple[str, ...]) -> list[UserRevised]:
    """Return the active users who have all these rights and a PIN to prove it, by name."""
    here = place.gallery.machine.outlet
    found = [
        user
        for user in place.gallery.book.users()
        if user.active and set(acts) <= MAY[user.role] and (not user.outlets or here in user.outlets)
    ]
    with_pin = [user for user in found if place.gallery.credentials.has_pin(user.code)]
    return sorted(with_pin, key=lambda user: user.name.casefold())
