"""What makers make: words to choose from, for lists and reports. Whoever needs another writes it."""

from __future__ import annotations

SECTORS = (
    "Makanan dan minuman",
    "Kriya",
    "Batik dan fesyen",
    "Herbal dan kosmetik",
    "Hasil tani segar",
    "Jasa",
    "Lainnya",
)
"""Branches of trade, as galleries arrange their shelves."""

COMMODITIES = (
    "Industri rumah tangga",
    "Turunan pertanian",
    "Turunan peternakan",
    "Turunan perkebunan",
    "Turunan kehutanan",
    "Turunan perikanan",
)
"""Where what is made comes from, as the consultants of the PLUT count it."""
