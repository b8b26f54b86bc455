"""The month file: one signed ZIP per outlet and month, written, read and checked without any gallery.

docs/month-file.md describes the format field by field.
"""
