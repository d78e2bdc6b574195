"""Staff ask for a link, sign in by it or by the Mini App, and sign out."""

from core.access.rules import APP_FRESH, CLOCKS_DIFFER, SESSION_LASTS, is_fresh
from core.model.access import LINK_LASTS, SendSignInLink, Signed, Way
from core.model.audit import AuditKind
from core.model.outcomes import Sent
from core.model.people import Operator
from core.model.text_keys import TextKey
from core.model.texts import DeskError, StaffOnly
from core.ports import OutboxEffect, Work
from core.ports.effects import settles
from core.staff.access import staff_member


async def ask_for_link(work: Work, person_id: int) -> None:
    """Have a link sent; what was open for them until now is closed. Raises StaffOnly,
    DeskError(WEB_NOT_SET_UP)."""
    member = await staff_member(work, person_id)
    if work.rules.web_address is None:
        raise DeskError(TextKey.WEB_NOT_SET_UP)
    await sign_out_everywhere(work, person_id)
    await work.tell(
        SendSignInLink(person_id, work.rules.web_address, member.language), lasts=LINK_LASTS
    )


@settles(SendSignInLink, on=Sent)
async def link_sent(work: Work, _row: OutboxEffect, effect: SendSignInLink, outcome: Sent) -> None:
    """Let the link work from now on, unless its owner is off staff by now."""
    if await work.operator(effect.chat_id) is not None:
        await offer_link(work, effect.chat_id, str(outcome.value["key"]))


async def offer_link(work: Work, person_id: int, key: str) -> None:
    """Let a link with that key work once. Raises StaffOnly."""
    await staff_member(work, person_id)
    await work.uow.access.offer(key, person_id, work.now, work.now + LINK_LASTS)


async def use_link(work: Work, key: str, session_key: str) -> Operator:
    """Begin a session by a link, which is used up. Raises DeskError(WEB_LINK_OVER), StaffOnly."""
    person_id = await work.uow.access.use(key, work.now)
    if person_id is None:
        raise DeskError(TextKey.WEB_LINK_OVER)
    return await _begin(work, person_id, session_key, Way.LINK)


async def enter_by_app(work: Work, signed: Signed, session_key: str) -> Operator:
    """Begin a session of whom Telegram names, once for each signature. Raises
    DeskError(WEB_LINK_OVER), StaffOnly."""
    if not is_fresh(signed.signed_at, work.now):
        raise DeskError(TextKey.WEB_LINK_OVER)
    await staff_member(work, signed.person_id)
    # Kept as a link is, which is used up at once, for as long as the signature would be taken.
    until = signed.signed_at + APP_FRESH + CLOCKS_DIFFER
    await work.uow.access.offer(signed.key, signed.person_id, work.now, until)
    if await work.uow.access.use(signed.key, work.now) is None:
        raise DeskError(TextKey.WEB_LINK_OVER)
    return await _begin(work, signed.person_id, session_key, Way.MINI_APP)


async def sign_out(work: Work, session_id: int) -> None:
    """End one session."""
    for person_id, way in await work.uow.access.end(session_id, work.now):
        work.audit(person_id, AuditKind.SESSION, person_id, way.value)


async def sign_out_everywhere(work: Work, person_id: int) -> None:
    """End all of one's own sessions, and the links that one did not use."""
    await end_sessions(work, person_id, person_id)


async def end_sessions(work: Work, person_id: int, actor_id: int | None) -> None:
    """End all of somebody's sessions, and the links that they did not use, since `actor_id` did
    something."""
    for _, way in await work.uow.access.end_all(person_id, work.now):
        work.audit(actor_id, AuditKind.SESSION, person_id, way.value)


async def _begin(work: Work, person_id: int, session_key: str, way: Way) -> Operator:
    member = await work.operator(person_id)
    if member is None:
        raise StaffOnly
    await work.uow.access.begin(session_key, person_id, way, work.now, work.now + SESSION_LASTS)
    work.audit(person_id, AuditKind.SESSION, person_id, None, way.value)
    return member
