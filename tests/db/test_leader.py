"""Who leads: one of several, also when several of its jobs ask at the same moment."""

import asyncio

from db.leader import make_leader


async def test_many_who_ask_at_once_do_not_cost_the_lead(desk_url: str) -> None:
    first, second = make_leader(desk_url), make_leader(desk_url)
    try:
        for _ in range(3):
            assert all(await asyncio.gather(*(first.leads() for _ in range(5))))
            if desk_url.startswith("postgresql"):
                assert not any(await asyncio.gather(*(second.leads() for _ in range(5))))
    finally:
        await first.close()
        await second.close()
