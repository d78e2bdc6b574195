"""Desks: staff groups that serve one ticket each, and the overflow group."""
