"""What Telegram signs for whoever opens a Mini App, made as Telegram makes it.

https://core.telegram.org/bots/webapps#validating-data-received-via-the-mini-app
"""

import hmac
import json
from datetime import datetime
from hashlib import sha256
from urllib.parse import urlencode


def init_data(token: str, person_id: int, at: datetime, query_id: str = "AAF") -> str:
    """As a client has it, signed for the bot with that token."""
    user = {"id": person_id, "first_name": "Zoë <b>&=", "language_code": "en"}
    said = {
        "query_id": query_id,
        "user": json.dumps(user, separators=(",", ":"), ensure_ascii=False),
        "auth_date": str(int(at.timestamp())),
        "signature": "Telegram's own, for others than the bot",
    }
    checked = "\n".join(f"{name}={said[name]}" for name in sorted(said))
    key = hmac.digest(b"WebAppData", token.encode(), sha256)
    return urlencode(said | {"hash": hmac.new(key, checked.encode(), sha256).hexdigest()})
