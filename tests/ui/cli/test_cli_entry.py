"""Fair entry as lists for other programs and for people."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from commands import Place
from gallery_pos.documents import Criterion, EntryState, Shelf
from gallery_pos.services.curation import decide_by_points, revise_round, score_candidate
from gallery_pos.services.entry import apply_for_display, decide_entry
from gallery_pos.services.turns import plan_turn, revise_shelves
from ui.folder import DataFolder
from ui.gallery import open_gallery


def test_queue_rounds_and_turns_are_listed(sample: Place, tmp_path: Path) -> None:
    place = sample.copy(tmp_path / "data")
    gallery = open_gallery(DataFolder(place.data))
    desk = gallery.desk("pengelola")
    goods = next(row for row in gallery.book.products() if row.code == "P0015")
    apply_for_display(desk, product=goods.code, on=desk.today() - timedelta(400))
    decide_entry(desk, product=goods.code, state=EntryState.CHECKING)
    decide_entry(desk, product=goods.code, state=EntryState.CURATION)
    criteria = (Criterion(code="mutu", name="Mutu", weight=1),)
    made = revise_round(
        desk, name="Kurasi perintah", panel=("Leoni",), criteria=criteria, products=(goods.code,), code="KX"
    )
    score_candidate(desk, round_code=made.value.code, product=goods.code, curator="Leoni", points={"mutu": 20})
    revise_round(desk, code="KX", closed=True)
    decide_by_points(desk, round_code="KX")
    revise_shelves(desk, shelves=(*gallery.outlet().shelves, Shelf(code="UJI", name="Rak uji")))
    plan_turn(desk, shelf="UJI", consignor=goods.consignor, since=desk.today(), until=desk.today())
    gallery.close()
    (queued,) = [row for row in place.rows("queue") if row["product"] == goods.code]
    assert (queued["state"], queued["place"], queued["decided_by"]) == ("withdrawn", None, "Euis Kartika")
    assert queued["reason"] == "nilai 20,00, batas lulus 70"
    (held,) = [row for row in place.rows("rounds") if row["code"] == "KX"]
    assert (held["sheets"], held["failed"], held["closed"]) == (1, 1, True)
    (turn,) = [row for row in place.rows("turns") if row["shelf"] == "UJI"]
    assert (turn["consignor"], turn["shelf_name"], turn["cancelled"]) == (goods.consignor, "Rak uji", False)
    said = place.ok("list", "queue").out
    assert "ditarik" in said
    assert "Rak uji" in place.ok("list", "turns").out
