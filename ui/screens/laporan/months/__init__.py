"""Bulan: every month of every outlet, its calendar and its list before it is closed, and how far its report is."""
