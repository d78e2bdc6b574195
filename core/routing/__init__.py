"""Who gets a ticket, and how long the others may have to wait. Pure."""
