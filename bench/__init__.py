"""Measurements of what the design rests on: `make bench`."""
