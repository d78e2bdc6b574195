"""What is kept about somebody, and how they are forgotten."""
