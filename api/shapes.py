"""What is answered, as its description has it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from core.model.messages import MessageKind, SenderRole
from core.model.people import LARGEST_ID, Role
from core.model.places import PlaceKind
from core.model.tickets import CloseReason, TicketEventKind, TicketStatus

MOST_SAID = 2000
"""Characters, each of which may count twice in Telegram."""


class Named(BaseModel):
    """Somebody, by their Telegram id."""

    id: int
    name: str


class ListedTicket(BaseModel):
    """A ticket in a list."""

    number: int
    customer: Named
    topic: str
    state: TicketStatus
    opened_at: datetime
    met_at: datetime | None = Field(description="When somebody was there for the first time.")
    closed_at: datetime | None
    close_reason: CloseReason | None
    operator: Named | None
    stars: int | None
    place: PlaceKind | None
    last_word_at: datetime
    source: str | None = Field(description="The link to the bot that the customer came by.")
    tags: list[str]


class Tickets(BaseModel):
    """A page of tickets, the newest first."""

    tickets: list[ListedTicket]
    count: int = Field(description="How many there are in all.")
    next: int | None = Field(description="To be asked for as `after`; null on the last page.")


class Event(BaseModel):
    """Something that happened to a ticket."""

    at: datetime
    kind: TicketEventKind
    actor: Named | None
    details: dict[str, Any]


class Ticket(BaseModel):
    """A ticket, with all that happened to it."""

    number: int
    customer: Named
    topic: str
    state: TicketStatus
    opened_at: datetime
    answered_at: datetime | None = Field(description="The staff's first word.")
    closed_at: datetime | None
    close_reason: CloseReason | None
    reopened_at: datetime | None
    operator: Named | None
    stars: int | None
    comment: str | None
    solved: bool | None
    held: bool = Field(description="Whether its words stay, whatever the terms say.")
    source: str | None
    tags: list[str]
    events: list[Event]


def _whole(value: Any) -> Any:
    """JSON has one kind of numbers: 1.0 is whole (JSON Schema, 6.1.1)."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


class NewTicket(BaseModel):
    """A ticket to be opened."""

    model_config = ConfigDict(extra="forbid", strict=True)

    customer: Annotated[
        int,
        Field(ge=1, le=LARGEST_ID, description="Who has written to the bot."),
        BeforeValidator(_whole),
    ]
    topic: str = Field(min_length=1, max_length=100, description="A topic's key.")
    text: str | None = Field(
        None, min_length=1, max_length=MOST_SAID, pattern=r"\S", description="Said to the customer."
    )


class NewMessage(BaseModel):
    """Words to be said to a customer, as they are: nothing in them is markup."""

    model_config = ConfigDict(extra="forbid", strict=True)

    text: str = Field(min_length=1, max_length=MOST_SAID, pattern=r"\S")


class Done(BaseModel):
    """What was taken up: the ticket that it is about."""

    ticket: int


class Media(BaseModel):
    """A file that came with a message."""

    mime_type: str | None
    size: int | None
    duration: int | None
    file_name: str | None = Field(description="The sender's own words, and no path.")


class Version(BaseModel):
    """What a message said before an edit, and until when."""

    text: str
    until: datetime


class Message(BaseModel):
    """Something that was said."""

    id: int
    at: datetime
    role: SenderRole
    sender: Named
    kind: MessageKind
    text: str
    media: Media | None
    file: str | None = Field(description="Where its file is found; null where there is none.")
    file_lost: str | None = Field(description="Why its file was not kept.")
    answers: int | None = Field(description="The message that it is a reply to.")
    versions: list[Version] = Field(description="What stood there before, the oldest first.")
    edited_at: datetime | None
    deleted_at: datetime | None
    undelivered: str | None = Field(description="Why it reached nobody on the other side.")


class Messages(BaseModel):
    """A page of a ticket's messages, the oldest first."""

    messages: list[Message]
    next: int | None


class Customer(BaseModel):
    """Somebody who wrote to the bot."""

    id: int
    name: str
    username: str | None
    phone: str | None
    language: str
    reachable: bool
    blocked: bool
    first_seen_at: datetime
    source: str | None
    tickets: int
    last_ticket: int | None
    has_open_ticket: bool


class Customers(BaseModel):
    """A page of customers, who came last first."""

    customers: list[Customer]
    count: int
    next: int | None


class Operator(BaseModel):
    """A member of staff."""

    id: int
    name: str
    username: str | None
    role: Role
    skills: list[str]
    capacity: int
    load: int = Field(description="Open tickets.")
    on_shift_since: datetime | None
    on_break_since: datetime | None


class Operators(BaseModel):
    """All staff."""

    operators: list[Operator]


class Waiting(BaseModel):
    """A ticket that waits."""

    ticket: int
    customer: Named
    topic: str
    skill: str | None
    waits_seconds: int
    position: int
    estimate_seconds: int | None = Field(description="As the customer is told; null: unknown.")
    for_desk: bool = Field(description="It waits for a desk, and for no operator.")
    due_at: datetime | None = Field(description="Until when its first target is to be met.")


class Queue(BaseModel):
    """Who waits at this moment, in the order in which they are served."""

    at: datetime
    length: int
    longest_wait_seconds: int | None
    waiting: list[Waiting]


class DayFigures(BaseModel):
    """A day's figures; shares are 0 … 1, and null where there is nothing to take them of."""

    day: date
    entered: int
    answered: int
    abandoned: int
    waiting: int
    reopened: int
    average_wait_seconds: float | None
    first_response_seconds: float | None
    handle_seconds: float | None
    service_level: float | None
    abandonment: float | None
    stars: float | None
    ratings: int
    solved: float | None


class Days(BaseModel):
    """Figures by day of the desk's zone."""

    zone: str
    days: list[DayFigures]
