"""The same desk, with updates that come by webhook."""

from pathlib import Path

import aiohttp

from sandbox.bot_api.kind import OWN_LOCAL
from tests.e2e.journeys.day import a_day
from tests.support.servers import free_port

SECRET = "a-secret_that-Telegram-sends-with-each-call"


async def test_a_ticket_by_webhook_and_nobody_else_gets_in(tmp_path: Path, file_url: str) -> None:
    port = free_port()
    address = f"http://127.0.0.1:{port}/telegram/updates"
    choices = {
        "webhook_url": address,
        "webhook_secret": SECRET,
        "webhook_listen": f"127.0.0.1:{port}",
    }
    async with a_day(tmp_path, file_url, server=OWN_LOCAL, **choices) as day:
        olga = await day.staff("Olga")
        talk = await day.talks(await day.visitor("Ann"), [olga])
        await talk.customer.say(talk.room, "by webhook")
        await day.keeps(talk.customer, "by webhook")

        eve = 5_999_999_999
        forged = {
            "update_id": 999_999,
            "message": {
                "message_id": 1,
                "date": 1,
                "chat": {"id": eve, "type": "private", "first_name": "Eve"},
                "from": {"id": eve, "is_bot": False, "first_name": "Eve"},
                "text": "/start",
            },
        }
        name = "X-Telegram-Bot-Api-Secret-Token"
        async with aiohttp.ClientSession() as client:
            for headers in ({}, {name: ""}, {name: SECRET + "x"}, {name: SECRET.upper()}):
                async with client.post(address, json=forged, headers=headers) as answer:
                    assert answer.status in {401, 403}, headers
            async with client.get(address) as answer:
                assert answer.status == 405
        await day.quiet()
        assert await day.stage.rows("SELECT id FROM customers WHERE id = :id", id=eve) == []
        await day.closes(talk)
