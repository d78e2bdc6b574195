"""Texts: markup into entities, entities that Telegram finds by itself, and what it cuts off."""
