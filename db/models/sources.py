"""Links to the bot that tell where customers came from."""

from datetime import datetime

from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base


class LinkRow(Base):
    """A link that somebody made (`made_by` None: the owner, at the command line). Who came by it is
    in `customers.source` and `tickets.source`, also where nobody made one."""

    __tablename__ = "links"

    source: Mapped[str] = mapped_column(primary_key=True)
    made_at: Mapped[datetime]
    made_by: Mapped[int | None] = mapped_column(BigInteger)
