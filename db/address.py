"""Database addresses as people write them, made into what SQLAlchemy's async engine takes."""

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from db.errors import DatabaseUnavailableError

_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "sqlite+aiosqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
    "postgresql+asyncpg": "postgresql+asyncpg",
}


def normalised(url: str) -> URL:
    """`postgres://`, `postgresql://`, `sqlite:///` and the forms with a driver, made one.

    A unix socket is named as `postgresql://user@/name?host=/folder`.

    Raises:
        DatabaseUnavailableError: it is not such an address.
    """
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise DatabaseUnavailableError(
            "the database address is not of the form postgresql://user@host/name or sqlite:///file"
        ) from None
    driver = _DRIVERS.get(parsed.drivername)
    if driver is None:
        raise DatabaseUnavailableError(
            f"the database address begins with {parsed.drivername}://; "
            "postgresql:// and sqlite:/// are what the desk can use"
        )
    if not parsed.database or parsed.database == ":memory:":
        # A database in memory is another one for each connection of the pool.
        raise DatabaseUnavailableError(f"the database address names no database: {driver}://…")
    return parsed.set(drivername=driver)


def asyncpg_arguments(url: URL) -> dict[str, object]:
    """The same address as arguments of `asyncpg.connect`."""
    query = {key: value for key, value in url.query.items() if isinstance(value, str)}
    host = query.get("host", url.host)
    port = query.get("port", url.port)
    given = {
        "host": host,
        "port": int(port) if port else None,
        "user": url.username,
        "password": url.password,
        "database": url.database,
        "ssl": query.get("ssl") or query.get("sslmode"),
    }
    return {key: value for key, value in given.items() if value is not None}
