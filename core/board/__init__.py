"""What the supervisor's page shows: the desk now, tickets, what was said, people, figures."""
