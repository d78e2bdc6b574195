"""Use cases over a real database, with outcomes given by the test instead of by Telegram."""
