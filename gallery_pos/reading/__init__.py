"""What people write in lists and forms, read without guessing.

Every reader takes the value of a cell as it comes (text, number, date, nothing) and returns a clean value, or raises
:class:`Unreadable` with a sentence that says what is unclear and how to write it. Text is data: it is never evaluated.
"""

from gallery_pos.reading.amounts import LARGEST_AMOUNT, read_amount
from gallery_pos.reading.cells import Unreadable, is_blank, read_optional, read_text
from gallery_pos.reading.codes import Nib, read_code, read_nib
from gallery_pos.reading.dates import read_best_before, read_date, read_moment
from gallery_pos.reading.identity import Checked, check_nik, check_npwp
from gallery_pos.reading.known import read_choice, read_district, read_size_class
from gallery_pos.reading.names import header_key, name_key, tidy_name
from gallery_pos.reading.phones import is_mobile, read_phone
from gallery_pos.reading.quantities import LARGEST_QUANTITY, read_percent, read_quantity

__all__ = [
    "LARGEST_AMOUNT",
    "LARGEST_QUANTITY",
    "Checked",
    "Nib",
    "Unreadable",
    "check_nik",
    "check_npwp",
    "header_key",
    "is_blank",
    "is_mobile",
    "name_key",
    "read_amount",
    "read_best_before",
    "read_choice",
    "read_code",
    "read_date",
    "read_district",
    "read_moment",
    "read_nib",
    "read_optional",
    "read_percent",
    "read_phone",
    "read_quantity",
    "read_size_class",
    "read_text",
    "tidy_name",
]
