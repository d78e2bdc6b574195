"""Telegram on this machine: one state, two faces (Bot API and MTProto), people to act in it and faults to inject."""
