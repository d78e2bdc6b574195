"""Desks and threads: the customer stays in the bot's chat, the staff answers from its groups."""

import re
from collections.abc import Iterable

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)

EVENTS_BEFORE = (
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
    "taken",
    "transferred",
    "taken_over",
    "offer_lost",
    "offer_reminded",
    "answer_reminded",
    "nudged",
    "asked_customer",
    "customer_left",
    "customer_returned",
    "supervisor_called",
    "supervisor_entered",
    "noted",
    "rated",
    "archived",
    "place_denied",
)
EVENTS = (
    *EVENTS_BEFORE,
    "place_taken",
    "place_lost",
    "undelivered",
    "withdrawn",
    "resolved",
)


# As it was: who is in a place finds it by its chat.
WAY_BEFORE = """CASE
        WHEN places.link IS NOT NULL THEN places.link
        WHEN places.state = 'ready' AND tickets.joined_at IS NOT NULL THEN
            'https://t.me/c/' || CAST(-1000000000000 - places.chat_id AS TEXT) || '/1'
    END"""
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
    _widen("ticket_events", "kind", "ck_ticket_events_ticket_event_kind", EVENTS)
    _places()
    _place_of_messages("NOT NULL", "")
    _groups()
    _copies()
    _traces()
    _resolutions()
    _views(WAY_OF_CUSTOMER, WAY_OF_STAFF)


def downgrade() -> None:
    _views(WAY_BEFORE, WAY_BEFORE)
    for table in ("resolutions", "traces", "copies", "staff_groups"):
        op.drop_table(table)
    # What was said in no place, and who sits in none of the older kinds, has no word there.
    op.execute("DELETE FROM messages WHERE place_id IS NULL")
    _place_of_messages("", "NOT NULL")
    op.execute("UPDATE places SET state = 'deleted', ticket_id = NULL WHERE kind <> 'room'")
    op.drop_index("ix_places_customer", "places")
    op.drop_index("ix_places_shared", "places")
    op.drop_index("uq_places_chat", "places")
    _some("uq_places_chat", "places", ["chat_id"], "state <> 'deleted'", unique=True)
    for column in ("customer_id", "is_shared", "thread_id"):
        op.execute(f"ALTER TABLE places DROP COLUMN {column}")
    events = sa.table("ticket_events", sa.column("kind"))
    op.execute(events.delete().where(events.c.kind.not_in(EVENTS_BEFORE)))
    _widen("ticket_events", "kind", "ck_ticket_events_ticket_event_kind", EVENTS_BEFORE)


def _places() -> None:
    op.add_column(
        "places", sa.Column("thread_id", sa.BigInteger(), server_default="0", nullable=False)
    )
    op.add_column(
        "places", sa.Column("is_shared", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    # Written out: SQLite cannot add a key to a table that stands, but a column that has one.
    op.execute(
        "ALTER TABLE places ADD COLUMN customer_id BIGINT"
        " CONSTRAINT fk_places_customer_id REFERENCES customers (id)"
    )
    op.drop_index("uq_places_chat", "places")
    own = "state <> 'deleted' AND NOT is_shared"
    _some("uq_places_chat", "places", ["chat_id", "thread_id"], own, unique=True)
    _some("ix_places_shared", "places", ["chat_id"], "is_shared")
    _some("ix_places_customer", "places", ["customer_id"], "customer_id IS NOT NULL")


def _place_of_messages(before: str, after: str) -> None:
    """Whether a message must have a place."""
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column("messages", "place_id", nullable=not after)
        return
    _rewrite("messages", rf"(place_id \w+) ?{before},", rf"\1 {after},".replace(" ,", ","))


def _groups() -> None:
    op.create_table(
        "staff_groups",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("use", _words("group_use", "desk", "overflow", "forum"), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.Column("added_by", sa.BigInteger(), nullable=True),
        sa.Column("gone_at", MOMENT, nullable=True),
        sa.Column("trouble", sa.Text(), nullable=True),
        sa.Column("former_chat_id", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("chat_id"),
    )
    op.create_index(op.f("ix_staff_groups_former_chat_id"), "staff_groups", ["former_chat_id"])


def _copies() -> None:
    op.create_table(
        "copies",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("ticket_id", ROW_ID, nullable=False),
        sa.Column("from_chat_id", sa.BigInteger(), nullable=False),
        sa.Column("from_message_id", sa.BigInteger(), nullable=False),
        sa.Column("to_chat_id", sa.BigInteger(), nullable=False),
        sa.Column("to_message_id", sa.BigInteger(), nullable=False),
        sa.Column("copied_at", MOMENT, nullable=False),
        sa.Column("withdrawn_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "uq_copies_copy",
        "copies",
        ["from_chat_id", "from_message_id", "to_chat_id", "to_message_id"],
        unique=True,
    )
    op.create_index(op.f("ix_copies_to_chat_id_to_message_id"), "copies", COPY)
    op.create_index(op.f("ix_copies_ticket_id"), "copies", ["ticket_id"])


COPY = ["to_chat_id", "to_message_id"]


def _traces() -> None:
    op.create_table(
        "traces",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("message_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("place_id", ROW_ID, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["place_id"], ["places.id"]),
        sa.PrimaryKeyConstraint("chat_id", "message_id"),
    )
    op.create_index(op.f("ix_traces_place_id"), "traces", ["place_id"])


def _resolutions() -> None:
    op.create_table(
        "resolutions",
        sa.Column("ticket_id", ROW_ID, autoincrement=False, nullable=False),
        sa.Column("customer_id", sa.BigInteger(), nullable=False),
        sa.Column("solved", sa.Boolean(), nullable=False),
        sa.Column("given_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"]),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"]),
        sa.PrimaryKeyConstraint("ticket_id"),
    )
    op.create_index(op.f("ix_resolutions_customer_id"), "resolutions", ["customer_id"])


def _views(customers: str, staff: str) -> None:
    """The two views of the first product, with the ways in as these say."""
    on_postgresql = op.get_bind().dialect.name == "postgresql"
    together = "string_agg" if on_postgresql else "group_concat"
    operator = OPERATOR.format(link=staff, together=together)
    for name, body in (("lead", LEAD.format(link=customers)), ("operator", operator)):
        if on_postgresql:  # whoever may read it still may
            op.execute(f"CREATE OR REPLACE VIEW {name} AS {body}")
        else:
            op.execute(f"DROP VIEW {name}")
            op.execute(f"CREATE VIEW {name} AS {body}")


def _widen(table: str, column: str, name: str, words: Iterable[str]) -> None:
    """Let a check admit these words and no others."""
    listed = ", ".join(f"'{word}'" for word in words)
    condition = f"{column} IN ({listed})"
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint(op.f(name), table, type_="check")
        op.create_check_constraint(op.f(name), table, condition)
        return
    _rewrite(table, rf"{column} IN \([^)]*\)", condition)


def _rewrite(table: str, pattern: str, replacement: str) -> None:
    """Change a table's own words, on SQLite, where a table that others refer to cannot be made anew
    with keys enforced (https://www.sqlite.org/lang_altertable.html, "Making Other Kinds Of Table
    Schema Changes")."""
    bind = op.get_bind()
    find = sa.text("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = :table")
    before: str = bind.execute(find, {"table": table}).scalar_one()
    after, count = re.subn(pattern, replacement, before)
    if count != 1:
        raise RuntimeError(f"{pattern} was not found once in {before}")
    version: int = bind.exec_driver_sql("PRAGMA schema_version").scalar_one()
    bind.exec_driver_sql("PRAGMA writable_schema = ON")
    change = sa.text("UPDATE sqlite_master SET sql = :sql WHERE type = 'table' AND name = :table")
    bind.execute(change, {"sql": after, "table": table})
    bind.exec_driver_sql(f"PRAGMA schema_version = {version + 1}")
    bind.exec_driver_sql("PRAGMA writable_schema = OFF")


def _some(name: str, table: str, columns: list[str], where: str, *, unique: bool = False) -> None:
    """An index over the rows of which `where` is true."""
    condition = sa.text(where)
    op.create_index(
        name, table, columns, unique=unique, postgresql_where=condition, sqlite_where=condition
    )


def _words(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=32)
