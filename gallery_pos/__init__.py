"""The business of a consignment gallery: documents, rules and services.

Runs without a database, a printer or a screen; what it needs from outside is in :mod:`gallery_pos.ports`.
"""
