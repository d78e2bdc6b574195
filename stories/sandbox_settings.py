"""The settings that lead a desk to a sandbox: the same as to any other server."""

from pathlib import Path

from sandbox.people.views import Addresses

API_ID, API_HASH = "1", "sandbox"
"""Any will do: the sandbox asks for no application."""


def environment(addresses: Addresses, home: Path, bot_token: str) -> dict[str, str]:
    """Return names and values for the environment; writes the server's public key into `home`."""
    key = home / "sandbox.pem"
    key.write_text(addresses.public_key, encoding="ascii")
    return {
        "BOT_TOKEN": bot_token,
        "API_ID": API_ID,
        "API_HASH": API_HASH,
        "BOT_API_URL": addresses.bot_api_url,
        "MTPROTO_SERVER": f"{addresses.mtproto_host}:{addresses.mtproto_port}",
        "MTPROTO_PUBLIC_KEY": str(key.absolute()),
        # Telegram's limits are not the sandbox's; faults make some where a story wants them.
        "BOT_RATE": "0",
        "USERBOT_RATE": "0",
        "ROOM_BUDGET": "1000",
    }
