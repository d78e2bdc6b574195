"""Speaks MTProto as a user account: gap-safe client, listener, rooms and the gateway."""
