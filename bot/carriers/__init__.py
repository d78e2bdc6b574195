"""What carries the effects of the bot's gateway out, by subject."""
