"""The record of a hand-over, and one signed file with everything that was handed over."""

from __future__ import annotations

import hashlib
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Any

import msgspec

from db.queries.books import list_journal
from db.queries.settlement import owed
from db.queries.stock import list_lots
from gallery_pos.documents import OperatorHandedOver, body
from gallery_pos.language import tr
from ui.papers.places import town_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gallery_pos.ports import Posted
    from ui.gallery import Gallery

MANIFEST = "MANIFEST.json"
SIGNATURE = "MANIFEST.sig"
_STAMP = (1980, 1, 1, 0, 0, 0)
"""The same books make the same file, whenever it is made."""


def hand_over_of(posted: Posted) -> OperatorHandedOver:
    """Return the hand-over in a journal row (TypeError for anything else)."""
    if not isinstance(posted.document, OperatorHandedOver):
        raise TypeError(posted.document.kind)
    return posted.document


def hand_over_pdf(gallery: Gallery, posted: Posted) -> bytes:
    """Return the record in three copies. Touches no widget."""
    from receipts.pdf.handing_over import HandOverPaper, handing_over_pdf
    from receipts.pdf.sheet import letterhead_of

    document = hand_over_of(posted)
    main = gallery.book.main_outlet() or gallery.outlet()
    outlet = gallery.book.outlet(document.outlet) or main
    count = gallery.book.document(document.stocktake) if document.stocktake else None
    drawn = {each.name: gallery.drawn(each.picture) for each in document.signatures}
    return handing_over_pdf(
        HandOverPaper(
            letterhead=letterhead_of(main, gallery.logo(main), gallery.notice(main)),
            number=posted.number,
            outlet_name=outlet.name,
            place=town_of(main),
            document=document,
            stocktake=count.number if count else "",
            drawn={name: picture for name, picture in drawn.items() if picture},
            document_hash=posted.hash,
            practice=gallery.machine.practice,
        )
    )


def hand_over_file(gallery: Gallery, posted: Posted) -> bytes:
    """Return one ZIP: the record, goods, debts and the whole journal as tables, a manifest of their hashes, signed.

    ``MANIFEST.sig`` is the terminal's Ed25519 signature of the manifest; the manifest names the public key, which stands
    in the journal too. The journal's rows have the hashes that link them, so nothing can be left out unseen.
    """
    database = gallery.database
    files = {
        "berita-acara.pdf": hand_over_pdf(gallery, posted),
        "serah-terima.json": body(posted.document),
        "barang.json": _rows(list_lots(database)),
        "utang.json": _rows(owed(database, only_open=True)),
        "jurnal.json": _rows(list_journal(database)),
    }
    terminal = gallery.terminal
    manifest = msgspec.json.format(
        msgspec.json.encode(
            {
                "number": posted.number,
                "hash": posted.hash.hex(),
                "origin": terminal.origin,
                "epoch": terminal.epoch,
                "public_key": terminal.public_key.hex(),
                "files": {name: hashlib.sha256(data).hexdigest() for name, data in files.items()},
            },
            order="sorted",
        )
    )
    files[MANIFEST] = manifest
    files[SIGNATURE] = terminal.sign(hashlib.sha256(manifest).digest()).hex().encode("ascii")
    return _zipped(files)


def _rows(rows: Sequence[Any]) -> bytes:
    return msgspec.json.format(msgspec.json.encode(rows, enc_hook=str)) + b"\n"


def _zipped(files: dict[str, bytes]) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, date_time=_STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return made.getvalue()


def file_name(posted: Posted) -> str:
    """Return what a hand-over's files are called, without their ending."""
    return tr("serah-terima-{number}").format(number=posted.number)
