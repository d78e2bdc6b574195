"""What customers think of how they were served."""
