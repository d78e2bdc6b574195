"""An edit of what was carried between the customer's private chat and the staff follows to the
other side."""

from core.domain.messages import Said, SenderRole
from core.domain.relay_effects import EditCopy
from core.ports import Work
from core.usecases.archiving import forgotten
from core.usecases.copying import whose
from core.usecases.internal import is_internal
from core.usecases.record_said import keep_edit
from core.usecases.whereabouts import room_by_chat, talk_chat, usable_place


async def edit_said(work: Work, said: Said) -> bool:
    """Keep an edit beside what stood before, and change the copy, if there is one on the other
    side; also after the ticket ended, as long as the copy stands.

    False when nothing is new, and for what stays inside: a message that was never carried, and an
    answer that has become internal (it then stands there as it did before).
    """
    known = await work.uow.messages.get(said.chat_id, said.message_id)
    ticket = None if known is None else await work.ticket(known.ticket_id)
    if known is None or ticket is None or await forgotten(work, ticket):
        return False
    if await room_by_chat(work, said.chat_id) is not None:
        return (
            False  # there customer and operator see the edit itself, and the user account hears it
        )
    by_customer = known.role is SenderRole.CUSTOMER
    if not by_customer and is_internal(work, said) and not is_internal(work, known.said):
        return False
    if not await keep_edit(work, said, None):
        return False
    other_side = await talk_chat(work, ticket) if by_customer else ticket.customer_id
    if other_side is not None:
        place = await usable_place(work, ticket) if by_customer else None
        edit = EditCopy(
            other_side,
            said.chat_id,
            said.message_id,
            () if place is None else whose(ticket, place),
            work.rules.desk_language,
        )
        await work.tell(edit, ticket.id)
    return True
