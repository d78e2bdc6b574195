"""The story `rooms`: everything that the desk does with rooms."""
