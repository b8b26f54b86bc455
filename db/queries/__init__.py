"""What screens and the command line read: frozen rows, straight from the read tables.

Each function takes the database and keyword filters. Amounts are rupiah, quantities pieces, dates ``date``.
"""
