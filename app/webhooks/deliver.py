"""Posts what waits, as a part of the scheduler's process: of several schedulers, the one that
leads."""

import asyncio
from contextlib import suppress

from app.container import Container
from core.model.effects import Gateway
from core.model.webhooks import MOST_WEBHOOKS
from core.ports import Right

LOOK_EVERY = 1.0
"""Seconds between looks whether there is any webhook: at what this process knows."""

SLOTS = MOST_WEBHOOKS + 12
"""At once: all receivers may hang together, and hold up none of the tests."""


async def deliver(container: Container, right: Right, stop: asyncio.Event) -> None:
    """Post events until `stop` is set. Nothing is loaded, and nothing looked for, while there is no
    webhook."""
    while not container.live.had_webhooks:
        with suppress(TimeoutError):
            async with asyncio.timeout(LOOK_EVERY):
                await stop.wait()
        if stop.is_set():
            return
    from app.webhooks.gateway import WebhooksGateway

    settings = container.settings
    gateway = WebhooksGateway(
        container.database,
        container.clock,
        settings.webhooks_key_file,
        to_private=settings.webhooks_private_addresses,
    )
    relay = container.relay(Gateway.WEBHOOKS, gateway, right, slots=SLOTS)
    try:
        await relay.run(stop)
    finally:
        await gateway.close()
