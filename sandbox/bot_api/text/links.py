"""Addresses in texts and buttons: which ones Telegram takes, and how it gives them back."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_USER = re.compile(r"tg:(?://)?user\?id=(\d+)", re.IGNORECASE)
_HOST = re.compile(
    r"(?:[\w\-]+\.)+[^\W\d_][\w\-]*|localhost|\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:]+\]"
)


def mentioned_user(url: str) -> int | None:
    """The person that `tg://user?id=…` points at."""
    match = _USER.fullmatch(url.strip())
    return int(match[1]) if match else None


def normal_url(url: str) -> str | None:
    """The address as Telegram gives it back (a bare host gets its `/`); None: it is not one."""
    url = url.strip()
    if not url or any(ch.isspace() for ch in url):
        return None
    lower = url.lower()
    if lower.startswith(("tg:", "ton:", "tonsite:")):
        return url
    if "://" not in url:
        url = "http://" + url
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    host = (parts.hostname or "").lower()
    scheme = parts.scheme.lower()
    bare = f"[{host}]" if ":" in host else host
    if scheme not in ("http", "https") or not _HOST.fullmatch(bare):
        return None
    user, at, _ = parts.netloc.rpartition("@")
    place = f"{user}{at}{bare}" + (f":{port}" if port is not None else "")
    query = f"?{parts.query}" if parts.query else ""
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    return f"{scheme}://{place}{parts.path or '/'}{query}{fragment}"
