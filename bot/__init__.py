"""The bot account: intake of updates, routers, texts and the gateway to the Bot API."""
