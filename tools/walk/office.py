"""What happens in the office: makers and goods, agreements, papers and the gate, the queue, money that is owed."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import Any

from gallery_pos.documents import (
    Criterion,
    CurationRoundRevised,
    EntryState,
    Holder,
    LegalityStatus,
    Method,
    PriceModel,
    SettlementPeriod,
    TaxRate,
    TurnPlanned,
)
from gallery_pos.fair_entry import NEXT
from gallery_pos.legality_defaults import GROUPS, HALAL, NIB, PAPERS, PIRT
from gallery_pos.services.catalogue import revise_product
from gallery_pos.services.consignors import revise_agreement, revise_consignor
from gallery_pos.services.count_posting import count_at_once
from gallery_pos.services.curation import decide_by_points, decide_candidate, revise_round, score_candidate, scores_of
from gallery_pos.services.entry import apply_for_display, decide_entry, state_of
from gallery_pos.services.legality import override_gate, revise_gate
from gallery_pos.services.merging import merge_consignors, tell_apart
from gallery_pos.services.operators import hand_over
from gallery_pos.services.outlets import revise_outlet
from gallery_pos.services.papers import record_paper
from gallery_pos.services.payouts import pay
from gallery_pos.services.settlement import adjust, charge_fee, issue_statements
from gallery_pos.services.turns import cancel_turn, plan_turn
from gallery_pos.terms import AgreedTerms, Bearer, ItemTerms, Tier
from tools.walk.counter import close_the_drawer
from tools.walk.ground import EVENT, MAIN, SHELVES, YES, Walk

_MAKERS, _GOODS_EACH = 24, 6
_CATEGORIES = ("Makanan", "Minuman", "Kerajinan", "")


def register(walk: Walk) -> None:
    """Register a maker with an agreement and some goods, as long as there are few."""
    if len(walk.makers()) < _MAKERS:
        maker = revise_consignor(walk.desk(), business_name=f"Usaha {walk.random.randint(1, 10**6)}").value
        revise_agreement(walk.desk(), consignor=maker.code, **_agreed(walk))
        for _ in range(walk.random.randint(1, 3)):
            _make_goods(walk, maker.code)


def _agreed(walk: Walk) -> dict[str, Any]:
    """Return an agreement of any kind."""
    dice = walk.random
    share = dice.choice([0, 1_000, 1_250, 2_000, 3_333])
    terms = AgreedTerms(
        commission_bp=share,
        discount_bearer=dice.choice([None, *Bearer]),
        loss_bp=dice.choice([None, 0, 5_000]),
        damage_bp=dice.choice([None, 0]),
        expiry_bp=dice.choice([None, 10_000]),
        tiers=dice.choice([(), (Tier(from_price=20_000, commission_bp=1_500),)]),
    )
    model = dice.choice(list(PriceModel))
    return {
        "model": model,
        "terms": terms,
        "monthly_fee": dice.choice([25_000, 50_000]) if model is PriceModel.FEE else 0,
        "settlement": dice.choice(list(SettlementPeriod)),
        "item_fee": dice.choice([0, 0, 250]),
        "qris_bearer": dice.choice(list(Bearer)),
        "minimum_payout": dice.choice([0, 0, 20_000]),
        "dispute_days": dice.choice([0, 14]),
    }


def _make_goods(walk: Walk, maker: str) -> None:
    dice, price = walk.random, walk.random.choice([500, 3_350, 9_999, 15_000, 33_333, 185_000])
    revise_product(
        walk.desk(),
        name=f"Barang {dice.randint(1, 10**6)}",
        consignor=maker,
        price=price,
        category=dice.choice(_CATEGORIES),
        terms=_item(walk, price),
    )


def _item(walk: Walk, price: int) -> ItemTerms:
    dice = walk.random
    titip = dice.choice([None, None, price * dice.randint(50, 100) // 100])
    return ItemTerms(consignor_price=titip, commission_bp=dice.choice([None, None, 1_750]))


def change_goods(walk: Walk) -> None:
    """Give a maker one more product, or a product another price and terms: for what comes in from now on."""
    maker = walk.random.choice(walk.makers()).code
    goods = walk.goods(maker)
    if len(goods) < _GOODS_EACH:
        _make_goods(walk, maker)
    else:
        product = walk.random.choice(goods)
        price = max(product.price + walk.random.choice([-500, 500, 5_000]), 500)
        revise_product(walk.desk(), code=product.code, price=price, terms=_item(walk, price))


def agree_anew(walk: Walk) -> None:
    """Agree other terms with a maker."""
    revise_agreement(walk.desk(), consignor=walk.random.choice(walk.makers()).code, **_agreed(walk))


def change_the_till(walk: Walk) -> None:
    """Put PPN on from today, or take it off again; round cash in another way."""
    dice = walk.random
    rate = TaxRate(since=walk.desk().today(), basis_points=dice.choice([0, 1_100]))
    rounding = {"rounding_step": dice.choice([0, 100, 100, 500]), "rounding_down": dice.random() < 0.5}
    revise_outlet(walk.desk(), code=dice.choice([MAIN, EVENT]), tax_rates=(rate,), **rounding)


def register_again(walk: Walk) -> None:
    """Register somebody who is here already."""
    first = walk.random.choice(walk.makers())
    twin = revise_consignor(walk.desk(), business_name=f"{first.business_name} (2)").value
    revise_agreement(walk.desk(), consignor=twin.code, **_agreed(walk))
    _make_goods(walk, twin.code)
    walk.twins.append((twin.code, first.code))


def merge(walk: Walk) -> None:
    """Make one of two records again, either way, or say that they are two makers."""
    if not walk.twins:
        return
    pair = walk.twins[0]
    gone, stays = walk.random.choice([pair, pair[::-1]])
    if walk.random.random() < 0.1:
        tell_apart(walk.desk(), one=gone, other=stays, reason="bukan orang yang sama")
    else:
        merge_consignors(walk.desk(), duplicate=gone, into=stays, reason="orang yang sama")
        now = {gone: stays}
        walk.twins = [(now.get(one, one), now.get(other, other)) for one, other in walk.twins]
    walk.twins = [(one, other) for one, other in walk.twins if one != other and (one, other) != pair]


# ------------------------------------------------------------------------------------------- papers, the gate, entry


def record_a_paper(walk: Walk) -> None:
    """Record a paper of a maker or of a product, in any state, with or without an end."""
    dice, today = walk.random, walk.desk().today()
    maker, product = dice.choice(walk.makers()), dice.choice(walk.goods())
    of_maker = dice.random() < 0.4
    record_paper(
        walk.desk(),
        holder=Holder.CONSIGNOR if of_maker else Holder.PRODUCT,
        subjects=[maker.code if of_maker else product.code],
        paper=NIB if of_maker else dice.choice([PIRT, HALAL]),
        number=str(dice.randint(10**12, 10**13 - 1)),
        issued=today - timedelta(30),
        expires=dice.choice([None, today + timedelta(dice.randint(-5, 400))]),
        status=dice.choice(list(LegalityStatus)),
    )


def turn_the_gate(walk: Walk) -> None:
    """Turn the gate on, or off again."""
    today = walk.desk().today()
    revise_gate(walk.desk(), since=walk.random.choice([today, None, None]), papers=PAPERS, groups=GROUPS)


def let_pass(walk: Walk) -> None:
    """Let a product pass the gate without its papers for some days."""
    until = walk.desk().today() + timedelta(walk.random.randint(0, 14))
    override_gate(walk.desk(), product=walk.random.choice(walk.goods()).code, until=until, approval=YES)


def apply_or_step(walk: Walk) -> None:
    """Take a product a step along its way to the shelf, mostly one that waits; or off the shelf."""
    codes = [product.code for product in walk.goods()]
    waiting = [code for code in codes if state_of(walk.book, code) is not EntryState.DISPLAYED]
    product = walk.random.choice(waiting if waiting and walk.random.random() < 0.8 else codes)
    state = walk.random.choice(NEXT[state_of(walk.book, product)][:2])
    if state is EntryState.APPLIED:
        apply_for_display(walk.desk(), product=product)
    else:
        decide_entry(walk.desk(), product=product, state=state, reason="alasannya")


def curate(walk: Walk) -> None:
    """Bring some products before a panel, give points, and decide by them or against them."""
    dice, desk = walk.random, walk.desk()
    some = [one.code for one in dice.sample(walk.goods(), min(8, len(walk.goods())))]
    for code in some:
        walk.tried(partial(_step, product=code, state=EntryState.WITHDRAWN))
        walk.tried(partial(_apply, product=code))
        walk.tried(partial(_step, product=code, state=EntryState.CHECKING))
        walk.tried(partial(_step, product=code, state=EntryState.CURATION))
    chosen = [code for code in some if state_of(walk.book, code) is EntryState.CURATION]
    if not chosen:
        return
    rules = tuple(
        Criterion(code=code, name=code.title(), weight=weight) for code, weight in (("rasa", 2), ("kemasan", 1))
    )
    panel = ("Bu Leoni", "Pak Asep")
    made = revise_round(
        desk,
        name="Kurasi",
        on=desk.today(),
        panel=panel,
        criteria=rules,
        products=tuple(chosen),
        quota=dice.choice([0, 2]),
    ).value
    for product in chosen:
        for curator in panel:
            points = {rule.code: dice.randint(40, 100) for rule in rules}
            score_candidate(desk, round_code=made.code, product=product, curator=curator, points=points)
    _close_round(walk, made)
    if dice.random() < 0.5 and scores_of(desk.book, made.code):
        decide_candidate(desk, round_code=made.code, product=chosen[0], reason="pilihan panel")
    decide_by_points(desk, round_code=made.code)


def _apply(walk: Walk, product: str) -> None:
    apply_for_display(walk.desk(), product=product)


def _step(walk: Walk, product: str, state: EntryState) -> None:
    decide_entry(walk.desk(), product=product, state=state, reason="kurasi")


def _close_round(walk: Walk, made: CurationRoundRevised) -> None:
    revise_round(walk.desk(), code=made.code, closed=True)


def plan_or_cancel_a_turn(walk: Walk) -> None:
    """Give a maker a turn on a shelf, or take one back."""
    dice, today = walk.random, walk.desk().today()
    turns = [turn for turn in walk.book.latest_of_all(TurnPlanned) if not turn.cancelled]
    if turns and dice.random() < 0.3:
        cancel_turn(walk.desk(), code=dice.choice(turns).code, reason="berhalangan")
        return
    since = today + timedelta(dice.randint(0, 20))
    maker = dice.choice(walk.makers()).code
    until = since + timedelta(dice.randint(1, 14))
    plan_turn(walk.desk(), shelf=dice.choice(SHELVES).code, consignor=maker, since=since, until=until)


# -------------------------------------------------------------------------------------------------------- settling


def tell_the_makers(walk: Walk) -> None:
    """Issue statements, up to today or an earlier day, to everybody or some."""
    dice, today = walk.random, walk.desk().today()
    some = [maker.code for maker in dice.sample(walk.makers(), min(5, len(walk.makers())))]
    until = today - timedelta(dice.choice([0, 0, 1, 5]))
    issue_statements(walk.desk(), until=until, consignors=dice.choice([None, some, some, some]))


def pay_a_maker(walk: Walk) -> None:
    """Pay all or some of what is owed, from a drawer or not; who owes pays in."""
    dice, (outlet, till) = walk.random, walk.till()
    maker = dice.choice(list(walk.book.consignors())).code
    amount = walk.book.balance(maker) * dice.choice([30, 100, 100]) // 100
    method = dice.choice([Method.CASH, Method.TRANSFER])
    from_drawer = dice.random() < 0.5
    pay(walk.desk("admin", outlet, till), consignor=maker, amount=amount, method=method, from_drawer=from_drawer)


def charge(walk: Walk) -> None:
    """Charge something that was agreed aside."""
    maker = walk.random.choice(walk.makers()).code
    charge_fee(walk.desk(), consignor=maker, amount=walk.random.randint(1, 50) * 1_000, reason="Sewa stan")


def correct(walk: Walk) -> None:
    """Correct what a maker is owed."""
    maker = walk.random.choice(walk.makers()).code
    amount = walk.random.choice([-1, 1]) * walk.random.randint(1, 30_000)
    adjust(walk.desk(), consignor=maker, amount=amount, reason="salah hitung")


def hand_the_gallery_over(walk: Walk) -> None:
    """Close the tills, count, and hand everything to the next operator."""
    for till in "AB":
        close_the_drawer(walk, MAIN, till)
    codes = [product.code for product in walk.random.sample(walk.goods(), min(5, len(walk.goods())))]
    here = {code: sum(lot.on_hand for lot in walk.book.lots(MAIN, [code])) for code in codes}
    counted = walk.asking(lambda yes: count_at_once(walk.desk(), counted=here, approval=yes)).value
    day: date = walk.desk().today()
    hand_over(
        walk.desk(),
        giver="Mitra Lama",
        taker=f"Mitra {day:%Y-%m}",
        witness="Dinas Koperasi",
        stocktake=counted.document.id,
        reason="masa kerja sama berakhir",
    )
