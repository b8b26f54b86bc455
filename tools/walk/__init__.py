"""A gallery at which anything happens in any order: thousands of documents by dice, then every proof there is."""
