"""The index for searching products as one types: FTS5 with trigrams on SQLite, kept up by triggers.

PostgreSQL has none: there a plain ILIKE serves. See :mod:`db.queries.search`.
"""

from __future__ import annotations

CREATE = (
    """CREATE VIRTUAL TABLE product_search USING fts5(name, code, barcodes, maker, tokenize = 'trigram')""",
    """CREATE TRIGGER product_search_new AFTER INSERT ON products BEGIN
    INSERT INTO product_search (rowid, name, code, barcodes, maker) VALUES (new.pos, new.name, new.code, new.barcodes,
        coalesce((SELECT business_name FROM consignors WHERE code = new.consignor), ''));
END""",
    """CREATE TRIGGER product_search_changed AFTER UPDATE ON products BEGIN
    DELETE FROM product_search WHERE rowid = old.pos;
    INSERT INTO product_search (rowid, name, code, barcodes, maker) VALUES (new.pos, new.name, new.code, new.barcodes,
        coalesce((SELECT business_name FROM consignors WHERE code = new.consignor), ''));
END""",
    """CREATE TRIGGER product_search_gone AFTER DELETE ON products BEGIN
    DELETE FROM product_search WHERE rowid = old.pos;
END""",
    """CREATE TRIGGER product_search_maker_new AFTER INSERT ON consignors BEGIN
    UPDATE product_search SET maker = new.business_name
    WHERE rowid IN (SELECT pos FROM products WHERE consignor = new.code);
END""",
    """CREATE TRIGGER product_search_maker AFTER UPDATE OF business_name ON consignors
WHEN new.business_name <> old.business_name BEGIN
    UPDATE product_search SET maker = new.business_name
    WHERE rowid IN (SELECT pos FROM products WHERE consignor = new.code);
END""",
)

DROP = ("DROP TABLE IF EXISTS product_search",)
"""The triggers go with the tables they are on."""
