"""Makes a day's ledger: the heads of all chains that moved, under one hash, which is signed and
posted where somebody else dates it."""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from core.model import texts
from core.model.effects import Priority, SendDocument
from core.model.ledgers import Ledger, Moved
from core.model.seals import NOTHING
from core.model.text_keys import TextKey
from core.ports import Work
from core.transcripts.chain import canonical, hashed

FOLDER = "ledgers"
"""In LOGS_DIR: what is posted lies there."""

DAY = timedelta(days=1)
_TAG = b"switchboard ledger 1\n"
_NAMED = re.compile(rf"{FOLDER}/records-(\d{{4}}-\d\d-\d\d)\.json")


class Signer(Protocol):
    """Signs by Ed25519 (https://www.rfc-editor.org/rfc/rfc8032)."""

    @property
    def key(self) -> bytes:
        """The public key."""

    def sign(self, data: bytes) -> bytes:
        """Return the signature."""


async def make_ledger(work: Work, signer: Signer | None) -> Ledger | None:
    """Make the ledger of the day that is over, and have it posted to the archive's chat if there is
    one. None when that is done, or nothing came. The next one is due when this day is over."""
    await work.uow.transcripts.put_ledger_due(next_midnight(work.now, work.rules.time_zone))
    day = day_over(work.now, work.rules.time_zone)
    last = await work.uow.transcripts.last_ledger()
    if last is not None and last.day >= day:
        return None
    moved = await work.uow.transcripts.moved()
    if not moved.heads:
        return None
    previous = NOTHING if last is None else last.hash
    ledger = signed(day, ledger_body(day, work.now, previous, moved), signer)
    await work.uow.transcripts.add_ledger(ledger, moved.heads)
    await _post(work, ledger, moved)
    return ledger


async def _post(work: Work, ledger: Ledger, moved: Moved) -> None:
    chat_id = work.rules.archive_chat_id
    if chat_id is None:
        return
    caption = texts.text(
        TextKey.LEDGER_CAPTION,
        work.rules.desk_language,
        day=ledger.day.isoformat(),
        entries=moved.entries,
        erased=moved.erased,
        hash=ledger.hash.hex(),
    )
    name = ledger_name(ledger.day)
    document = SendDocument(chat_id, name, path=f"{FOLDER}/{name}", caption=caption)
    await work.tell(document, priority=Priority.BOARD)


async def ledger_due(work: Work) -> datetime:
    """Return when the next ledger is due: where that was never said, when the day is over that is
    to have one."""
    kept, zone = work.uow.transcripts, work.rules.time_zone
    due = await kept.ledger_due()
    if due is None:
        last = await kept.last_ledger()
        # What came on the first day is in the first night's.
        due = next_midnight(work.now, zone) if last is None else _over(last.day + DAY, zone)
        await kept.put_ledger_due(due)
    return due


def next_midnight(now: datetime, zone: str) -> datetime:
    """Return when today is over where the desk is, in UTC."""
    return _over(now.astimezone(ZoneInfo(zone)).date(), zone)


def _over(day: date, zone: str) -> datetime:
    return datetime.combine(day + DAY, time(), ZoneInfo(zone)).astimezone(UTC)


async def ledger_posted(work: Work, effect: SendDocument, message_id: int) -> None:
    """Keep by which message a ledger was posted; of any other document nothing is kept."""
    found = _NAMED.fullmatch(effect.path or "")
    if found is not None:
        day = date.fromisoformat(found[1])
        await work.uow.transcripts.ledger_posted(day, effect.chat_id, message_id)


def day_over(now: datetime, zone: str) -> date:
    """Return the last day that is over where the desk is."""
    return now.astimezone(ZoneInfo(zone)).date() - DAY


def ledger_body(day: date, now: datetime, previous: bytes, moved: Moved) -> dict[str, Any]:
    """Return what the ledger says: of each chain that moved its number, hash, and how many of its
    entries were sealed at an upgrade."""
    return {
        "day": day.isoformat(),
        "made_at": now.astimezone(UTC).isoformat(),
        "previous": previous.hex(),
        "entries": moved.entries,
        "erased": moved.erased,
        "chains": [
            [head.chain, head.number, head.hash.hex(), head.earlier] for head in moved.heads
        ],
    }


def signed(day: date, body: dict[str, Any], signer: Signer | None) -> Ledger:
    """Return the ledger that says so."""
    if signer is None:
        return Ledger(day, body, ledger_hash(body))
    return Ledger(day, body, ledger_hash(body), signer.sign(signed_part(body)), signer.key)


def ledger_hash(body: Any) -> bytes:
    """Return the hash of what a ledger says."""
    return hashed(signed_part(body))


def signed_part(body: Any) -> bytes:
    """Return the bytes of it that are hashed, and signed."""
    return _TAG + canonical(body)


def ledger_name(day: date) -> str:
    """Return how a ledger's file is called."""
    return f"records-{day.isoformat()}.json"


def ledger_file(ledger: Ledger) -> bytes:
    """Return what is posted: what it says, its hash, signature and public key."""
    posted = {
        "ledger": ledger.body,
        "hash": ledger.hash.hex(),
        "signature": None if ledger.signature is None else ledger.signature.hex(),
        "key": None if ledger.key is None else ledger.key.hex(),
    }
    return canonical(posted) + b"\n"
