"""The keys of the counter, connected: each page has its own, live while it is in front."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from gallery_pos.documents import Method
from ui.app.actions import ActionSet
from ui.screens.kasir import actions
from ui.screens.kasir.pay_page import MOST_QUICK

if TYPE_CHECKING:
    from ui.screens.kasir.screen import TillScreen

Handlers = dict[str, Callable[[], object]]


def live_actions(screen: TillScreen) -> dict[str, ActionSet]:
    """Return the actions of each page by its name."""
    role = screen.place.user.role
    return {
        "sell": ActionSet(screen.browse, actions.SELL, _sell(screen), role),
        "pay": ActionSet(screen.pay, actions.PAY, _pay(screen), role),
        "done": ActionSet(screen.done, actions.DONE, _done(screen), role),
    }


def _sell(screen: TillScreen) -> Handlers:
    commands = screen.commands
    return {
        "till.help": screen.show_help,
        "till.find": screen.browse.start_search,
        "till.quantity": commands.quantity,
        "till.discount": commands.discount,
        "till.price": commands.price,
        "till.hold": commands.hold,
        "till.recall": commands.recall,
        "till.refund": commands.refund,
        "till.drawer": commands.drawer,
        "till.buyer": commands.buyer,
        "till.full_screen": screen.toggle_full_screen,
        "till.pay": screen.paying.begin,
    }


def _pay(screen: TillScreen) -> Handlers:
    page = screen.pay
    return {
        "pay.back": partial(screen.show_page, "sell"),
        "pay.cash": partial(page.choose, Method.CASH),
        "pay.qris": partial(page.choose, Method.QRIS),
        "pay.transfer": partial(page.choose, Method.TRANSFER),
        "pay.card": partial(page.choose, Method.CARD),
        **{f"pay.quick{n}": partial(page.take_quick, n) for n in range(MOST_QUICK)},
        "pay.full_screen": screen.toggle_full_screen,
        "pay.finish": screen.paying.finish,
    }


def _done(screen: TillScreen) -> Handlers:
    after = screen.after
    return {
        "done.again": after.print_again,
        "done.show": after.look,
        "done.copy": after.copy_message,
        "done.full_screen": screen.toggle_full_screen,
        "done.next": partial(screen.show_page, "sell"),
    }
