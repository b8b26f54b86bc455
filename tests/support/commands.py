"""The command line as somebody uses it: commands typed, what they answer, and the files they take."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from ui.cli.app import run_command

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Answer:
    """What a command said: its exit code, standard output, standard error."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What was printed for another program."""
        return json.loads(self.out)

    @property
    def text(self) -> str:
        """Everything that was said, on one line."""
        return " ".join((self.out + " " + self.err).split())


def gallery_pos(*arguments: object) -> Answer:
    """Run a command in this process."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = run_command([str(argument) for argument in arguments])
    return Answer(code, out.getvalue(), err.getvalue())


START = "from ui.cli import main; main()"


def program(
    *arguments: object, script: str = START, environment: Mapping[str, str] | None = None, **more: Any
) -> subprocess.Popen[str]:
    """Start the real program in a process of its own; ``more`` is what Popen takes."""
    surroundings = os.environ | {"PYTHONPATH": str(ROOT)} | dict(environment or {})
    command = [sys.executable, "-c", script, *map(str, arguments)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | more
    return subprocess.Popen(command, env=surroundings, text=True, encoding="utf-8", **pipes)


def answer_of(process: subprocess.Popen[str]) -> Answer:
    """Wait for a process and return what it said."""
    out, err = process.communicate(timeout=120)
    return Answer(process.returncode, out or "", err or "")


@dataclass(frozen=True)
class Place:
    """A data folder and the commands on it."""

    data: Path

    def __call__(self, *arguments: object) -> Answer:
        """Run a command on this folder."""
        return gallery_pos("--data", self.data, *arguments)

    def ok(self, *arguments: object) -> Answer:
        """Run a command that must succeed."""
        answer = self(*arguments)
        assert answer.code == 0, answer
        return answer

    def rows(self, kind: str) -> list[dict[str, Any]]:
        """Return the rows of a kind."""
        rows = self.ok("list", kind, "--json").json
        assert isinstance(rows, list)
        return rows

    def state(self) -> list[tuple[object, ...]]:
        """Return every document with its hash: equal states are equal books."""
        return self.sql("SELECT pos, number, hex(hash) FROM journal ORDER BY pos")

    def sql(self, statement: str, *values: object) -> list[tuple[object, ...]]:
        """Run SQL on the file behind the program's back."""
        connection = dbapi2.connect(str(self.data / "galeri.db"))
        connection.isolation_level = None
        try:
            found: list[tuple[object, ...]] = connection.execute(statement, values).fetchall()
            return found
        finally:
            connection.close()

    def without_guards(self) -> None:
        """Take the triggers away, as somebody does who means harm."""
        for (name,) in self.sql("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
            self.sql(f'DROP TRIGGER "{name}"')

    def copy(self, folder: Path) -> Place:
        """Return a copy of the folder."""
        shutil.copytree(self.data, folder)
        return Place(folder)


def write_csv(
    path: Path,
    rows: Sequence[Mapping[str, object]],
    *,
    delimiter: str = ",",
    newline: str = "\n",
    encoding: str = "utf-8",
) -> Path:
    """Write rows with their keys as the header."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]), delimiter=delimiter, lineterminator=newline)
    writer.writeheader()
    writer.writerows(rows)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def write_xlsx(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    """Write a workbook with one sheet."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    return path


def pdf_text(path: Path) -> str:
    """Return every word of a PDF on one line; needs a running Qt application."""
    from PySide6.QtPdf import QPdfDocument

    document = QPdfDocument()
    assert document.load(str(path)) is QPdfDocument.Error.None_
    text = " ".join(document.getAllText(page).text() for page in range(document.pageCount()))
    document.close()
    return " ".join(text.split())


CONSIGNORS = [
    {"kode": "M1", "nama_usaha": "Dapur Nyi Imas", "pemilik": "Imas", "telepon": "081234567890", "komisi_persen": "20"},
    {"kode": "M2", "nama_usaha": "Kopi Loji", "pemilik": "Asep", "telepon": "", "komisi_persen": "12,5"},
]
PRODUCTS = [
    {"kode": "P1", "nama": "Opak Ketan", "kode_penitip": "M1", "harga_jual": "15000"},
    {"kode": "P2", "nama": "Kopi Bubuk", "kode_penitip": "M2", "harga_jual": "33.333"},
]
GOODS = [
    {"tanggal": "2024-05-01", "kode_penitip": "M1", "kode_produk": "P1", "jumlah": 50},
    {"tanggal": "2024-05-01", "kode_penitip": "M2", "kode_produk": "P2", "jumlah": 20},
]
SALES = [
    {"nomor": "1", "waktu": "2024-05-03T10:00:00", "kode_produk": "P1", "jumlah": 3, "harga_satuan": 15000},
    {"nomor": "1", "waktu": "2024-05-03T10:00:00", "kode_produk": "P2", "jumlah": 1, "harga_satuan": 33333},
    {"nomor": "2", "waktu": "2024-05-20T16:30:00", "kode_produk": "P1", "jumlah": 2, "harga_satuan": 15000},
]
KINDS = (
    "consignors",
    "products",
    "lots",
    "stock",
    "outlets",
    "sales",
    "statements",
    "transfers",
    "visits",
    "months",
    "journal",
)


def fill(place: Place, files: Path) -> None:
    """Import the small gallery above."""
    for kind, rows in (("consignors", CONSIGNORS), ("products", PRODUCTS), ("goods-in", GOODS), ("sales", SALES)):
        place.ok("import", kind, write_csv(files / f"{kind}.csv", rows))
