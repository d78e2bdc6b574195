"""Values that all features share: people, tickets, places, messages, effects, texts. Pure."""
