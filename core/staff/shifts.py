"""Shifts and breaks of operators, and the panel that shows them.

Whoever lost an offer is left out of the next choice until they show that they are there; else a
lone operator would never get the ticket again, and its customer wait for nobody. At the start of a
shift and at the end of a break everything may come to them again. At a mere word only what they
lost for want of an answer: what they gave back themselves does not come back at once.
"""

from core.cards.send import show_dialog
from core.cards.views import staff as staff_views
from core.model.cards import Card
from core.model.effects import Priority, ShowCard
from core.model.events import CapacityFreed, OperatorBack, PanelChanged
from core.model.memos import Word
from core.model.people import Operator
from core.model.text_keys import TextKey
from core.model.texts import DeskError, Shown
from core.model.tickets import TicketEventKind
from core.ports import Work
from core.staff.access import staff_member

_LEFT = (TicketEventKind.OFFER_LOST, TicketEventKind.TRANSFERRED)


async def eligible_again(work: Work, operator_id: int, *, at_word: bool = False) -> bool:
    """Let an operator be chosen again for tickets that they lost. Returns False when none of those
    waits."""
    any_again = False
    for ticket in await work.uow.tickets.passing_over(operator_id):
        last = await work.uow.tickets.last_event(ticket.id, _LEFT) if at_word else None
        if last is None or last.kind is TicketEventKind.OFFER_LOST:
            await work.uow.tickets.pass_over(ticket.id, None)
            any_again = True
    return any_again


async def operator_present(work: Work, person_id: int) -> None:
    """Take in that somebody, perhaps an operator, wrote or pressed something: what they lost may be
    offered to them again."""
    if await eligible_again(work, person_id, at_word=True):
        work.happened(CapacityFreed())


async def eligible_at_work(work: Work, operator_id: int) -> None:
    """Let an operator who comes to work be offered everything."""
    await eligible_again(work, operator_id)
    work.happened(CapacityFreed())


async def show_panel(work: Work, operator_id: int, fresh: bool = False) -> None:
    """Show the panel, anew when `fresh`, else where it stands. Raises StaffOnly."""
    operator = await staff_member(work, operator_id)
    shown = staff_views.panel(operator, await work.uow.line.length())
    await put_panel(work, operator_id, shown, fresh=fresh)


async def put_panel(work: Work, operator_id: int, shown: Shown, *, fresh: bool = False) -> None:
    """Show something in the panel's place."""
    await work.uow.cards.remember_later({Card.PANEL.of(operator_id): shown.word})
    await show_dialog(work, operator_id, shown, fresh=fresh, card=Card.PANEL.of(operator_id))


async def refresh_panel(work: Work, operator: Operator, waiting: int, before: str | None) -> None:
    """Bring an existing panel up to date, when it shows something else by now. `before`: what it
    shows; one that asks what becomes of the tickets is left alone."""
    if before is None or before.startswith(TextKey.PANEL_LEAVING.value):
        return
    shown, card = staff_views.panel(operator, waiting), Card.PANEL.of(operator.id)
    put = ShowCard(operator.id, card, shown.text, shown.buttons)
    words = (Word(card, shown.word),)
    await work.tell_by(words, lambda changed: put if changed else None, priority=Priority.BOARD)


async def start_shift(work: Work, operator_id: int) -> None:
    """Start the shift. Raises StaffOnly, DeskError(ALREADY_ON_SHIFT)."""
    await staff_member(work, operator_id)
    if not await work.uow.operators.start_shift(operator_id, work.now):
        raise DeskError(TextKey.ALREADY_ON_SHIFT)
    work.happened(OperatorBack(operator_id))
    work.happened(PanelChanged(operator_id))


async def ask_to_end(work: Work, operator_id: int, fresh: bool = False) -> None:
    """End the shift, or ask first on the panel when tickets are open. Raises StaffOnly,
    DeskError(NOT_ON_SHIFT)."""
    operator = await staff_member(work, operator_id)
    if not operator.on_shift:
        raise DeskError(TextKey.NOT_ON_SHIFT)
    held = await work.uow.tickets.held_by(operator_id)
    if held:
        shown = staff_views.leaving(operator, len(held))
        await put_panel(work, operator_id, shown, fresh=fresh)
    else:
        await end_shift(work, operator_id, fresh)


async def end_shift(work: Work, operator_id: int, fresh: bool = False) -> None:
    """End the shift: no new tickets; those held stay to the end. Raises StaffOnly,
    DeskError(NOT_ON_SHIFT).

    An offer whose customer has not come yet is not lost: the choice is made again when they come.
    """
    await staff_member(work, operator_id)
    if not await work.uow.operators.end_shift(operator_id, work.now):
        raise DeskError(TextKey.NOT_ON_SHIFT)
    await show_panel(work, operator_id, fresh)


async def start_break(work: Work, operator_id: int, fresh: bool = False) -> None:
    """Begin a break: no new tickets from now on. Raises StaffOnly, DeskError(NOT_ON_SHIFT,
    ALREADY_ON_BREAK)."""
    operator = await staff_member(work, operator_id)
    if not await work.uow.operators.start_break(operator_id, work.now):
        raise DeskError(TextKey.ALREADY_ON_BREAK if operator.on_shift else TextKey.NOT_ON_SHIFT)
    await show_panel(work, operator_id, fresh)


async def end_break(work: Work, operator_id: int, fresh: bool = False) -> None:
    """End the break. Raises StaffOnly, DeskError(NOT_ON_BREAK)."""
    await staff_member(work, operator_id)
    if not await work.uow.operators.end_break(operator_id, work.now):
        raise DeskError(TextKey.NOT_ON_BREAK)
    work.happened(OperatorBack(operator_id))
    work.happened(PanelChanged(operator_id, fresh))


async def toggle_break(work: Work, operator_id: int) -> None:
    """Begin a break, or end it. Raises StaffOnly, DeskError(NOT_ON_SHIFT)."""
    operator = await staff_member(work, operator_id)
    change = end_break if operator.on_break else start_break
    await change(work, operator_id, fresh=True)
