"""Figures as cards, boards and spreadsheets. Pure."""
