"""Sources: what was published, the bytes as they came, the words in them."""
