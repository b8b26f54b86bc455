"""Papers in A4, drawn with ReportLab; nothing of it is imported before the first paper is made."""
