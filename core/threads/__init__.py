"""Threads: forum topics, for each customer or each ticket."""
