"""The database: tables, units of work, repositories, inbox, outbox and migrations."""
