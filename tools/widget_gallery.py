"""Draw every building block of the desktop in both themes and at both sizes, to be looked at.

    .venv/bin/python -m tools.widget_gallery FOLDER

Run it after any change to ui/widgets, ui/app or assets/styles, and open the pictures.
"""

from __future__ import annotations

import os
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QHBoxLayout, QRadioButton, QTabBar, QWidget

from gallery_pos.desk import Changes
from gallery_pos.documents import Role
from gallery_pos.errors import BadInput, Problem, StorageTrouble
from tools.made_up_goods import COLUMNS, GOODS, Row, rows
from ui.app.actions import ActionSpec
from ui.app.changes import ChangeBus
from ui.app.error_dialogs import bad_input_dialog, bug_dialog, trouble_dialog, write_problems
from ui.app.feedback import Feedback
from ui.app.screen import Screen, ScreenSpec
from ui.app.screens import SCREENS
from ui.app.settings import SettingsStore
from ui.app.table_view import TableView
from ui.app.tasks import InlineRunner, Step, Task
from ui.app.theme import ThemeName, apply_theme
from ui.main_window import MainWindow
from ui.widgets.buttons import Button, Segments
from ui.widgets.card import Card, ScrollColumn, TotalCard
from ui.widgets.chart import BarChart
from ui.widgets.denominations import DenominationCounter
from ui.widgets.edits import DateEdit, PasswordEdit, QuantityEdit, RupiahEdit, SearchBox
from ui.widgets.empty import EmptyState
from ui.widgets.flow import FlowLayout
from ui.widgets.form import Form
from ui.widgets.pin import PinDialog
from ui.widgets.progress import ProgressStrip
from ui.widgets.status import Status, StatusLight
from ui.widgets.text import Badge
from ui.widgets.tile import Tile
from ui.widgets.toast import Toast
from ui.widgets.top_bar import Reminder
from ui.widgets.total import BigTotal

SIZES = ((1366, 768), (1024, 600))


def photo(seed: int) -> QPixmap:
    """Return something that stands for a photograph."""
    made = QPixmap(240, 180)
    gradient = QLinearGradient(0, 0, 240, 180)
    gradient.setColorAt(0, QColor.fromHsv(seed * 47 % 360, 90, 235))
    gradient.setColorAt(1, QColor.fromHsv((seed * 47 + 40) % 360, 140, 170))
    painter = QPainter(made)
    painter.fillRect(made.rect(), gradient)
    painter.end()
    return made


class ListScreen(Screen):
    """A list with everything around it."""

    kinds = Changes.STOCK
    specs = (
        ActionSpec("list.find", "Cari produk", "F2", "magnifying-glass"),
        ActionSpec("list.remove", "Hapus barang…", "F8", "trash-simple"),
        ActionSpec("list.count", "Hitung fisik", "F5", "clipboard-text"),
    )
    shown = 40

    def __init__(self, place: Any) -> None:
        super().__init__(place)
        empty = EmptyState(
            "Belum ada barang",
            "Terima titipan pertama, lalu barangnya tampil di sini.",
            Button("Terima barang", kind="primary", icon_name="plus"),
        )
        self.list: TableView[Row] = TableView(
            COLUMNS, lambda row: row.code, empty, search="Cari barang atau penitip", on_export=print
        )
        choice = QComboBox()
        choice.addItems(["Semua keadaan", "Habis", "Menipis"])
        self.list.add_tool(choice)
        card = Card()
        card.set_tight()
        card.add(self.list, 1)
        self.body.addWidget(card, 1)
        self.set_actions({"list.find": self.refresh, "list.remove": self.refresh, "list.count": self.refresh})
        for action_id in ("list.find", "list.remove"):
            self.add_footer(action_id)
        self.add_footer("list.count", primary=True)

    def refresh(self) -> None:
        self.list.show_rows(rows(self.shown))
        self.list.select("P3")
        if self.shown:
            self.banner.say("Harga tidak boleh nol.", "Belum ada yang berubah. Tulis harga jualnya.", "attention")


class EmptyScreen(ListScreen):
    """The same without a row."""

    shown = 0


class PartsScreen(Screen):
    """Fields, buttons, lights, badges."""

    def __init__(self, place: Any) -> None:
        super().__init__(place)
        column = ScrollColumn()
        self.body.addWidget(column)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._form_card(), 3)
        row.addWidget(self._button_card(), 2)
        column.body.addLayout(row)
        totals = QHBoxLayout()
        totals.setSpacing(16)
        for caption, amount, hint in (
            ("Penjualan hari ini", "Rp3.482.500", "41 transaksi"),
            ("Terutang ke penitip", "Rp12.750.000", "32 penitip, sejak 1 Okt 2026"),
            ("Selisih kas", "-Rp2.000", "1 sif"),
        ):
            totals.addWidget(TotalCard(caption, amount, hint))
        column.body.addLayout(totals)
        column.body.addStretch(1)

    def _form_card(self) -> Card:
        card = Card("Barang titipan", "Syarat dari perjanjian: persentase 20 % untuk galeri.")
        form = Form()
        wrong = RupiahEdit()
        form.add("consignor", "Penitip", self._combo(), required=True)
        form.add("price", "Harga jual", RupiahEdit(15_000), required=True, hint="Termasuk bagian galeri.")
        form.add("net", "Harga titip", wrong)
        form.add("quantity", "Jumlah", QuantityEdit(24), required=True)
        form.add("until", "Baik sampai", DateEdit(date(2023, 7, 4)))
        form.add("password", "Kata sandi", PasswordEdit("paling sedikit 10 huruf"))
        wrong.setText("1.5")
        wrong.tidy()
        card.add(form)
        return card

    def _combo(self) -> QComboBox:
        combo = QComboBox()
        combo.addItems(["Dapur Bu Imas", "Batik Taruma"])
        return combo

    def _button_card(self) -> Card:
        card = Card("Tombol dan lampu")
        flow = FlowLayout()
        for kind in ("primary", "secondary", "quiet", "danger"):
            flow.addWidget(Button(kind.title(), kind=cast("Any", kind), icon_name="receipt"))
        off = Button("Mati", kind="primary")
        off.setEnabled(False)
        flow.addWidget(off)
        flow.addWidget(Button("Kecil", size="small"))
        card.body.addLayout(flow)
        card.add(Segments([("day", "Hari"), ("month", "Bulan"), ("year", "Tahun")]))
        card.add(SearchBox())
        lights = FlowLayout(spacing=16)
        for status, text in zip(Status, ("Siap", "Kertas menipis", "Tidak menjawab", "Tidak dipasang"), strict=True):
            lights.addWidget(StatusLight(text, status))
        card.body.addLayout(lights)
        badges = FlowLayout()
        for tone in ("neutral", "good", "attention", "danger", "info"):
            badges.addWidget(Badge(tone, cast("Any", tone)))
        card.body.addLayout(badges)
        ticked = QCheckBox("Cetak dua lembar")
        ticked.setChecked(True)
        picked = QRadioButton("Tunai")
        picked.setChecked(True)
        choices = FlowLayout(spacing=16)
        for each in (ticked, QCheckBox("Buka laci"), picked, QRadioButton("QRIS")):
            choices.addWidget(each)
        card.body.addLayout(choices)
        tabs = QTabBar()
        for text in ("Profil", "Perjanjian", "Barang", "Riwayat"):
            tabs.addTab(text)
        card.add(tabs)
        strip = ProgressStrip()
        task = Task()
        strip.follow(task, "Menerbitkan laporan Oktober")
        task.progressed.emit(Step(112, 300, "Dapur Bu Imas", 43))
        card.add(strip)
        self._task = task
        card.body.addStretch(1)
        return card


class CounterScreen(Screen):
    """Tiles, total, drawer count."""

    def __init__(self, place: Any) -> None:
        super().__init__(place)
        row = QHBoxLayout()
        row.setSpacing(16)
        left = ScrollColumn()
        tiles = FlowLayout(stretch=True)
        for index in range(12):
            name, consignor, price = GOODS[index % len(GOODS)]
            words = f"Rp{price:,}".replace(",", ".")
            tiles.addWidget(Tile(name, consignor, words, photo(index) if index % 3 else None))
        left.body.addWidget(SearchBox("Cari atau pindai barang"))
        left.body.addLayout(tiles)
        left.body.addStretch(1)
        row.addWidget(left, 3)
        right = Card("Hitung isi laci", "Hitung dulu; jumlah seharusnya tampil sesudahnya.")
        counter = DenominationCounter()
        right.add(counter)
        right.body.addStretch(1)
        total = BigTotal("Terhitung")
        total.show_amount(1_250_000, "17 lembar")
        right.add(total)
        row.addWidget(right, 3)
        self.body.addLayout(row)


class ChartScreen(Screen):
    """Charts with their tables."""

    def __init__(self, place: Any) -> None:
        super().__init__(place)
        days = [date(2026, 10, 1) + timedelta(days=index) for index in range(31)]
        by_day = BarChart("Penjualan per hari")
        by_day.show_days([(day, (index * 37 % 11) * 180_000) for index, day in enumerate(days)])
        by_name = BarChart("Penjualan per penitip")
        by_name.show_names([(name, price % 2_000_000) for _, name, price in GOODS])
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(by_day, 3)
        row.addWidget(by_name, 2)
        self.body.addLayout(row)


def place_for(folder: Path) -> Any:
    """Return a workplace without a gallery: nothing here asks for one."""
    feedback = Feedback()
    user = SimpleNamespace(code="imas", name="Imas Rohimah", role=Role.ADMIN)
    runner = InlineRunner(lambda error, _owner: feedback.show(error))
    return SimpleNamespace(
        gallery=None, user=user, bus=ChangeBus(), runner=runner, feedback=feedback, settings=SettingsStore(folder)
    )


def draw_window(app: QApplication, place: Any, theme: ThemeName, out: Path) -> None:
    """Draw the window with each of the screens above."""
    here = __name__
    pages = [("list", ListScreen), ("empty", EmptyScreen), ("parts", PartsScreen), ("counter", CounterScreen)]
    pages.append(("charts", ChartScreen))
    specs = [
        ScreenSpec(name, SCREENS[at].title, SCREENS[at].icon, f"{here}:{kind.__name__}")
        for at, (name, kind) in enumerate(pages)
    ]
    specs += [ScreenSpec(each.id, each.title, each.icon, each.factory) for each in SCREENS[len(pages) :]]
    window = MainWindow(place, specs)
    for width, height in SIZES:
        window.resize(width, height)
        for name, _ in pages:
            window.show()
            window.open(name)
            window.top.show_outlet("Galeri UMKM Karawang · Jl. Ahmad Yani 1")
            window.top.show_person("Imas Rohimah", "Sif 2 sejak 12.30")
            window.top.printer.show_status(Status.OK, "Printer")
            window.top.show_reminders([Reminder("Laporan September belum dikirim"), Reminder("6 barang kedaluwarsa")])
            window.set_mode("practice" if name == "empty" else "")
            if name == "list":
                place.feedback.toast("Tersimpan", ("Cetak lagi", print), ("Kirim WhatsApp", print))
            app.processEvents()
            save(window, out / f"{theme}-{width}-{name}.png")
            for toast in window.findChildren(Toast):
                toast.close()
    window.close()
    window.deleteLater()
    settle(app)


def draw_dialogs(app: QApplication, theme: ThemeName, out: Path) -> None:
    """Draw every dialog."""
    trouble = StorageTrouble(
        "disk.full",
        "Penjualan belum dapat disimpan: disk penuh.",
        safe="Keranjang tetap ada, dan semua penjualan sebelumnya sudah tersimpan.",
        todo="Kosongkan disk, lalu tekan Bayar sekali lagi.",
    )
    problems = tuple(
        Problem(row, "harga_jual", "1.5", "tidak jelas mana ribuan dan mana pecahan; tulis utuh", "titipan.csv")
        for row in range(2, 30)
    )
    bad = BadInput(
        "import.refused", "Berkas titipan.csv belum dapat diterima.", problems, todo="Betulkan lalu coba lagi."
    )
    pin = PinDialog("Diskon di atas 20 % perlu disetujui.", [("a", "Asep (Pengelola)")], lambda _: "", with_reason=True)
    dialogs: dict[str, QWidget] = {
        "trouble": trouble_dialog(trouble, "Traceback …", None),
        "bug": bug_dialog("7F3A21", "Traceback …", None),
        "bad-input": bad_input_dialog(bad, write_problems, None),
        "pin": pin,
    }
    help_window = MainWindow(
        place_for(Path(tempfile.mkdtemp())), [ScreenSpec("l", "Stok", "package", f"{__name__}:ListScreen")]
    )
    help_window.open_home()
    help_window.show_help()
    dialogs["help"] = help_window.findChildren(QWidget, "help")[0]
    for name, dialog in dialogs.items():
        dialog.show()
        app.processEvents()
        save(dialog, out / f"{theme}-dialog-{name}.png")
        dialog.close()
    help_window.deleteLater()
    settle(app)


def settle(app: QApplication) -> None:
    """Let Qt delete what is to be deleted, before Python's garbage collector finds it."""
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    app.processEvents()


def save(widget: QWidget, path: Path) -> None:
    """Grab a widget and say where it went."""
    for _ in range(3):  # wrapped words ask their layout once more
        QApplication.processEvents()
    widget.grab().save(str(path))
    print(path)


def main() -> None:
    """Draw everything."""
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv)
    themes: tuple[ThemeName, ...] = ("light", "dark")
    for theme in themes:
        apply_theme(app, theme)
        draw_window(app, place_for(Path(tempfile.mkdtemp())), theme, out)
        draw_dialogs(app, theme, out)


if __name__ == "__main__":
    main()
