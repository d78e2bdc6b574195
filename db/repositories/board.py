"""Implements core.ports.BoardRows, what the supervisor's page shows, in parts."""

from db.repositories.board_now import SqlMoment
from db.repositories.board_people import SqlPeople
from db.repositories.board_search import SqlSaid
from db.repositories.board_ticket import SqlTicketPage
from db.repositories.board_tickets import SqlTicketList


class SqlBoardRows(SqlTicketList, SqlSaid, SqlTicketPage, SqlPeople, SqlMoment):
    """All parts, on one reading."""

    __slots__ = ()
