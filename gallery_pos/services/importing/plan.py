"""What importing a file would do: worked out and shown first, done afterwards, whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gallery_pos.errors import BadInput, Problem
from gallery_pos.formatting import format_count, format_rupiah
from gallery_pos.language import tr, tr_noop

if TYPE_CHECKING:
    from gallery_pos.documents import Document
    from gallery_pos.sheets import Sheet

COUNTS = {
    "rows": tr_noop("{count} baris dibaca"),
    "outlets_new": tr_noop("{count} gerai baru"),
    "consignors_new": tr_noop("{count} penitip baru"),
    "consignors_changed": tr_noop("{count} penitip berubah"),
    "consignors_same": tr_noop("{count} penitip sudah ada, tidak berubah"),
    "agreements": tr_noop("{count} perjanjian baru atau berubah"),
    "products_new": tr_noop("{count} produk baru"),
    "products_changed": tr_noop("{count} produk berubah"),
    "products_same": tr_noop("{count} produk sudah ada, tidak berubah"),
    "notes": tr_noop("{count} surat titip"),
    "lots": tr_noop("{count} lot barang"),
    "pieces": tr_noop("{count} buah barang masuk"),
    "notes_same": tr_noop("{count} surat titip sudah ada, dilewati"),
    "sales": tr_noop("{count} penjualan"),
    "sale_lines": tr_noop("{count} baris penjualan"),
    "refunds": tr_noop("{count} pengembalian"),
    "refund_lines": tr_noop("{count} baris pengembalian"),
    "sales_same": tr_noop("{count} struk sudah ada, dilewati"),
    "loose_lines": tr_noop("{count} baris dijual tanpa stok di buku; periksa saat stok opname"),
    "visits": tr_noop("{count} kunjungan"),
    "visits_same": tr_noop("{count} kunjungan sudah ada, dilewati"),
    "visit_sold": tr_noop("{count} buah terjual"),
    "visit_returned": tr_noop("{count} buah dibawa kembali"),
    "visit_missing": tr_noop("{count} buah hilang"),
    "districts": tr_noop("{count} kecamatan menggantikan daftar yang dipakai"),
    "districts_same": tr_noop("{count} kecamatan, sama dengan daftar yang dipakai"),
    "net": tr_noop("nilai bersih {amount}"),
    "visit_difference": tr_noop("selisih uang {amount}"),
}
"""What a plan counts, in the order in which it is told; ``net`` and ``visit_difference`` are rupiah."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to a question: ``key`` is what a person gives back, ``text`` what he reads."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """What the file leaves open and only a person can decide; the whole file waits for it.

    ``key`` is the same whenever the same file is read again; the part before its colon names the sort of question, and
    an answer under that alone counts for all of them. ``rows`` are (sheet, row) of what it is about.
    """

    key: str
    text: str
    choices: tuple[Choice, ...]
    rows: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that importing a file comes to.

    ``documents`` are what :func:`apply` appends; ``private`` is per consignor code what belongs into the private store
    (``phone``, ``address``; show it, but store what :func:`apply` hands over); ``counts`` by the keys of :data:`COUNTS`. ``problem_count`` counts also the problems of a
    very bad file that are not listed. ``head`` is where the journal stood.
    """

    kind: str
    sheets: Sequence[Sheet]
    decisions: Mapping[str, str]
    head: tuple[int, str]
    documents: tuple[Document, ...] = ()
    private: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    warnings: tuple[Problem, ...] = ()
    problems: tuple[Problem, ...] = ()
    problem_count: int = 0
    questions: tuple[Question, ...] = ()

    @property
    def ready(self) -> bool:
        """Whether nothing keeps the file out and nothing waits for a person."""
        return not self.problems and not self.questions

    def summary(self) -> list[str]:
        """Return what the plan would do, as short sentences."""
        return [
            tr(sentence).format(count=format_count(self.counts[key]), amount=format_rupiah(self.counts[key]))
            for key, sentence in COUNTS.items()
            if self.counts.get(key)
        ]

    def check(self) -> None:
        """Raise BadInput where the file cannot come in: ``import.problems``, or ``import.questions`` to be answered."""
        safe = tr("Belum ada yang masuk.")
        if self.problems:
            raise BadInput(
                "import.problems",
                tr("Ada {count} masalah di berkas ini.").format(count=format_count(self.problem_count)),
                self.problems,
                safe=safe,
                todo=tr("Perbaiki baris-baris itu, lalu impor lagi."),
            )
        if self.questions:
            raise BadInput(
                "import.questions",
                tr("Ada {count} hal yang harus diputuskan dulu.").format(count=format_count(len(self.questions))),
                tuple(_as_problem(question) for question in self.questions),
                safe=safe,
                todo=tr("Jawab pertanyaannya, lalu impor lagi."),
            )


def _as_problem(question: Question) -> Problem:
    sheet, row = question.rows[0] if question.rows else ("", 0)
    choices = "; ".join(f"{choice.key} = {choice.text}" for choice in question.choices)
    return Problem(row, question.key, "", f"{question.text} ({choices})", sheet=sheet)
