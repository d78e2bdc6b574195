"""Who may sign in to the page: links that work once, sessions, and their end."""
