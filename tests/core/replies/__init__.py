"""Canned replies: kept, found and said."""
