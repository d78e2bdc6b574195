"""What customers think of how they were served: stars, comments, whether all was found out."""
