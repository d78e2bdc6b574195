"""The operator's day, the customer's wait, the supervisor's view, and the accounts behind rooms."""

import re
from collections.abc import Iterable

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
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
)
EVENTS = (
    *EVENTS_BEFORE,
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
REASONS_BEFORE = ("solved", "cancelled", "never_came", "customer_left")
REASONS = (*REASONS_BEFORE, "silent", "forgotten")

OF_TICKETS = (
    ("passed_over", sa.BigInteger()),
    ("answer_due", MOMENT),
    ("answer_reminded_at", MOMENT),
    ("offer_reminded_at", MOMENT),
    ("answered_at", MOMENT),
    ("customer_spoke_at", MOMENT),
    ("staff_spoke_at", MOMENT),
    ("silence_at", MOMENT),
    ("left_at", MOMENT),
    ("returned_at", MOMENT),
)
TABLES = (
    "boards",
    "account_days",
    "accounts",
    "archives",
    "announcements",
    "erasures",
    "feedback",
    "breaks",
)


# Who is in a room finds it by its chat: the link dies when the customer is in.
WAY_IN = """CASE
        WHEN places.link IS NOT NULL THEN places.link
        WHEN places.state = 'ready' AND tickets.joined_at IS NOT NULL THEN
            'https://t.me/c/' || CAST(-1000000000000 - places.chat_id AS TEXT) || '/1'
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
    _widen("tickets", "close_reason", "ck_tickets_close_reason", REASONS)
    _columns()
    _breaks()
    _feedback()
    _erasures()
    _announcements()
    _archives()
    _accounts()
    _views(WAY_IN)
    _boards()


def downgrade() -> None:
    _views("places.link")
    # What the older words cannot say is said by the nearest of them.
    events = sa.table("ticket_events", sa.column("kind"))
    tickets = sa.table("tickets", sa.column("close_reason"))
    op.execute(events.delete().where(events.c.kind.not_in(EVENTS_BEFORE)))
    op.execute(
        tickets.update()
        .where(tickets.c.close_reason.not_in(REASONS_BEFORE))
        .values(close_reason="solved")
    )
    for table in TABLES:
        op.drop_table(table)
    op.drop_index("ix_tickets_opened_at", "tickets")
    op.drop_index("ix_tickets_answer_due", "tickets")
    for column in (*(name for name, _ in OF_TICKETS), "silence"):
        _drop_column("tickets", column)
    _drop_column("places", "account")
    _drop_column("operators", "language_chosen")
    _drop_column("customers", "forgotten_at")
    _drop_column("customers", "language_chosen")
    _widen("ticket_events", "kind", "ck_ticket_events_ticket_event_kind", EVENTS_BEFORE)
    _widen("tickets", "close_reason", "ck_tickets_close_reason", REASONS_BEFORE)


def _listed(words: Iterable[str]) -> str:
    return "(" + ", ".join(f"'{word}'" for word in words) + ")"


def _widen(table: str, column: str, name: str, words: Iterable[str]) -> None:
    """Let a check admit these words and no others.

    SQLite has no statement for that; a table that others refer to cannot be made anew with keys
    enforced, so the check is changed where it stands (https://www.sqlite.org/lang_altertable.html,
    "Making Other Kinds Of Table Schema Changes").
    """
    condition = f"{column} IN {_listed(words)}"
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint(op.f(name), table, type_="check")
        op.create_check_constraint(op.f(name), table, condition)
        return
    bind = op.get_bind()
    find = sa.text("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = :table")
    before: str = bind.execute(find, {"table": table}).scalar_one()
    after, count = re.subn(rf"{column} IN \([^)]*\)", condition, before)
    if count != 1:
        raise RuntimeError(f"the check {name} was not found once in {before}")
    version: int = bind.exec_driver_sql("PRAGMA schema_version").scalar_one()
    bind.exec_driver_sql("PRAGMA writable_schema = ON")
    change = sa.text("UPDATE sqlite_master SET sql = :sql WHERE type = 'table' AND name = :table")
    bind.execute(change, {"sql": after, "table": table})
    bind.exec_driver_sql(f"PRAGMA schema_version = {version + 1}")
    bind.exec_driver_sql("PRAGMA writable_schema = OFF")


def _drop_column(table: str, column: str) -> None:
    op.execute(f"ALTER TABLE {table} DROP COLUMN {column}")


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


def _columns() -> None:
    for table in ("customers", "operators"):
        op.add_column(
            table,
            sa.Column("language_chosen", sa.Boolean(), server_default=sa.false(), nullable=False),
        )
    op.add_column("customers", sa.Column("forgotten_at", MOMENT, nullable=True))
    op.add_column("places", sa.Column("account", sa.String(length=64), nullable=True))
    for name, kind in OF_TICKETS:
        op.add_column("tickets", sa.Column(name, kind, nullable=True))
    op.execute(
        "ALTER TABLE tickets ADD COLUMN silence VARCHAR(32) DEFAULT 'none' NOT NULL"
        " CONSTRAINT ck_tickets_silence CHECK (silence IN ('none', 'nudged', 'asked'))"
    )
    _some("ix_tickets_answer_due", "tickets", ["answer_due"], "answer_due IS NOT NULL")
    op.create_index(op.f("ix_tickets_opened_at"), "tickets", ["opened_at"])


def _breaks() -> None:
    op.create_table(
        "breaks",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("operator_id", sa.BigInteger(), nullable=False),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["operator_id"], ["operators.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    _some("uq_breaks_open", "breaks", ["operator_id"], "ended_at IS NULL", unique=True)


def _feedback() -> None:
    op.create_table(
        "feedback",
        sa.Column("ticket_id", ROW_ID, autoincrement=False, nullable=False),
        sa.Column("customer_id", sa.BigInteger(), nullable=False),
        sa.Column("stars", sa.SmallInteger(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.Column("given_at", MOMENT, nullable=False),
        sa.CheckConstraint("stars BETWEEN 1 AND 5", name=op.f("ck_feedback_stars")),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"]),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"]),
        sa.PrimaryKeyConstraint("ticket_id"),
    )
    op.create_index(op.f("ix_feedback_customer_id"), "feedback", ["customer_id"])


def _erasures() -> None:
    op.create_table(
        "erasures",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("customer_id", sa.BigInteger(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("decided_at", MOMENT, nullable=True),
        sa.Column("decided_by", sa.BigInteger(), nullable=True),
        sa.Column("granted", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    _some("uq_erasures_open", "erasures", ["customer_id"], "decided_at IS NULL", unique=True)


def _announcements() -> None:
    op.create_table(
        "announcements",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("audience", _words("audience", "operators", "customers"), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column(
            "state",
            _words("announcement_state", "draft", "sending", "done", "stopped"),
            nullable=False,
        ),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("started_at", MOMENT, nullable=True),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("last_id", sa.BigInteger(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("sent", sa.Integer(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["operators.id"]),
        sa.PrimaryKeyConstraint("id"),
    )


def _archives() -> None:
    op.create_table(
        "archives",
        sa.Column("ticket_id", ROW_ID, autoincrement=False, nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("sent_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"]),
        sa.PrimaryKeyConstraint("ticket_id"),
    )


def _views(link: str) -> None:
    """The two views of the first product, with the way into a room as `link` says."""
    on_postgresql = op.get_bind().dialect.name == "postgresql"
    together = "string_agg" if on_postgresql else "group_concat"
    operator = OPERATOR.format(link=link, together=together)
    for name, body in (("lead", LEAD.format(link=link)), ("operator", operator)):
        if on_postgresql:  # whoever may read it still may
            op.execute(f"CREATE OR REPLACE VIEW {name} AS {body}")
        else:
            op.execute(f"DROP VIEW {name}")
            op.execute(f"CREATE VIEW {name} AS {body}")


def _accounts() -> None:
    op.create_table(
        "accounts",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("chats", sa.Integer(), nullable=False),
        sa.Column("health", sa.Integer(), nullable=False),
        sa.Column("flood_until", MOMENT, nullable=True),
        sa.Column("trouble", sa.Text(), nullable=True),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.CheckConstraint("health BETWEEN 0 AND 100", name=op.f("ck_accounts_health")),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "account_days",
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("rooms", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("account", "day"),
    )


def _boards() -> None:
    op.create_table(
        "boards",
        sa.Column("operator_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("looked_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["operator_id"], ["operators.id"]),
        sa.PrimaryKeyConstraint("operator_id"),
    )
