"""Who is next in the queue, and how staff and customers see it."""
