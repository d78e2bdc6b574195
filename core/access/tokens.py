"""Supervisors and the owner make tokens for programs that ask by the API, and revoke them."""

from datetime import datetime

from core.model.audit import AuditKind
from core.model.texts import DeskError
from core.model.token_text_keys import TokenKey
from core.model.tokens import LONGEST_TOKEN_NAME, ApiRight, read_token_name
from core.ports import Work
from core.staff.access import supervisor


async def make_token(
    work: Work,
    actor_id: int | None,
    name: str,
    rights: frozenset[ApiRight],
    expires_at: datetime | None,
    key: str,
) -> str:
    """Let a program in by the secret with that key. Returns its name as it is kept. `actor_id`
    None: the owner.

    Raises StaffOnly, DeskError(NAME, TAKEN, RIGHTS, EXPIRED).
    """
    if actor_id is not None:
        await supervisor(work, actor_id)
    kept = read_token_name(name)
    if kept is None:
        raise DeskError(TokenKey.NAME, most=LONGEST_TOKEN_NAME)
    if not rights:
        raise DeskError(TokenKey.RIGHTS)
    if expires_at is not None and expires_at <= work.now:
        raise DeskError(TokenKey.EXPIRED)
    if not await work.uow.tokens.make(key, kept, rights, actor_id, work.now, expires_at):
        raise DeskError(TokenKey.TAKEN, name=kept)
    work.audit(actor_id, AuditKind.API, kept, None, sorted(rights))
    return kept


async def revoke_token(work: Work, actor_id: int | None, name: str) -> None:
    """Let a token work no more, from the next thing that is asked by it. Raises StaffOnly,
    DeskError(UNKNOWN)."""
    if actor_id is not None:
        await supervisor(work, actor_id)
    revoked = await work.uow.tokens.revoke(name.strip(), work.now)
    if revoked is None:
        raise DeskError(TokenKey.UNKNOWN, name=name.strip())
    work.audit(actor_id, AuditKind.API, revoked.name, sorted(revoked.rights))
