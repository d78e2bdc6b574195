"""Creates the whole schema as it was when its first 33 steps were put together. It is one module of
more than 400 lines since it is one step of Alembic's, which is never changed again, and reads table
by table like the schema itself."""

from functools import partial
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = None
branch_labels = None
depends_on = None

# Written out rather than taken from the models: a migration says what was true when it was made.
ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
BIG = sa.BigInteger()
COUNT = sa.Integer()
TEXT = sa.Text()
FLAG = sa.Boolean()
MOMENT = sa.DateTime(timezone=True)
JSON = sa.JSON()

OPEN = "status IN ('queued', 'offered', 'active')"
TICKET_EVENT_KIND = """
    opened queued offered place_ready join_declined customer_joined assigned
    operator_invited operator_sent_link operator_joined operator_unreachable
    intruder_removed customer_unreachable requeued closed abandoned place_cleared
    place_deleted effect_failed taken transferred taken_over offer_lost offer_reminded
    answer_reminded nudged asked_customer customer_left customer_returned
    supervisor_called supervisor_entered noted rated archived place_denied place_taken
    place_lost undelivered withdrawn resolved
"""
PLACE_STATE = "creating preparing ready emptying wiping clean deleting deleted"
MESSAGE_KIND = """
    text photo video video_note voice audio animation sticker document contact location
    poll service other
"""
TABLES = """
    customers colleagues operators operator_skills shifts breaks topics tickets
    assignments ticket_events places staff_groups messages message_versions copies traces
    feedback resolutions archives erasures announcements boards cards cards_shown steps
    inbox outbox leases accounts account_days account_states unread_boxes
"""

# Nobody gets into a staff group as a customer.
WAY_OF_CUSTOMER = """CASE
        WHEN places.kind <> 'room' THEN NULL
        WHEN places.link IS NOT NULL THEN places.link
        WHEN places.state = 'ready' AND tickets.joined_at IS NOT NULL THEN
            'https://t.me/c/' || CAST(-1000000000000 - places.chat_id AS TEXT) || '/1'
    END"""
# A group that is no supergroup has no link.
WAY_OF_STAFF = """CASE
        WHEN places.link IS NOT NULL THEN places.link
        WHEN places.chat_id >= -1000000000000 THEN NULL
        WHEN places.state = 'ready' AND tickets.joined_at IS NOT NULL THEN
            'https://t.me/c/' || CAST(-1000000000000 - places.chat_id AS TEXT) || '/'
            || CAST(CASE WHEN places.thread_id = 0 THEN 1 ELSE places.thread_id END AS TEXT)
    END"""
LEAD = """
SELECT
    customers.id AS user_id,
    customers.name AS username,
    '@' || customers.username AS tag,
    customers.phone AS phone_number,
    '@' || operators.username AS operator_tag,
    CASE tickets.status
        WHEN 'queued' THEN 'waiting'
        WHEN 'offered' THEN 'create_chat'
        WHEN 'active' THEN 'accepted'
        WHEN 'closed' THEN 'finalize'
        WHEN 'abandoned' THEN 'finalize'
    END AS waiting_status,
    CASE WHEN tickets.status IN ('queued', 'offered', 'active') THEN {link} END
        AS active_chat_link
FROM customers
LEFT JOIN tickets
    ON tickets.id = (SELECT max(id) FROM tickets WHERE tickets.customer_id = customers.id)
LEFT JOIN operators ON operators.id = tickets.operator_id
LEFT JOIN places ON places.id = tickets.place_id
"""
OPERATOR = """
SELECT
    operators.id AS user_id,
    operators.name AS username,
    '@' || operators.username AS tag,
    held.links AS active_chat_links,
    CASE WHEN shifts.id IS NULL THEN 'inactive' ELSE 'active' END AS is_active
FROM operators
LEFT JOIN shifts ON shifts.operator_id = operators.id AND shifts.ended_at IS NULL
LEFT JOIN (
    SELECT open.operator_id, {together}(open.link, ', ')
        AS links
    FROM (
        SELECT tickets.operator_id, {link} AS link
        FROM tickets
        JOIN places ON places.id = tickets.place_id
        WHERE tickets.status IN ('queued', 'offered', 'active')
        ORDER BY tickets.opened_at, tickets.id
    ) AS open
    WHERE open.link IS NOT NULL
    GROUP BY open.operator_id
) AS held ON held.operator_id = operators.id
WHERE operators.removed_at IS NULL
"""


def upgrade() -> None:
    _people()
    _tickets()
    _places()
    _conversations()
    _after_tickets()
    _shown()
    _delivery()
    _accounts()
    on_postgresql = op.get_bind().dialect.name == "postgresql"
    if on_postgresql:
        op.create_foreign_key("fk_tickets_place_id", "tickets", "places", ["place_id"], ["id"])
    together = "string_agg" if on_postgresql else "group_concat"
    op.execute(f"CREATE VIEW lead AS {LEAD.format(link=WAY_OF_CUSTOMER)}")
    operator = OPERATOR.format(link=WAY_OF_STAFF, together=together)
    op.execute(f"CREATE VIEW operator AS {operator}")


def downgrade() -> None:
    op.execute("DROP VIEW operator")
    op.execute("DROP VIEW lead")
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint("fk_tickets_place_id", "tickets", type_="foreignkey")
    op.execute("UPDATE tickets SET place_id = NULL")
    for table in reversed(TABLES.split()):
        op.drop_table(table)


def _columns(
    kind: sa.types.TypeEngine[Any], names: str, of: str | None = None, **options: Any
) -> list[sa.Column[Any]]:
    """Make columns of one kind that hold ids of that table."""
    keys = () if of is None else (sa.ForeignKey(f"{of}.id"),)
    return [sa.Column(name, kind, *keys, **options) for name in names.split()]


_needed = partial(_columns, nullable=False)
_optional = partial(_columns, nullable=True)
_key = partial(_columns, primary_key=True, autoincrement=False)


def _row_id() -> sa.Column[Any]:
    return sa.Column("id", ROW_ID, primary_key=True)


def _words(name: str, words: str) -> sa.Enum:
    return sa.Enum(*words.split(), name=name, native_enum=False, create_constraint=True, length=32)


def _some(name: str, columns: str, *, where: str, unique: bool = False) -> sa.Index:
    """Make an index over the rows of which `where` is true."""
    some = sa.text(where)
    return sa.Index(name, *columns.split(), unique=unique, postgresql_where=some, sqlite_where=some)


def _people() -> None:
    op.create_table(
        "customers",
        *_key(BIG, "id"),
        *_needed(TEXT, "name"),
        *_optional(TEXT, "username phone"),
        *_needed(sa.String(8), "language"),
        *_needed(FLAG, "reachable"),
        *_needed(MOMENT, "first_seen_at"),
        *_optional(MOMENT, "registered_at forgotten_at unreachable_at"),
        *_needed(FLAG, "language_chosen", server_default=sa.false()),
    )
    op.create_table(
        "colleagues",
        *_key(BIG, "id"),
        *_needed(TEXT, "name"),
        *_optional(TEXT, "username"),
    )
    op.create_table(
        "operators",
        *_key(BIG, "id"),
        *_needed(TEXT, "name"),
        *_optional(TEXT, "username phone"),
        *_needed(sa.String(8), "language"),
        *_needed(_words("role", "operator supervisor"), "role"),
        *_needed(COUNT, "capacity load"),
        *_optional(MOMENT, "idle_since removed_at"),
        *_needed(FLAG, "started_bot"),
        *_needed(MOMENT, "added_at"),
        *_needed(FLAG, "language_chosen", server_default=sa.false()),
        sa.CheckConstraint("capacity >= 0", name="capacity"),
        sa.CheckConstraint("load >= 0", name="load"),
    )
    op.create_table(
        "operator_skills",
        *_key(BIG, "operator_id", of="operators"),
        *_key(TEXT, "skill"),
    )
    for table in ("shifts", "breaks"):
        op.create_table(
            table,
            _row_id(),
            *_needed(BIG, "operator_id", of="operators"),
            *_needed(MOMENT, "started_at"),
            *_optional(MOMENT, "ended_at"),
            _some(f"uq_{table}_open", "operator_id", where="ended_at IS NULL", unique=True),
        )
    op.create_table(
        "topics",
        *_key(TEXT, "key"),
        *_needed(TEXT, "title"),
        *_optional(TEXT, "skill"),
        *_needed(COUNT, "priority"),
    )


def _tickets() -> None:
    op.create_table(
        "tickets",
        _row_id(),
        *_needed(BIG, "customer_id", of="customers"),
        *_needed(TEXT, "topic"),
        *_needed(COUNT, "priority"),
        *_needed(_words("ticket_status", "queued offered active closed abandoned"), "status"),
        *_needed(MOMENT, "opened_at"),
        *_optional(BIG, "operator_id", of="operators"),
        *_optional(ROW_ID, "place_id"),
        *_optional(MOMENT, "offered_at deadline joined_at active_at closed_at left_at returned_at"),
        *_optional(MOMENT, "answer_due answer_reminded_at offer_reminded_at answered_at"),
        *_optional(MOMENT, "customer_spoke_at staff_spoke_at silence_at"),
        *_optional(BIG, "closed_by passed_over"),
        *_optional(
            _words("close_reason", "solved cancelled never_came customer_left silent forgotten"),
            "close_reason",
        ),
        *_needed(_words("silence", "none nudged asked"), "silence", server_default="none"),
        # SQLite takes this key with the table, PostgreSQL when both are there.
        sa.ForeignKeyConstraint(["place_id"], ["places.id"], use_alter=True),
        _some("ix_tickets_answer_due", "answer_due", where="answer_due IS NOT NULL"),
        sa.Index(None, "customer_id", "id"),
        _some("ix_tickets_deadline", "deadline", where="status = 'offered'"),
        _some("ix_tickets_held", "operator_id", where=OPEN),
        sa.Index(None, "opened_at"),
        _some("ix_tickets_queue", "priority opened_at id", where="status = 'queued'"),
        _some("uq_tickets_open", "customer_id", where=OPEN, unique=True),
    )
    op.create_table(
        "assignments",
        _row_id(),
        *_needed(ROW_ID, "ticket_id", of="tickets"),
        *_needed(BIG, "operator_id", of="operators", index=True),
        *_needed(MOMENT, "assigned_at"),
        *_optional(MOMENT, "released_at"),
        *_optional(TEXT, "reason"),
        _some("uq_assignments_held", "ticket_id", where="released_at IS NULL", unique=True),
    )
    op.create_table(
        "ticket_events",
        _row_id(),
        *_needed(ROW_ID, "ticket_id", of="tickets", index=True),
        *_needed(_words("ticket_event_kind", TICKET_EVENT_KIND), "kind"),
        *_needed(MOMENT, "at"),
        *_optional(BIG, "actor_id"),
        *_optional(JSON, "details"),
    )


def _places() -> None:
    op.create_table(
        "places",
        _row_id(),
        *_needed(_words("place_kind", "room desk thread"), "kind"),
        *_needed(_words("place_state", PLACE_STATE), "state"),
        *_needed(TEXT, "marker title"),
        *_optional(BIG, "chat_id"),
        *_optional(TEXT, "link"),
        *_optional(ROW_ID, "ticket_id", of="tickets"),
        *_needed(COUNT, "uses"),
        *_needed(MOMENT, "created_at changed_at"),
        *_optional(sa.String(64), "account"),
        *_needed(BIG, "thread_id", server_default="0"),
        *_needed(FLAG, "is_shared", server_default=sa.false()),
        *_optional(BIG, "customer_id", of="customers"),
        sa.UniqueConstraint("marker"),
        _some("ix_places_clean", "kind id", where="state = 'clean'"),
        _some("ix_places_customer", "customer_id", where="customer_id IS NOT NULL"),
        _some("ix_places_shared", "chat_id", where="is_shared"),
        _some(
            "uq_places_chat",
            "chat_id thread_id",
            where="state <> 'deleted' AND NOT is_shared",
            unique=True,
        ),
        _some("uq_places_ticket", "ticket_id", where="ticket_id IS NOT NULL", unique=True),
    )
    op.create_table(
        "staff_groups",
        *_key(BIG, "chat_id"),
        *_needed(_words("group_use", "desk overflow forum"), "use"),
        *_needed(TEXT, "title"),
        *_needed(MOMENT, "added_at"),
        *_optional(BIG, "added_by"),
        *_optional(MOMENT, "gone_at"),
        *_optional(TEXT, "trouble"),
        *_optional(BIG, "former_chat_id", index=True),
    )


def _conversations() -> None:
    op.create_table(
        "messages",
        _row_id(),
        *_needed(ROW_ID, "ticket_id", of="tickets", index=True),
        *_optional(ROW_ID, "place_id", of="places"),
        *_needed(
            _words("sender_role", "customer operator supervisor bot userbot stranger"), "role"
        ),
        *_needed(BIG, "chat_id message_id sender_id"),
        *_needed(TEXT, "sender_name text"),
        *_needed(MOMENT, "sent_at recorded_at"),
        *_needed(_words("message_kind", MESSAGE_KIND), "kind"),
        *_optional(JSON, "entities media details"),
        *_optional(BIG, "reply_to media_size"),
        *_optional(TEXT, "album media_path media_lost"),
        *_optional(MOMENT, "edited_at deleted_at"),
        sa.UniqueConstraint("chat_id", "message_id"),
    )
    op.create_table(
        "message_versions",
        _row_id(),
        *_needed(ROW_ID, "message_row_id", of="messages", index=True),
        *_needed(TEXT, "text"),
        *_needed(MOMENT, "until"),
    )
    op.create_table(
        "copies",
        _row_id(),
        *_needed(ROW_ID, "ticket_id", of="tickets", index=True),
        *_needed(BIG, "from_chat_id from_message_id to_chat_id to_message_id"),
        *_needed(MOMENT, "copied_at"),
        *_optional(MOMENT, "withdrawn_at"),
        sa.Index(None, "to_chat_id", "to_message_id"),
        sa.Index(
            "uq_copies_copy",
            "from_chat_id",
            "from_message_id",
            "to_chat_id",
            "to_message_id",
            unique=True,
        ),
    )
    op.create_table(
        "traces",
        *_key(BIG, "chat_id message_id"),
        *_needed(ROW_ID, "place_id", of="places", index=True),
        *_needed(MOMENT, "seen_at"),
    )


def _after_tickets() -> None:
    op.create_table(
        "feedback",
        *_key(ROW_ID, "ticket_id", of="tickets"),
        *_needed(BIG, "customer_id", of="customers", index=True),
        *_needed(sa.SmallInteger(), "stars"),
        *_optional(TEXT, "comment"),
        *_needed(MOMENT, "given_at"),
        sa.CheckConstraint("stars BETWEEN 1 AND 5", name="stars"),
    )
    op.create_table(
        "resolutions",
        *_key(ROW_ID, "ticket_id", of="tickets"),
        *_needed(BIG, "customer_id", of="customers", index=True),
        *_needed(FLAG, "solved"),
        *_needed(MOMENT, "given_at"),
    )
    op.create_table(
        "archives",
        *_key(ROW_ID, "ticket_id", of="tickets"),
        *_needed(TEXT, "path"),
        *_needed(BIG, "size"),
        *_needed(MOMENT, "made_at"),
        *_optional(MOMENT, "sent_at"),
    )
    op.create_table(
        "erasures",
        _row_id(),
        *_needed(BIG, "customer_id", of="customers"),
        *_needed(MOMENT, "asked_at"),
        *_optional(MOMENT, "decided_at"),
        *_optional(BIG, "decided_by"),
        *_optional(FLAG, "granted"),
        _some("uq_erasures_open", "customer_id", where="decided_at IS NULL", unique=True),
    )


def _shown() -> None:
    op.create_table(
        "announcements",
        _row_id(),
        *_needed(BIG, "author_id", of="operators"),
        *_needed(_words("audience", "operators customers"), "audience"),
        *_needed(TEXT, "text"),
        *_needed(_words("announcement_state", "draft sending done stopped"), "state"),
        *_needed(MOMENT, "created_at"),
        *_optional(MOMENT, "started_at ended_at"),
        *_needed(BIG, "last_id"),
        *_needed(COUNT, "total sent failed"),
    )
    op.create_table(
        "boards",
        *_key(BIG, "operator_id", of="operators"),
        *_needed(MOMENT, "asked_at looked_at"),
    )
    op.create_table(
        "cards",
        *_key(TEXT, "card"),
        *_needed(BIG, "chat_id", index=True),
        *_needed(BIG, "message_id"),
    )
    op.create_table("cards_shown", *_key(TEXT, "card"), *_needed(TEXT, "word"))
    op.create_table("steps", *_key(BIG, "person_id"), *_needed(TEXT, "step"))


def _delivery() -> None:
    op.create_table(
        "inbox",
        _row_id(),
        *_needed(sa.String(32), "source"),
        *_needed(sa.String(128), "key"),
        *_optional(sa.String(64), "lane"),
        *_needed(JSON, "payload"),
        *_needed(MOMENT, "received_at"),
        *_optional(MOMENT, "handled_at failed_at"),
        *_optional(TEXT, "error"),
        *_needed(COUNT, "attempts"),
        sa.UniqueConstraint("source", "key"),
        _some("ix_inbox_waiting", "source id", where="handled_at IS NULL AND failed_at IS NULL"),
    )
    op.create_table(
        "outbox",
        _row_id(),
        *_needed(_words("gateway", "bot userbot archive"), "gateway"),
        *_needed(TEXT, "destination"),
        *_needed(sa.String(64), "kind"),
        *_needed(JSON, "fields"),
        *_needed(sa.SmallInteger(), "priority"),
        *_optional(ROW_ID, "ticket_id", of="tickets"),
        *_needed(MOMENT, "created_at"),
        *_optional(MOMENT, "not_before expires_at waits_since settled_at"),
        *_needed(COUNT, "attempts"),
        *_needed(
            _words("effect_state", "waiting sent expired superseded unreachable rejected"), "state"
        ),
        *_optional(TEXT, "note"),
        sa.CheckConstraint("(state = 'waiting') = (settled_at IS NULL)", name="settled"),
        _some("ix_outbox_waiting", "gateway id", where="settled_at IS NULL"),
    )
    op.create_table(
        "leases",
        *_key(sa.String(64), "part"),
        *_needed(sa.String(64), "holder"),
        *_needed(MOMENT, "taken_at until"),
        *_optional(TEXT, "trouble"),
    )


def _accounts() -> None:
    op.create_table(
        "accounts",
        *_key(sa.String(64), "name"),
        *_needed(BIG, "user_id"),
        *_needed(COUNT, "chats health"),
        *_optional(MOMENT, "flood_until rests_until"),
        *_optional(TEXT, "trouble"),
        *_needed(MOMENT, "seen_at"),
        *_needed(COUNT, "rests", server_default="0"),
        sa.CheckConstraint("health BETWEEN 0 AND 100", name="health"),
    )
    op.create_table(
        "account_days",
        *_key(sa.String(64), "account"),
        *_key(sa.Date(), "day"),
        *_needed(COUNT, "rooms"),
    )
    op.create_table(
        "account_states",
        *_key(sa.String(64), "account"),
        *_key(BIG, "box"),
        *_needed(BIG, "pts qts date seq"),
    )
    op.create_table(
        "unread_boxes",
        *_key(sa.String(64), "account"),
        *_key(BIG, "box"),
        *_needed(MOMENT, "since"),
        *_needed(TEXT, "reason"),
    )
