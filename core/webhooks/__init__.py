"""Webhooks: what is posted to addresses of the owner's."""
