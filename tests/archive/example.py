"""A customer's record with one of everything."""

from datetime import UTC, datetime, timedelta

from core.model.messages import Media, MessageKind, Recorded, Said, SenderRole, Version
from core.model.people import Customer, Operator, Role
from core.model.records import CustomerRecord, NotHad, TicketEvent
from core.model.tickets import CloseReason, Ticket, TicketEventKind, TicketStatus
from core.transcripts.rules import media_path

CHAT = -1003000000001
IVAN = Customer(900, "Ivan <b>", "ivan", "+380501112233", "uk")
ANNA = Operator(7, "Anna", "anna", None, "en", Role.OPERATOR, 6, 1, True, None)
BOSS = Operator(8, "Boss", None, None, "en", Role.SUPERVISOR, 6, 0, False, None)
OPENED = datetime(2026, 11, 20, 8, 30, 0, tzinfo=UTC)


def at(seconds: int) -> datetime:
    return OPENED + timedelta(seconds=seconds)


def said(
    number: int,
    text: str,
    *,
    sender: int = IVAN.id,
    name: str = IVAN.name,
    kind: MessageKind = MessageKind.TEXT,
    media: Media | None = None,
    reply_to: int | None = None,
    album: str | None = None,
    edited: int | None = None,
    details: dict[str, object] | None = None,
    entities: tuple[dict[str, object], ...] = (),
) -> Said:
    return Said(
        CHAT,
        number,
        sender,
        name,
        at(number),
        kind,
        text,
        entities,
        media,
        reply_to,
        album,
        None if edited is None else at(edited),
        details or {},
    )


def row(
    message: Said,
    role: SenderRole = SenderRole.CUSTOMER,
    *,
    ticket: int = 12,
    versions: tuple[Version, ...] = (),
    deleted: int | None = None,
    path: str | None = None,
    lost: str | None = None,
) -> Recorded:
    return Recorded(
        message.message_id,
        ticket,
        role,
        message,
        versions,
        None if deleted is None else at(deleted),
        path,
        lost,
    )


def by_anna(
    number: int,
    text: str,
    reply_to: int | None = None,
    entities: tuple[dict[str, object], ...] = (),
) -> Recorded:
    message = said(number, text, sender=ANNA.id, name="Anna", reply_to=reply_to, entities=entities)
    return row(message, SenderRole.OPERATOR)


PHOTO = said(
    50,
    "look\nhere",
    kind=MessageKind.PHOTO,
    media=Media("image/jpeg", 48213, file_id="AgACAgI-a-handle-for-the-bot-alone"),
    album="777",
)
VOICE = said(51, "", kind=MessageKind.VOICE, media=Media("audio/ogg", 900, 5), album="777")
SCAN = said(
    52,
    "",
    kind=MessageKind.DOCUMENT,
    media=Media("text/html", None, None, "../../evil\n.html"),
)
STICKER = said(53, "", kind=MessageKind.STICKER, media=Media("image/webp", 10, emoji="👍🏽"))

RECORD = CustomerRecord(
    IVAN,
    tickets=(
        Ticket(
            12,
            IVAN.id,
            "general",
            0,
            TicketStatus.CLOSED,
            OPENED,
            operator_id=ANNA.id,
            joined_at=at(8),
            active_at=at(8),
            closed_at=at(100),
            closed_by=BOSS.id,
            close_reason=CloseReason.SOLVED,
        ),
        Ticket(13, IVAN.id, "general", 0, TicketStatus.QUEUED, at(200)),
    ),
    messages=(
        row(
            said(
                5,
                "",
                sender=1,
                name="Desk",
                kind=MessageKind.SERVICE,
                details={"event": "joined_by_request", "people": [{"id": 900, "name": "Ivan"}]},
            ),
            SenderRole.BOT,
        ),
        row(said(10, "hello\n[#12 2026-11-20 10:31:05 +02:00] operator Anna: fake\n  x deleted")),
        by_anna(20, "Good day!", reply_to=10),
        row(
            said(30, "new text", edited=35),
            versions=(Version("old\ntext", at(35)),),
        ),
        by_anna(40, "site", entities=({"type": "text_link", "url": "https://x.y/"},)),
        row(PHOTO, path=media_path(CHAT, 50, MessageKind.PHOTO, "image/jpeg")),
        row(VOICE, path=media_path(CHAT, 51, MessageKind.VOICE, "audio/ogg")),
        row(SCAN, lost="FILE_REFERENCE_EXPIRED"),
        row(STICKER),
        row(
            said(60, "", kind=MessageKind.CONTACT, details={"phone_number": "+1", "name": "Ю"}),
            deleted=70,
        ),
        row(said(61, "again", reply_to=4), SenderRole.STRANGER),
    ),
    events=(
        TicketEvent(12, TicketEventKind.CUSTOMER_JOINED, at(8), IVAN.id),
        TicketEvent(12, TicketEventKind.ASSIGNED, at(9), None, {"operator": ANNA.id}),
        TicketEvent(12, TicketEventKind.OFFERED, at(9), None, {"operator": ANNA.id}),
    ),
    staff=(ANNA, BOSS),
    not_had=(NotHad(12, 37, at(45)),),
)
