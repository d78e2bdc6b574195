"""Carry out the effects of the bot's gateway, by subject."""
