"""Papers and the gate on screen: found, recorded, let pass, asked for; rules changed and turned on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.private import PrivateAct, private_key
from db.queries.legality import GateState
from gallery_pos.documents import (
    GateOverridden,
    GateRevised,
    Holder,
    LegalityRecorded,
    MessageKind,
    MessageWay,
    Need,
)
from gallery_pos.errors import RuleBroken
from gallery_pos.legality_defaults import GROUPS, PAPERS
from gallery_pos.services.catalogue import classify_product, revise_product
from gallery_pos.services.legality import revise_gate
from gallery_pos.services.papers import record_paper
from ui.attachments.scans import store_scan
from ui.dialogs.pdf import PdfDialog
from ui.legality.override import OverrideDialog
from ui.legality.panel import PapersPanel
from ui.legality.paper_dialog import PaperDialog
from ui.legality.product_dialog import ProductPapersDialog
from ui.legality.viewer import ScanDialog, show_scan
from ui.news.collecting import collect
from ui.news.dialog import NewsDialog
from ui.screens.pembinaan.legality import LegalityTab
from ui.screens.pembinaan.rule_dialogs import GroupDialog, KindDialog, PreviewDialog, RuleDialog
from ui.widgets.pin import PinDialog
from ui.widgets.text import Label
from workroom import TODAY, Workroom, open_workroom, pump


@pytest.fixture
def room(qtbot: QtBot, themed: QApplication, tmp_path: Path) -> Iterator[Workroom]:
    room = open_workroom(tmp_path)
    yield room
    room.close()


def tab_of(room: Workroom, qtbot: QtBot, user: str = "ida") -> LegalityTab:
    window = room.window("guidance", user)
    qtbot.addWidget(window)
    screen: Any = window.current()
    tab = screen.show_tab("legality")
    assert isinstance(tab, LegalityTab)
    tab.refresh()
    pump()
    return tab


def turn_on(room: Workroom) -> None:
    revise_gate(room.gallery.desk("ida"), since=TODAY, papers=PAPERS, groups=GROUPS)


def record(room: Workroom, subject: str, paper: str, **fields: Any) -> None:
    holder = Holder.CONSIGNOR if paper == "NIB" else Holder.PRODUCT
    record_paper(
        room.gallery.desk("ida"),
        holder=holder,
        subjects=[subject],
        paper=paper,
        **({"number": "9999321500142"} | fields),
    )


def opened(tab: LegalityTab, kind: type[Any]) -> Any:
    (dialog,) = tab.window().findChildren(kind)
    return dialog


def test_everybody_without_papers_is_listed_and_filters_narrow(room: Workroom, qtbot: QtBot) -> None:
    record(room, "M002", "NIB")
    tab = tab_of(room, qtbot)
    assert [row.product for row in tab.gate.list.model.shown()] == ["P0002", "P0001"]
    assert "Gerbang mati" in tab.light.text()
    record(room, "M001", "NIB")
    record(room, "P0001", "P-IRT", expires=TODAY + timedelta(20))
    tab.refresh()
    assert {row.product: row.state for row in tab.gate.list.model.rows()} == {
        "P0001": GateState.COMING,
        "P0002": GateState.STOPPED,
    }
    tab.gate.state.choose(GateState.COMING)
    tab.gate._arrange()
    assert [row.product for row in tab.gate.list.model.shown()] == ["P0001"]
    tab.gate.show_product("P0003")
    assert "Dokumen Kain Batik lengkap" in tab.host.banner.text()


def test_a_missing_paper_is_recorded_in_place(room: Workroom, qtbot: QtBot) -> None:
    record(room, "M001", "NIB")
    tab = tab_of(room, qtbot)
    tab.gate.list.select("P0001")
    tab.gate.record()
    dialog = opened(tab, PaperDialog)
    assert dialog.chosen().code == "P-IRT"
    dialog.number.setText("P-IRT 2063276010014-30")
    assert "3276, bukan 3215" in dialog.form["number"]._below.text()
    assert "tahun 2030" in dialog.expected.text()
    assert list(dialog.also) == ["P0002"]
    dialog.also["P0002"].setChecked(True)
    dialog.issued.set_value(TODAY - timedelta(30))
    dialog._save()
    pump()
    for code in ("P0001", "P0002"):
        paper = room.gallery.book.latest(LegalityRecorded, f"product/{code}/P-IRT")
        assert paper is not None
        assert (paper.number, paper.issued) == ("P-IRT 2063276010014-30", TODAY - timedelta(30))
    assert {row.state for row in tab.gate.list.model.rows() if row.consignor == "M001"} == {GateState.COMING}


def test_impossible_dates_are_said_in_the_dialog(room: Workroom, qtbot: QtBot) -> None:
    tab = tab_of(room, qtbot)
    tab.gate.list.select("P0001")
    tab.gate.record()
    dialog = opened(tab, PaperDialog)
    dialog.number.setText("9999321500142")
    dialog.issued.set_value(TODAY)
    dialog.expires.set_value(TODAY - timedelta(1))
    dialog._save()
    assert "sebelum terbit" in dialog.banner.text()
    assert room.kinds().count("LegalityRecorded") == 0


def test_a_product_is_let_pass_with_pin_and_reason(room: Workroom, qtbot: QtBot) -> None:
    turn_on(room)
    tab = tab_of(room, qtbot)
    tab.gate.list.select("P0001")
    tab.gate._let_pass()
    dialog = opened(tab, OverrideDialog)
    dialog._save()
    pin = opened(tab, PinDialog)
    pin._who.setCurrentIndex(pin._who.findData("ida"))
    pin._reason.setText("pameran")
    pin._on_entered("222222")
    passed = room.gallery.book.latest(GateOverridden, "P0001")
    assert passed is not None
    assert (passed.until, passed.missing) == (TODAY + timedelta(14), ("NIB", "P-IRT"))
    tab.refresh()
    assert {row.product for row in tab.gate.list.model.rows() if row.state is GateState.PASSED} == {"P0001"}


def test_referral_and_message_are_about_the_whole_maker(room: Workroom, qtbot: QtBot) -> None:
    tab = tab_of(room, qtbot)
    tab.gate.list.select("P0001")
    tab.gate._write()
    text = opened(tab, NewsDialog).text.toPlainText()
    assert "Opak Ketan: NIB, P-IRT belum ada" in text
    assert "Keripik Pisang: NIB, P-IRT belum ada" in text
    tab.gate._refer()
    pump()
    assert opened(tab, PdfDialog).pages.pdf.startswith(b"%PDF")


def test_papers_by_what_is_left_of_them(room: Workroom, qtbot: QtBot) -> None:
    record(room, "P0001", "P-IRT", expires=TODAY + timedelta(20))
    record(room, "P0002", "P-IRT", expires=TODAY - timedelta(1))
    record(room, "P0003", "SNI")
    tab = tab_of(room, qtbot)
    tab.show_page("papers")
    pump()
    page = tab.papers
    shown = {}
    for span in ("all", "60", "30", "14", "0"):
        page.span.choose(span)
        page._arrange()
        shown[span] = [row.subject for row in page.list.model.shown()]
    assert shown == {
        "all": ["P0002", "P0001", "P0003"],
        "60": ["P0001"],
        "30": ["P0001"],
        "14": [],
        "0": ["P0002"],
    }
    page.span.choose("all")
    page._arrange()
    page.list.select(("product", "P0001", "P-IRT"))
    page.record()
    assert opened(tab, PaperDialog).number.text() == "9999321500142"
    page._write()
    text = opened(tab, NewsDialog).text.toPlainText()
    assert "• P-IRT Opak Ketan, sampai 25 Okt 2026" in text
    assert "Keripik Pisang: NIB belum ada, P-IRT habis berlaku 4 Okt 2026" in text
    assert text.count("Keripik Pisang") == 1, "what has run out is told with the goods that it stops"
    opened(tab, NewsDialog).tell_by(MessageWay.IN_PERSON)
    news = collect(room.gallery, MessageKind.PAPERS, TODAY)
    assert {one.subject.consignor: one.told is not None for one in news}["M001"], "the work list knows"


def test_the_gate_shows_what_it_would_stop_before_it_is_turned_on(room: Workroom, qtbot: QtBot) -> None:
    tab = tab_of(room, qtbot)
    tab.show_page("rules")
    tab.rules.turn_on.click()
    pump()
    preview = opened(tab, PreviewDialog)
    told = " ".join(label.text() for label in preview.findChildren(Label))
    assert "4 produk dihentikan" in told
    assert "Kain Batik (Batik Tarum): NIB belum ada" in told
    assert room.kinds().count("GateRevised") == 0
    preview._go()
    gate = room.gallery.book.latest(GateRevised)
    assert gate is not None
    assert (gate.since, gate.groups, gate.papers) == (TODAY, GROUPS, PAPERS)
    assert not tab.rules.turn_off.isHidden()
    tab.rules._keep(since=(None,))
    off = room.gallery.book.latest(GateRevised)
    assert off is not None
    assert off.since is None


def test_rules_groups_and_kinds_are_changed_in_dialogs(room: Workroom, qtbot: QtBot) -> None:
    tab = tab_of(room, qtbot)
    page = tab.rules
    tab.show_page("rules")
    craft = next(at for at, group in enumerate(GROUPS) if group.code == "kriya")
    pirt = next(at for at, kind in enumerate(PAPERS, start=1) if kind.code == "P-IRT")
    page._open_cell(craft, pirt)
    rule = opened(tab, RuleDialog)
    assert rule.need.currentData() == "none"
    rule.need.setCurrentIndex(rule.need.findData(Need.REQUIRED.value))
    rule.since.set_value(TODAY + timedelta(5))
    rule._save()
    gate = room.gallery.book.latest(GateRevised)
    assert gate is not None
    changed = next(each for each in gate.groups[craft].rules if each.paper == "P-IRT")
    assert (changed.need, changed.since) == (Need.REQUIRED, TODAY + timedelta(5))
    page._new_kind()
    kind = opened(tab, KindDialog)
    kind.name.setText("Surat desa")
    kind.code.setText("NIB")
    kind._save()
    assert kind.form["code"]._below.text() == "kode ini sudah dipakai"
    kind.code.setText("DESA")
    kind.pattern.setText("(")
    kind._save()
    assert "pola" in kind.form["pattern"]._below.text()
    kind.pattern.clear()
    kind._save()
    page._new_group()
    group = opened(tab, GroupDialog)
    group.name.setText("Tanaman hias")
    group.code.setText("tanaman")
    group.words.setText("tanaman,  bunga potong ,")
    group._save()
    gate = room.gallery.book.latest(GateRevised)
    assert gate is not None
    assert gate.papers[-1].name == "Surat desa"
    assert gate.groups[-1].words == ("tanaman", "bunga potong")
    assert page.grid.rowCount() == len(GROUPS) + 1


def test_who_only_reads_changes_nothing(room: Workroom, qtbot: QtBot) -> None:
    tab = tab_of(room, qtbot, "tatang")
    assert tab.gate.go.isHidden()
    tab.show_page("rules")
    assert tab.rules.turn_on.isHidden()
    tab.rules._open_cell(0, 1)
    assert tab.window().findChildren(RuleDialog) == []


def panel_of(room: Workroom, qtbot: QtBot, holder: Holder, subject: str) -> PapersPanel:
    panel = PapersPanel(room.place())
    qtbot.addWidget(panel)
    panel.show_holder(holder, subject)
    panel.refresh()
    pump()
    return panel


def test_a_product_shows_its_papers_and_those_of_its_maker(room: Workroom, qtbot: QtBot) -> None:
    record(room, "M001", "NIB", number="9999321500142")
    panel = panel_of(room, qtbot, Holder.PRODUCT, "P0001")
    lines = {row.kind.code: row.state for row in panel.lines.rows.rows()}
    assert lines["NIB"] == "berlaku"
    assert lines["P-IRT"] == "belum ada"
    assert "P-IRT belum ada" in panel.banner.text()
    panel.group.setCurrentIndex(panel.group.findData("kriya"))
    panel.group.activated.emit(panel.group.currentIndex())
    product = room.gallery.book.product("P0001")
    assert product is not None
    assert product.legality_group == "kriya"
    assert "lengkap" in panel.banner.text() or "periksa" in panel.banner.text()


def test_a_maker_shows_which_goods_lack_what(room: Workroom, qtbot: QtBot) -> None:
    panel = panel_of(room, qtbot, Holder.CONSIGNOR, "M001")
    assert [row.product for row in panel.goods.rows.rows()] == ["P0002", "P0001"]
    assert "2 produknya kurang dokumen" in panel.banner.text()


def test_a_scan_is_attached_kept_and_opened_by_role(room: Workroom, qtbot: QtBot, tmp_path: Path) -> None:
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    source = tmp_path / "halal.png"
    assert image.save(str(source))
    tab = tab_of(room, qtbot)
    tab.gate.list.select("P0001")
    tab.gate.record()
    dialog = opened(tab, PaperDialog)
    dialog.scans.attach([source, source])
    broken = tmp_path / "rusak.pdf"
    broken.write_bytes(b"halo")
    dialog.scans.attach([broken])
    pump()
    assert [scan.name for scan in dialog.scans.scans] == ["halal.png"]
    dialog._save()
    paper = room.gallery.book.latest(LegalityRecorded, "consignor/M001/NIB")
    assert paper is not None
    assert len(paper.scans) == 1
    before = room.gallery.personal.views("M001")
    show_scan(room.rooms[-1], tab, paper.scans[0], whose="M001")
    assert opened(tab, ScanDialog)
    look, *others = room.gallery.personal.views("M001")
    assert (look.user, look.act, look.reason) == ("ida", PrivateAct.LOOKED, "pindaian halal.png")
    assert others == before


def test_a_cashier_opens_no_scan(room: Workroom, qtbot: QtBot, tmp_path: Path) -> None:
    source = tmp_path / "a.png"
    image = QImage(20, 20, QImage.Format.Format_RGB32)
    image.fill(0)
    assert image.save(str(source))
    window = room.window("stock", "kiki")
    qtbot.addWidget(window)
    place = room.rooms[-1]
    folder = room.gallery.folder
    scan = store_scan(folder.pictures, source, private_key(folder.private_key))
    show_scan(place, window, scan, whose="M001")
    assert window.findChildren(ScanDialog) == []
    assert all(view.act is not PrivateAct.LOOKED for view in room.gallery.personal.views("M001"))


def test_an_unknown_group_leads_to_the_product(room: Workroom, qtbot: QtBot) -> None:
    revise_product(room.gallery.desk("ida"), code="P0001", category="Lain-lain")
    tab = tab_of(room, qtbot)
    asked: list[tuple[str, object]] = []
    tab.host.screen_asked.connect(lambda screen, what: asked.append((screen, what)))
    tab.gate.list.select("P0001")
    tab.gate.record()
    assert asked == [("products", ("papers", "P0001"))]


def test_the_dinas_chooses_the_group_of_a_product_and_changes_nothing_else(room: Workroom, qtbot: QtBot) -> None:
    revise_product(room.gallery.desk("ida"), code="P0001", category="Lain-lain")
    tab = tab_of(room, qtbot, "dewi")
    tab.gate.list.select("P0001")
    tab.gate.record()
    dialog = opened(tab, ProductPapersDialog)
    pump()
    panel = dialog.panel
    panel.group.setCurrentIndex(panel.group.findData("pangan-kering"))
    panel.group.activated.emit(panel.group.currentIndex())
    panel.animal.click()
    product = room.gallery.book.product("P0001")
    assert product is not None
    assert (product.legality_group, product.animal_material, product.price) == ("pangan-kering", True, 15_000)
    desk = room.gallery.desk("dewi")
    with pytest.raises(RuleBroken) as refused:
        revise_product(desk, code="P0001", price=1_000)
    assert refused.value.code == "access.denied"
    for code, group, why in (("P0001", "tiada", "product.group"), ("tiada", "", "product.unknown")):
        with pytest.raises(RuleBroken) as refused:
            classify_product(desk, code=code, legality_group=group, animal_material=False, non_halal=False)
        assert refused.value.code == why
    with pytest.raises(RuleBroken):
        classify_product(
            room.gallery.desk("tatang"), code="P0001", legality_group="", animal_material=False, non_halal=False
        )


def test_a_reminder_leads_to_the_goods_on_shelves(room: Workroom, qtbot: QtBot) -> None:
    tab = tab_of(room, qtbot)
    tab.receive("shelf")
    pump()
    assert tab.gate.shelf.isChecked()
    assert all(row.on_hand > 0 for row in tab.gate.list.model.shown())
    assert len(tab.gate.list.model.shown()) < len(tab.gate.list.model.rows())
