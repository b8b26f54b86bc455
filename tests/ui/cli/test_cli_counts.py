"""Counts and their differences as lists for other programs."""

from __future__ import annotations

from commands import Place


def test_each_difference_names_its_bearer_and_adds_up(sample: Place) -> None:
    variances, stocktakes = sample.rows("variances"), sample.rows("stocktakes")
    assert len(stocktakes) > 1
    assert {row["state"] for row in stocktakes} == {"posted"}
    assert all(row["parts"] == row["counted_parts"] == 2 for row in stocktakes)
    assert variances
    for row in variances:
        assert row["difference"] == row["counted"] - row["expected"] != 0
        assert row["value"] == row["difference"] * row["price"]
        borne = row["bearer"] in {"gallery", "consignor", "shared"}
        assert borne == (row["gallery_bp"] is not None) == bool(row["reason"])
        assert row["compensation"] >= 0
        assert row["counted_by"] == "pengelola, kasir1"
        assert set(row) >= {"product", "name", "consignor", "business_name", "lot", "posted_at", "user", "note"}
    for count in stocktakes:
        mine = [row for row in variances if row["document"] == count["posted"]]
        assert count["short"] == sum(-row["difference"] for row in mine if row["difference"] < 0)
        assert count["over"] == sum(row["difference"] for row in mine if row["difference"] > 0)
        assert count["compensation"] == sum(row["compensation"] for row in mine)


def test_people_read_them_in_their_words(sample: Place) -> None:
    said = sample.ok("list", "variances").out
    assert "Penanggung" in said.splitlines()[0]
    assert "hilang" in said
    assert "selesai" in sample.ok("list", "stocktakes").out
