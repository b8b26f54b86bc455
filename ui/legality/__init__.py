"""Papers on screen: what a product and a maker have, recorded, looked at, asked for. Used by several screens."""
