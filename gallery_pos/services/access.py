"""Who may do what. What needs a superior asks for his approval in place, with a reason, and is recorded."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

from gallery_pos.desk import Changes, Desk, Done
from gallery_pos.documents import Role, UserRevised
from gallery_pos.errors import NeedsApproval, RuleBroken
from gallery_pos.language import tr

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

SYSTEM = "sistem"
"""The user under which the command line and the first-run assistant write."""


class Act(StrEnum):
    """Something that not everybody may do."""

    SELL = "sell"
    REFUND = "refund"
    CHANGE_PRICE = "change_price"
    LARGE_DISCOUNT = "large_discount"
    SELL_EXPIRED = "sell_expired"
    CASH = "cash"
    RECEIVE = "receive"
    COUNT = "count"
    WRITE_OFF = "write_off"
    EDIT_CATALOGUE = "edit_catalogue"
    EDIT_AGREEMENT = "edit_agreement"
    SETTLE = "settle"
    PAY = "pay"
    ADJUST = "adjust"
    REPORT = "report"
    SEE_PRIVATE = "see_private"
    SETTINGS = "settings"
    USERS = "users"
    EDIT_LEGALITY = "edit_legality"
    OPEN_GATE = "open_gate"
    CURATE = "curate"
    MOVE = "move"
    VISIT = "visit"
    HAND_OVER = "hand_over"
    MERGE = "merge"
    RECONCILE = "reconcile"
    CLOSE_MONTH = "close_month"
    RECEIVE_REPORT = "receive_report"
    TELL = "tell"


_CASHIER = {Act.SELL, Act.REFUND, Act.CASH, Act.RECEIVE}
_MANAGER = _CASHIER | {
    Act.CHANGE_PRICE,
    Act.LARGE_DISCOUNT,
    Act.COUNT,
    Act.WRITE_OFF,
    Act.EDIT_CATALOGUE,
    Act.EDIT_AGREEMENT,
    Act.SETTLE,
    Act.PAY,
    Act.ADJUST,
    Act.REPORT,
    Act.SEE_PRIVATE,
    Act.EDIT_LEGALITY,
    Act.OPEN_GATE,
    Act.CURATE,
    Act.MOVE,
    Act.VISIT,
    Act.MERGE,
    Act.RECONCILE,
    Act.CLOSE_MONTH,
    Act.TELL,
}

_OVERSIGHT = {
    Act.EDIT_LEGALITY,
    Act.OPEN_GATE,
    Act.CURATE,
    Act.VISIT,
    Act.HAND_OVER,
    Act.MERGE,
    Act.RECONCILE,
    Act.CLOSE_MONTH,
    Act.RECEIVE_REPORT,
    Act.TELL,
}

MAY: dict[Role, frozenset[Act]] = {
    Role.CASHIER: frozenset(_CASHIER),
    Role.MANAGER: frozenset(_MANAGER),
    Role.DINAS: frozenset({Act.SETTLE, Act.PAY, Act.ADJUST, Act.REPORT, Act.SEE_PRIVATE, Act.WRITE_OFF} | _OVERSIGHT),
    Role.ADMIN: frozenset(Act),
    Role.AUDITOR: frozenset({Act.REPORT}),
}
"""The whole matrix of rights: role by role, what it may do without asking."""


@dataclass(frozen=True, slots=True)
class Approval:
    """A superior's yes: ``by`` is his user code (his PIN was checked where he gave it), with his reason."""

    by: str
    reason: str


def may(desk: Desk, act: Act) -> bool:
    """Tell whether the user at the desk may do it without asking."""
    return _may(desk, desk.user, act)


def _may(desk: Desk, code: str, act: Act) -> bool:
    if code == SYSTEM:
        return True
    user = desk.book.user(code)
    return user is not None and user.active and act in MAY[user.role]


def approved(desk: Desk, act: Act, approval: Approval | None, question: str) -> str:
    """Return who vouches for an act: the superior's code, or "" where the user may do it himself and asked nobody.

    Raises NeedsApproval (``access.approval``) with ``question`` where nobody has said yes, and RuleBroken
    (``access.approver``, ``access.reason``) where the one who said it may not or gave no reason.
    """
    return approved_all(desk, {act: question}, approval)


def approved_all(
    desk: Desk, questions: Mapping[Act, str], approval: Approval | None, *, aloud: Collection[Act] = ()
) -> str:
    """As :func:`approved`, for several acts that one superior is asked about together.

    For the acts in ``aloud`` somebody who may must say yes with his reason, also where he sits at the desk himself.
    """
    if approval is None:
        missing = [act for act in questions if act in aloud or not may(desk, act)]
        if not missing:
            return ""
        raise NeedsApproval(
            "access.approval",
            " ".join(questions[act] for act in missing),
            acts=tuple(missing),
            todo=tr("Minta atasan memasukkan PIN dan alasannya."),
        )
    if not questions:
        return ""
    if approval.by == SYSTEM or not all(_may(desk, approval.by, act) for act in questions):
        raise RuleBroken(
            "access.approver",
            tr("{user} tidak berwenang menyetujui ini.").format(user=approval.by),
            safe=tr("Belum ada yang berubah."),
            todo=tr("Minta pengelola atau administrator."),
        )
    if not approval.reason.strip():
        raise RuleBroken("access.reason", tr("Persetujuan perlu alasan."), todo=tr("Tulis alasannya dengan singkat."))
    return approval.by


def noted(note: str, approval: Approval | None) -> str:
    """Return a note with the superior's reason behind it."""
    parts = [note.strip(), approval.reason.strip() if approval else ""]
    return "; ".join(dict.fromkeys(part for part in parts if part))


def require(desk: Desk, act: Act) -> None:
    """Raise RuleBroken (``access.denied``) where the user at the desk may not do it."""
    if not may(desk, act):
        raise RuleBroken(
            "access.denied",
            tr("Akun Anda tidak berwenang untuk ini."),
            safe=tr("Belum ada yang berubah."),
            todo=tr("Minta pengelola atau administrator melakukannya."),
        )


def revise_user(
    desk: Desk,
    *,
    code: str,
    name: str,
    role: Role,
    outlets: Iterable[str] = (),
    active: bool = True,
    id: UUID | None = None,  # noqa: A002 -- the document's own word
) -> Done[UserRevised]:
    """Make or change a user. The last active administrator stays (RuleBroken ``access.last_admin``)."""
    require(desk, Act.USERS)
    code, name = code.strip(), name.strip()
    if not code or not name:
        raise RuleBroken("access.name", tr("Kode dan nama pengguna harus diisi."))
    if code.casefold() == SYSTEM:
        raise RuleBroken("access.system", tr("Kode {code} dipakai oleh program.").format(code=code))
    fields = {"id": id} if id else {}
    user = desk.write(UserRevised, code=code, name=name, role=role, outlets=tuple(outlets), active=active, **fields)
    with desk.journal.transaction():
        _keep_an_administrator(desk, user)
        desk.journal.append(user)
    return Done(user, Changes.USERS)


def _keep_an_administrator(desk: Desk, after: UserRevised) -> None:
    administrators = {user.code: user for user in desk.book.users() if user.active and user.role is Role.ADMIN}
    before = administrators.pop(after.code, None)
    if before and not administrators and not (after.active and after.role is Role.ADMIN):
        raise RuleBroken(
            "access.last_admin",
            tr("{name} adalah administrator terakhir.").format(name=before.name),
            safe=tr("Pengguna tidak berubah."),
            todo=tr("Angkat administrator lain lebih dulu."),
        )
