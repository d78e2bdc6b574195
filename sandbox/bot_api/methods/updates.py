"""Getting updates: polling, webhooks, and the calls about the bot itself."""

from __future__ import annotations

import re
from datetime import timedelta
from ipaddress import IPv4Network, ip_address
from urllib.parse import urlsplit

from sandbox.bot_api.errors import ApiError, bad_request, too_many_requests
from sandbox.bot_api.registry import Call, Described, Raw, method
from sandbox.bot_api.shapes.people import me
from sandbox.bot_api.text.links import normal_url
from sandbox.bot_api.view import Json, stamp
from sandbox.bot_api.webhook import Webhook, WebhookSettings

_SECRET = re.compile(r"[A-Za-z0-9_-]*")
_LONGEST_SECRET = 256
_WEBHOOK_PAUSE = timedelta(seconds=1)
_MOST_CONNECTIONS = 100
_PORTS = (80, 88, 443, 8443)
_RESERVED = [
    IPv4Network(block)
    for block in [
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/3",
    ]
]
"""TDLib, IPAddress.cpp, `is_reserved`."""


@method("getMe")
def get_me(call: Call) -> Json:
    """Return the bot."""
    return me(call.bot)


@method("logOut")
def log_out(_: Call) -> bool:
    """Answer true: there is no other server to go to."""
    return True


@method("close")
def close(_: Call) -> bool:
    """Answer true: the bot's instance is open again with the next call."""
    return True


@method("getUpdates")
async def get_updates(call: Call) -> Raw:
    """Return what waits, or what comes within the timeout."""
    session = call.session
    if session.webhook is not None:
        raise ApiError(
            409,
            "can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first",
        )
    session.queue.allow(call.args.lenient("allowed_updates"))
    limit = call.args.integer("limit", 100)
    found = await session.queue.poll(
        call.args.integer("offset"),
        limit if 1 <= limit <= 100 else 100,
        max(0, call.args.integer("timeout")),
    )
    return Raw(found)


@method("setWebhook")
async def set_webhook(call: Call) -> Described:
    """Send updates to an address; an empty one means polling again."""
    url = call.args.text("url")
    if not url:
        return await _delete_webhook(call)
    queue, settings = call.session.queue, _wished(call, url)
    _not_too_soon(call)
    drop = call.args.flag("drop_pending_updates")
    before = call.session.webhook
    if before is not None and before.settings == settings and not drop:
        queue.allow(call.args.lenient("allowed_updates"))
        return Described(result=True, description="Webhook is already set")
    queue.abort("terminated by setWebhook request")
    await _stop(call)
    if drop:
        queue.drop_all()
    _check_webhook(settings, local=call.api.kind.local)
    queue.allow(call.args.lenient("allowed_updates"))
    bot, api = call.bot, call.api

    async def reply(body: bytes, content_type: str) -> None:
        await api.carry_out_reply(bot, body, content_type)

    hook = Webhook(settings, queue, api.clock, reply, api.retry_pause)
    call.session.webhook = hook
    hook.start()
    return Described(result=True, description="Webhook was set")


def _wished(call: Call, url: str) -> WebhookSettings:
    most = call.args.integer("max_connections", 40)
    return WebhookSettings(
        normal_url(url) or url,
        call.args.text("secret_token"),
        min(max(1, most), _MOST_CONNECTIONS),
        call.args.text("ip_address"),
    )


def _not_too_soon(call: Call) -> None:
    """An address can be set once a second (Client.cpp, process_set_webhook_query)."""
    now = call.api.clock()
    last = call.session.webhook_asked_at
    if last is not None and now < last + _WEBHOOK_PAUSE:
        raise too_many_requests(1)
    call.session.webhook_asked_at = now


def _check_webhook(settings: WebhookSettings, *, local: bool) -> None:
    """What the server looks at last; what was set before is gone by then."""
    if normal_url(settings.url) is None:
        raise bad_request("invalid webhook URL specified")
    if len(settings.secret) > _LONGEST_SECRET:
        raise bad_request("secret token is too long")
    if not _SECRET.fullmatch(settings.secret):
        raise bad_request("secret token contains unallowed characters")
    if not local and not settings.url.lower().startswith("https://"):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    _check_host(settings.url, local=local)


def _check_host(url: str, *, local: bool) -> None:
    """Port and host as the server looks at them (WebhookActor.cpp, `start_up`, `check_ip_address`).
    No name is looked up here but those that nobody can have (RFC 6761, `.invalid`)."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if not local and (parts.port or 443) not in _PORTS:
        text = "Webhook can be set up only on ports 80, 88, 443 or 8443"
        raise bad_request(f"bad webhook: {text}")
    if host.endswith(".invalid"):
        raise bad_request("bad webhook: Failed to resolve host: Name or service not known")
    try:
        address = ip_address(host)
    except ValueError:
        return
    if not local and address.version != 4:
        raise bad_request("bad webhook: IPv6-only addresses are not allowed")
    if not local and any(address in block for block in _RESERVED):
        raise bad_request(f"bad webhook: IP address {address} is reserved")


@method("deleteWebhook")
async def delete_webhook(call: Call) -> Described:
    """Go back to polling."""
    return await _delete_webhook(call)


async def _delete_webhook(call: Call) -> Described:
    was_set = call.session.webhook is not None
    await _stop(call)
    if call.args.flag("drop_pending_updates"):
        call.session.queue.drop_all()
    said = "Webhook was deleted" if was_set else "Webhook is already deleted"
    return Described(result=True, description=said)


@method("getWebhookInfo")
def get_webhook_info(call: Call) -> Json:
    """Return WebhookInfo."""
    queue, hook = call.session.queue, call.session.webhook
    info: Json = {
        "url": hook.settings.url if hook is not None else "",
        "has_custom_certificate": False,
        "pending_update_count": len(queue.pending),
    }
    if hook is not None:
        info["max_connections"] = hook.settings.max_connections
        info["ip_address"] = hook.settings.ip_address or "127.0.0.1"
        if hook.last_error_at is not None:
            info["last_error_date"] = stamp(hook.last_error_at)
            info["last_error_message"] = hook.last_error
    if (names := queue.allowed_names()) is not None:
        info["allowed_updates"] = names
    return info


async def _stop(call: Call) -> None:
    hook, call.session.webhook = call.session.webhook, None
    if hook is not None:
        await hook.stop()
