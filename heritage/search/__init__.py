"""Finding what the archive holds: one grammar, one analysis, and the engines behind one door."""
