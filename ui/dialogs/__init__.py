"""Windows over a screen: a document opened from any number, papers to look at and print."""
