"""Claims and readings: what sources say, side by side, and what the archive concludes."""
