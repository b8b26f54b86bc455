"""Goods whose papers are missing: said when they are scanned, asked before the money."""

from __future__ import annotations

from PySide6.QtCore import Qt

from counter import BATIK, DODOL, OPAK, PIN, Counter
from gallery_pos.documents import GateOverridden
from gallery_pos.legality_defaults import GROUPS, PAPERS
from gallery_pos.services.consignors import revise_consignor
from gallery_pos.services.legality import revise_gate
from ui.screens.kasir.marks import Mark
from ui.widgets.pin import PinDialog
from ui.widgets.text import Label

F = Qt.Key


def turn_on(counter: Counter) -> None:
    """Turn the gate on; the batik's maker has his NIB and needs nothing else."""
    desk = counter.gallery.desk()
    revise_consignor(desk, code="M002", nib="9999321500142")
    revise_gate(desk, since=desk.today(), papers=PAPERS, groups=GROUPS)


def test_a_scan_says_what_is_missing_and_the_till_asks_before_the_money(counter: Counter) -> None:
    turn_on(counter)
    counter.scan(BATIK)
    assert counter.screen.browse.banner.text() == ""
    counter.scan(OPAK)
    assert "Opak Ketan: NIB, P-IRT" in counter.screen.browse.banner.text()
    assert [Mark.STOPPED in mark for mark in counter.screen.till.marks()] == [False, True]
    counter.key(F.Key_F12)
    dialog = counter.dialog()
    assert isinstance(dialog, PinDialog)
    assert counter.screen.page() == "sell"
    dialog._who.setCurrentIndex(dialog._who.findData("ida"))
    dialog._reason.setText("berkasnya di meja")
    dialog._pad._field.setFocus()
    counter.type(PIN)
    counter.key(F.Key_F12)
    counter.key(F.Key_F6)
    counter.key(F.Key_F12)
    (sale,) = counter.sales()
    assert sale.approved_by == "ida"
    (passed,) = counter.written(GateOverridden)
    assert (passed.product, passed.reason, passed.until) == ("P0001", "berkasnya di meja", sale.business_date)
    counter.scan(OPAK)
    assert counter.screen.browse.banner.text() == ""


def test_goods_that_are_expired_besides_are_told_and_asked_as_both(counter: Counter) -> None:
    turn_on(counter)
    counter.scan(DODOL)
    told = counter.screen.browse.banner.text()
    assert "Dodol Ketan yang tersisa sudah kedaluwarsa" in told
    assert "Dodol Ketan: NIB, P-IRT" in told
    counter.key(F.Key_F12)
    dialog = counter.dialog()
    assert isinstance(dialog, PinDialog)
    asked = " ".join(label.text() for label in dialog.findChildren(Label))
    assert "Sudah kedaluwarsa: Dodol Ketan." in asked
    assert "Belum boleh dijual karena dokumennya: Dodol Ketan" in asked


def test_while_the_gate_is_off_nobody_is_asked(counter: Counter) -> None:
    counter.scan(OPAK)
    assert counter.screen.browse.banner.text() == ""
    assert counter.screen.till.marks() == [Mark.NONE]
