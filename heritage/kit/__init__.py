"""Pure helpers by use: dates, places, names, quotes, languages, maps, hashing."""
