"""The edition: what the public may see, projected by an allow-list into a store of its own."""
