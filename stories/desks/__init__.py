"""The story `desks`: staff groups that serve one ticket each at a time."""
