"""People, tickets, places and what was said."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Written out rather than taken from the models: a migration says what was true when it was made.
ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
OPEN_TICKET = "status IN ('queued', 'offered', 'active')"

TABLES = (
    "message_versions",
    "messages",
    "ticket_events",
    "places",
    "assignments",
    "tickets",
    "shifts",
    "operator_skills",
    "topics",
    "operators",
    "customers",
)


def upgrade() -> None:
    _customers()
    _operators()
    _topics()
    _operator_skills()
    _shifts()
    _tickets()
    _assignments()
    _places()
    _ticket_events()
    _messages()
    _message_versions()
    if op.get_bind().dialect.name == "postgresql":
        # Tickets and places name each other; SQLite took this key with the table.
        op.create_foreign_key(
            op.f("fk_tickets_place_id"), "tickets", "places", ["place_id"], ["id"]
        )


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint(op.f("fk_tickets_place_id"), "tickets", type_="foreignkey")
    op.execute("UPDATE tickets SET place_id = NULL")
    for table in TABLES:
        op.drop_table(table)


def _words(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=32)


def _some(name: str, table: str, columns: list[str], where: str, *, unique: bool = False) -> None:
    """An index over the rows of which `where` is true."""
    condition = sa.text(where)
    op.create_index(
        name,
        table,
        columns,
        unique=unique,
        postgresql_where=condition,
        sqlite_where=condition,
    )


def _customers() -> None:
    op.create_table(
        "customers",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("username", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("reachable", sa.Boolean(), nullable=False),
        sa.Column("first_seen_at", MOMENT, nullable=False),
        sa.Column("registered_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )


def _operators() -> None:
    op.create_table(
        "operators",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("username", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("role", _words("role", "operator", "supervisor"), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("load", sa.Integer(), nullable=False),
        sa.Column("idle_since", MOMENT, nullable=True),
        sa.Column("started_bot", sa.Boolean(), nullable=False),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.Column("removed_at", MOMENT, nullable=True),
        sa.CheckConstraint("capacity >= 0", name="capacity"),
        sa.CheckConstraint("load >= 0", name="load"),
        sa.PrimaryKeyConstraint("id"),
    )


def _topics() -> None:
    op.create_table(
        "topics",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("skill", sa.Text(), nullable=True),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )


def _operator_skills() -> None:
    op.create_table(
        "operator_skills",
        sa.Column("operator_id", sa.BigInteger(), nullable=False),
        sa.Column("skill", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["operator_id"], ["operators.id"]),
        sa.PrimaryKeyConstraint("operator_id", "skill"),
    )


def _shifts() -> None:
    op.create_table(
        "shifts",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("operator_id", sa.BigInteger(), nullable=False),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["operator_id"], ["operators.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    _some("uq_shifts_open", "shifts", ["operator_id"], "ended_at IS NULL", unique=True)


def _tickets() -> None:
    op.create_table(
        "tickets",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("customer_id", sa.BigInteger(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column(
            "status",
            _words("ticket_status", "queued", "offered", "active", "closed", "abandoned"),
            nullable=False,
        ),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("operator_id", sa.BigInteger(), nullable=True),
        sa.Column("place_id", ROW_ID, nullable=True),
        sa.Column("offered_at", MOMENT, nullable=True),
        sa.Column("deadline", MOMENT, nullable=True),
        sa.Column("joined_at", MOMENT, nullable=True),
        sa.Column("active_at", MOMENT, nullable=True),
        sa.Column("closed_at", MOMENT, nullable=True),
        sa.Column("closed_by", sa.BigInteger(), nullable=True),
        sa.Column(
            "close_reason",
            _words("close_reason", "solved", "cancelled", "never_came", "customer_left"),
            nullable=True,
        ),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"]),
        sa.ForeignKeyConstraint(["operator_id"], ["operators.id"]),
        sa.ForeignKeyConstraint(["place_id"], ["places.id"], use_alter=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_tickets_customer_id_id"), "tickets", ["customer_id", "id"])
    _some("ix_tickets_deadline", "tickets", ["deadline"], "status = 'offered'")
    _some("ix_tickets_held", "tickets", ["operator_id"], OPEN_TICKET)
    _some("ix_tickets_queue", "tickets", ["priority", "opened_at", "id"], "status = 'queued'")
    _some("uq_tickets_open", "tickets", ["customer_id"], OPEN_TICKET, unique=True)


def _assignments() -> None:
    op.create_table(
        "assignments",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("ticket_id", ROW_ID, nullable=False),
        sa.Column("operator_id", sa.BigInteger(), nullable=False),
        sa.Column("assigned_at", MOMENT, nullable=False),
        sa.Column("released_at", MOMENT, nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["operator_id"], ["operators.id"]),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_assignments_operator_id"), "assignments", ["operator_id"])
    _some("uq_assignments_held", "assignments", ["ticket_id"], "released_at IS NULL", unique=True)


def _places() -> None:
    op.create_table(
        "places",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("kind", _words("place_kind", "room", "desk", "thread"), nullable=False),
        sa.Column(
            "state",
            _words(
                "place_state",
                "creating",
                "preparing",
                "ready",
                "emptying",
                "wiping",
                "clean",
                "deleting",
                "deleted",
            ),
            nullable=False,
        ),
        sa.Column("marker", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=True),
        sa.Column("link", sa.Text(), nullable=True),
        sa.Column("ticket_id", ROW_ID, nullable=True),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("marker"),
    )
    _some("ix_places_clean", "places", ["kind", "id"], "state = 'clean'")
    _some("uq_places_chat", "places", ["chat_id"], "state <> 'deleted'", unique=True)
    _some("uq_places_ticket", "places", ["ticket_id"], "ticket_id IS NOT NULL", unique=True)


def _ticket_events() -> None:
    op.create_table(
        "ticket_events",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("ticket_id", ROW_ID, nullable=False),
        sa.Column(
            "kind",
            _words(
                "ticket_event_kind",
                "opened",
                "queued",
                "offered",
                "place_ready",
                "join_declined",
                "customer_joined",
                "assigned",
                "operator_invited",
                "operator_sent_link",
                "operator_joined",
                "operator_unreachable",
                "intruder_removed",
                "customer_unreachable",
                "requeued",
                "closed",
                "abandoned",
                "place_cleared",
                "place_deleted",
                "effect_failed",
            ),
            nullable=False,
        ),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=True),
        sa.Column("details", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_ticket_events_ticket_id"), "ticket_events", ["ticket_id"])


def _messages() -> None:
    op.create_table(
        "messages",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("ticket_id", ROW_ID, nullable=False),
        sa.Column("place_id", ROW_ID, nullable=False),
        sa.Column(
            "role",
            _words(
                "sender_role", "customer", "operator", "supervisor", "bot", "userbot", "stranger"
            ),
            nullable=False,
        ),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.Column("sender_id", sa.BigInteger(), nullable=False),
        sa.Column("sender_name", sa.Text(), nullable=False),
        sa.Column("sent_at", MOMENT, nullable=False),
        sa.Column(
            "kind",
            _words(
                "message_kind",
                "text",
                "photo",
                "video",
                "video_note",
                "voice",
                "audio",
                "animation",
                "sticker",
                "document",
                "contact",
                "location",
                "poll",
                "service",
                "other",
            ),
            nullable=False,
        ),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("entities", sa.JSON(), nullable=True),
        sa.Column("media", sa.JSON(), nullable=True),
        sa.Column("reply_to", sa.BigInteger(), nullable=True),
        sa.Column("album", sa.Text(), nullable=True),
        sa.Column("edited_at", MOMENT, nullable=True),
        sa.Column("details", sa.JSON(), nullable=True),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("deleted_at", MOMENT, nullable=True),
        sa.Column("media_path", sa.Text(), nullable=True),
        sa.Column("media_size", sa.BigInteger(), nullable=True),
        sa.Column("media_lost", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["place_id"], ["places.id"]),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("chat_id", "message_id"),
    )
    op.create_index(op.f("ix_messages_ticket_id"), "messages", ["ticket_id"])


def _message_versions() -> None:
    op.create_table(
        "message_versions",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("message_row_id", ROW_ID, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("until", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["message_row_id"], ["messages.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        op.f("ix_message_versions_message_row_id"), "message_versions", ["message_row_id"]
    )
