"""Converts database addresses into what SQLAlchemy's async engine takes."""

from typing import Any

from sqlalchemy.engine import URL

from db.dsn import Address, parse

DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg"}


def normalised(url: str) -> URL:
    """Convert `postgres://`, `postgresql://`, `sqlite:///` and the forms with a driver into one
    form.

    A unix socket is named as `postgresql://user@/name?host=/folder`.

    Raises:
        DatabaseUnavailableError: it is not such an address.
    """
    return url_of(parse(url))


def url_of(address: Address) -> URL:
    """Return the address in SQLAlchemy's form. `parse` reads it again."""
    if address.on_sqlite:
        return URL.create(DRIVERS["sqlite"], database=address.database)
    query: dict[str, Any] = dict(address.query)
    host, port = address.hosts[0]
    several = len(address.hosts) > 1
    if several or (host or "").startswith("/"):
        query["host"] = tuple(
            name or "" if number is None or (name or "").startswith("/") else f"{name}:{number}"
            for name, number in address.hosts
        )
        if (host or "").startswith("/"):
            query["port"] = ",".join(str(number or "") for _, number in address.hosts)
        host, port = None, None
    return URL.create(
        DRIVERS["postgresql"],
        address.user,
        address.password,
        host,
        port,
        address.database,
        query={name: value for name, value in query.items() if value != ""},
    )


def address_of(url: URL) -> Address:
    """Return the whole address as text."""
    return parse(url.render_as_string(hide_password=False))
