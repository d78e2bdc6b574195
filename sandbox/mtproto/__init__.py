"""The sandbox's MTProto face: Telegram's own binary protocol over TCP, served from the sandbox's
state.
"""
