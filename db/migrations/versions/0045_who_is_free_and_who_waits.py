"""Who is free and who waits is found by index: what the choice asks of an operator stands in their
row and beside their skills, and triggers keep the copies and the sums."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
BLOCK = 512
QUEUED = "status = 'queued'"
FREE = "on_shift AND NOT on_break AND load < capacity"
COPIED = ("on_shift", "on_break", "load", "capacity", "idle_since")


def _at_work(row: str) -> str:
    return f"CAST({row}on_shift AND NOT {row}on_break AS INTEGER)"


def _sums(row: str) -> tuple[str, str, str]:
    """What an operator's row adds to `staffing`."""
    there = f"CAST({row}on_shift AS INTEGER)"
    return there, _at_work(row), f"{row}capacity * {_at_work(row)}"


def _add_up(skill: str, changes: Sequence[str]) -> str:
    return (
        "INSERT INTO staffing (skill, on_shift, at_work, slots)"  # noqa: S608 - words of this file
        f" VALUES ({skill}, {', '.join(changes)}) ON CONFLICT (skill) DO UPDATE SET"
        " on_shift = staffing.on_shift + excluded.on_shift,"
        " at_work = staffing.at_work + excluded.at_work,"
        " slots = staffing.slots + excluded.slots"
    )


def _count(change: str) -> str:
    return (
        "INSERT INTO queue_counts (topic, priority, block, change)"  # noqa: S608 - as above
        f" VALUES (new.topic, new.priority, new.id / {BLOCK}, {change})"
    )


@dataclass(frozen=True)
class Trigger:
    """What follows from a change of a row."""

    name: str
    event: str
    when: str
    action: str

    @property
    def table(self) -> str:
        return self.event.rpartition(" ")[2]

    def create(self, is_postgresql: bool) -> None:
        if not is_postgresql:
            what = f"AFTER {self.event} WHEN {self.when} BEGIN {self.action}; END"
            op.execute(f"CREATE TRIGGER {self.name} {what}")
            return
        body = f"BEGIN {self.action}; RETURN NULL; END"
        head = f"CREATE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql"
        op.execute(f"{head} AS $$ {body} $$")
        what = f"AFTER {self.event} FOR EACH ROW WHEN ({self.when})"
        op.execute(f"CREATE TRIGGER {self.name} {what} EXECUTE FUNCTION {self.name}()")

    def drop(self, is_postgresql: bool) -> None:
        if is_postgresql:
            op.execute(f"DROP TRIGGER {self.name} ON {self.table}")
            op.execute(f"DROP FUNCTION {self.name}()")
        else:
            op.execute(f"DROP TRIGGER {self.name}")


_DIFFERENCE = [
    f"{now} - {before}" for now, before in zip(_sums("new."), _sums("old."), strict=True)
]
_COUNTED = "on_shift, on_break, capacity"
_CHANGED = (
    "new.on_shift <> old.on_shift OR new.on_break <> old.on_break OR new.capacity <> old.capacity"
)
_COPY = ", ".join(f"{name} = new.{name}" for name in COPIED)
TRIGGERS = (
    Trigger(
        "operators_copied",
        f"UPDATE OF {', '.join(COPIED)} ON operators",
        "new.id IS NOT NULL",
        f"UPDATE operator_skills SET {_COPY} WHERE operator_id = new.id",  # noqa: S608 - as above
    ),
    Trigger("operators_added", "INSERT ON operators", "new.on_shift", _add_up("''", _sums("new."))),
    Trigger(
        "operators_counted",
        f"UPDATE OF {_COUNTED} ON operators",
        _CHANGED,
        _add_up("''", _DIFFERENCE),
    ),
    Trigger(
        "operator_skills_added",
        "INSERT ON operator_skills",
        "new.on_shift",
        _add_up("new.skill", _sums("new.")),
    ),
    Trigger(
        "operator_skills_counted",
        f"UPDATE OF {_COUNTED} ON operator_skills",
        _CHANGED,
        _add_up("new.skill", _DIFFERENCE),
    ),
    Trigger("tickets_queued", "INSERT ON tickets", f"new.{QUEUED}", _count("1")),
    Trigger(
        "tickets_requeued",
        "UPDATE OF status ON tickets",
        f"(new.{QUEUED}) <> (old.{QUEUED})",
        _count(f"CASE WHEN new.{QUEUED} THEN 1 ELSE -1 END"),
    ),
)

INDEXES = {
    "ix_operators_free": ("operators", "load, idle_since{nulls}, id", FREE),
    "ix_operators_on_shift": ("operators", "id", "on_shift"),
    "ix_operators_supervisors": ("operators", "id", "role = 'supervisor'"),
    "ix_operator_skills_free": (
        "operator_skills",
        "skill, load, idle_since{nulls}, operator_id",
        FREE,
    ),
    "ix_operator_skills_on_shift": ("operator_skills", "skill, operator_id", "on_shift"),
    "ix_tickets_queue": ("tickets", "priority DESC, opened_at, id", QUEUED),
    "ix_tickets_line": ("tickets", "topic, priority DESC, opened_at, id", QUEUED),
    "ix_tickets_passed_over": (
        "tickets",
        "passed_over",
        f"{QUEUED} AND passed_over IS NOT NULL",
    ),
    "ix_tickets_talked": (
        "tickets",
        "closed_at, id",
        "status = 'closed' AND active_at IS NOT NULL",
    ),
    "ix_tickets_placeless": (
        "tickets",
        "offered_at, id",
        "status = 'offered' AND place_id IS NULL",
    ),
}


def _is_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())


def upgrade() -> None:
    for table in ("operators", "operator_skills"):
        op.add_column(table, _flag("on_shift"))
        op.add_column(table, _flag("on_break"))
    for name in ("load", "capacity"):
        zero = sa.Column(name, sa.Integer(), nullable=False, server_default="0")
        op.add_column("operator_skills", zero)
    op.add_column("operator_skills", sa.Column("idle_since", sa.DateTime(timezone=True)))
    op.create_table(
        "staffing",
        sa.Column("skill", sa.Text(), nullable=False),
        sa.Column("on_shift", sa.Integer(), nullable=False),
        sa.Column("at_work", sa.Integer(), nullable=False),
        sa.Column("slots", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("skill", name="pk_staffing"),
    )
    op.create_table(
        "queue_counts",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("block", sa.BigInteger(), nullable=False),
        sa.Column("change", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_queue_counts"),
    )
    is_postgresql = _is_postgresql()
    for trigger in TRIGGERS:
        trigger.create(is_postgresql)
    _fill()
    op.drop_index("ix_tickets_queue", "tickets")
    nulls = " NULLS FIRST" if is_postgresql else ""  # which is SQLite's own order
    for name, (table, columns, where) in INDEXES.items():
        columns = columns.format(nulls=nulls)
        op.execute(f"CREATE INDEX {name} ON {table} ({columns}) WHERE {where}")


def _fill() -> None:
    """The triggers add up what is written here."""
    for table in ("shift", "break"):
        op.execute(
            f"UPDATE operators SET on_{table} = (1 = 1) WHERE id IN"  # noqa: S608 - words of this file
            f" (SELECT operator_id FROM {table}s WHERE ended_at IS NULL)"
        )
    op.execute("UPDATE operators SET load = load")
    op.execute(
        "INSERT INTO queue_counts (topic, priority, block, change)"  # noqa: S608 - as above
        f" SELECT topic, priority, id / {BLOCK}, count(*) FROM tickets WHERE {QUEUED}"
        f" GROUP BY topic, priority, id / {BLOCK}"
    )


def downgrade() -> None:
    for trigger in TRIGGERS:
        trigger.drop(_is_postgresql())
    for name, (table, _, _) in INDEXES.items():
        op.drop_index(name, table)
    queued = sa.text(QUEUED)
    op.create_index(
        "ix_tickets_queue",
        "tickets",
        ["priority", "opened_at", "id"],
        postgresql_where=queued,
        sqlite_where=queued,
    )
    op.drop_table("queue_counts")
    op.drop_table("staffing")
    for table, columns in (("operator_skills", COPIED), ("operators", ("on_break", "on_shift"))):
        for name in columns:
            op.drop_column(table, name)
