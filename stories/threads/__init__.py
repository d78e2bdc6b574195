"""The story `threads`: a forum with a topic for each customer."""
