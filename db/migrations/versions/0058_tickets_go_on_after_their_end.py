"""A ticket may go on after its end. What days came to counts those, too: the figures that are kept
are left, and computed anew."""

import sqlalchemy as sa
from alembic import op

revision = "0058"
down_revision = "0057"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
TABLE = "ticket_events"
BEFORE = """
    opened queued offered place_ready join_declined customer_joined assigned operator_invited
    operator_sent_link operator_joined operator_unreachable intruder_removed customer_unreachable
    requeued closed abandoned place_cleared place_deleted effect_failed taken transferred
    taken_over offer_lost offer_reminded answer_reminded nudged asked_customer customer_left
    customer_returned supervisor_called supervisor_entered noted rated archived place_denied
    place_taken place_lost undelivered withdrawn resolved
"""
AFTER = f"{BEFORE} reopened target_near target_missed"


def _take_kinds(words: str) -> None:
    """Let events be of these kinds."""
    kinds = words.split()
    if op.get_bind().dialect.name == "postgresql":
        listed = ", ".join(f"'{kind}'" for kind in kinds)
        name = op.f(f"ck_{TABLE}_ticket_event_kind")
        op.drop_constraint(name, TABLE, type_="check")
        op.create_check_constraint(name, TABLE, f"kind IN ({listed})")
        return
    # SQLite changes no constraint: the table is made anew.
    kind = sa.Enum(
        *kinds, name="ticket_event_kind", native_enum=False, create_constraint=True, length=32
    )
    op.drop_index("ix_ticket_events_ticket_id", TABLE)
    op.rename_table(TABLE, "before_kinds")
    op.create_table(
        TABLE,
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("ticket_id", ROW_ID, nullable=False),
        sa.Column("kind", kind, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("actor_id", sa.BigInteger()),
        sa.Column("details", sa.JSON()),
        sa.PrimaryKeyConstraint("id", name="pk_ticket_events"),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name="fk_ticket_events_ticket_id"),
    )
    columns = "id, ticket_id, kind, at, actor_id, details"
    op.execute(f"INSERT INTO {TABLE} ({columns}) SELECT {columns} FROM before_kinds")  # noqa: S608
    op.drop_table("before_kinds")
    op.create_index("ix_ticket_events_ticket_id", TABLE, ["ticket_id"])


def upgrade() -> None:
    op.add_column("tickets", sa.Column("reopened_at", MOMENT))
    op.add_column("tickets", sa.Column("prefers", sa.BigInteger()))
    again = sa.text("reopened_at IS NOT NULL")
    op.create_index(
        "ix_tickets_reopened",
        "tickets",
        ["reopened_at"],
        postgresql_where=again,
        sqlite_where=again,
    )
    _take_kinds(AFTER)
    op.execute("DELETE FROM day_figures")


def downgrade() -> None:
    more = "'reopened', 'target_near', 'target_missed'"
    op.execute(f"DELETE FROM {TABLE} WHERE kind IN ({more})")  # noqa: S608 - words of this file
    _take_kinds(BEFORE)
    op.drop_index("ix_tickets_reopened", "tickets")
    for name in ("prefers", "reopened_at"):
        op.drop_column("tickets", name)
    op.execute("DELETE FROM day_figures")
