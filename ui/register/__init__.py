"""The register of makers where the books and the private store meet: duplicates, merging, erasure, what is held."""
