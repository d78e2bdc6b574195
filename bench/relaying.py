"""A text from a customer to the staff: getUpdates, inbox, worker, the row that is kept, the copy to
the desk, and where it stands. As `whole_path`, with every customer at a desk of their own.
"""

from bench import whole_path
from core.desks.desk import take_desk
from core.groups.lifecycle import add_group
from core.model.places import GroupUse
from core.ports import Work

FIRST_DESK = -1_002_000_000_000


async def at_desks(work: Work) -> None:
    """Each customer has an open ticket, and a desk for it."""
    for number in range(1, whole_path.CUSTOMERS + 1):
        await add_group(work, FIRST_DESK - number, GroupUse.DESK, f"Desk {number}", None)
    for number in range(1, whole_path.CUSTOMERS + 1):
        ticket = await work.uow.tickets.open(number, "general", 0, work.now)
        if ticket is None or await take_desk(work, ticket) is not None:
            raise RuntimeError(f"customer {number} has no desk")


async def measure() -> None:
    """Print a table as `whole_path` does."""
    await whole_path.measure(at_desks)
