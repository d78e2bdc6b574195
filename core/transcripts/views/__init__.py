"""A customer's record as lines, as a page, and for machines. Pure."""
