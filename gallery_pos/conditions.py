"""What people write of the condition of goods when they come in, as far as it says that they should not be on the shelf."""

from __future__ import annotations

from gallery_pos.documents import LossReason

_DAMAGED = frozenset(
    {
        *("rusak", "pecah", "penyok", "cacat", "sobek", "robek", "bocor", "retak", "patah", "lecet"),
        *("basi", "jamur", "berjamur", "apek", "melempem", "busuk"),
    }
)
_EXPIRED = frozenset({"kedaluwarsa", "kadaluwarsa", "kadaluarsa", "kedaluarsa", "kadarluarsa", "expired", "exp"})
_NOT = frozenset({"tidak", "belum", "bukan", "tanpa", "tak"})


def condition_says(condition: str) -> LossReason | None:
    """Return EXPIRED or DAMAGED where the words of a condition say so; None for "baik", "label lepas", "tidak rusak"."""
    words = [word.strip(".,;:()") for word in condition.casefold().replace("-", " ").replace("/", " ").split()]
    said = [word for before, word in zip(["", *words], words, strict=False) if before not in _NOT]
    if _EXPIRED.intersection(said):
        return LossReason.EXPIRED
    return LossReason.DAMAGED if _DAMAGED.intersection(said) else None
