"""Tables in and out: CSV and XLSX. Libraries for workbooks are imported only when there is a workbook."""

from receipts.spreadsheets.marking import marked_copy
from receipts.spreadsheets.reading import read_table
from receipts.spreadsheets.writing import csv_bytes, xlsx_bytes

__all__ = ["csv_bytes", "marked_copy", "read_table", "xlsx_bytes"]
