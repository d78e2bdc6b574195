"""What must be so in the tables and in Telegram whatever happened."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core.model.places import PlaceKind

Rows = Callable[[str], Awaitable[list[dict[str, Any]]]]

ALWAYS: Mapping[str, str] = {
    "somebody has two open tickets": """
        SELECT customer_id, count(*) AS tickets FROM tickets
        WHERE status IN ('queued', 'offered', 'active') GROUP BY 1 HAVING count(*) > 1""",
    "somebody's load is above their capacity": """
        SELECT id, load, capacity FROM operators WHERE load > capacity""",
    "a ticket has two holders": """
        SELECT ticket_id, count(*) AS holders FROM assignments
        WHERE released_at IS NULL GROUP BY 1 HAVING count(*) > 1""",
    "two places are one chat": """
        SELECT chat_id, thread_id, count(*) AS places FROM places
        WHERE chat_id IS NOT NULL AND state <> 'deleted' AND NOT is_shared
        GROUP BY 1, 2 HAVING count(*) > 1""",
}
"""What holds at every moment: each names rows that must not be there."""

AT_THE_END: Mapping[str, str] = {
    "an update is left": """
        SELECT id, source, key FROM inbox WHERE handled_at IS NULL AND failed_at IS NULL""",
    "an effect is unsettled": """
        SELECT id, kind, destination, attempts, not_before, note FROM outbox
        WHERE state = 'waiting'""",
    "an entry is not written": """
        SELECT id, customer_id, kind FROM journal WHERE position IS NULL""",
    "a transcript is not written": """
        SELECT customer_id, position, written, shown FROM transcripts
        WHERE written < position OR (shown = 0 AND position > 0)""",
    "a load is not what is held": """
        SELECT id, load FROM operators WHERE load <> (
            SELECT count(*) FROM tickets WHERE tickets.operator_id = operators.id
            AND tickets.status IN ('offered', 'active'))""",
    "a ticket is open": """
        SELECT id, customer_id, status FROM tickets
        WHERE status IN ('queued', 'offered', 'active')""",
    "an ended ticket is held": """
        SELECT assignments.ticket_id FROM assignments
        JOIN tickets ON tickets.id = assignments.ticket_id
        WHERE released_at IS NULL AND tickets.status IN ('closed', 'abandoned')""",
    "an ended ticket has a place": """
        SELECT places.id, kind, state, ticket_id FROM places
        JOIN tickets ON tickets.id = places.ticket_id
        WHERE tickets.status IN ('closed', 'abandoned')""",
    "a place is under way": """
        SELECT id, kind, state, marker, chat_id FROM places
        WHERE state IN ('creating', 'preparing', 'emptying', 'wiping', 'deleting')""",
    "a staff group is out of use": """
        SELECT chat_id, use, trouble FROM staff_groups WHERE trouble IS NOT NULL""",
}
"""What holds when nobody says anything any more."""

NEVER: Mapping[str, str] = {
    "an update was set aside": """
        SELECT id, source, key, error FROM inbox WHERE failed_at IS NOT NULL""",
    "an effect never arrived": """
        SELECT id, kind, destination, note FROM outbox WHERE state = 'unreachable'
        AND kind NOT IN ('InviteOperator', 'ClearGroup', 'SetCommands')
        AND NOT EXISTS (SELECT 1 FROM places WHERE kind = 'room' AND state = 'deleted'
            AND destination LIKE '%:' || chat_id)""",
}
"""What no waiting mends. Who cannot be invited gets a link, a desk that no user account can clear
is cleared by the bot, who has not started the bot has no menu yet, what was to be said in a room
has gone with it: all go on."""

REJECTED = """
    SELECT id, kind, destination, note, created_at, settled_at FROM outbox
    WHERE state = 'rejected'"""


@dataclass(frozen=True, slots=True)
class Broken:
    """An invariant that does not hold, and what shows it."""

    what: str
    rows: Sequence[Mapping[str, Any]]

    def __str__(self) -> str:
        shown = "; ".join(
            ", ".join(f"{name} {value}" for name, value in row.items()) for row in self.rows[:3]
        )
        more = f" and {len(self.rows) - 3} more" if len(self.rows) > 3 else ""
        return f"{self.what}: {shown}{more}"


async def broken(rows: Rows, invariants: Mapping[str, str]) -> list[Broken]:
    """Those of them which do not hold."""
    found = []
    for what, query in invariants.items():
        if there := await rows(query):
            found.append(Broken(what, there))
    return found


def unaccounted(
    place: PlaceKind, there: Mapping[int, Sequence[int]], kept: Sequence[Mapping[str, Any]]
) -> list[Broken]:
    """Chats of the desk's own that no place knows, and places whose chat is not there any more.

    `there`: for rooms each chat in which a user account is (its topics do not matter), for threads
    each forum with its topics; `kept`: the rows of places.
    """
    live = [row for row in kept if row["state"] != "deleted" and row["kind"] == place.value]
    known: set[tuple[int, int]] = {
        (row["chat_id"], row["thread_id"]) for row in live if row["chat_id"] is not None
    }
    if place is PlaceKind.DESK:
        return []
    if place is PlaceKind.ROOM:
        found = {(chat, 0) for chat in there}
    else:
        found = {(chat, topic) for chat, topics in there.items() for topic in topics}
    strays = [{"chat": chat, "topic": topic} for chat, topic in sorted(found - known)]
    lacking = [{"chat": chat, "topic": topic} for chat, topic in sorted(known - found)]
    return [
        Broken(what, rows)
        for what, rows in (
            (f"a {place.value} is there that no place knows", strays),
            (f"a place has no {place.value} any more", lacking),
        )
        if rows
    ]
