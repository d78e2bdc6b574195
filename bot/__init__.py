"""Speaks the Bot API: intake of updates, routers, texts and the gateway."""
