"""Getting updates: polling, webhooks, and the calls about the bot itself."""

from __future__ import annotations

import re

from sandbox.bot_api.errors import ApiError, bad_request
from sandbox.bot_api.registry import Call, Described, Raw, method
from sandbox.bot_api.shapes.people import me
from sandbox.bot_api.text.links import normal_url
from sandbox.bot_api.view import Json, stamp
from sandbox.bot_api.webhook import Webhook, WebhookSettings

_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_MOST_CONNECTIONS = 100


@method("getMe")
def get_me(call: Call) -> Json:
    """The bot."""
    return me(call.bot)


@method("logOut")
def log_out(_: Call) -> bool:
    """There is no other server to go to."""
    return True


@method("close")
def close(_: Call) -> bool:
    """The bot's instance; here it is open again with the next call."""
    return True


@method("getUpdates")
async def get_updates(call: Call) -> Raw:
    """What waits, or what comes within the timeout."""
    session = call.session
    if session.webhook is not None:
        raise ApiError(
            409,
            "can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first",
        )
    session.queue.allow(call.args.sequence("allowed_updates"))
    limit = call.args.integer("limit", 100)
    found = await session.queue.poll(
        call.args.integer("offset"),
        limit if 1 <= limit <= 100 else 100,
        max(0, call.args.integer("timeout")),
    )
    return Raw(found)


@method("setWebhook")
async def set_webhook(call: Call) -> Described:
    """Send updates to an address; an empty one means polling again.

    Plain HTTP will do, as with Telegram's own server in local mode.
    """
    url = call.args.text("url").strip()
    if not url:
        return await _delete_webhook(call)
    normal = normal_url(url)
    if normal is None:
        raise bad_request("invalid webhook URL specified")
    secret = call.args.text("secret_token")
    if secret and not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    most = call.args.integer("max_connections", 40)
    queue = call.session.queue
    queue.allow(call.args.sequence("allowed_updates"))
    queue.abort("terminated by setWebhook request")
    await _stop(call)
    if call.args.flag("drop_pending_updates"):
        queue.drop_all()
    settings = WebhookSettings(
        url, secret, min(max(1, most), _MOST_CONNECTIONS), call.args.text("ip_address")
    )
    bot, api = call.bot, call.api

    async def reply(body: bytes, content_type: str) -> None:
        await api.carry_out_reply(bot, body, content_type)

    hook = Webhook(settings, queue, api.clock, reply, api.retry_pause)
    call.session.webhook = hook
    hook.start()
    return Described(result=True, description="Webhook was set")


@method("deleteWebhook")
async def delete_webhook(call: Call) -> Described:
    """Back to polling."""
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
    """WebhookInfo."""
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
