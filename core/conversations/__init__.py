"""Messages between customers and staff: recorded, copied to the other side, edited, withdrawn."""
