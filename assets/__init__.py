"""Data files: icons, styles, translations and the sample gallery."""
