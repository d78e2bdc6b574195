"""Posts events to the owner's addresses."""
