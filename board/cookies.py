"""The cookies by which a browser is known: one for each way in.

Behind https a browser takes a `__Host-` one of this host alone, and only by TLS (RFC 6265bis,
4.1.3.2). That of the Mini App has to arrive in a frame of web.telegram.org: SameSite=None, and
Partitioned, by which it is kept apart for each site that shows a frame, and arrives where other
cookies of third parties are blocked
(https://developer.mozilla.org/docs/Web/Privacy/Guides/Third-party_cookies/Partitioned_cookies).
"""

from __future__ import annotations

from http.cookies import CookieError, SimpleCookie

from board.given import Given
from core.access.rules import SESSION_LASTS, key_of
from core.model.access import SignedIn, Way

_NAMES = {Way.LINK: "switchboard", Way.MINI_APP: "switchboard-app"}
IN_FRAMES = "SameSite=None; Secure; Partitioned"


def cookie_name(given: Given, way: Way) -> str:
    """What the cookie of that way in is called."""
    return f"__Host-{_NAMES[way]}" if given.is_https else _NAMES[way]


def set_cookie(given: Given, way: Way, secret: str) -> str:
    """What stands in Set-Cookie. Written here: Python's own cookies know no Partitioned before
    3.14."""
    lasts = int(SESSION_LASTS.total_seconds())
    cookie = f"{cookie_name(given, way)}={secret}; HttpOnly; Max-Age={lasts}; Path=/"
    if way is Way.MINI_APP:
        return f"{cookie}; {IN_FRAMES}"
    return f"{cookie}; SameSite=lax" + ("; Secure" if given.is_https else "")


async def session_of(given: Given, header: str, *ways: Way) -> SignedIn | None:
    """The session that the Cookie header names and that holds, of the first of these ways that has
    one. Raises DatabaseBusyError."""
    try:
        cookies = SimpleCookie(header)
    except CookieError:
        return None
    for way in ways:
        secret = cookies.get(cookie_name(given, way))
        if secret is not None and secret.value:
            found = await given.sessions.of(key_of(secret.value), given.clock())
            if found is not None and found.way is way:
                return found
    return None
