"""Rooms: private chats that user accounts make, one for a ticket."""
