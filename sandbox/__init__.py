"""Telegram on this machine: one state, two faces, people to act in it and faults to inject."""
