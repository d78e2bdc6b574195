"""What is said: heard, copied to the other side, recorded, edited, withdrawn."""
