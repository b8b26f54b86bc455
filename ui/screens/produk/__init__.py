"""Produk: what is sold, at which price, under which terms."""

from ui.screens.produk.screen import ProductsScreen

__all__ = ["ProductsScreen"]
