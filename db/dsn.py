"""Reads database addresses as people write them, without any library: the health check needs them
before it may load one.

Parameters of a PostgreSQL address mean what they mean to libpq
(https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS); one that cannot be
kept is refused by its name rather than dropped.
"""

import random
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlencode

CONNECT_TIMEOUT = 10.0
"""Seconds for one host, unless `connect_timeout` says otherwise."""
APPLICATION = "switchboard"

_FORM = re.compile(
    r"(?P<scheme>[\w+]+)://"
    r"(?:(?P<user>[^:/@]*)(?::(?P<password>[^@]*))?@)?"
    r"(?P<hosts>(?:\[[^\]/?]+\]|[^/?\[\]])*)"
    r"(?:/(?P<database>[^?]*))?"
    r"(?:\?(?P<query>.*))?",
    re.DOTALL,
)
_SCHEMES = {
    "sqlite": "sqlite",
    "sqlite+aiosqlite": "sqlite",
    "postgres": "postgresql",
    "postgresql": "postgresql",
    "postgresql+asyncpg": "postgresql",
}
_OF_TLS = frozenset(
    {
        "sslmode",
        "sslcert",
        "sslkey",
        "sslpassword",
        "sslrootcert",
        "sslcrl",
        "sslnegotiation",
        "ssl_min_protocol_version",
        "ssl_max_protocol_version",
    }
)
_PASSED_ON = frozenset({"passfile", "krbsrvname", "gsslib", "service", "target_session_attrs"})
_WHERE = frozenset({"host", "port", "user", "password", "dbname"})
_OURS = frozenset(
    {
        "application_name",
        "fallback_application_name",
        "options",
        "connect_timeout",
        "load_balance_hosts",
        # What asyncpg and SQLAlchemy call them.
        "ssl",
        "statement_cache_size",
        "prepared_statement_cache_size",
    }
)
_ONLY = {
    # Accepted where it asks for what the driver does anyway.
    "client_encoding": frozenset({"utf8", "utf-8", "unicode", "auto"}),
    "gssencmode": frozenset({"disable", "prefer"}),
    "channel_binding": frozenset({"disable", "prefer"}),
    "sslcompression": frozenset({"0"}),
    "sslsni": frozenset({"1"}),
    "keepalives": frozenset({"1"}),
}
_MODES = frozenset({"disable", "allow", "prefer", "require", "verify-ca", "verify-full"})
_ATTRIBUTES = frozenset({"any", "read-write", "read-only", "primary", "standby", "prefer-standby"})


class DatabaseUnavailableError(Exception):
    """The database cannot be used at all: a wrong address, no server, no permission.

    Its text is one line for a person to read.
    """


@dataclass(frozen=True, slots=True)
class Address:
    """Where a database is. `hosts`: (name, port) each, tried in that order; a name that begins with
    a slash is a unix socket's folder. `query` has the parameters, of which all are known.
    """

    backend: str
    database: str
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    hosts: tuple[tuple[str | None, int | None], ...] = ()
    query: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    @property
    def on_sqlite(self) -> bool:
        """Whether it is SQLite; otherwise it is PostgreSQL."""
        return self.backend == "sqlite"

    @property
    def parameters(self) -> dict[str, str]:
        """Return the parameters; of several with one name the last, as libpq takes them."""
        return dict(self.query)

    @property
    def keeps_statements(self) -> bool:
        """Whether statements may be prepared for later: not behind a pooler that gives each
        transaction another connection."""
        given = self.parameters
        names = ("statement_cache_size", "prepared_statement_cache_size")
        return all(given.get(name) != "0" for name in names)

    def arguments(self, host: str | None, port: int | None) -> dict[str, Any]:
        """Return the arguments of `asyncpg.connect`, for one of the hosts."""
        given = self.parameters
        passed = {name: given[name] for name in _OF_TLS | _PASSED_ON if name in given}
        found: dict[str, Any] = {
            "host": host,
            "port": port,
            "user": self.user,
            "password": self.password,
            "database": self.database,
            "timeout": self.connect_timeout,
            "server_settings": self._settings(),
            "dsn": _as_dsn(passed) if passed else None,
        }
        if not self.keeps_statements:
            found["statement_cache_size"] = 0
        elif "statement_cache_size" in given:
            found["statement_cache_size"] = int(given["statement_cache_size"])
        return {name: value for name, value in found.items() if value is not None}

    @property
    def connect_timeout(self) -> float | None:
        """Seconds for one host; None: as long as it takes. libpq takes 1 for 2, and 0 for ever."""
        given = self.parameters.get("connect_timeout")
        if given is None:
            return CONNECT_TIMEOUT
        return max(2.0, float(given)) if int(given) > 0 else None

    def _settings(self) -> dict[str, str]:
        given = self.parameters
        name = given.get("application_name") or given.get("fallback_application_name")
        found = {"application_name": name or APPLICATION}
        if given.get("options"):
            found["options"] = given["options"]
        return found


def parse(url: str) -> Address:
    """Read an address.

    Raises:
        DatabaseUnavailableError: it is not such an address, or asks for what cannot be had.
    """
    found = _FORM.fullmatch(url.strip())
    if found is None:
        raise DatabaseUnavailableError(
            "the database address is not of the form postgresql://user@host/name or sqlite:///file"
        )
    scheme = found["scheme"]
    backend = _SCHEMES.get(scheme)
    if backend is None:
        raise DatabaseUnavailableError(
            f"the database address begins with {scheme}://; "
            "postgresql:// and sqlite:/// are what the desk can use"
        )
    query = tuple(parse_qsl(found["query"] or "", keep_blank_values=True))
    if backend == "sqlite":
        return _sqlite(found, query)
    return _postgresql(found, query)


def _sqlite(found: re.Match[str], query: tuple[tuple[str, str], ...]) -> Address:
    if query:
        raise _unsupported(query[0][0])
    if not found["database"] or found["database"] == ":memory:":
        # A database in memory is another one for each connection of the pool.
        raise DatabaseUnavailableError("the database address names no database: sqlite:///…")
    return Address("sqlite", found["database"])


def _postgresql(found: re.Match[str], query: tuple[tuple[str, str], ...]) -> Address:
    given = dict(query)
    for name, value in query:
        _check(name, value)
    _check_files(given)
    database = given.get("dbname") or unquote(found["database"] or "")
    if not database:
        raise DatabaseUnavailableError("the database address names no database: postgresql://…")
    user, password = given.get("user") or found["user"], given.get("password") or found["password"]
    if "ssl" in given:  # asyncpg's name of it
        query = (*query, ("sslmode", given["ssl"]))
    return Address(
        "postgresql",
        database,
        unquote(user) if user and "user" not in given else user or None,
        unquote(password) if password and "password" not in given else password or None,
        _hosts(found["hosts"], [value for name, value in query if name == "host"], given),
        tuple(
            (name, value)
            for name, value in sorted(query, key=lambda pair: pair[0])
            if name not in _WHERE | {"ssl"}
        ),
    )


def _check(name: str, value: str) -> None:
    if name in _ONLY:
        if value.lower() not in _ONLY[name]:
            raise _unsupported(f"{name}={value}")
    elif name not in _OF_TLS | _PASSED_ON | _WHERE | _OURS:
        raise _unsupported(name)
    whole = {"connect_timeout", "statement_cache_size", "prepared_statement_cache_size"}
    if name in whole and not _is_whole(value.removeprefix("-")):
        raise DatabaseUnavailableError(f"{name} in the database address must be a whole number")
    words = {
        "sslmode": _MODES,
        "ssl": _MODES,
        "target_session_attrs": _ATTRIBUTES,
        "load_balance_hosts": frozenset({"disable", "random"}),
    }.get(name)
    if words is not None and value not in words:
        raise DatabaseUnavailableError(
            f"{name} in the database address must be one of {', '.join(sorted(words))}"
        )
    if name == "sslrootcert" and value == "system":
        raise _unsupported("sslrootcert=system (name the file, as /etc/ssl/cert.pem)")


def _check_files(given: dict[str, str]) -> None:
    """Refuse a client's certificate that is not there: libpq goes on without it, and says
    nothing."""
    if given.get("sslmode", given.get("ssl")) == "disable":
        return
    for name in ("sslrootcert", "sslcert", "sslkey", "sslcrl"):
        if given.get(name) and not Path(given[name]).is_file():
            raise DatabaseUnavailableError(
                f"{name} in the database address names no file: {given[name]}"
            )


def _is_whole(word: str) -> bool:
    return word.isascii() and word.isdigit()


def _hosts(
    netloc: str, named: list[str], given: dict[str, str]
) -> tuple[tuple[str | None, int | None], ...]:
    """Return the hosts with their ports. `?host=` stands for what the address names before it."""
    names = [each for value in named for each in value.split(",")] or netloc.split(",")
    ports = given.get("port", "").split(",")
    pairs: list[tuple[str | None, int | None]] = []
    for number, name in enumerate(names):
        host, port = _host_and_port(name)
        if port is None:
            port = ports[number] if len(ports) > 1 and number < len(ports) else ports[0]
        if port and not (_is_whole(port) and 0 < int(port) < 65536):
            raise DatabaseUnavailableError("the port in the database address is none")
        pairs.append((unquote(host) or None, int(port) if port else None))
    return tuple(pairs)


def _host_and_port(name: str) -> tuple[str, str | None]:
    if name.startswith("/"):
        return name, None
    host, colon, port = name.rpartition(":")
    if colon and not host.endswith(":") and (not host.startswith("[") or host.endswith("]")):
        return host.strip("[]"), port
    return name.strip("[]"), None


def _unsupported(what: str) -> DatabaseUnavailableError:
    return DatabaseUnavailableError(f"the database address asks for {what}, which is not supported")


def _as_dsn(parameters: dict[str, str]) -> str:
    return f"postgresql://?{urlencode(parameters)}"


async def connect(address: Address, **more: Any) -> Any:
    """Open a connection of asyncpg's own, to the first host that answers and is what
    `target_session_attrs` asks for.

    Each host has the whole time, as with libpq; asyncpg would give all of them one together.

    Raises:
        OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError,
        asyncpg.InternalClientError: of the last host, or of one that refuses us.
    """
    import asyncpg

    hosts = list(address.hosts)
    if address.parameters.get("load_balance_hosts") == "random":
        random.shuffle(hosts)
    wanted: list[str | None] = [None]
    if address.parameters.get("target_session_attrs") == "prefer-standby" and len(hosts) > 1:
        wanted = ["standby", "any"]
    failure: BaseException = OSError("no host is named")
    for attribute in wanted:
        chosen = {} if attribute is None else {"target_session_attrs": attribute}
        for host, port in hosts:
            try:
                return await asyncpg.connect(**{**address.arguments(host, port), **chosen, **more})
            except (
                OSError,
                TimeoutError,
                asyncpg.CannotConnectNowError,
                asyncpg.TargetServerAttributeNotMatched,
            ) as error:
                failure = error
    raise failure
