"""What other programs of an owner's ask of the desk, by HTTP under /api/v1: an adapter beside the
page, which asks the same questions (`core.board`) and acts by the bot's use cases."""
