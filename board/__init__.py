"""The supervisor's page in a browser: what is looked at there, and who may. An adapter beside the
bot: it asks `core.board`, acts by the bot's use cases, and knows neither bot nor database."""
