"""How a line of sale falls apart between gallery and consignor, under every model and every bearer."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from gallery_pos.money import FULL
from gallery_pos.terms import AgreedTerms, Bearer, ItemTerms, Split, Terms, Tier, compensation, resolve, split
from making import all_terms, basis_points, prices
from naive import gallery_share

quantities = st.integers(1, 200)


@st.composite
def priced_lines(draw: st.DrawFn) -> tuple[Terms, int, int, int]:
    """Terms, pieces, price before and discount in rupiah."""
    price, quantity = draw(prices), draw(quantities)
    gross = price * quantity
    return draw(all_terms(price)), quantity, gross, draw(st.one_of(st.just(0), st.integers(0, gross)))


@given(priced_lines())
def test_a_split_always_adds_up_and_is_what_was_agreed(line: tuple[Terms, int, int, int]) -> None:
    terms, quantity, gross, discount = line
    made = split(terms, quantity=quantity, gross=gross, discount=discount)
    assert made.gross - made.discount == made.commission + made.due
    assert (made.gross, made.discount) == (gross, discount)
    assert made.commission == gallery_share(terms, quantity, gross, discount)


@given(gross=st.integers(0, 10**9), data=st.data(), percent=basis_points)
def test_a_shared_discount_under_a_percentage_never_takes_from_either_below_nothing(
    gross: int, data: st.DataObject, percent: int
) -> None:
    discount = data.draw(st.integers(0, gross))
    made = split(Terms(commission_bp=percent), quantity=1, gross=gross, discount=discount)
    assert 0 <= made.commission <= gross - discount
    assert 0 <= made.due <= gross - discount


@given(priced_lines())
def test_what_the_gallery_bears_the_consignor_never_feels(line: tuple[Terms, int, int, int]) -> None:
    terms, quantity, gross, discount = line
    bears = Terms(
        commission_bp=terms.commission_bp, consignor_price=terms.consignor_price, discount_bearer=Bearer.GALLERY
    )
    full = split(bears, quantity=quantity, gross=gross)
    assert split(bears, quantity=quantity, gross=gross, discount=discount).due == full.due


@given(priced_lines())
def test_what_the_consignor_bears_the_gallery_never_feels(line: tuple[Terms, int, int, int]) -> None:
    terms, quantity, gross, discount = line
    bears = Terms(
        commission_bp=terms.commission_bp, consignor_price=terms.consignor_price, discount_bearer=Bearer.CONSIGNOR
    )
    full = split(bears, quantity=quantity, gross=gross)
    assert split(bears, quantity=quantity, gross=gross, discount=discount).commission == full.commission


@given(price=prices, quantity=quantities, data=st.data())
def test_harga_titip_is_what_the_consignor_gets_whatever_the_shelf_says(
    price: int, quantity: int, data: st.DataObject
) -> None:
    titip = data.draw(st.integers(0, 2 * price))
    made = split(Terms(consignor_price=titip), quantity=quantity, gross=price * quantity)
    assert made.due == titip * quantity
    assert made.commission == (price - titip) * quantity


@given(gross=st.integers(0, 10**9))
def test_under_a_monthly_fee_alone_the_consignor_gets_it_all(gross: int) -> None:
    assert split(Terms(), quantity=1, gross=gross) == Split(gross, 0, 0, gross)


# Bu Enah leaves keripik singkong at 15,000 a bag; three bags are sold, in the last column with 5,000 off.
@pytest.mark.parametrize(
    ("terms", "discount", "commission", "due"),
    [
        # 20 % for the gallery
        (Terms(commission_bp=2_000), 0, 9_000, 36_000),
        (Terms(commission_bp=2_000, discount_bearer=Bearer.SHARED), 5_000, 8_000, 32_000),
        (Terms(commission_bp=2_000, discount_bearer=Bearer.CONSIGNOR), 5_000, 9_000, 31_000),
        (Terms(commission_bp=2_000, discount_bearer=Bearer.GALLERY), 5_000, 4_000, 36_000),
        # harga titip 12,000
        (Terms(consignor_price=12_000), 0, 9_000, 36_000),
        (Terms(consignor_price=12_000, discount_bearer=Bearer.GALLERY), 5_000, 4_000, 36_000),
        (Terms(consignor_price=12_000, discount_bearer=Bearer.CONSIGNOR), 5_000, 9_000, 31_000),
        (Terms(consignor_price=12_000, discount_bearer=Bearer.SHARED), 5_000, 8_000, 32_000),
        # iuran: a monthly fee and nothing else
        (Terms(), 0, 0, 45_000),
        (Terms(), 5_000, 0, 40_000),
        (Terms(discount_bearer=Bearer.GALLERY), 5_000, -5_000, 45_000),
        # harga titip 12,000 of which the gallery takes 10 %
        (Terms(commission_bp=1_000, consignor_price=12_000), 0, 12_600, 32_400),
        (Terms(commission_bp=1_000, consignor_price=12_000, discount_bearer=Bearer.GALLERY), 5_000, 7_600, 32_400),
        (Terms(commission_bp=1_000, consignor_price=12_000, discount_bearer=Bearer.CONSIGNOR), 5_000, 12_600, 27_400),
        (Terms(commission_bp=1_000, consignor_price=12_000, discount_bearer=Bearer.SHARED), 5_000, 11_200, 28_800),
        # given away: who bears it
        (Terms(commission_bp=2_000), 45_000, 0, 0),
        (Terms(commission_bp=2_000, discount_bearer=Bearer.GALLERY), 45_000, -36_000, 36_000),
        (Terms(commission_bp=2_000, discount_bearer=Bearer.CONSIGNOR), 45_000, 9_000, -9_000),
        # sold below its harga titip: the gallery pays the difference
        (Terms(consignor_price=16_000), 0, -3_000, 48_000),
    ],
)
def test_three_bags_of_bu_enah(terms: Terms, discount: int, commission: int, due: int) -> None:
    assert split(terms, quantity=3, gross=45_000, discount=discount) == Split(45_000, discount, commission, due)


@given(terms=all_terms(), quantity=quantities, price=prices, gallery=basis_points)
def test_the_gallery_never_owes_more_for_lost_goods_than_the_consignor_would_have_got(
    terms: Terms, quantity: int, price: int, gallery: int
) -> None:
    due = split(terms, quantity=quantity, gross=price * quantity).due
    owed = compensation(terms, quantity=quantity, price=price, gallery_bp=gallery)
    assert 0 <= owed <= due
    assert compensation(terms, quantity=quantity, price=price, gallery_bp=FULL) == due
    assert compensation(terms, quantity=quantity, price=price, gallery_bp=0) == 0


def test_karawang_pays_half_of_what_the_maker_would_have_got_for_expired_goods() -> None:
    at_twenty_percent = Terms(commission_bp=2_000, expiry_bp=5_000)
    assert compensation(at_twenty_percent, quantity=4, price=15_000, gallery_bp=5_000) == 24_000
    titip = Terms(consignor_price=12_500, expiry_bp=5_000)
    assert compensation(titip, quantity=1, price=15_000, gallery_bp=5_000) == 6_250


NOTHING = AgreedTerms()
LAW = Terms()


@pytest.mark.parametrize(
    ("item", "agreement", "default", "expected"),
    [
        # nobody said anything: 0 %, lost and damaged goods are the gallery's, expired ones the consignor's
        (ItemTerms(), NOTHING, NOTHING, LAW),
        # the gallery default, then the agreement, then the item
        (ItemTerms(), NOTHING, AgreedTerms(commission_bp=1_500), Terms(commission_bp=1_500)),
        (ItemTerms(), AgreedTerms(commission_bp=1_000), AgreedTerms(commission_bp=1_500), Terms(commission_bp=1_000)),
        (
            ItemTerms(commission_bp=500),
            AgreedTerms(commission_bp=1_000),
            AgreedTerms(commission_bp=1_500),
            Terms(commission_bp=500),
        ),
        # 0 % is an answer, not a gap
        (ItemTerms(), AgreedTerms(commission_bp=0), AgreedTerms(commission_bp=1_500), Terms()),
        (ItemTerms(commission_bp=0), AgreedTerms(commission_bp=1_000), NOTHING, Terms()),
        # harga titip: the agreement's percentage is not taken on top, the gallery bears its own discounts
        (
            ItemTerms(consignor_price=12_000),
            AgreedTerms(commission_bp=1_000),
            AgreedTerms(commission_bp=1_500),
            Terms(consignor_price=12_000, discount_bearer=Bearer.GALLERY),
        ),
        # harga titip and a percentage on one item: the mixture
        (
            ItemTerms(consignor_price=12_000, commission_bp=1_000),
            NOTHING,
            NOTHING,
            Terms(consignor_price=12_000, commission_bp=1_000, discount_bearer=Bearer.GALLERY),
        ),
        # a harga titip of nothing is one too
        (
            ItemTerms(consignor_price=0),
            NOTHING,
            AgreedTerms(commission_bp=1_500),
            Terms(consignor_price=0, discount_bearer=Bearer.GALLERY),
        ),
        # who bears a discount: agreement, default, model
        (
            ItemTerms(),
            AgreedTerms(discount_bearer=Bearer.CONSIGNOR),
            AgreedTerms(discount_bearer=Bearer.GALLERY),
            Terms(discount_bearer=Bearer.CONSIGNOR),
        ),
        (ItemTerms(), NOTHING, AgreedTerms(discount_bearer=Bearer.GALLERY), Terms(discount_bearer=Bearer.GALLERY)),
        (
            ItemTerms(consignor_price=9),
            AgreedTerms(discount_bearer=Bearer.SHARED),
            NOTHING,
            Terms(consignor_price=9, discount_bearer=Bearer.SHARED),
        ),
        # each loss by itself; 0 is an answer here too
        (
            ItemTerms(),
            AgreedTerms(loss_bp=5_000, damage_bp=0),
            AgreedTerms(loss_bp=1, damage_bp=2, expiry_bp=5_000),
            Terms(loss_bp=5_000, damage_bp=0, expiry_bp=5_000),
        ),
    ],
)
def test_terms_come_from_the_item_then_the_agreement_then_the_gallery(
    item: ItemTerms, agreement: AgreedTerms, default: AgreedTerms, expected: Terms
) -> None:
    assert resolve(item, agreement, default) == expected


TIERED = AgreedTerms(
    commission_bp=2_000,
    tiers=(Tier(from_price=50_000, commission_bp=1_500), Tier(from_price=200_000, commission_bp=1_000)),
)


@pytest.mark.parametrize(
    ("price", "commission_bp"),
    [(0, 2_000), (49_999, 2_000), (50_000, 1_500), (199_999, 1_500), (200_000, 1_000), (1_250_000_000, 1_000)],
)
def test_dear_goods_leave_the_gallery_the_share_of_their_tier(price: int, commission_bp: int) -> None:
    assert resolve(ItemTerms(), TIERED, NOTHING, price=price).commission_bp == commission_bp
    assert resolve(ItemTerms(), NOTHING, TIERED, price=price).commission_bp == commission_bp
    assert resolve(ItemTerms(commission_bp=500), TIERED, NOTHING, price=price).commission_bp == 500
    assert resolve(ItemTerms(), AgreedTerms(commission_bp=0), TIERED, price=price).commission_bp == 0


@pytest.mark.parametrize(
    ("item", "cost"),
    [
        (ItemTerms(consignor_price=12_000), 12_000),
        (ItemTerms(consignor_price=12_000, commission_bp=1_000), 10_800),
        (ItemTerms(), 12_000),
        (ItemTerms(commission_bp=1_000), 13_500),
    ],
)
def test_goods_bought_outright_cost_what_a_sale_would_have_paid(item: ItemTerms, cost: int) -> None:
    bought = resolve(item, AgreedTerms(commission_bp=2_000), NOTHING, price=15_000, outright=True)
    sold = split(resolve(item, AgreedTerms(commission_bp=2_000), NOTHING, price=15_000), quantity=1, gross=15_000)
    assert bought == Terms(consignor_price=cost, discount_bearer=Bearer.GALLERY, outright=True)
    assert sold.due == cost
