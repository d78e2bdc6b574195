"""The rows of a desk after a year: customers of whom a few wrote a great deal, staff with shifts,
tickets with all that belongs to them, and what was said in them."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import Table

from bench.board_rows import NAMES, RARE, WORDS
from core.model.effects import EffectState, Gateway, Priority
from core.model.journal import JournalKind
from core.model.messages import MessageKind, SenderRole
from core.model.people import Role
from core.model.places import GroupUse, PlaceKind, PlaceState
from core.model.search import kept
from core.model.tickets import CloseReason, TicketEventKind, TicketStatus
from db.models import (
    assignments,
    breaks,
    copies,
    customers,
    feedback,
    inbox,
    journal,
    message_versions,
    messages,
    operators,
    outbox,
    places,
    resolutions,
    shifts,
    staff_groups,
    ticket_events,
    tickets,
    transcripts,
)
from db.repositories.rows import name_words

NOW = datetime(2026, 11, 1, 17, tzinfo=UTC)
DAYS = 365
CUSTOMERS, OPERATORS, TICKETS, MESSAGES = 20_000, 60, 100_000, 1_000_000
FIRST_CUSTOMER = 500_000_000
"""Below the ids of customers, which are as long as Telegram's: a short one would be found within
other numbers."""
BIGGEST, OF_BIGGEST = FIRST_CUSTOMER + 1, 1_000
"""A customer, and how many tickets (and ten times as many messages) are theirs."""
BIG, OF_EACH_BIG = range(FIRST_CUSTOMER + 2, FIRST_CUSTOMER + 32), 200
USUAL = FIRST_CUSTOMER + 10_007
"""A customer with about as many tickets as most, with a topic of their own."""
WAITING, HELD = 100, 200
FIRST_OPERATOR = 10_000_000
TOPICS = ("general", "delivery", "money", "bugs")
FORUM, FIRST_DESK = -1_000_000_000_001, -1_000_000_000_100
DESKS = 20
KEPT_DAYS = 7
SENTENCES = 20_000
_EACH = MESSAGES // TICKETS
_TICKET_DAYS = TICKETS // DAYS + 1

Rows = Iterator[dict[str, Any]]


def all_rows() -> Iterator[tuple[Table, Rows]]:
    """Every table's rows, in an order that their keys allow."""
    yield customers, _customers(Random(1))
    yield operators, _operators()
    yield staff_groups, _groups()
    yield places, _places()
    yield tickets, _tickets()
    yield shifts, (shift for shift, _ in _at_work())
    yield breaks, (pause for _, pause in _at_work())
    yield assignments, _assignments()
    yield ticket_events, _events()
    yield feedback, _stars(Random(2))
    yield resolutions, _answers(Random(3))
    yield messages, _messages(Random(4))
    yield message_versions, _versions()
    yield journal, _entries()
    yield transcripts, _transcripts()
    yield copies, _copies()
    yield inbox, _updates(Random(5))
    yield outbox, _effects()


def customer_of(ticket: int) -> int:
    """Whose the ticket is: of each hundred one is the biggest customer's, six are those of thirty
    others, and the last ones are everybody's own."""
    if ticket > TICKETS - WAITING - HELD:
        return FIRST_CUSTOMER + 15_000 + TICKETS - ticket
    if ticket % (TICKETS // OF_BIGGEST) == 0:
        return BIGGEST
    if ticket % 100 < 6:
        return BIG[ticket * 7 % len(BIG)]
    return FIRST_CUSTOMER + 1_000 + ticket * 37 % (CUSTOMERS - 1_000)


def operator_of(ticket: int) -> int:
    """Who holds it, or held it."""
    return FIRST_OPERATOR + ticket * 13 % OPERATORS


def opened(ticket: int) -> datetime:
    """When: most of a day's come in its middle, the newest just now."""
    day, place = divmod(ticket - 1, _TICKET_DAYS)
    share = (place + 0.5) / _TICKET_DAYS
    hour = 7 + 13 * (share + 0.1 * (share - 0.5) * (1 - share))
    begin = NOW.replace(hour=0) - timedelta(days=DAYS - day)
    return min(begin + timedelta(hours=hour), NOW - timedelta(seconds=TICKETS - ticket))


def _customers(random: Random) -> Rows:
    for number in range(1, CUSTOMERS + 1):
        name = f"{random.choice(NAMES)} {random.choice(WORDS).title()}{number:05}"
        yield {
            "id": FIRST_CUSTOMER + number, "name": name, "name_words": name_words(name),
            "username": f"person{number:05}", "phone": f"+38067{number:07}", "language": "uk",
            "reachable": number % 50 != 0, "language_chosen": False,
            "first_seen_at": NOW - timedelta(minutes=26 * (CUSTOMERS - number)),
            "registered_at": NOW - timedelta(minutes=26 * (CUSTOMERS - number)),
        }  # fmt: skip


def _operators() -> Rows:
    for number in range(OPERATORS):
        yield {
            "id": FIRST_OPERATOR + number, "name": f"Operator {number}", "language": "en",
            "role": Role.SUPERVISOR if number < 3 else Role.OPERATOR, "capacity": 10,
            "load": 0, "started_bot": True, "language_chosen": False,
            "added_at": NOW - timedelta(days=900),
        }  # fmt: skip


def _groups() -> Rows:
    yield {"chat_id": FORUM, "use": GroupUse.FORUM, "title": "Forum", "added_at": NOW}
    for number in range(DESKS):
        title = f"Desk {number}"
        yield {
            "chat_id": FIRST_DESK - number, "use": GroupUse.DESK, "title": title, "added_at": NOW,
        }  # fmt: skip


def _places() -> Rows:
    """A room, the desks, and a topic for every third customer."""
    same = {"uses": 1, "created_at": NOW, "changed_at": NOW, "is_shared": False}
    yield {
        "id": 1, "kind": PlaceKind.ROOM, "state": PlaceState.DELETED, "marker": "room",
        "title": "room", "thread_id": 0, **same,
    }  # fmt: skip
    for number in range(DESKS):
        yield {
            "id": 2 + number, "kind": PlaceKind.DESK, "state": PlaceState.CLEAN,
            "marker": f"desk{number}", "title": f"Desk {number}",
            "chat_id": FIRST_DESK - number, "thread_id": 0, **same,
        }  # fmt: skip
    for number in range(2, CUSTOMERS, 3):
        yield {
            "id": 100 + number, "kind": PlaceKind.THREAD, "state": PlaceState.CLEAN,
            "marker": f"thread{number}", "title": f"#{number} person{number}", "chat_id": FORUM,
            "thread_id": number, "customer_id": FIRST_CUSTOMER + number, **same,
        }  # fmt: skip


def _place_of(ticket: int) -> int:
    customer = customer_of(ticket) - FIRST_CUSTOMER
    return 100 + customer if customer % 3 == 2 else 2 + ticket % DESKS if ticket % 3 else 1


def _tickets() -> Rows:
    """The newest ones are open: some are held, some wait."""
    random = Random(7)
    for number in range(1, TICKETS + 1):
        begin, left = opened(number), TICKETS - number
        met = begin + timedelta(seconds=random.expovariate(1 / 90))
        is_queued, is_open = left < WAITING, left < WAITING + HELD
        gave_up = not is_open and number % 19 == 0
        ended = min(met + timedelta(seconds=60 + random.expovariate(1 / 1_500)), NOW)
        status = (
            TicketStatus.QUEUED if is_queued
            else TicketStatus.ACTIVE if is_open
            else TicketStatus.ABANDONED if gave_up
            else TicketStatus.CLOSED
        )  # fmt: skip
        unmet = is_queued or gave_up
        yield {
            "id": number, "customer_id": customer_of(number), "topic": random.choice(TOPICS),
            "priority": 0, "status": status, "opened_at": begin, "silence": "none",
            "operator_id": None if unmet else operator_of(number),
            "place_id": None if unmet else _place_of(number),
            "joined_at": None if unmet else met, "active_at": None if unmet else met,
            "answered_at": None if unmet else met + timedelta(seconds=20),
            "customer_spoke_at": begin, "staff_spoke_at": None if unmet else ended,
            "closed_at": None if is_open else ended,
            "closed_by": None if is_open or unmet else operator_of(number),
            "close_reason": None if is_open
            else CloseReason.CANCELLED if gave_up
            else CloseReason.SOLVED,
        }  # fmt: skip


def _at_work() -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Five days of seven, eight hours, with half an hour off: shifts, each with its break."""
    for day in range(DAYS + 1):
        for number in range(OPERATORS):
            if (day + number) % 7 >= 5:
                continue
            who = FIRST_OPERATOR + number
            begin = NOW.replace(hour=0) - timedelta(days=DAYS - day, hours=-7 - number % 6)
            ends = [begin + timedelta(hours=8), begin + timedelta(hours=4, minutes=30)]
            known = [None if end > NOW else end for end in ends]
            if begin + timedelta(hours=4) < NOW:
                yield (
                    {"operator_id": who, "started_at": begin, "ended_at": known[0]},
                    {
                        "operator_id": who,
                        "started_at": begin + timedelta(hours=4),
                        "ended_at": known[1],
                    },
                )


def _held() -> Rows:
    return (row for row in _tickets() if row["operator_id"] is not None)


def _assignments() -> Rows:
    for row in _held():
        yield {
            "ticket_id": row["id"], "operator_id": row["operator_id"],
            "assigned_at": row["joined_at"], "released_at": row["closed_at"],
            "reason": row["closed_at"] and "closed",
        }  # fmt: skip


def _events() -> Rows:
    why = {str(FIRST_OPERATOR + one): {"load": one % 6, "idle": one * 60} for one in range(5)}
    for row in _tickets():
        last = row["closed_at"] or row["opened_at"]
        for kind, at, who, details in (
            (TicketEventKind.OPENED, row["opened_at"], row["customer_id"], {"topic": row["topic"]}),
            (TicketEventKind.OFFERED, row["opened_at"], None, {"reasons": why}),
            (TicketEventKind.ASSIGNED, row["opened_at"], row["operator_id"], None),
            (TicketEventKind.CLOSED, last, row["closed_by"], {"reason": "solved"}),
        ):
            yield {
                "ticket_id": row["id"], "kind": kind, "at": at, "actor_id": who, "details": details,
            }  # fmt: skip


def _stars(random: Random) -> Rows:
    for row in _tickets():
        if row["id"] % 3 == 0 and row["closed_at"]:
            yield {
                "ticket_id": row["id"], "customer_id": row["customer_id"],
                "stars": random.choice((1, 2, 3, 4, 5, 5, 5)),
                "comment": random.choice((None, None, "thanks, all is well")),
                "given_at": row["closed_at"] + timedelta(minutes=3),
            }  # fmt: skip


def _answers(random: Random) -> Rows:
    for row in _tickets():
        if row["id"] % 5 == 0 and row["closed_at"]:
            yield {
                "ticket_id": row["id"], "customer_id": row["customer_id"],
                "solved": random.random() < 0.8,
                "given_at": row["closed_at"] + timedelta(minutes=2),
            }  # fmt: skip


def _sentences(random: Random) -> list[tuple[str, str]]:
    """What may be said, with its words for search."""
    weights = [1 / (place + 1) for place in range(len(WORDS))]
    said = (
        " ".join(random.choices(WORDS, weights, k=random.randint(3, 15))) for _ in range(SENTENCES)
    )
    return [(one, kept(one)) for one in said]


def _messages(random: Random) -> Rows:
    sentences = _sentences(random)
    none = dict.fromkeys(("entities", "media", "reply_to", "album", "details"))
    for number in range(1, MESSAGES + 1):
        ticket, place = divmod(number - 1, _EACH)
        ticket += 1
        customer, of_staff = customer_of(ticket), place % 2 == 1
        text, words = random.choice(sentences)
        more = f" {number} {RARE}" if number % 10_000 == 17 else f" {number}"
        at = opened(ticket) + timedelta(seconds=30 * place)
        yield {
            "id": number, "ticket_id": ticket, "place_id": None, **none,
            "role": SenderRole.OPERATOR if of_staff else SenderRole.CUSTOMER,
            "chat_id": FIRST_DESK - ticket % DESKS if of_staff else customer, "message_id": number,
            "sender_id": operator_of(ticket) if of_staff else customer,
            "sender_name": "Somebody", "sent_at": at, "recorded_at": at,
            "kind": MessageKind.TEXT, "text": text + more, "words": words + more,
        }  # fmt: skip


def _versions() -> Rows:
    for number in range(50, MESSAGES, 50):
        yield {"message_row_id": number, "text": "what stood there before", "until": NOW}


def _entries() -> Rows:
    """The journal, of which transcripts are made: one for each message."""
    positions = Counter[int]()
    for row in _messages(Random(4)):
        customer = customer_of(row["ticket_id"])
        positions[customer] += 1
        yield {
            "customer_id": customer,
            "ticket_id": row["ticket_id"],
            "at": row["sent_at"],
            "kind": JournalKind.MESSAGE,
            "body": {
                "chat_id": row["chat_id"],
                "message_id": row["message_id"],
                "role": row["role"].value,
                "sender_id": row["sender_id"],
                "name": row["sender_name"],
                "kind": "text",
                "text": row["text"],
            },
            "position": positions[customer],
            "is_late": False,
        }


def _transcripts() -> Rows:
    """All of it is written and shown."""
    counts = Counter(customer_of((number - 1) // _EACH + 1) for number in range(1, MESSAGES + 1))
    for customer, count in sorted(counts.items()):
        yield {
            "customer_id": customer,
            "position": count,
            "written": count,
            "shown": count,
            "lines_size": 0,
            "text_size": 0,
            "is_whole": True,
        }


def _copies() -> Rows:
    """Of what was said at desks and in topics."""
    for number in range(1, MESSAGES + 1):
        ticket, place = divmod(number - 1, _EACH)
        ticket += 1
        if _place_of(ticket) == 1:
            continue
        customer, group = customer_of(ticket), FIRST_DESK - ticket % DESKS
        here, there = (group, customer) if place % 2 else (customer, group)
        yield {
            "ticket_id": ticket, "from_chat_id": here, "from_message_id": number,
            "to_chat_id": there, "to_message_id": MESSAGES + number, "copied_at": opened(ticket),
        }  # fmt: skip


def _of_last_days() -> Iterator[tuple[int, int, datetime]]:
    """Updates of the time for which they are kept."""
    count = (MESSAGES * KEPT_DAYS) // DAYS
    for number in range(count):
        ticket = TICKETS - (count - number) // _EACH
        yield number, customer_of(max(1, ticket)), opened(max(1, ticket))


def _updates(random: Random) -> Rows:
    for number, customer, at in _of_last_days():
        tag = f"person{customer - FIRST_CUSTOMER:05}"
        sender = {"id": customer, "is_bot": False, "first_name": f"Person {customer}",
                  "username": tag, "language_code": "uk"}  # fmt: skip
        message = {"message_id": number, "date": int(at.timestamp()), "from": sender,
                   "chat": {"id": customer, "type": "private", "first_name": f"Person {customer}"},
                   "text": " ".join(random.choices(WORDS, k=9))}  # fmt: skip
        yield {
            "source": "bot:1", "key": str(number), "lane": str(customer),
            "payload": {"update_id": number, "message": message}, "received_at": at,
            "handled_at": at, "attempts": 0,
        }  # fmt: skip


def _effects() -> Rows:
    for number, customer, at in _of_last_days():
        for kind in ("CopyMessage", "SendText"):
            values = {"name": f"Person {customer}", "number": number}
            text = {"key": "card-queued", "language": "uk", "values": values}
            fields = {"chat_id": customer, "message_id": number, "text": text}
            yield {
                "gateway": Gateway.BOT, "destination": f"chat:{customer}", "kind": kind,
                "fields": fields, "priority": Priority.REPLY, "created_at": at, "attempts": 1,
                "state": EffectState.SENT, "settled_at": at,
            }  # fmt: skip
