"""Doors for people: catalogue, desk, admin, login; and the shell they share."""
