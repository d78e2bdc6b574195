"""What an event says, where one may be posted to, and when it is tried again: all pure."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit
from zlib import crc32

from core.model.tickets import Ticket
from core.model.webhook_text_keys import WebhookKey
from core.model.webhooks import LONGEST_ADDRESS, HookEvent

VERSION = 1
"""Of what is posted. Fields are added within a version, and none renamed or removed."""

PAUSES = (
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)
"""Before the next try, as Standard Webhooks suggests."""

KEPT_FOR = timedelta(days=5)
"""How long an event waits to be posted, and a receiver may fail before it is switched off."""

OLD_SECRET_FOR = timedelta(hours=24)
"""How long the secret before signs, too."""

_SPREAD = 0.2
"""By how much of itself a pause may be longer, so that what failed together comes apart."""

_NAT64 = IPv6Network("64:ff9b::/96")
"""IPv4 within IPv6 (RFC 6052)."""

Data = dict[str, str | int | bool | None]
"""What an event says."""


def data_of(kind: HookEvent, ticket: Ticket, about: Mapping[str, str | int | bool]) -> Data | None:
    """Return what is said of a ticket; None where nothing happened that others are told of."""
    data: Data = {
        "ticket_id": ticket.id,
        "customer_id": ticket.customer_id,
        "topic": ticket.topic,
        "operator_id": ticket.operator_id,
        "opened_at": stamp(ticket.opened_at),
    }
    match kind:
        case HookEvent.ASSIGNED:
            if ticket.operator_id is None:
                return None
            data["status"] = ticket.status.value
        case HookEvent.ANSWERED:
            if ticket.answered_at is None:
                return None
            data["answered_at"] = stamp(ticket.answered_at)
        case HookEvent.CLOSED:
            reason, at = ticket.close_reason, ticket.closed_at
            data["status"] = ticket.status.value
            data["reason"] = None if reason is None else reason.value
            data["closed_at"] = None if at is None else stamp(at)
    return {**data, **about}


def stamp(at: datetime) -> str:
    """Write a moment as receivers read it: UTC, as RFC 3339 has it."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def pause_after(tries: int, marker: str) -> timedelta:
    """Return how long to wait after so many failures before this one; `marker` spreads it."""
    pause = PAUSES[min(tries, len(PAUSES) - 1)]
    return pause * (1 + _SPREAD * (crc32(marker.encode()) / (1 << 32)))


def is_public(address: str) -> bool:
    """Tell whether an IP address is one of the internet's: not this machine's, not of a private
    network, of the link, or of any other that routers keep to themselves. Raises ValueError for
    what is no address."""
    ip = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address):
        within = _ipv4_within(ip)
        if within is not None:
            ip = within
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def _ipv4_within(ip: IPv6Address) -> IPv4Address | None:
    if ip in _NAT64:
        return IPv4Address(int(ip) & 0xFFFF_FFFF)
    return ip.ipv4_mapped or ip.sixtofour or (None if ip.teredo is None else ip.teredo[1])


def wrong_address(address: str, *, allows_private: bool) -> WebhookKey | None:
    """Return why nothing can be posted there; None: it looks well. What a name leads to is known
    only when it is called."""
    if not 0 < len(address) <= LONGEST_ADDRESS or not address.isascii() or " " in address:
        return WebhookKey.ADDRESS_WRONG
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return WebhookKey.ADDRESS_WRONG
    has_more = parts.username is not None or parts.password is not None or parts.fragment
    if not host or has_more or not address.isprintable():
        return WebhookKey.ADDRESS_WRONG
    if parts.scheme != "https" and not (allows_private and parts.scheme == "http"):
        return WebhookKey.ADDRESS_NOT_HTTPS
    if not allows_private and _is_private(host):
        return WebhookKey.ADDRESS_PRIVATE
    return None


def _is_private(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return not is_public(host)
    except ValueError:
        return False  # a name


def shown_address(address: str) -> str:
    """Return whose address it is, for logs and lists that stay: path and query may be secrets."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}" + (
        "/…" if parts.path.strip("/") or parts.query else ""
    )
