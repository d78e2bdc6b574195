"""The control door as a client speaks it, and hands on groups behind it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import aiohttp

from sandbox.people.codec import pack, unpack
from sandbox.people.views import TopicView
from sandbox.state.model import Refused


class WrongCallError(Exception):
    """The sandbox did not understand a call; it speaks another version, or the values are wrong."""


class Remote:
    """One control door. Its answers are those of `LocalHands`; refusals raise `Refused`."""

    def __init__(self, client: aiohttp.ClientSession, url: str) -> None:
        self._client = client
        self._url = url.rstrip("/") + "/control"

    async def ask(self, call: str, /, **args: Any) -> Any:
        """Make a call. Raises Refused, WrongCallError, aiohttp.ClientError (nobody there)."""
        body = json.dumps({"call": call, "args": pack(args)})
        headers = {"Content-Type": "application/json"}
        async with self._client.post(self._url, data=body, headers=headers) as response:
            if response.content_type != "application/json":
                raise WrongCallError(f"{response.status}: {await response.text()}")
            answer = await response.json()
        if "refused" in answer:
            told = answer["refused"]
            raise Refused(told["tag"], told["code"], migrate_to=told["migrate_to"])
        if "wrong" in answer:
            raise WrongCallError(answer["wrong"])
        return unpack(answer["result"])


class RemoteGroups(Remote):
    """The part of `RemoteHands` that is about groups."""

    async def promote(
        self,
        me: int,
        chat: int,
        user_id: int,
        rights: Sequence[str],
        anonymous: bool,
        title: str | None,
    ) -> int:
        """Make an administrator; all rights if none is named. The group's id, maybe a new one."""
        result: int = await self.ask(
            "promote",
            me=me,
            chat=chat,
            user_id=user_id,
            rights=rights,
            anonymous=anonymous,
            title=title,
        )
        return result

    async def demote(self, me: int, chat: int, user_id: int) -> None:
        """Make an administrator a member again."""
        await self.ask("demote", me=me, chat=chat, user_id=user_id)

    async def delete_group(self, me: int, chat: int) -> None:
        """Delete a group for everybody."""
        await self.ask("delete_group", me=me, chat=chat)

    async def set_title(self, me: int, chat: int, title: str) -> None:
        """Rename a group."""
        await self.ask("set_title", me=me, chat=chat, title=title)

    async def create_channel(
        self, me: int, title: str, username: str | None, discussion: int | None
    ) -> int:
        """Make a channel; its id."""
        result: int = await self.ask(
            "create_channel", me=me, title=title, username=username, discussion=discussion
        )
        return result

    async def set_forum(self, me: int, chat: int, is_forum: bool) -> None:
        """Give a supergroup topics or take them away."""
        await self.ask("set_forum", me=me, chat=chat, is_forum=is_forum)

    async def create_topic(self, me: int, chat: int, title: str, icon: str | None) -> TopicView:
        """Open a topic."""
        result: TopicView = await self.ask("create_topic", me=me, chat=chat, title=title, icon=icon)
        return result

    async def edit_topic(
        self, me: int, chat: int, topic: int, title: str | None, icon: str | None
    ) -> None:
        """Another title or icon; None keeps it."""
        await self.ask("edit_topic", me=me, chat=chat, topic=topic, title=title, icon=icon)

    async def set_topic_closed(self, me: int, chat: int, topic: int, closed: bool) -> None:
        """Close a topic or open it again."""
        await self.ask("set_topic_closed", me=me, chat=chat, topic=topic, closed=closed)

    async def delete_topic(self, me: int, chat: int, topic: int) -> None:
        """Delete a topic with its messages."""
        await self.ask("delete_topic", me=me, chat=chat, topic=topic)

    async def topics(self, me: int, chat: int) -> list[TopicView]:
        """A forum's topics, General first."""
        result: list[TopicView] = await self.ask("topics", me=me, chat=chat)
        return result

    async def pass_time(self, seconds: float) -> None:
        """Move Telegram's clock ahead."""
        await self.ask("pass_time", seconds=seconds)
