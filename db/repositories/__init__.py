"""One repository per port, all on the unit of work's connection."""
