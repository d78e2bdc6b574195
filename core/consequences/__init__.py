"""What follows, as tables: from an event, from an effect's outcome, from time."""
