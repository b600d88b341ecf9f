"""Files: kept by their hash, looked at before they are taken, cleaned before they are shown."""
