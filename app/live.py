"""What a process goes by at this moment: the files, and above them what supervisors set on the
page, in whichever process."""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial

import structlog

from bot.wording import FluentWording
from core.configuration.rules.fields import fields_of
from core.configuration.rules.layers import Layered, layered
from core.delivery.trouble import always, patiently
from core.model.configuration import Ground
from core.model.rules import Rules, Topic
from core.model.webhooks import NOBODY, subscriptions_of
from db.database import SqlDatabase
from db.reads import keep_topics
from db.repositories.configuration import SqlConfiguration
from db.repositories.webhooks import SqlWebhooks

log = structlog.get_logger(__name__)

LOOK_EVERY = 1.0
"""Seconds between two looks at whether anything was set on the page: one small statement."""

Texts = Mapping[str, Mapping[str, str]]
"""An owner's own, by language and key."""


class Live:
    """Topics and texts as they are now; what stands on it is told of other texts.

    Args:
        ground: what holds without the page.
        topics: the same, as it is read.
    """

    def __init__(self, ground: Ground, topics: tuple[Topic, ...]) -> None:
        self.ground = ground
        self.wording = FluentWording()
        keys = [topic.key for topic in topics]
        self._layered = Layered(ground, topics, fields_of(ground.fields, keys))
        self._revision = 0
        self._reports = NOBODY
        self._had_webhooks = False
        self._heard: list[Callable[[Texts], None]] = []

    def rules(self, rules: Rules) -> Rules:
        """Return these rules with the topics, tags, fields, lists of words and webhooks of now."""
        now, ground = self._layered, self._layered.ground
        if (
            rules.topics is now.topics
            and rules.tags is ground.tags
            and rules.fields is now.fields
            and rules.words.is_empty
            and ground.words.is_empty
            and rules.reports is self._reports
        ):
            return rules
        return replace(
            rules,
            topics=now.topics,
            tags=ground.tags,
            fields=now.fields,
            words=ground.words,
            reports=self._reports,
        )

    @property
    def had_webhooks(self) -> bool:
        """Whether there were any webhooks since the process began."""
        return self._had_webhooks

    def told(self, hear: Callable[[Texts], None]) -> None:
        """Have the owner's own texts told, now and after each change."""
        self._heard.append(hear)
        hear(self._layered.ground.texts)

    async def look(self, database: SqlDatabase) -> bool:
        """Look whether anything was set. Returns whether it was. Raises DatabaseBusyError."""
        async with database.reading() as transaction:
            kept = SqlConfiguration(transaction)
            revision = await kept.revision()
            if revision == self._revision:
                return False
            entries = await kept.entries()
            webhooks = await SqlWebhooks(transaction).all()
        found = layered(self.ground, entries, self.wording.check)
        self._layered, self._revision = found, revision
        self._reports = subscriptions_of(webhooks)
        self._had_webhooks = self._had_webhooks or bool(webhooks)
        for name, mistake in found.ignored.items():
            log.warning("what the page says is left out", entry=name.key, reason=str(mistake))
        for hear in self._heard:
            hear(found.ground.texts)
        return True

    async def keep(self, database: SqlDatabase, stop: asyncio.Event) -> None:
        """Look again and again until `stop` is set."""

        async def turn() -> None:
            if await self.look(database):
                log.info("goes by what is set on the page", revision=self._revision)
                await patiently(partial(keep_topics, database, self._layered.topics))
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK_EVERY):
                    await stop.wait()

        await always(turn, "what is set on the page is not looked at", stop)
