"""The story `records`: what was said is whole, findable, handed over, proved, and erased."""
