"""What is printed on a receipt printer, composed from documents: one function for each kind of slip."""

from receipts.thermal.goods import consignment_slip, return_slip
from receipts.thermal.money import payout_slip, statement_slip
from receipts.thermal.news import news_slip
from receipts.thermal.printer import trial_page
from receipts.thermal.sale import refund_receipt, sale_receipt
from receipts.thermal.shift import cash_slip, x_report, z_slip

__all__ = [
    "cash_slip",
    "consignment_slip",
    "news_slip",
    "payout_slip",
    "refund_receipt",
    "return_slip",
    "sale_receipt",
    "statement_slip",
    "trial_page",
    "x_report",
    "z_slip",
]
