"""What the shop's own program asks of the desk, and says by it."""

import secrets

import httpx

from core.access.rules import key_of
from core.access.tokens import make_token
from core.model.tokens import TOKEN_PREFIX, ApiRight
from stories.day.scene import Day
from stories.steps import Steps, claim

WORDS = "Your parcel waits at the post office."


async def tell(day: Day, steps: Steps) -> None:
    """Play it. Raises StoryError."""
    from app.api import api_of  # what serves it is loaded where it is wanted

    eve = await day.stage.people.add("Eve")
    await eve.start()
    secret = f"{TOKEN_PREFIX}{secrets.token_urlsafe(32)}"
    transport = httpx.ASGITransport(api_of(day.stage.container))
    async with httpx.AsyncClient(transport=transport, base_url="http://desk/api/v1") as asking:
        async with steps.step("a token for the shop's program: it finds Eve, who wrote to the bot"):
            refused = await asking.get("/customers")
            claim(refused.status_code == 401, "nothing is told without a token")
            async with day.stage.container.work() as work:
                rights = frozenset(ApiRight)
                await make_token(work, None, "Shop", rights, None, key_of(secret))
            asking.headers["authorization"] = f"Bearer {secret}"
            found = (await asking.get("/customers", params={"name": "Eve"})).json()
            claim([one["id"] for one in found["customers"]] == [eve.id], f"she is there: {found}")
        async with steps.step("it opens a ticket for her with a word: once, however often it asks"):
            before = await eve.now()
            wanted = {"customer": eve.id, "topic": "orders", "text": WORDS}
            once = {"idempotency-key": "parcel-4711"}
            made = [await asking.post("/tickets", json=wanted, headers=once) for _ in range(2)]
            ticket = made[0].json()["ticket"]
            claim(made[1].json() == {"ticket": ticket}, "the same ticket")
            await eve.sees(WORDS, since=before)
            await day.shows("Shop, to the customer", WORDS)
        async with steps.step("she answers, and it reads what was said"):
            await eve.say(day.bot, "Thanks, I fetch it")
            await day.shows("Thanks, I fetch it")
            await day.stage.is_quiet()
            said = (await asking.get(f"/tickets/{ticket}/messages")).json()["messages"]
            heard = [(one["role"], one["sender"]["name"], one["text"]) for one in said]
            claim(
                heard == [("bot", "Shop", WORDS), ("customer", "Eve", "Thanks, I fetch it")],
                f"both, and whose they are: {heard}",
            )
        await day.closes(eve)
