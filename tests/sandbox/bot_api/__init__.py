"""The sandbox's Bot API face, through clients that know nothing of it."""
