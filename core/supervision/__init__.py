"""Talks as supervisors see them: the list, taking over, why a ticket went where it went."""
