"""Puts the demo together: a practice gallery in a folder of its own, the day, the month, the papers, the proof."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.verify import Finding
    from gallery_pos.documents import UserRevised
    from gallery_pos.ports import Posted
    from ui.demo.stage import Stage
    from ui.gallery import Gallery

ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Played:
    """Everything the demo left, and what ``verify`` found afterwards."""

    files: tuple[Path, ...]
    findings: tuple[Finding, ...]


def play(out: Path) -> Played:
    """Play the demo day off screen and leave pictures and papers in ``out``.

    Raises Stuck where a step did not come to its end, or where the program met a bug on the way.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication
    from shiboken6 import delete

    from ui.app.crash import CrashHooks
    from ui.app.feedback import Feedback
    from ui.app.settings import SettingsStore
    from ui.app.theme import apply_theme
    from ui.demo.day import Day
    from ui.demo.inspection import Inspection
    from ui.demo.money import Money
    from ui.demo.month_end import MonthEnd
    from ui.demo.office import Office
    from ui.demo.paying import Paying
    from ui.demo.stage import Stage, Stuck
    from ui.demo.telling import Telling
    from ui.desktop import Desktop

    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(["galeri-pos"])
    apply_theme(app, "light")
    feedback, bugs = Feedback(), list[str]()
    feedback.bug_met.connect(bugs.append)
    with tempfile.TemporaryDirectory(prefix="galeri-demo-") as place:
        hooks = CrashHooks(Path(place) / "log", feedback.show_from_anywhere)
        hooks.install()
        gallery = _gallery(Path(place) / "galeri")
        desktop = Desktop(app, gallery, _admin(gallery), SettingsStore(Path(place)), feedback)
        stage = Stage(app, desktop, out / "layar")
        day, office = Day(stage), Office(stage)
        try:
            day.play()
            more = _scenes(stage, out / "kertas")
            office.play()
            more += Paying(stage).play(out / "kertas")
            more += Money(stage).play(out / "kertas")
            Telling(stage).play()
            MonthEnd(stage).play()
            more += Inspection(stage).play(out / "kertas")
            office.look_around()
            papers = [*_slips(gallery, day.slips, out / "struk"), *_papers(gallery, out / "kertas"), *more]
            findings = gallery.verify()
        finally:
            desktop.window.close()
            delete(desktop.window)  # widgets go before the application does, or Qt falls over them
            gallery.close()
            hooks.remove()
    if bugs:
        raise Stuck(", ".join(bugs))
    return Played((*stage.files, *papers), tuple(findings))


def _scenes(stage: Stage, folder: Path) -> list[Path]:
    """Play what happens between the day at the counter and the month's end; return the papers that it leaves."""
    from ui.demo.ageing import Ageing
    from ui.demo.entry import FairEntry
    from ui.demo.gate import Gate
    from ui.demo.goods import Receiving
    from ui.demo.places import Places
    from ui.demo.register import Register
    from ui.demo.shelf import ShelfCount

    papers = Receiving(stage).play(folder)
    ShelfCount(stage).play()
    Ageing(stage).play()
    Register(stage).play()
    papers += Gate(stage).play(folder)
    papers += FairEntry(stage).play(folder)
    papers += Places(stage).play(folder)
    return papers


def _admin(gallery: Gallery) -> UserRevised:
    user = gallery.book.user(ADMIN)
    if user is None:
        raise RuntimeError(ADMIN)
    return user


def _gallery(folder: Path) -> Gallery:
    from ui.books.sample import fill
    from ui.folder import DataFolder
    from ui.gallery import create_gallery

    gallery = create_gallery(
        DataFolder(folder), name="Galeri UMKM Karawang", region="Kabupaten Karawang", practice=True
    )
    fill(gallery)
    return gallery


def _slips(gallery: Gallery, slips: Sequence[Posted], folder: Path) -> list[Path]:
    """Keep each slip as the bytes that a printer gets and as the picture of them, on both widths of paper."""
    from receipts.escpos import NARROW_MODEL, WIDE_MODEL, encode
    from receipts.files import save
    from receipts.preview import png
    from ui.app.slips import slip

    made: list[Path] = []
    for posted in slips:
        for width, model in (("58", NARROW_MODEL), ("80", WIDE_MODEL)):
            paper = slip(gallery, posted, width=model.columns)
            made.append(save(folder / f"{posted.number}-{width}mm.bin", encode(paper, model)))
            made.append(save(folder / f"{posted.number}-{width}mm.png", png(paper, model)))
    return made


_ONE_OF_EACH = (
    "PayoutMade",
    "GoodsReceived",
    "GoodsReturned",
    "ShiftClosed",
    "StocktakePosted",
    "GoodsSent",
    "GoodsArrived",
    "VisitRecorded",
)


def _papers(gallery: Gallery, folder: Path) -> list[Path]:
    """Keep the month's papers: statements, one of each note, the report, a sheet of labels."""
    from db.queries.books import list_journal
    from db.queries.settlement import list_statements
    from gallery_pos.documents import StatementIssued
    from receipts.files import save
    from ui.app.sheets import sheet_pdf
    from ui.demo.office import last_month
    from ui.papers.report_files import write_month
    from ui.papers.statement_batch import StatementBatch

    today = gallery.desk().today()
    told = list_statements(gallery.database, since=today - timedelta(days=1))
    posted = [gallery.book.document(row.id) for row in told]
    issued = [(one.document.figures, one) for one in posted if one and isinstance(one.document, StatementIssued)]
    made = StatementBatch(gallery, issued).write(folder)
    for kind in _ONE_OF_EACH:
        for row in list_journal(gallery.database, kind=kind, newest_first=True, limit=1):
            one = gallery.book.document(row.id)
            if one is not None:
                made.append(save(folder / f"{one.number}.pdf", sheet_pdf(gallery, one)))
    for form in ("pdf", "xlsx"):
        made += write_month(gallery, last_month(today), folder, form)
    made += _persons(gallery, folder)
    return [*made, save(folder / "label.pdf", _labels(gallery))]


def _persons(gallery: Gallery, folder: Path) -> list[Path]:
    """Keep the form of consent of one maker, and everything that is held about him."""
    from receipts.files import save
    from receipts.pdf.consent import held_data_pdf
    from ui.register.held_data import as_json, as_paper, collect
    from ui.screens.penitip.consent import consent_form

    maker = gallery.book.consignors()[0]
    held = collect(gallery, gallery.desk(ADMIN), maker.code, reason="demo")
    return [
        save(folder / f"persetujuan-{maker.code}.pdf", consent_form(gallery, maker)),
        save(folder / f"data-{maker.code}.pdf", held_data_pdf(as_paper(gallery, held))),
        save(folder / f"data-{maker.code}.json", as_json(held)),
    ]


def _labels(gallery: Gallery) -> bytes:
    """Return a sheet of labels for the first products."""
    from receipts.label_drawing import Label
    from receipts.label_profiles import LABEL_PROFILES
    from receipts.labels import labels_pdf

    makers = {one.code: one.business_name for one in gallery.book.consignors()}
    labels = [
        Label(name=one.name, price=one.price, code=one.barcodes[0], maker=makers.get(one.consignor, ""), count=2)
        for one in gallery.book.products()[:12]
        if one.barcodes
    ]
    return labels_pdf(labels, next(iter(LABEL_PROFILES.values())))
