"""How a ticket gets a place, moves to another one, and what came of making it."""
