"""Steps of the machine that are about time: who speaks, who falls silent, who leaves."""

from typing import TYPE_CHECKING

from core.conversations.record import record_said
from core.customers.profile import mark_reachable
from core.model.messages import MessageKind, Said
from core.tickets.begin import member_joined
from core.tickets.presence import all_solved, member_left, still_needed
from core.tickets.reopen import reopen_own, reopen_ticket
from tests.core.desk import person

if TYPE_CHECKING:
    from tests.core.machine import DeskMachine, Step


def staff_says(machine: "DeskMachine", a: int, b: int, _c: int) -> None:
    """The holder mostly, or somebody else of staff."""
    found = machine.in_room(a)
    if found is None:
        return
    ticket, chat = found
    who = ticket.operator_id if b % 4 and ticket.operator_id is not None else 1 + b % 4
    machine.numbers += 1
    said = Said(chat, machine.numbers, who, "x", machine.desk.now, MessageKind.TEXT, "hi")
    assert machine.run(record_said, said)
    machine.said.add((chat, machine.numbers))


def customer_leaves(machine: "DeskMachine", a: int, _b: int, _c: int) -> None:
    """Told by both sources."""
    found = machine.in_room(a, ready=True)
    if found is not None:
        ticket, chat = found
        for _ in range(2):
            machine.run(member_left, chat, ticket.customer_id, machine.desk.now)


def customer_returns(machine: "DeskMachine", a: int, _b: int, _c: int) -> None:
    """Whether they had left or not."""
    found = machine.in_room(a, ready=True)
    if found is not None and found[0].joined_at is not None:
        machine.run(member_joined, found[1], person(found[0].customer_id), machine.desk.now)


def a_minute_passes(machine: "DeskMachine", a: int, _b: int, _c: int) -> None:
    """Not much time, so that deadlines pass one by one."""
    machine.desk.later(seconds=1 + 30 * a)
    machine.ticks()


def hours_pass(machine: "DeskMachine", a: int, _b: int, _c: int) -> None:
    """Enough for silence."""
    machine.desk.later(minutes=61 * (1 + a % 3))
    machine.ticks()


def customer_presses(machine: "DeskMachine", a: int, b: int, _c: int) -> None:
    """A button of the question, perhaps an old one."""
    known = sorted(machine.before.tickets)
    if known:
        ticket = machine.before.tickets[known[-1 - a % len(known)]]
        machine.run(all_solved if b % 4 == 0 else still_needed, ticket.customer_id, ticket.id)


def operator_blocks_bot(machine: "DeskMachine", a: int, b: int, _c: int) -> None:
    """Or lets it write again."""
    machine.run(mark_reachable, 1 + a % 4, bool(b % 2))


def ticket_goes_on(machine: "DeskMachine", a: int, b: int, _c: int) -> None:
    """After its end: by its customer mostly, or by somebody of staff, who may not."""
    ended = [one for one in machine.before.tickets.values() if not one.is_open]
    if not ended:
        return
    ticket = ended[-1 - a % min(len(ended), 4)]
    machine.by_hand = True  # who held it comes before the queue's order
    if b % 4:
        machine.run(reopen_own, ticket.customer_id, ticket.id)
    else:
        machine.run(reopen_ticket, 1 + a % 4, ticket.id)


TIME_STEPS: "list[Step]" = [
    staff_says,
    staff_says,
    staff_says,
    customer_leaves,
    customer_returns,
    a_minute_passes,
    a_minute_passes,
    hours_pass,
    customer_presses,
    ticket_goes_on,
    operator_blocks_bot,
]
