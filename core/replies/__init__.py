"""Canned replies: kept by the staff, found by a shortcut, filled in and said to a customer."""
