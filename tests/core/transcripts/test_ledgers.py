"""A day that is over has its ledger, once: kept, in a file, posted to the archive's chat."""

import json
import stat
from datetime import UTC, datetime
from pathlib import Path

from app.cli.ledgers import ledger_line
from app.proof import proof_words, prove
from archive.ledgers import Ledgers
from core.consequences.reactions import OpenWork
from core.model.effects import SendDocument
from core.model.outcomes import Sent
from core.model.rules import Rules
from core.transcripts.chain import canonical
from core.transcripts.ledgers import ledger_hash
from tests.core.desk import BOT, USERBOT, Desk
from tests.core.transcripts.archive import Archive

CHAT = -1_007_000_000_001


async def test_a_day_that_is_over_is_posted_once(desk: Desk, tmp_path: Path) -> None:
    desk.rules = Rules(bot_id=BOT, userbot_id=USERBOT, archive_chat_id=CHAT, time_zone="Asia/Tokyo")
    logs = tmp_path / "logs"
    opening = OpenWork(desk.database, desk.rules, lambda: desk.now, lambda: "marker")
    ledgers = Ledgers(logs, opening)
    assert not await ledgers.step(), "nothing is recorded yet"
    await desk.ready(100)
    await Archive(desk, logs).writes()
    assert not await ledgers.step(), "the day is not over"
    desk.later(hours=7)
    assert await ledgers.step()
    assert not await ledgers.step()
    # At three in the afternoon by UTC it is midnight in Tokyo.
    name = "records-2026-11-20.json"
    (posted,) = await desk.waiting(SendDocument)
    assert isinstance(posted, SendDocument)
    assert (posted.chat_id, posted.name, posted.path) == (CHAT, name, f"ledgers/{name}")
    file = logs / "ledgers" / name
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    written = json.loads(file.read_bytes())
    assert ledger_hash(written["ledger"]).hex() == written["hash"]
    assert canonical(written) + b"\n" == file.read_bytes()
    assert posted.caption is not None
    assert written["hash"] in str(posted.caption)
    await desk.settle_kind(SendDocument, Sent({"message_id": 57}))
    async with desk.work() as work:
        (kept,) = await work.uow.transcripts.ledgers(9)
        assert await work.uow.transcripts.ledger_due() == datetime(2026, 11, 21, 15, tzinfo=UTC)
    told = proof_words(await prove(desk.database))
    assert (
        "the last ledger that was posted: of 2026-11-20, by message 57 of chat -1007000000001,"
        f" https://t.me/c/7000000001/57; it has to have the hash {written['hash']}"
    ) in told
    assert ledger_line(kept) == (
        f"2026-11-20  {written['hash']}  not signed"
        "  posted: message 57 of chat -1007000000001, https://t.me/c/7000000001/57"
    )
    desk.later(days=1)
    assert not await ledgers.step(), "nothing came since"
