"""Who may do what: every role against every act, and what a superior's yes is worth."""

from __future__ import annotations

from typing import Any, cast

import msgspec
import pytest

from gallery_pos.desk import Desk
from gallery_pos.documents import FeeCharged, ProductRevised, Role, UserRevised
from gallery_pos.errors import NeedsApproval, RuleBroken
from gallery_pos.services.access import MAY, SYSTEM, Act, Approval, approved, may, noted, require
from making import write


class People:
    """A book that knows users only."""

    def __init__(self, *users: UserRevised) -> None:
        self._users = {user.code: user for user in users}

    def user(self, code: str) -> UserRevised | None:
        return self._users.get(code)


STAFF = tuple(write(UserRevised, code=role.value, name=role.value.title(), role=role) for role in Role)
GONE = write(UserRevised, code="gone", name="Pak Lama", role=Role.ADMIN, active=False)


def desk_of(user: str) -> Desk:
    people = cast("Any", People(*STAFF, GONE))
    return Desk(journal=cast("Any", None), book=people, outlet="G", origin="A", user=user)


# cashier manager dinas admin auditor: what each does without asking.
MATRIX = {
    Act.SELL: "xx.x.",
    Act.REFUND: "xx.x.",
    Act.CHANGE_PRICE: ".x.x.",
    Act.LARGE_DISCOUNT: ".x.x.",
    Act.SELL_EXPIRED: "...x.",
    Act.CASH: "xx.x.",
    Act.RECEIVE: "xx.x.",
    Act.COUNT: ".x.x.",
    Act.WRITE_OFF: ".xxx.",
    Act.EDIT_CATALOGUE: ".x.x.",
    Act.EDIT_AGREEMENT: ".x.x.",
    Act.SETTLE: ".xxx.",
    Act.PAY: ".xxx.",
    Act.ADJUST: ".xxx.",
    Act.REPORT: ".xxxx",
    Act.SEE_PRIVATE: ".xxx.",
    Act.SETTINGS: "...x.",
    Act.USERS: "...x.",
    Act.EDIT_LEGALITY: ".xxx.",
    Act.OPEN_GATE: ".xxx.",
    Act.CURATE: ".xxx.",
    Act.MOVE: ".x.x.",
    Act.VISIT: ".xxx.",
    Act.HAND_OVER: "..xx.",
    Act.MERGE: ".xxx.",
    Act.RECONCILE: ".xxx.",
    Act.CLOSE_MONTH: ".xxx.",
    Act.RECEIVE_REPORT: "..xx.",
    Act.TELL: ".xxx.",
}
EVERY = [(role, act) for role in Role for act in Act]


def test_every_act_and_every_role_is_in_the_matrix() -> None:
    assert MATRIX.keys() == set(Act)
    assert MAY.keys() == set(Role)
    assert [role.value for role in Role] == ["cashier", "manager", "dinas", "admin", "auditor"]


@pytest.mark.parametrize(("role", "act"), EVERY)
def test_a_role_may_what_the_matrix_says_and_nothing_else(role: Role, act: Act) -> None:
    desk, allowed = desk_of(role.value), MATRIX[act][list(Role).index(role)] == "x"
    assert may(desk, act) is allowed
    if allowed:
        require(desk, act)
        assert approved(desk, act, None, "Boleh?") == ""
        return
    with pytest.raises(RuleBroken) as refusal:
        require(desk, act)
    assert refusal.value.code == "access.denied"
    with pytest.raises(NeedsApproval) as question:
        approved(desk, act, None, "Boleh?")
    assert (question.value.code, question.value.what) == ("access.approval", "Boleh?")


@pytest.mark.parametrize(("role", "act"), EVERY)
def test_only_who_may_do_it_himself_can_say_yes(role: Role, act: Act) -> None:
    for user in ("auditor", "admin"):
        yes = Approval(by=role.value, reason="pelanggan lama")
        if may(desk_of(role.value), act):
            assert approved(desk_of(user), act, yes, "Boleh?") == role.value
            continue
        with pytest.raises(RuleBroken) as refusal:
            approved(desk_of(user), act, yes, "Boleh?")
        assert refusal.value.code == "access.approver"
        assert not isinstance(refusal.value, NeedsApproval)


@pytest.mark.parametrize("nobody", ["", "unknown", "gone", SYSTEM])
def test_a_yes_of_nobody_of_one_who_left_or_of_the_program_is_none(nobody: str) -> None:
    for user in ("cashier", "admin"):
        with pytest.raises(RuleBroken) as refusal:
            approved(desk_of(user), Act.CHANGE_PRICE, Approval(by=nobody, reason="boleh"), "Boleh?")
        assert refusal.value.code == "access.approver"


@pytest.mark.parametrize("reason", ["", "   ", "\n"])
def test_a_yes_without_a_reason_is_none(reason: str) -> None:
    with pytest.raises(RuleBroken) as refusal:
        approved(desk_of("cashier"), Act.CHANGE_PRICE, Approval(by="manager", reason=reason), "Boleh?")
    assert refusal.value.code == "access.reason"


@pytest.mark.parametrize("stranger", ["", "unknown", "gone"])
def test_who_is_not_known_here_any_more_may_nothing(stranger: str) -> None:
    assert not any(may(desk_of(stranger), act) for act in Act)


def test_the_program_itself_may_everything() -> None:
    assert all(may(desk_of(SYSTEM), act) for act in Act)


@pytest.mark.parametrize(
    ("note", "approval", "expected"),
    [
        ("", None, ""),
        (" retak ", None, "retak"),
        ("", Approval(by="manager", reason=" dilihat sendiri "), "dilihat sendiri"),
        ("retak", Approval(by="manager", reason="dilihat sendiri"), "retak; dilihat sendiri"),
        ("retak", Approval(by="manager", reason="retak"), "retak"),
    ],
)
def test_the_reason_of_a_yes_is_kept_beside_the_note(note: str, approval: Approval | None, expected: str) -> None:
    assert noted(note, approval) == expected


@pytest.mark.parametrize("price", [15_000.0, "15000", None])
def test_a_desk_writes_nothing_that_could_not_be_read_again(price: object) -> None:
    with pytest.raises(msgspec.ValidationError):
        desk_of("admin").write(ProductRevised, code="P1", name="Keripik", consignor="M1", price=price)


def test_a_desk_fills_in_who_where_and_when() -> None:
    desk = desk_of("admin")
    fee = desk.write(FeeCharged, consignor="M1", amount=1, reason="Iuran")
    assert (fee.outlet, fee.user, fee.business_date) == ("G", "admin", desk.today())
    assert fee.posted_at.utcoffset() is not None
    assert fee.id.version == 7
