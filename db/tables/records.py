"""Master data as it is now, one row a record. ``pos`` is the document that wrote the row; it holds the rest."""

from __future__ import annotations

from sqlalchemy import Index, MetaData

from db.tables.columns import maybe_number, maybe_text, number, table, text, whole

read = MetaData()
"""All read tables."""

outlets = table(
    "outlets",
    read,
    text("code", primary_key=True),
    number("pos"),
    text("name"),
    text("type"),
    whole("main"),
    whole("attended"),
    whole("active"),
    text("region"),
    text("timezone"),
)

consignors = table(
    "consignors",
    read,
    text("code", primary_key=True),
    text("code_key"),
    number("pos"),
    text("business_name"),
    text("name_key"),
    text("owner"),
    text("district"),
    text("nib"),
    text("size_class"),
    maybe_text("since"),
    whole("active"),
)
"""``code_key`` is the form in which codes are compared; old books may hold two of one form."""
Index("ix_consignors_name", consignors.c.name_key)
Index("ix_consignors_code", consignors.c.code_key)

agreements = table(
    "agreements",
    read,
    text("consignor", primary_key=True),
    number("pos"),
    text("model"),
    maybe_number("commission_bp"),
    whole("monthly_fee"),
    text("settlement"),
    maybe_text("starts"),
    maybe_text("ends"),
)
"""The consignor ``""`` is the gallery's default."""

products = table(
    "products",
    read,
    number("pos", primary_key=True, autoincrement=False),
    text("code", unique=True),
    text("code_key"),
    text("name"),
    text("name_key"),
    text("consignor"),
    number("price"),
    text("category"),
    text("barcodes"),
    maybe_number("commission_bp"),
    maybe_number("consignor_price"),
    text("picture"),
    whole("active"),
    text("legality_group"),
    whole("animal_material"),
    whole("non_halal"),
)
"""``barcodes`` are all of them with spaces between; the index for searching follows this table by triggers."""
Index("ix_products_consignor", products.c.consignor)
Index("ix_products_name", products.c.name_key)
Index("ix_products_code", products.c.code_key)

product_barcodes = table(
    "product_barcodes",
    read,
    text("barcode", primary_key=True),
    text("product", primary_key=True),
    number("pos"),
)
Index("ix_product_barcodes_product", product_barcodes.c.product)

users = table(
    "users",
    read,
    text("code", primary_key=True),
    number("pos"),
    text("name"),
    text("role"),
    whole("active"),
)

numbering = table(
    "numbering",
    read,
    text("outlet", primary_key=True),
    text("origin", primary_key=True),
    number("epoch", primary_key=True, autoincrement=False),
    text("kind", primary_key=True),
    number("pos"),
    whole("last"),
)
"""The last number that each kind of document got, per outlet, terminal and epoch."""

sequences = table(
    "sequences",
    read,
    text("kind", primary_key=True),
    number("pos"),
    whole("last"),
)
"""The highest number found in the codes of each kind of record."""

revisions = table(
    "revisions",
    read,
    text("kind", primary_key=True),
    text("code", primary_key=True),
    number("pos", primary_key=True, autoincrement=False),
)
"""Which documents revised which record."""
