"""Files that belong to records: pictures and scans, made small and clean, kept under their SHA-256."""
