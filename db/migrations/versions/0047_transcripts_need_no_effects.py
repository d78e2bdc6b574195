"""Transcripts are written from the journal: no effect asks for it any more."""

from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("DELETE FROM outbox WHERE kind = 'WriteTranscript'")


def downgrade() -> None:
    pass
