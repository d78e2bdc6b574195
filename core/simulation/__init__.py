"""What the desk's routing would do with other people, hours or customers: what is simulated, what
came of it, and what theory says. The clock that runs it is `app.simulation`."""
