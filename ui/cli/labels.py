"""Price labels as a PDF: of a note, of some products, or of everything that is on hand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gallery_pos.barcode import sku
from gallery_pos.documents import GoodsReceived
from gallery_pos.errors import RuleBroken
from gallery_pos.formatting import format_count
from gallery_pos.language import tr
from ui.cli.context import Context
from ui.cli.output import print_json, print_table, say
from ui.cli.usage import Command

if TYPE_CHECKING:
    from collections.abc import Sequence

    from receipts.label_drawing import Label
    from receipts.label_profiles import LabelProfile
    from ui.gallery import Gallery

_MOST_COPIES = 5_000
_MOST_LABELS = 100_000


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("labels", help="Label harga sebagai PDF.", cls=Command)(labels)


def labels(  # noqa: PLR0917 -- Typer passes options by name
    context: typer.Context,
    sheet: Annotated[str, typer.Option("--sheet", metavar="KERTAS", help="Kertas label, lihat --list.")] = "",
    out: Annotated[Path | None, typer.Option("--out", metavar="BERKAS", help="Berkas PDF hasilnya.")] = None,
    note: Annotated[str, typer.Option("--note", metavar="NOMOR", help="Barang dari satu surat titip.")] = "",
    product: Annotated[
        list[str] | None, typer.Option("--product", metavar="KODE", help="Satu produk; boleh berulang.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Semua barang yang ada di gerai.")] = False,
    start: Annotated[int, typer.Option("--start", metavar="ANGKA", help="Mulai dari label ke berapa.")] = 1,
    copies: Annotated[
        int | None,
        typer.Option("--copies", metavar="ANGKA", help="Label untuk tiap barang; tanpa ini sebanyak barangnya."),
    ] = None,
    show: Annotated[bool, typer.Option("--list", help="Sebutkan kertas label yang dikenal.")] = False,
) -> None:
    """Write labels to a file; on paper they are as exact as the printer, with the shift set on this computer."""
    from ui.app.settings import SettingsStore
    from ui.papers.labels import label_profiles, labels_sheet, profile_of, sheets_of

    call: Context = context.obj
    settings = SettingsStore().current.labels
    if show:
        _list(list(label_profiles(settings).values()), as_json=call.as_json)
        return
    target = _check(sheet, out, sum((bool(note), bool(product), everything)), copies)
    paper = profile_of(settings, sheet)
    with call.gallery() as gallery:
        found = _found(gallery, note, product or [])
        wanted = [_copied(label, copies) for label in found]
        count = sum(label.count for label in wanted)
        if not 0 < count <= _MOST_LABELS:
            raise RuleBroken(
                "label.count",
                tr("Jumlah label harus antara 1 dan {most}.").format(most=format_count(_MOST_LABELS)),
                safe=tr("Belum ada yang dicetak."),
                todo=tr("Pilih barangnya, atau sebut jumlahnya dengan --copies."),
            )
        data = labels_sheet(wanted, settings, start=start, profile=paper)
    from receipts.files import save

    save(target, data)
    sheets = sheets_of(count, paper, start=start)
    if call.as_json:
        print_json({"file": str(target), "sheet": paper.code, "labels": count, "sheets": sheets})
        return
    say(
        tr("{count} label di {sheets} lembar {paper}.").format(
            count=format_count(count), sheets=format_count(sheets), paper=paper.name
        )
    )
    say(str(target))


def _check(sheet: str, out: Path | None, chosen: int, copies: int | None) -> Path:
    """Return where to write. Raises BadParameter for what is missing, or named twice."""
    for name, given in (("--sheet", bool(sheet)), ("--out", out is not None)):
        if not given:
            raise typer.BadParameter(tr("{name} belum disebut.").format(name=name))
    if chosen != 1:
        raise typer.BadParameter(tr("pilih salah satu: --note NOMOR, --product KODE atau --all."))
    if copies is not None and not 1 <= copies <= _MOST_COPIES:
        raise typer.BadParameter(tr("--copies: tulis 1 sampai {most}.").format(most=format_count(_MOST_COPIES)))
    assert out is not None  # noqa: S101 -- refused above
    return out


def _list(papers: Sequence[LabelProfile], *, as_json: bool) -> None:
    if as_json:
        print_json([{**_told(paper), "per_sheet": paper.per_sheet} for paper in papers])
        return
    from receipts.label_profiles import millimetres

    rows = [
        (
            paper.code,
            paper.name,
            f"{millimetres(paper.width)} x {millimetres(paper.height)}",
            f"{millimetres(paper.page_width)} x {millimetres(paper.page_height)}",
            str(paper.per_sheet),
        )
        for paper in papers
    ]
    titles = (tr("Kertas label"), tr("Nama"), tr("Label (mm)"), tr("Kertas (mm)"), tr("Label per lembar"))
    print_table(titles, rows, (False, False, True, True, True))


def _told(paper: LabelProfile) -> dict[str, object]:
    import msgspec

    return msgspec.structs.asdict(paper)


def _copied(label: Label, copies: int | None) -> Label:
    from msgspec.structs import replace

    return label if copies is None else replace(label, count=copies)


def _found(gallery: Gallery, note: str, products: Sequence[str]) -> list[Label]:
    """Return the labels of a note, of these products, or of everything on hand where neither is named."""
    if note:
        return _of_note(gallery, note)
    codes = [_code(gallery, code) for code in products]
    found = _on_hand(gallery, codes or None)
    here = {code for code, _ in found}
    missing = [code for code in codes if code not in here]
    from ui.papers.labels import label_of

    rest = [(each.code, label_of(gallery, each, price=each.price, count=1)) for each in gallery.book.products(missing)]
    return [label for _, label in sorted([*found, *rest], key=lambda one: one[0])]


def _of_note(gallery: Gallery, number: str) -> list[Label]:
    from db.queries.books import document_by_number
    from ui.papers.labels import labels_of

    posted = document_by_number(gallery.database, number)
    if posted is None or not isinstance(posted.document, GoodsReceived):
        raise RuleBroken(
            "label.note",
            tr("Surat titip {number} tidak ada.").format(number=number),
            safe=tr("Belum ada yang dicetak."),
            todo=tr("Periksa nomornya di layar Titipan, bagian Surat-surat."),
        )
    return labels_of(gallery, posted.document)


def _code(gallery: Gallery, code: str) -> str:
    product = gallery.book.product_alike(code) or gallery.book.product_by_barcode(sku(code))
    if product is None:
        raise RuleBroken(
            "product.unknown",
            tr("Produk {code} tidak dikenal.").format(code=code),
            safe=tr("Belum ada yang dicetak."),
            todo=tr("Lihat kodenya dengan: gallery-pos list products."),
        )
    return product.code


def _on_hand(gallery: Gallery, codes: Sequence[str] | None) -> list[tuple[str, Label]]:
    """Return a label for each piece on hand at the gallery's outlet, lot by lot, with the code of its product."""
    from ui.papers.labels import label_of

    desk = gallery.desk()
    lots = [lot for lot in desk.book.lots(desk.outlet, codes) if lot.on_hand > 0]
    products = {each.code: each for each in gallery.book.products({lot.product for lot in lots})}
    return [
        (
            lot.product,
            label_of(
                gallery,
                products[lot.product],
                price=lot.price,
                count=lot.on_hand,
                best_before=lot.best_before,
                lot=lot.lot,
            ),
        )
        for lot in lots
        if lot.product in products
    ]
