"""The whole desk over the sandbox: real bot, real user account, real database."""
