"""What is simulated and what came of it, computed purely."""
