"""Supervisors look at talks, take them over, and are told why a ticket went where it went."""
