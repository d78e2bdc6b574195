"""What is said: taken in, kept, copied to the other side, edited, taken back."""
