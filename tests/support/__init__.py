"""Servers and waiting helpers that the tests share."""
