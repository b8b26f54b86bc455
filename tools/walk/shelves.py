"""What happens to goods: in, back, lost, from one outlet to another, sold at a corner, counted while others go on."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from gallery_pos.documents import Covers, GoodsSent, LossReason, MarkdownBasis, MarkdownStep, ReturnReason
from gallery_pos.services.count_posting import count_at_once, post_stocktake
from gallery_pos.services.count_review import by_terms, review
from gallery_pos.services.count_start import start_stocktake
from gallery_pos.services.counting import Found, cancel_stocktake, submit_part
from gallery_pos.services.events import close_event
from gallery_pos.services.intake import IntakeLine, TakeBack, receive_goods, return_goods
from gallery_pos.services.markdowns import revise_plan
from gallery_pos.services.moving import Arriving, receive_transfer, write_off_transit
from gallery_pos.services.sending import Sending, send_goods
from gallery_pos.services.stock import Loss, write_off
from gallery_pos.services.visits import Seen, Visit, expected_at, record_visit
from gallery_pos.terms import Bearer
from tools.walk.counter import close_the_drawer
from tools.walk.ground import CORNER, EVENT, MAIN, OUTLETS, Counting, Walk

if TYPE_CHECKING:
    from uuid import UUID

    from gallery_pos.desk import Desk
    from gallery_pos.services.access import Approval

PARTS = ("Depan", "Gudang")


def receive(walk: Walk) -> None:
    """Take goods of a maker in, today or by an older paper."""
    dice, outlet = walk.random, walk.random.choice([MAIN, MAIN, MAIN, CORNER, EVENT])
    desk = walk.desk("manager", outlet)
    maker = dice.choice(walk.makers()).code
    goods = walk.goods(maker)
    if not goods:
        return
    lines = [
        IntakeLine(
            dice.choice(goods).code,
            dice.randint(1, 24),
            dice.choice([None, desk.today() + timedelta(dice.randint(-2, 90))]),
        )
        for _ in range(dice.randint(1, 4))
    ]
    day = desk.today() - timedelta(dice.choice([0, 0, 0, 0, 3, 20]))
    walk.asking(lambda yes: receive_goods(desk, consignor=maker, lines=lines, business_date=day, approval=yes))


def give_back(walk: Walk) -> None:
    """Give pieces of a lot back to their maker."""
    outlet = walk.random.choice(OUTLETS)
    for lot in walk.lots(outlet)[:1]:
        back = TakeBack(lot.lot, walk.random.randint(1, lot.on_hand), walk.random.choice(list(ReturnReason)))
        return_goods(walk.desk("cashier", outlet), consignor=lot.consignor, lines=[back])


def lose(walk: Walk) -> None:
    """Write pieces off, borne as agreed or as decided for this case."""
    outlet = walk.random.choice(OUTLETS)
    if here := walk.lots(outlet):
        lot = here[0]
        gallery = walk.random.choice([None, 0, 5_000, 10_000])
        loss = Loss(lot.lot, walk.random.randint(1, lot.on_hand), walk.random.choice(list(LossReason)), gallery)
        walk.asking(lambda yes: write_off(walk.desk("manager", outlet), lines=[loss], approval=yes))


# ------------------------------------------------------------------------------------------------ between outlets


def send(walk: Walk) -> None:
    """Send pieces of some lots somewhere else."""
    dice = walk.random
    outlet, to = dice.choice([(MAIN, CORNER), (MAIN, EVENT), (MAIN, CORNER), (EVENT, MAIN), (CORNER, MAIN)])
    lines = [Sending(lot.lot, dice.randint(1, lot.on_hand)) for lot in walk.lots(outlet)[: dice.randint(1, 4)]]
    _carry(walk, outlet, to, lines)


def _carry(walk: Walk, outlet: str, to: str, lines: list[Sending]) -> GoodsSent | None:
    posted = send_goods(walk.desk("manager", outlet), to=to, lines=lines).value
    if not isinstance(posted.document, GoodsSent):
        return None
    walk.ways.append(posted.document)
    return posted.document


def arrive(walk: Walk) -> None:
    """Count what came of a transfer, all or some of it, there or back where it came from."""
    if not walk.ways:
        return
    way = walk.random.choice(walk.ways)
    waiting = walk.book.in_transit(way.id)
    if not waiting:
        walk.ways.remove(way)
        return
    whole = walk.random.random() < 0.7
    came = [Arriving(lot, most if whole else walk.random.randint(0, most)) for lot, most in waiting.items()]
    at = walk.random.choice([way.to, way.to, way.to, way.outlet])
    receive_transfer(walk.desk("manager", at), sent=way.id, lines=came)


def lose_on_the_way(walk: Walk) -> None:
    """Write off what will never arrive."""
    if walk.ways:
        way = walk.ways[0]
        waiting = walk.book.in_transit(way.id)
        reason = walk.random.choice(list(LossReason))
        lost = [Loss(lot, walk.random.randint(1, most), reason) for lot, most in list(waiting.items())[:1]]
        walk.asking(
            lambda yes: write_off_transit(walk.desk("manager", way.outlet), sent=way.id, lines=lost, approval=yes)
        )


def visit(walk: Walk) -> None:
    """Visit the corner: something is left, something goes back, some is missing or too much, the rest was sold."""
    dice, desk = walk.random, walk.desk("manager")
    day = desk.today() - timedelta(dice.choice([0, 0, 0, 2]))
    seen: list[Seen] = []
    worth = 0
    for row in expected_at(desk, outlet=CORNER, day=day):
        there = max(row.pieces, 0)
        back = dice.randint(0, there) if dice.random() < 0.15 else 0
        left = dice.randint(0, there - back) + (dice.random() < 0.05)
        seen.append(Seen(row.product, left, back))
        worth += (row.pieces - left - back) * row.price
    money = max(worth + dice.choice([0, 0, -5_000, 1_000]), 0)
    by_qris = dice.choice([0, money // 3])
    record_visit(desk, Visit(CORNER, day, tuple(seen), cash=money - by_qris, qris=by_qris, visited_by="Ujang"))


def end_the_bazaar(walk: Walk) -> None:
    """Bring everything back from the event, count what the books do not explain, close it, and plan the next."""
    lines = [Sending(lot.lot, lot.on_hand) for lot in walk.book.lots(EVENT)]
    way = _carry(walk, EVENT, MAIN, lines) if lines else None
    if way is not None:
        came = [Arriving(lot, most) for lot, most in walk.book.in_transit(way.id).items()]
        receive_transfer(walk.desk("manager"), sent=way.id, lines=came)
    if loose := walk.book.loose(EVENT):
        walk.asking(
            lambda yes: count_at_once(walk.desk("manager", EVENT), counted=dict.fromkeys(loose, 0), approval=yes)
        )
    close_the_drawer(walk, EVENT, "C")
    walk.tried(_close_bazaar)
    walk.plan_bazaar()


def _close_bazaar(walk: Walk) -> None:
    close_event(walk.desk(), code=EVENT)


# ------------------------------------------------------------------------------------------------------- counting


def begin_a_count(walk: Walk) -> None:
    """Begin to count some products in two parts; everything else goes on meanwhile."""
    outlet = walk.random.choice([MAIN, EVENT])
    if outlet in walk.counts:
        return
    codes = [one.code for one in walk.goods()]
    chosen = walk.random.sample(codes, min(len(codes), walk.random.randint(2, 8)))
    desk = walk.desk("manager", outlet)
    begun = start_stocktake(desk, covers=Covers.PRODUCTS, products=chosen, parts=PARTS)
    walk.counts[outlet] = Counting(begun.value.document.id, chosen)


def count_a_part(walk: Walk) -> None:
    """Count a part, or once more: as the books say, or more, or less."""
    if walk.counts:
        outlet, counting = walk.random.choice(list(walk.counts.items()))
        desk, part = walk.desk("manager", outlet, walk.random.choice("AB")), walk.random.choice(PARTS)
        mark = desk.book.newest()
        found = [
            Found(code, max(_books(walk, outlet, code) + walk.random.choice([0, 0, 0, -1, 1, -3]), 0), mark, mark)
            for code in list(counting.products)[PARTS.index(part) :: len(PARTS)]
        ]
        done = submit_part(desk, stocktake=counting.id, part=part, found=found, replaces=counting.parts.get(part))
        counting.parts[part] = done.value.document.id


def _books(walk: Walk, outlet: str, product: str) -> int:
    return sum(lot.on_hand for lot in walk.book.lots(outlet, [product])) + walk.book.loose(outlet, [product]).get(
        product, 0
    )


def post_the_count(walk: Walk) -> None:
    """Post what is counted wholly; now and then give a count up."""
    outlet = walk.random.choice([MAIN, EVENT])
    counting, desk = walk.counts.get(outlet), walk.desk("manager", outlet)
    if counting is None:
        return
    number = counting.id
    if len(counting.parts) == len(PARTS):
        borne = by_terms(review(desk, number))
        walk.asking(lambda yes: post_stocktake(desk, stocktake=number, borne=borne, absent_gone=True, approval=yes))
        del walk.counts[outlet]
    elif walk.random.random() < 0.1:
        walk.asking(lambda yes: cancel_stocktake(desk, stocktake=number, reason="listrik padam", approval=yes))
        del walk.counts[outlet]


def give_counts_up(walk: Walk) -> None:
    """Give up what nobody finished counting."""
    for outlet, counting in walk.counts.items():
        number, desk = counting.id, walk.desk("manager", outlet)
        walk.asking(partial(_give_up, desk, number))
    walk.counts.clear()


def _give_up(desk: Desk, number: UUID, yes: Approval | None) -> None:
    cancel_stocktake(desk, stocktake=number, reason="bulan berakhir", approval=yes)


def mark_down(walk: Walk) -> None:
    """Plan that goods get cheaper by age or near their date, for everything, an outlet or one maker; or end a plan."""
    dice, basis = walk.random, walk.random.choice(list(MarkdownBasis))
    days = (30, 60) if basis is MarkdownBasis.AGE else (14, 5)
    steps = tuple(MarkdownStep(days=day, basis_points=off) for day, off in zip(days, (1_000, 3_333), strict=True))
    revise_plan(
        walk.desk(),
        code=dice.choice(["RP01", "RP02", "RP03"]),
        name="Obral",
        basis=basis,
        steps=steps,
        bearer=dice.choice(list(Bearer)),
        at=dice.choice(["", MAIN]),
        consignor=dice.choice(["", dice.choice(walk.makers()).code]),
        active=dice.random() < 0.6,
    )
