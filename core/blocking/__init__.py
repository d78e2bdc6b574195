"""Customers from whom the desk takes nothing."""
