"""A customer's record: its entries, its files, and the archive of ended tickets."""
