"""Paper and files that leave the gallery: receipts, slips, statements, labels, spreadsheets."""
