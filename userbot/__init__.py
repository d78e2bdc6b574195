"""The user account: gap-safe client, listener, rooms and the gateway to MTProto."""
